import { expect, test } from 'vitest'
import type { DateText, Instant } from '../time.ts'
import { HOUR, endOfDay, startOfDay } from '../time.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { Clock, ClockProof } from './clock.ts'
import { meetClock, pauseClock, resumeClock, startClock, voidClock } from './engine.ts'
import { clockRegistry1 } from './registry.ts'
import { keptYardstick } from './yardstick.ts'

const { C12: rule, C13: payment, C10: unmeasured } = clockRegistry1
const at = (date: DateText, hour = 9): Instant => startOfDay(date) + hour * HOUR
const begun: Clock = startClock({ rule, ruleVersion: 1, n: 1, startedAt: at('2026-03-02'), length: rule.length }, china)
/** Fifteen working days after Monday 2 March. */
const due = endOfDay('2026-03-23')
const kept = (clock: Clock, now = at('2026-12-01')): boolean | null => keptYardstick(rule, clock, china, now)

test('a review is within its yardstick until the fifteenth working day ends', () => {
  expect([kept(meetClock(rule, begun, due - 1)), kept(meetClock(rule, begun, due))]).toEqual([true, false])
})

test('undone, it counts as missed only when its fifteenth working day is over', () => {
  expect([kept(begun, due - 1), kept(begun, due)]).toEqual([null, false])
})

test('a lawful pause is left out, and one that lasts says nothing yet', () => {
  const proof: ClockProof = { kind: 'notice-delivered', reference: 'notice 3', channel: 'app' }
  const standing = pauseClock(rule, begun, at('2026-03-06'), proof)
  const over = resumeClock(rule, standing, { at: at('2026-03-09'), proof }, china)
  expect(kept(meetClock(rule, over, due))).toBe(true)
  expect(kept(standing)).toBeNull()
})

test('what fell away counts neither way, nor does a clock without a yardstick', () => {
  expect(kept(voidClock(begun, due, 'withdrawn'))).toBeNull()
  expect(keptYardstick(unmeasured, begun, china, due)).toBeNull()
})

test('the norm wants 60 per cent approved within 15 working days and 70 paid within 10', () => {
  expect([rule.yardstick, payment.yardstick]).toEqual([
    { length: 15, percent: 60 },
    { length: 10, percent: 70 },
  ])
})
