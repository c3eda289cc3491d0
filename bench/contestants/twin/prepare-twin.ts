import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { Client } from 'pg'

import type { TwinPlan } from './create-twin.ts'

/** The bundle of a twin's workflow, beside the compiled sources it is made of; made once for each build. */
export async function ensureBundle(name: TwinPlan['name'], dist: string): Promise<string> {
  const folder = path.join(dist, 'bench', 'contestants', name)
  const bundle = path.join(folder, 'workflow-bundle.js')
  if (existsSync(bundle)) return bundle
  const workflowsPath = path.join(folder, `${name}-claim.js`)
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') })
  const unfinished = `${bundle}.${process.pid}`
  await writeFile(unfinished, code)
  await rename(unfinished, bundle)
  return bundle
}

export async function createSchema(databaseUrl: string, { name, tables }: TwinPlan): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(`create schema if not exists ${name}; ${tables}`)
  } finally {
    await client.end()
  }
}
