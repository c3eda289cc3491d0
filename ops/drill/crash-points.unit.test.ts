import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { tellPoints } from './crash-points.ts'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lipei-crash-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const script = `const { passBy } = await import('./ops/drill/crash-points.ts')
  passBy('recording-before')
  process.stdout.write('still here, ')
  passBy('recording-after')
  process.stdout.write('alive')`

function pass(told: Readonly<Record<string, string>>) {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const { signal, stdout } = spawnSync(process.execPath, args, { cwd: projectFolder, env: { ...process.env, ...told } })
  return { signal, said: String(stdout) }
}

test('a process that was told a point dies there by SIGKILL, and its successor passes by', () => {
  const latch = mkdtempSync(path.join(folder, 'told-'))
  const told = { LIPEI_CRASH_AT: 'recording-after', LIPEI_CRASH_LATCH: latch }
  expect(pass(told)).toEqual({ signal: 'SIGKILL', said: 'still here, ' })
  expect(pass(told)).toEqual({ signal: null, said: 'still here, alive' })
  expect(readdirSync(latch)).toEqual(['recording-after'])
}, 60_000)

test('told while it runs, it dies at each of the points once, and once more when told again', () => {
  const LIPEI_CRASH_LATCH = mkdtempSync(path.join(folder, 'running-'))
  tellPoints(LIPEI_CRASH_LATCH, ['recording-before', 'recording-after'])
  const said = [1, 2, 3].map(() => pass({ LIPEI_CRASH_LATCH }).said)
  expect(said).toEqual(['', 'still here, ', 'still here, alive'])
  tellPoints(LIPEI_CRASH_LATCH, ['recording-after'])
  expect(pass({ LIPEI_CRASH_LATCH })).toEqual({ signal: 'SIGKILL', said: 'still here, ' })
}, 60_000)
