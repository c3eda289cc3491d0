import { expect, test } from 'vitest'

import { curveOf, median, merged, percentile, spreadOf } from './percentiles.ts'

const oneToHundred = Array.from({ length: 100 }, (_, at) => at + 1)

test('a percentile is the value that so many in a hundred do not exceed', () => {
  expect([0, 1, 50, 99, 99.5, 100].map((percent) => percentile(oneToHundred, percent))).toEqual([
    1, 1, 50, 99, 100, 100,
  ])
})

test('of few values the high percentiles are the worst one, never one that was not seen', () => {
  expect(spreadOf([3, 7])).toEqual({ count: 2, p50: 3, p95: 7, p99: 7, max: 7 })
})

test('of nothing there is no percentile', () => {
  expect([percentile([], 99), median([]), curveOf([])]).toEqual([null, null, []])
})

test('a curve ends at the worst value and never falls', () => {
  const curve = curveOf(oneToHundred)
  expect(curve.at(-1)).toEqual([100, 100])
  expect(curve.every(([, value], at) => value >= (curve[at - 1]?.[1] ?? 0))).toBe(true)
})

test('the median of an even number of rounds lies between the middle two', () => {
  expect([median([4, 1, 9]), median([4, 1, 9, 2])]).toEqual([4, 3])
})

test('lists are merged by value, not by their digits', () => {
  expect(merged([[2, 100], [30]])).toEqual([2, 30, 100])
})
