import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { expect, test } from 'vitest'

import { keepObserved, readObserved } from './observed.ts'
import { patiently, triesToHear } from './oracle/patience.ts'
import { reportOf } from '../../test/example-drill-report.ts'

function silentFor(times: number) {
  let asked = 0
  const ask = async (): Promise<string> => {
    asked += 1
    if (asked <= times) throw new Error(`silent for the ${asked}. time`)
    return 'heard'
  }
  return { ask, asked: () => asked }
}

test('a witness that does not answer is asked again', async () => {
  const witness = silentFor(triesToHear - 1)
  expect(await patiently(witness.ask, 0)).toBe('heard')
  expect(witness.asked()).toBe(triesToHear)
})

test('one that never answers is given up with what it said last', async () => {
  await expect(patiently(silentFor(triesToHear).ask, 0)).rejects.toThrow(`silent for the ${triesToHear}. time`)
})

test('what was seen before the hearing is there for the next one', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-hearing-'))
  try {
    const { pending: _pending, verdict: _verdict, ...observed } = reportOf()
    keepObserved(folder, observed)
    expect(readObserved(folder)).toEqual(observed)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
