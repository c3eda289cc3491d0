import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { inheritedEnvironment, projectFolder } from './options.ts'
import { tellOwnDatabase } from './own-database.ts'
import { beginRun } from './run-record.ts'
import { layOutState, readSecrets } from './state-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-own-'))
  vi.stubEnv('LIPEI_STATE_DIR', folder)
  for (const name of ['LIPEI_DATABASE_URL', 'LIPEI_DATABASE_URL_FILE', 'LIPEI_MODE', 'TEMPORAL_ADDRESS'])
    vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

test('beside a stack that runs here a program is told its database, as the user it has to be', async () => {
  const state = layOutState(folder)
  const { passwords } = readSecrets(state)
  const run = await beginRun(state.run)
  run.update({ urls: { PostgreSQL: '127.0.0.1:5433, database lipei', Temporal: '127.0.0.1:7233' } })
  for (const [user, name] of [
    ['watchdog', 'lipei_watchdog'],
    ['postgres', 'postgres'],
  ] as const) {
    vi.stubEnv('LIPEI_DATABASE_URL', undefined)
    expect(tellOwnDatabase(user)).toBe(true)
    const { username, password, host } = new URL(process.env['LIPEI_DATABASE_URL'] ?? '')
    expect({ username, password, host }).toEqual({ username: name, password: passwords[user], host: '127.0.0.1:5433' })
  }
  run.end()
})

test('a database that is told is left as it is', () => {
  vi.stubEnv('LIPEI_DATABASE_URL', 'postgres://elsewhere/lipei')
  expect(tellOwnDatabase('watchdog')).toBe(true)
  expect(process.env['LIPEI_DATABASE_URL']).toBe('postgres://elsewhere/lipei')
})

/** Each is a process that loads its whole program. */
const aProgram = { timeout: 60_000 }

const nothingRuns = (): string => `Nothing runs on ${folder}: npm start, or set LIPEI_DATABASE_URL.\n`

test.each(['local/audit-verify.ts', 'local/migrate.ts', 'local/ops.ts'])(
  '%s says in one line that nothing runs here, and nothing else',
  aProgram,
  (program) => {
    expect(runProgram(program, 'look', 'clm_1')).toEqual({ status: 2, stdout: '', stderr: nothingRuns() })
  },
)

test.each([
  ['db/audit-verify.ts', 'npm run audit:verify'],
  ['db/migrate.ts', 'the migrator'],
])('%s without settings says by its own name what is missing, without a stack trace', aProgram, (program, name) => {
  const { status, stdout, stderr } = runProgram(program)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr.split('\n')).toEqual([
    `the environment of ${name} is incomplete:`,
    expect.stringMatching(/^ {2}LIPEI_DATABASE_URL: /),
    '',
  ])
})

function runProgram(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...args], {
    cwd: projectFolder,
    env: { ...inheritedEnvironment(), LIPEI_STATE_DIR: folder },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
