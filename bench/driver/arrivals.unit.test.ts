import { expect, test } from 'vitest'

import { diceOf } from '../../local/dice.ts'
import { letArrive, scheduleOf } from './arrivals.ts'

test('an open schedule keeps its rate, in order and within its length', () => {
  const due = scheduleOf(20, 600_000, diceOf(7))
  expect(due.length / 600).toBeCloseTo(20, 0)
  expect(due.every((at, index) => at > (due[index - 1] ?? 0) && at < 600_000)).toBe(true)
})

test('callers know nothing of each other: gaps differ as they do by chance', () => {
  const due = scheduleOf(10, 1_000_000, diceOf(3))
  const gaps = due.map((at, index) => at - (due[index - 1] ?? 0))
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length
  // Of exponential gaps the deviation is the mean.
  expect(Math.sqrt(variance) / mean).toBeCloseTo(1, 1)
})

test('the same seed makes the same schedule, another one does not', () => {
  expect(scheduleOf(5, 10_000, diceOf(1))).toEqual(scheduleOf(5, 10_000, diceOf(1)))
  expect(scheduleOf(5, 10_000, diceOf(1))).not.toEqual(scheduleOf(5, 10_000, diceOf(2)))
})

test('a closed loop ends early when no claim is left', async () => {
  let left = 10
  const underWay = await letArrive({ kind: 'closed', users: 3 }, performance.now() + 60_000, {
    live: () => Promise.resolve((left -= 1) > 0),
    dice: diceOf(1),
  })
  await Promise.all(underWay)
  expect(left).toBeLessThanOrEqual(0)
})

test('in an open loop a slow life holds up nobody', async () => {
  const never = new Promise<boolean>(() => undefined)
  const dueAt: number[] = []
  const live = (at: number): Promise<boolean> => {
    dueAt.push(at)
    return never
  }
  const underWay = await letArrive({ kind: 'open', ratePerSecond: 1_000 }, performance.now() + 50, {
    live,
    dice: diceOf(5),
  })
  expect(underWay).toHaveLength(dueAt.length)
  expect(dueAt.length).toBeGreaterThan(10)
})
