import { Connection } from '@temporalio/client'
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import os from 'node:os'

import { projectFolder } from '../../local/options.ts'
import type { ProductionStack } from '../../local/production/production-stack.ts'
import { query } from '../measure/databases.ts'
import type { BenchReport, Machine } from './report-shape.ts'

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

/** The commit, and whether the tree differs from it; unknown where there is no repository. */
export function describeSource(): Pick<BenchReport, 'commit' | 'dirty'> {
  try {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', [...args], {
        cwd: projectFolder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim()
    return { commit: git('rev-parse', '--short', 'HEAD'), dirty: git('status', '--porcelain') !== '' }
  } catch {
    return { commit: 'unknown', dirty: true }
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
