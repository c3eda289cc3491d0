import { Connection } from '@temporalio/client'
import { createRequire } from 'node:module'
import os from 'node:os'

import type { ProductionStack } from '../../local/production/production-stack.ts'
import { query } from '../measure/databases.ts'
import type { Machine } from './report-shape.ts'

/** What the run stood on: figures mean nothing without it. */
export async function describeMachine(stack: ProductionStack): Promise<Machine> {
  const [[row], temporalServer] = await Promise.all([
    query<{ version: string }>(stack.ownerUrl, "select current_setting('server_version') as version"),
    // A server that died in the run must not take the report of what was measured before with it.
    temporalVersion(stack.temporalAddress).catch(() => 'away at the end'),
  ])
  const require = createRequire(import.meta.url)
  const { version: sdk } = require('@temporalio/worker/package.json') as { readonly version: string }
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    kernel: os.release(),
    node: process.versions.node,
    postgres: row?.version ?? 'unknown',
    temporalServer,
    sdk,
  }
}

async function temporalVersion(address: string): Promise<string> {
  const connection = await Connection.connect({ address })
  try {
    return (await connection.workflowService.getSystemInfo({})).serverVersion ?? 'unknown'
  } finally {
    await connection.close()
  }
}
