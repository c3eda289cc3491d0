import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DateText, Instant } from '../time.ts'
import { DAY, HOUR, startOfDay } from '../time.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { Clock, ClockProof } from './clock.ts'
import { meetClock, pauseClock, resumeClock, shareOfRunningTime, startClock } from './engine.ts'
import { clockRegistry1 } from './registry.ts'
import { usageOf } from './usage.ts'

const rule = clockRegistry1.C06
const at = (date: DateText, hour = 0): Instant => startOfDay(date) + hour * HOUR
const proof: ClockProof = { kind: 'notice-delivered', reference: 'notice 3', channel: 'app' }
const begun = (startedAt: Instant): Clock =>
  startClock({ rule, ruleVersion: 1, n: 1, startedAt, length: rule.length }, china)
const paused = (from: Instant, to?: Instant): Clock => {
  const standing = pauseClock(rule, begun(at('2026-03-02')), from, proof)
  return to === undefined ? standing : resumeClock(rule, standing, { at: to, proof }, china)
}

test('a pause is no time used, open or over', () => {
  const open = paused(at('2026-03-06'))
  expect(usageOf(open, at('2026-03-10'))).toEqual({ runningMs: 4 * DAY, pausedMs: 4 * DAY, percent: 12 })
  const over = paused(at('2026-03-06'), at('2026-03-20'))
  expect(usageOf(over, at('2026-03-21'))).toEqual({ runningMs: 5 * DAY, pausedMs: 14 * DAY, percent: 16 })
})

test('at 80 per cent the owner is warned, and not a millisecond before', () => {
  for (const clock of [begun(at('2026-03-02', 9)), paused(at('2026-03-06'), at('2026-03-20'))]) {
    const warned = shareOfRunningTime(clock, 80)
    expect([usageOf(clock, warned - 1).percent, usageOf(clock, warned).percent]).toEqual([79, 80])
    expect(usageOf(clock, clock.dueTarget).percent).toBe(100)
  }
})

test('nothing is used before the start, and nothing more after the end', () => {
  const clock = begun(at('2026-03-02'))
  expect(usageOf(clock, at('2026-03-01'))).toEqual({ runningMs: 0, pausedMs: 0, percent: 0 })
  const met = meetClock(rule, clock, at('2026-03-05'))
  expect(usageOf(met, at('2027-01-01'))).toEqual(usageOf(met, at('2026-03-05')))
})

const seed = 20_261_128

test(`running and paused time together are the time elapsed, at any instant (seed ${seed})`, () => {
  const minutes = fc.nat(60 * 24 * 60)
  fc.assert(
    fc.property(minutes, minutes, minutes, (before, length, later) => {
      const [from, to] = [at('2026-03-02') + before * 60_000, at('2026-03-02') + (before + length) * 60_000]
      const [now, clock] = [at('2026-03-02') + later * 60_000, paused(from, to)]
      const { runningMs, pausedMs, percent } = usageOf(clock, now)
      expect(runningMs + pausedMs).toBe(now - clock.startedAt)
      expect(Math.min(runningMs, pausedMs, percent)).toBeGreaterThanOrEqual(0)
    }),
    { seed },
  )
})
