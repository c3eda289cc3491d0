import { expect, test } from 'vitest'

import { unorderedDeaths } from './unordered-deaths.ts'

const worker = (at: number) => ({ name: 'worker', at }) as const

test('who leaves a mark and is gone right after it died as it was told', () => {
  expect(unorderedDeaths([worker(10_100), worker(50_000)], [49_900, 10_000])).toEqual([])
})

test('a death without a mark of its own is told, and no other', () => {
  expect(unorderedDeaths([worker(10_100), worker(12_000), worker(70_000)], [10_000, 69_990])).toEqual([worker(12_000)])
  expect(unorderedDeaths([worker(20_000)], [10_000])).toEqual([worker(20_000)])
})
