import { Client } from 'pg'
import { inject } from 'vitest'

import type { CompiledPrograms } from '../local/production/compiled-programs.ts'
import { ensureCompiled } from '../local/production/compiled-programs.ts'

/**
 * The programs and the bundle of the workflow code, compiled once for all stacks of a run: the first to come compiles, the
 * others wait. From the sources API and worker would each take about a second and a half more of a core to start.
 */
export function ensureRunPrograms(): Promise<CompiledPrograms> {
  return oneAfterTheOther(() => ensureCompiled())
}

async function oneAfterTheOther<T>(make: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(718402)')
    return await make()
  } finally {
    await client.end()
  }
}
