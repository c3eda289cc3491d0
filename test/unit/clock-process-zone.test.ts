import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, expect, test } from 'vitest'

const script = fileURLToPath(new URL('clock-vectors/print-due-times.ts', import.meta.url))

interface Told {
  readonly here: { readonly zone: string; readonly locale: string; readonly offset: number }
  readonly said: readonly (readonly [rule: string, start: string, target: string, ...unknown[]])[]
}

/** A process that was born in a zone and a language, and says when every vector is due. */
async function bornIn(zone: string, language: string): Promise<Told> {
  const env = { ...process.env, TZ: zone, LC_ALL: language, LANG: language }
  const options = { env, maxBuffer: 64 * 1024 * 1024 }
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], options)
  return JSON.parse(stdout) as Told
}

const patient = 120_000
let inShanghai: Told

beforeAll(async () => {
  inShanghai = await bornIn('Asia/Shanghai', 'zh_CN.UTF-8')
}, patient)

test('the process in Shanghai is in Shanghai, and says when each vector is due', () => {
  expect(inShanghai.here).toEqual({ zone: 'Asia/Shanghai', locale: 'zh-CN', offset: -480 })
  expect(inShanghai.said.length).toBeGreaterThanOrEqual(150)
})

test.each([
  ['UTC', 'en_US.UTF-8', 'en-US', 0],
  ['America/Los_Angeles', 'ar_EG.UTF-8', 'ar-EG', 420],
])(
  'a process born in %s that speaks %s says the same',
  { timeout: patient },
  async (zone, language, locale, offset) => {
    const { here, said } = await bornIn(zone, language)
    expect(here).toEqual({ zone, locale, offset })
    expect(said).toEqual(inShanghai.said)
  },
)
