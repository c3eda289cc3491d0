import { expect, test } from 'vitest'
import type { LadderStep } from '../authority.ts'
import { authorityKinds, defaultLadder, limitOf } from '../authority.ts'
import { isInForce, multipliedLadder } from './multiplied-ladder.ts'

const stepOf = (ladder: readonly LadderStep[], level: number): LadderStep | undefined =>
  ladder.find((step) => step.level === level)

test('A1 to A3 pay and advance twice or five times as much, at most what A4 may without it', () => {
  expect(multipliedLadder(defaultLadder, 2).slice(0, 3)).toMatchObject([
    { level: 1, paymentFen: 4_000_000, prepaymentFen: 2_000_000 },
    { level: 2, paymentFen: 20_000_000, prepaymentFen: 10_000_000 },
    { level: 3, paymentFen: 100_000_000, prepaymentFen: 40_000_000 },
  ])
  expect(multipliedLadder(defaultLadder, 5).slice(0, 3)).toMatchObject([
    { level: 1, paymentFen: 10_000_000, prepaymentFen: 5_000_000 },
    { level: 2, paymentFen: 50_000_000, prepaymentFen: 25_000_000 },
    { level: 3, paymentFen: 250_000_000, prepaymentFen: 100_000_000 },
  ])
  const small: readonly LadderStep[] = [
    { level: 3, paymentFen: 50_000_000, refusalFen: 0 },
    { level: 4, paymentFen: 60_000_000, refusalFen: 0 },
  ]
  expect(stepOf(multipliedLadder(small, 5), 3)?.paymentFen).toBe(60_000_000)
})

test('refusals, reserves, A4 and the committee keep their limits', () => {
  const raised = multipliedLadder(defaultLadder, 5)
  for (const step of defaultLadder) {
    const after = stepOf(raised, step.level)
    expect(after && limitOf(after, 'refusal')).toBe(limitOf(step, 'refusal'))
    expect(after && limitOf(after, 'reserve')).toBe(limitOf(step, 'reserve'))
  }
  expect(raised.slice(3)).toEqual(defaultLadder.slice(3))
})

test('what a step never decides alone it does not decide under a multiplier either', () => {
  const ladder: readonly LadderStep[] = [
    { level: 1, paymentFen: null, refusalFen: null, prepaymentFen: null },
    { level: 4, paymentFen: 500_000_000, refusalFen: 0, prepaymentFen: 1 },
  ]
  expect(multipliedLadder(ladder, 5)[0]).toMatchObject({ paymentFen: null, prepaymentFen: null })
})

test('without a limit of A4 to cap them, no limits are raised', () => {
  const ladder: readonly LadderStep[] = [{ level: 1, paymentFen: 2_000_000, refusalFen: null }]
  expect(multipliedLadder(ladder, 5)[0]).toMatchObject({ paymentFen: 2_000_000, prepaymentFen: 1_000_000 })
})

test('no limit falls, and no step may less than the one below it', () => {
  for (const times of [1, 1.5, 2, 5, 1_000]) {
    const raised = multipliedLadder(defaultLadder, times)
    for (const kind of authorityKinds) {
      const limits = raised.map((step) => limitOf(step, kind) ?? 0)
      expect(limits).toEqual(limits.toSorted((a, b) => a - b))
      expect(limits.every((limit, index) => limit >= (limitOf(defaultLadder[index] as LadderStep, kind) ?? 0))).toBe(
        true,
      )
    }
  }
})

test('a multiplier counts up to its end, and one time is none', () => {
  const multiplier = { times: 2, until: 1_000, raisedBy: 'per_commander' }
  expect(isInForce(multiplier, 999)).toBe(true)
  expect(isInForce(multiplier, 1_000)).toBe(false)
  expect(isInForce({ ...multiplier, times: 1 }, 0)).toBe(false)
})
