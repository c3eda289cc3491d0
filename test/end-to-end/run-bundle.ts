import path from 'node:path'

import { Client } from 'pg'
import { inject } from 'vitest'

import { inheritedEnvironment, projectFolder } from '../../local/options.ts'
import { ensureWorkflowBundle } from '../../local/workflow-bundle.ts'

/** The bundle of the workflow code, built once for all stacks of a run: the first to come builds, the others wait. */
export async function ensureRunBundle(): Promise<string> {
  const client = new Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(718402)')
    const folder = path.join(inject('runFolder'), 'bundles')
    return await ensureWorkflowBundle({ projectFolder, folder, env: inheritedEnvironment() })
  } finally {
    await client.end()
  }
}
