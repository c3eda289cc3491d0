import { rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import type { TestProject } from 'vitest/node'

import type { Child } from '../local/children.ts'
import { inheritedEnvironment, sharedCacheFolder } from '../local/options.ts'
import { startPostgres } from '../local/postgres.ts'
import { makeRunFolder } from '../local/run-folder.ts'
import { createLadder, findTemporalBinary } from '../local/temporal-ladder.ts'
import { startTemporal } from '../local/temporal-server.ts'
import { freePort } from '../local/ports.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** host:port of the dev server all test files share; one task queue per file keeps them apart. */
    temporalAddress: string
    /** URL of the superuser, database `postgres`. Tests take databases of their own from `createTestDatabase`. */
    postgresUrl: string
    /** What is made once for the whole run lies here. */
    runFolder: string
  }
}

const projectFolder = fileURLToPath(new URL('..', import.meta.url))
const started: Child[] = []
let folder: string | undefined

/** One real Temporal server in memory and one real PostgreSQL for the whole run. Without them the run fails, it never skips. */
export async function setup({ provide }: TestProject): Promise<void> {
  // Not below the project: PostgreSQL must be able to enter the folder as another user when root runs the tests.
  folder = makeRunFolder('lipei-test')
  const [temporalAddress, postgresUrl] = await Promise.all([startTestTemporal(folder), startTestPostgres(folder)])
  provide('runFolder', folder)
  provide('temporalAddress', temporalAddress)
  provide('postgresUrl', postgresUrl)
}

export async function teardown(): Promise<void> {
  await Promise.all(started.map((child) => child.stop(5_000)))
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
}

async function startTestTemporal(folder: string): Promise<string> {
  const env = inheritedEnvironment()
  const fallbackFolder = path.join(projectFolder, '.lipei', 'bin')
  const say = (line: string): boolean => process.stderr.write(`${line}\n`)
  const ladder = createLadder({ projectFolder, cacheFolder: sharedCacheFolder(), fallbackFolder, env }, say)
  const binary = await findTemporalBinary(ladder)
  const port = await freePort()
  const server = await startTemporal({ binary, port, logFile: path.join(folder, 'temporal.log'), throwaway: true, env })
  started.push(server.child)
  return server.address
}

async function startTestPostgres(folder: string): Promise<string> {
  const port = await freePort()
  const server = await startPostgres({
    dataFolder: path.join(folder, 'postgres'),
    programsFolder: path.join(folder, 'postgres-programs'),
    port,
    password: 'test',
    logFile: path.join(folder, 'postgres.log'),
    throwaway: true,
    env: inheritedEnvironment(),
  })
  started.push(server.child)
  return server.urlOf('postgres')
}
