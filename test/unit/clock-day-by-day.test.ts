import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Calendar } from '../../domain/clocks/calendar.ts'
import { china2024To2026 } from '../../domain/clocks/china-2024-2026.ts'
import type { Clock, ClockUnit } from '../../domain/clocks/clock.ts'
import { pauseClock, resumeClock, startClock } from '../../domain/clocks/engine.ts'
import { clockRegistry1 } from '../../domain/clocks/registry.ts'
import type { DateText, Instant } from '../../domain/time.ts'
import { firstNotice, secondNotice } from './clock-vectors/notices-of-2020.ts'

const seed = 20_261_122
const minute = 60_000
const day = 24 * 60 * minute
/** Some five seconds of one quiet core, and room for a busy one. */
const slow = 240_000

interface Pause {
  readonly from: Instant
  readonly to: Instant
}

interface Case {
  readonly unit: ClockUnit
  readonly length: number
  readonly start: Instant
  readonly calendar: Calendar
  /** One after another, the first not before the start. */
  readonly pauses: readonly Pause[]
}

interface Due {
  readonly target: Instant
  readonly legal: Instant
  readonly provisional: boolean
}

test(`counting day by day agrees with the engine on 100,000 cases (seed ${seed})`, { timeout: slow }, () => {
  fc.assert(
    // No matcher: it would cost more than both computations together.
    fc.property(cases, (given) => agree(byEngine(given), byHand(given))),
    { seed, numRuns: 100_000 },
  )
})

test(`a clock that starts later or is longer is not due earlier (seed ${seed})`, { timeout: slow }, () => {
  fc.assert(
    fc.property(cases, fc.nat(40), minutes(60), (given, longer, later) => {
      expectInOrder(byEngine(given), byEngine({ ...given, length: given.length + longer }))
      const unpaused = { ...given, pauses: [] }
      expectInOrder(byEngine(unpaused), byEngine({ ...unpaused, start: given.start + later * minute }))
    }),
    { seed, numRuns: 2_000 },
  )
})

test(`no pause makes a deadline earlier, the first as little as the third (seed ${seed})`, { timeout: slow }, () => {
  fc.assert(
    fc.property(cases, (given) => {
      given.pauses.forEach((_, last) => {
        const before = byEngine({ ...given, pauses: given.pauses.slice(0, last) })
        expectInOrder(before, byEngine({ ...given, pauses: given.pauses.slice(0, last + 1) }))
      })
      expectInOrder(byEngine({ ...given, pauses: [] }), byEngine(given))
    }),
    { seed, numRuns: 2_000 },
  )
})

test(`running and paused time together are the time elapsed (seed ${seed})`, { timeout: slow }, () => {
  const sumOf = (pauses: readonly Pause[], size: (pause: Pause) => number): number =>
    pauses.reduce((sum, pause) => sum + size(pause), 0)
  fc.assert(
    fc.property(cases, (given) => {
      const hours = byEngine({ ...given, unit: 'clock-hours' })
      const stood = sumOf(given.pauses, ({ from, to }) => to - from)
      expect(hours.target - given.start).toBe(given.length * 60 * minute + stood)
      const pauses = withinLife({ ...given, unit: 'natural-days' })
      const days = byEngine({ ...given, unit: 'natural-days', pauses })
      const stoodDays = sumOf(pauses, ({ from, to }) => indexOf(to) - indexOf(from))
      expect(indexOf(days.target - 1) - indexOf(given.start)).toBe(given.length + stoodDays)
    }),
    { seed, numRuns: 2_000 },
  )
})

/** The pauses that begin before the clock, moved by those before them, comes to its aim. */
function withinLife(given: Case): readonly Pause[] {
  return given.pauses.reduce<readonly Pause[]>(
    (kept, pause) => (pause.from < byEngine({ ...given, pauses: kept }).target ? [...kept, pause] : kept),
    [],
  )
}

const agree = (one: Due, other: Due): boolean =>
  one.target === other.target && one.legal === other.legal && one.provisional === other.provisional

function expectInOrder(first: Due, second: Due): void {
  expect(second.target).toBeGreaterThanOrEqual(first.target)
  expect(second.legal).toBeGreaterThanOrEqual(first.legal)
}

function byEngine({ unit, length, start, calendar, pauses }: Case): Due {
  const rule = { ...clockRegistry1.C06, unit }
  const proof = { kind: 'notice-delivered', reference: 'notice 1' } as const
  const begun = startClock({ rule, ruleVersion: 1, n: 1, startedAt: start, length }, calendar)
  const clock = pauses.reduce<Clock>((running, { from, to }) => {
    return resumeClock(rule, pauseClock(rule, running, from, proof), { at: to, proof }, calendar)
  }, begun)
  return { target: clock.dueTarget, legal: clock.dueLegal, provisional: clock.provisional }
}

/** The same deadline found by somebody with a wall calendar. */
function byHand(given: Case): Due {
  const { unit, calendar } = given
  if (unit === 'clock-hours' || unit === 'clock-minutes') return byStopwatch(given)
  const { at, guessed } = crossedOff(given)
  if (unit === 'working-days') return { target: endOf(at), legal: endOf(at), provisional: guessed }
  const legal = lastLawful(calendar, at)
  return { target: endOf(at), legal: endOf(legal), provisional: !isKnown(calendar, legal) }
}

/** The last day of a clock, found by crossing off one day after the other. */
function crossedOff({ unit, length, start, calendar, pauses }: Case): { at: number; guessed: boolean } {
  const working = unit === 'working-days'
  const cutShort = new Set<Pause>()
  let at = indexOf(start)
  let left = unit === 'calendar-years' ? daysOfYears(at, length) : length
  let guessed = false
  while (left > 0) {
    at += 1
    guessed ||= !isKnown(calendar, at)
    if ((!working || isWorked(calendar, at)) && !standsStill(at, pauses, cutShort)) left -= 1
    const stop = left === 0 ? pauseAtTheEnd(pauses, at, working ? at : lastLawful(calendar, at)) : undefined
    if (stop === undefined) continue
    // The last day was not over when the notice came: it stands still and is given back, and the day of arrival counts.
    cutShort.add(stop)
    left = 1
  }
  return { at, guessed }
}

function standsStill(at: number, pauses: readonly Pause[], cutShort: ReadonlySet<Pause>): boolean {
  return pauses.some((pause) => {
    const [delivered, arrived] = [indexOf(pause.from), indexOf(pause.to)]
    return cutShort.has(pause) ? at >= delivered && at < arrived : at > delivered && at <= arrived
  })
}

function byStopwatch({ unit, length, start, pauses }: Case): Due {
  let end = start
  for (let hour = 0; hour < length; hour += 1) end += unit === 'clock-hours' ? 60 * minute : minute
  for (const { from, to } of pauses) end += to - from
  return { target: end, legal: end, provisional: false }
}

/** The pause that was begun on one of the last days and lasts beyond the first of them. */
function pauseAtTheEnd(pauses: readonly Pause[], target: number, legal: number): Pause | undefined {
  return pauses.find(({ from, to }) => {
    const [delivered, arrived] = [indexOf(from), indexOf(to)]
    return delivered >= target && delivered <= legal && arrived > delivered
  })
}

function daysOfYears(from: number, years: number): number {
  const start = dateAt(from)
  const anniversary = `${Number(start.slice(0, 4)) + years}${start.slice(4)}`
  let days = 0
  while (dateAt(from + days + 1) <= anniversary) days += 1
  return days
}

function lastLawful(calendar: Calendar, target: number): number {
  let at = target
  while (isKnown(calendar, at) && !isWorked(calendar, at)) at += 1
  return at
}

function isWorked(calendar: Calendar, at: number): boolean {
  const date = dateAt(at)
  if (isKnown(calendar, at) && calendar.offDays.includes(date)) return false
  if (isKnown(calendar, at) && calendar.workDays.includes(date)) return true
  return !isWeekend(at)
}

function isKnown({ coveredFrom, coveredTo }: Calendar, at: number): boolean {
  return dateAt(at) >= coveredFrom && dateAt(at) <= coveredTo
}

/** Midnight in Shanghai that begins 2015-01-01, a Thursday; days are numbered from it. */
const origin = Date.UTC(2014, 11, 31, 16)

const almanac = Array.from({ length: 12_000 }, (_, at) =>
  new Date(Date.UTC(2015, 0, 1 + at)).toISOString().slice(0, 10),
)

const dateAt = (at: number): DateText => almanac[at] ?? ''
const isWeekend = (at: number): boolean => at % 7 === 2 || at % 7 === 3
const indexOf = (at: Instant): number => Math.floor((at - origin) / day)
const endOf = (at: number): Instant => origin + (at + 1) * day

/** Holidays and worked weekend days as no government would set them, in 2024 and part of 2025. */
const inventedCalendars = fc
  .record({
    covered: fc.integer({ min: 200, max: 700 }),
    holidays: fc.array(fc.tuple(fc.nat(700), fc.integer({ min: 1, max: 15 })), { minLength: 2, maxLength: 12 }),
    worked: fc.array(fc.nat(700), { maxLength: 40 }),
  })
  .map(({ covered, holidays, worked }): Calendar => {
    const first = almanac.indexOf('2024-01-01')
    const off = holidays.flatMap(([begin, length]) => Array.from({ length }, (_, at) => first + begin + at))
    return {
      version: 'invented',
      coveredFrom: dateAt(first),
      coveredTo: dateAt(first + covered),
      offDays: off.filter((at) => !isWeekend(at)).map(dateAt),
      workDays: worked.flatMap((at) =>
        isWeekend(first + at) && !off.includes(first + at) ? [dateAt(first + at)] : [],
      ),
      sources: [],
    }
  })

const calendars = [china2024To2026, firstNotice, secondNotice, ...fc.sample(inventedCalendars, { seed, numRuns: 20 })]

/** Minutes, as often as not whole days, so that much happens at midnight. */
const minutes = (days: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.nat(days * 24 * 60),
    fc.nat(days).map((whole) => whole * 24 * 60),
  )

const cases: fc.Arbitrary<Case> = fc
  .record({
    unit: fc.constantFrom<ClockUnit[]>('working-days', 'working-days', 'natural-days', 'calendar-years', 'clock-hours'),
    length: fc.integer({ min: 1, max: 60 }),
    calendar: fc.constantFrom(...calendars),
    offset: minutes(1_300),
    waits: fc.array(fc.tuple(minutes(40), minutes(20)), { maxLength: 3 }),
  })
  .map(({ unit, length, calendar, offset, waits }) => {
    const start = endOf(almanac.indexOf(calendar.coveredFrom) - 90) + offset * minute
    const pauses: Pause[] = []
    for (const [gap, wait] of waits) {
      const from = (pauses.at(-1)?.to ?? start) + gap * minute
      pauses.push({ from, to: from + wait * minute })
    }
    return { unit, length: unit === 'calendar-years' ? 1 + (length % 5) : length, start, calendar, pauses }
  })
