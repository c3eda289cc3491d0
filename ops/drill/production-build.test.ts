import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { ensureCompiled } from '../../local/production/compiled-programs.ts'
import { writeDrilledBundle } from './drilled-bundle.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lipei-build-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What is to be found only where a drill runs. */
const trace = /LIPEI_CRASH|LIPEI_DRILL|crash-point|ops\/drill|drilled-/

test('the production build holds no crash point: neither its variables nor its modules', async () => {
  const { dist } = await ensureCompiled()
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
  expect(files).toEqual(expect.arrayContaining(['worker.js', 'api/main.js', 'workflow-bundle.js']))
  const isTainted = (name: string) => trace.test(name) || trace.test(readFileSync(path.join(dist, name), 'utf8'))
  expect(files.filter(isTainted)).toEqual([])
}, 180_000)

test('the drilled bundle does hold what the other must not', async () => {
  const bundle = path.join(folder, 'drilled.js')
  await writeDrilledBundle(bundle)
  expect(readFileSync(bundle, 'utf8')).toContain('drilled-workflows')
}, 180_000)
