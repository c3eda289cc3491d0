import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lipei-crash-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a process that was told a point dies there by SIGKILL, and its successor passes by', () => {
  const script = `const { passBy } = await import('./ops/drill/crash-points.ts')
    passBy('recording-before')
    process.stdout.write('still here, ')
    passBy('recording-after')
    process.stdout.write('alive')`
  const env = { ...process.env, LIPEI_CRASH_AT: 'recording-after', LIPEI_CRASH_LATCH: folder }
  const run = () =>
    spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      cwd: projectFolder,
      env,
    })
  expect(run()).toMatchObject({ signal: 'SIGKILL' })
  expect(String(run().stdout)).toBe('still here, alive')
  expect(readdirSync(folder)).toEqual(['recording-after'])
}, 60_000)
