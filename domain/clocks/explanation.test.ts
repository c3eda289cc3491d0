import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DateText, Instant } from '../time.ts'
import { HOUR, dateOf, startOfDay } from '../time.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { ClockProof, ClockRule } from './clock.ts'
import { pauseClock, resumeClock, startClock } from './engine.ts'
import { explainDays } from './explanation.ts'
import { clockRegistry1 } from './registry.ts'

const { C01: hours, C06: law, C12: review } = clockRegistry1

const at = (date: DateText, hour = 9): Instant => startOfDay(date) + hour * HOUR
const proof: ClockProof = { kind: 'notice-delivered', reference: 'notice 2' }

function begun(rule: ClockRule, startedAt: Instant, length = rule.length) {
  return startClock({ rule, ruleVersion: 1, n: 1, startedAt, length }, china)
}

test('every day between start and end says why it counts or does not', () => {
  const clock = begun(review, at('2026-09-29'), 3)
  expect(explainDays(review, clock, china).map(({ date, counted, because }) => [date, counted, because])).toEqual([
    ['2026-09-29', null, 'start day'],
    ['2026-09-30', 1, 'working day'],
    ['2026-10-01', null, 'day off'],
    ['2026-10-02', null, 'day off'],
    ['2026-10-03', null, 'weekend'],
    ['2026-10-04', null, 'weekend'],
    ['2026-10-05', null, 'day off'],
    ['2026-10-06', null, 'day off'],
    ['2026-10-07', null, 'day off'],
    ['2026-10-08', 2, 'working day'],
    ['2026-10-09', 3, 'working day'],
  ])
})

test('a Saturday that is worked counts, and says that it is made up', () => {
  const days = explainDays(review, begun(review, at('2026-02-13'), 1), china)
  expect(days.at(-1)).toEqual({ date: '2026-02-14', counted: 1, because: 'make-up working day' })
})

test('days behind the law’s due day are the rest days it rolls over, and the working day it rolls to', () => {
  const days = explainDays(law, begun(law, at('2026-09-05')), china)
  expect(days.slice(-4).map(({ date, because }) => `${date} ${because}`)).toEqual([
    '2026-10-05 natural day',
    '2026-10-06 rolled over: rest day',
    '2026-10-07 rolled over: rest day',
    '2026-10-08 rolled over: first working day after',
  ])
})

test('a roll-over that leaves the calendar says that nobody knows yet whether that day works', () => {
  const short = { ...china, coveredTo: '2026-10-07' }
  const clock = startClock({ rule: law, ruleVersion: 1, n: 1, startedAt: at('2026-09-05'), length: 30 }, short)
  expect(explainDays(law, clock, short).at(-1)).toEqual({
    date: '2026-10-08',
    counted: null,
    because: 'rolled over: no calendar yet',
  })
})

test('what no calendar knows yet says so', () => {
  expect(explainDays(review, begun(review, at('2026-12-24'), 3), china).slice(-2)).toEqual([
    { date: '2026-12-28', counted: 2, because: 'provisional: no calendar yet' },
    { date: '2026-12-29', counted: 3, because: 'provisional: no calendar yet' },
  ])
})

test('a clock of hours has no days to explain', () => {
  expect(explainDays(hours, begun(hours, at('2026-03-02')), china)).toEqual([])
})

test('as many days count as the clock is long, whatever it started on and however it was paused', () => {
  const hour = fc.integer({ min: 0, max: 400 * 24 })
  fc.assert(
    fc.property(
      fc.constantFrom(law, review),
      hour,
      hour,
      fc.integer({ min: 0, max: 40 * 24 }),
      (rule, start, before, length) => {
        const clock = begun(rule, at('2024-06-01', start))
        // A pause lies inside the clock’s life: it begins before the clock is due.
        const from = clock.startedAt + (before % Math.ceil((clock.dueTarget - clock.startedAt) / HOUR)) * HOUR
        const standing = pauseClock(rule, clock, from, proof)
        const going = resumeClock(rule, standing, { at: from + length * HOUR, proof }, china)
        const days = explainDays(rule, going, china)
        expect(days.filter(({ counted }) => counted !== null)).toHaveLength(rule.length)
        const target = days.findLast(({ because }) => !because.startsWith('rolled over'))
        expect(target?.date).toBe(dateOf(going.dueTarget - 1))
      },
    ),
  )
})

test('while a pause is open no day behind its delivery counts', () => {
  const standing = pauseClock(law, begun(law, at('2026-03-02')), at('2026-03-06'), proof)
  const days = explainDays(law, standing, china)
  expect(days.findLast(({ counted }) => counted !== null)).toEqual({
    date: '2026-03-06',
    counted: 4,
    because: 'natural day',
  })
  expect(days.filter(({ date }) => date > '2026-03-06').every(({ because }) => because === 'pause')).toBe(true)
})
