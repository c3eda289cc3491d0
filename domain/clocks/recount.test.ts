import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { diceOf } from '../../local/dice.ts'
import { ruleBook } from '../rules.ts'
import type { DateText } from '../time.ts'
import { DAY, HOUR, addDays, dateOf, endOfDay, startOfDay, weekday } from '../time.ts'
import type { Calendar } from './calendar.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { Clock, ClockId } from './clock.ts'
import { escalateClock, pauseClock, resumeClock, startClock } from './engine.ts'
import { dependsOnCalendar, recountClock } from './recount.ts'

const rules = ruleBook(1).clocks
const proof = { kind: 'notice-delivered', reference: 'notice 1' } as const

/** The calendar with the notice for 2027, as it might be: New Year on three days, paid for with a Sunday. */
const china2027: Calendar = {
  ...china,
  version: 'cn-2027-1',
  edition: 2,
  coveredTo: '2027-12-25',
  offDays: [...china.offDays, '2027-01-01', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'],
  workDays: [...china.workDays, '2026-12-27', '2027-02-14'],
}

const started = (id: ClockId, date: DateText, calendar: Calendar = china): Clock =>
  startClock(
    { rule: rules[id], ruleVersion: 1, n: 1, startedAt: startOfDay(date) + 9 * HOUR, length: rules[id].length },
    calendar,
  )

const recounted = (clock: Clock, published = china2027, counting = china): Clock =>
  recountClock(rules[clock.id], clock, counting, published)

describe('a date that was provisional', () => {
  test('moves earlier where the notice has a make-up working day, and is provisional no more', () => {
    const clock = started('C12', '2026-11-30')
    expect([dateOf(clock.dueTarget - 1), clock.provisional]).toEqual(['2026-12-28', true])
    const after = recounted(clock)
    expect([dateOf(after.dueTarget - 1), after.provisional]).toEqual(['2026-12-27', false])
    expect([after.calendarVersion, after.kept]).toEqual(['cn-2027-1', undefined])
  })

  test('stays where the notice has a holiday before it: what was promised is kept, and by how many days', () => {
    const clock = started('C03', '2026-12-22')
    expect(dateOf(clock.dueTarget - 1)).toBe('2027-01-05')
    // 2026-12-27 is worked, 2027-01-01 is not: even. A week later the make-up day helps nobody.
    expect(recounted(clock)).toMatchObject({ dueTarget: clock.dueTarget, provisional: false })
    const later = started('C03', '2026-12-28')
    const after = recounted(later)
    expect(after).toMatchObject({ dueTarget: later.dueTarget, dueLegal: later.dueLegal, provisional: false })
    expect(after.kept).toEqual({ targetDays: 1, legalDays: 1 })
  })

  test('keeps its last lawful day though that now rolls over', () => {
    const clock = started('C06', '2026-12-02')
    expect(dateOf(clock.dueLegal - 1)).toBe('2027-01-01')
    const after = recounted(clock)
    expect([after.dueTarget, after.dueLegal]).toEqual([clock.dueTarget, clock.dueLegal])
    // Friday 1 January and the weekend behind it.
    expect(after.kept).toEqual({ targetDays: 0, legalDays: 3 })
  })
})

test('a roll-over that a day less off makes earlier moves the last lawful day', () => {
  const clock = started('C06', '2026-09-03')
  expect(dateOf(clock.dueLegal - 1)).toBe('2026-10-08')
  const shorter = { ...china2027, offDays: china.offDays.filter((date) => date < '2026-10-05') }
  expect(dateOf(recounted(clock, shorter).dueLegal - 1)).toBe('2026-10-05')
})

test('a lawful pause moves a kept promise on from where it stands, not from what the calendar gives', () => {
  const kept = recounted(started('C06', '2026-12-02'))
  const paused = pauseClock(rules.C06, kept, startOfDay('2026-12-10'), proof)
  const resumed = resumeClock(rules.C06, paused, { at: startOfDay('2026-12-14'), proof }, china2027)
  expect(dateOf(resumed.dueTarget - 1)).toBe('2027-01-05')
  expect(resumed.dueLegal).toBe(resumed.dueTarget)
})

test('nothing is due before the day on which what it waited for arrived', () => {
  const kept = { ...started('C03', '2026-12-28'), kept: { targetDays: 30, legalDays: 30 } }
  const paused = pauseClock(rules.C03, kept, startOfDay('2026-12-30'), proof)
  const resumed = resumeClock(rules.C03, paused, { at: startOfDay('2027-01-20') + HOUR, proof }, china2027)
  expect(resumed.dueTarget).toBe(endOfDay('2027-01-20'))
})

test('hours run on any day: a clock of hours does not change', () => {
  const clock = started('C02', '2026-12-24')
  expect(recounted(clock)).toBe(clock)
})

test('what the customer was given is neither shortened nor lengthened, only known better', () => {
  const clock = started('C14', '2026-12-14')
  expect(clock.provisional).toBe(true)
  const { dueTarget, dueLegal } = clock
  expect(recounted(clock)).toEqual({ ...clock, calendarVersion: 'cn-2027-1', provisional: false, dueTarget, dueLegal })
})

test('a breach stays as it was recorded, and what has ended is left alone', () => {
  const breached = escalateClock(started('C12', '2026-11-30'), 'breach', startOfDay('2027-01-01'))
  expect(recounted(breached)).toEqual({ ...breached, calendarVersion: 'cn-2027-1', provisional: false })
  const met = { ...started('C12', '2026-11-30'), state: 'met', endedAt: startOfDay('2026-12-01') } as const
  expect(recounted(met)).toBe(met)
})

describe('whatever versions are published', () => {
  const ids = Object.values(rules).map(({ id }) => id)
  const cases = fc.record({
    id: fc.constantFrom(...ids),
    day: fc.integer({ min: 0, max: 700 }),
    pause: fc.option(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 40 }))),
    seeds: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 4 }),
  })
  const seed = 20_261_128

  test('no promised date moves later, in any order the claim ends the same, and a version twice is once', () => {
    fc.assert(
      fc.property(cases, ({ id, day, pause, seeds }) => {
        const clock = someClock(id, day, pause)
        const versions = seeds.map(aVersion)
        const inOrder = versions.reduce(hear, { clock, counting: china })
        const reversed = versions.toReversed().reduce(hear, { clock, counting: china })
        expect(reversed.clock).toEqual(inOrder.clock)
        expect(inOrder.clock.dueTarget).toBeLessThanOrEqual(clock.dueTarget)
        expect(inOrder.clock.dueLegal).toBeLessThanOrEqual(clock.dueLegal)
        expect(inOrder.clock.dueLegal).toBeGreaterThanOrEqual(inOrder.clock.dueTarget)
        for (const version of versions) expect(hear(inOrder, version).clock).toBe(inOrder.clock)
      }),
      { numRuns: 600, seed },
    )
  })

  test('each date is the earliest that any of them gives, where the clock binds the insurer', () => {
    fc.assert(
      fc.property(cases, ({ id, day, seeds }) => {
        const clock = someClock(id, day, null)
        const versions = seeds.map(aVersion)
        const heard = versions.reduce(hear, { clock, counting: china }).clock
        if (rules[id].kind === 'service' || !dependsOnCalendar(rules[id])) return
        const { startedAt, length } = clock
        const fresh = [china, ...versions].map((calendar) =>
          startClock({ rule: rules[id], ruleVersion: 1, n: 1, startedAt, length }, calendar),
        )
        expect(heard.dueTarget).toBe(Math.min(...fresh.map(({ dueTarget }) => dueTarget)))
        expect(heard.dueLegal).toBe(Math.min(...fresh.map(({ dueLegal }) => dueLegal)))
      }),
      { numRuns: 400, seed },
    )
  })
})

interface Hearing {
  readonly clock: Clock
  readonly counting: Calendar
}

const hear = ({ clock, counting }: Hearing, published: Calendar): Hearing => ({
  clock: recountClock(rules[clock.id], clock, counting, published),
  counting: (published.edition ?? 0) > (counting.edition ?? 0) ? published : counting,
})

function someClock(id: ClockId, day: number, pause: readonly [number, number] | null): Clock {
  const clock = started(id, addDays('2025-06-01', day))
  if (pause === null || rules[id].pauses === 'never') return clock
  const [after, days] = pause
  const from = clock.startedAt + after * DAY
  if (from >= clock.dueLegal) return clock
  const paused = pauseClock(rules[id], clock, from, proof)
  return resumeClock(rules[id], paused, { at: from + days * DAY, proof }, china)
}

/** A calendar somebody might publish: some weekdays off, some weekend days worked, known for a while. */
function aVersion(seed: number): Calendar {
  const dice = diceOf(seed)
  const days = Array.from({ length: 900 }, (_, index) => addDays('2025-06-01', index))
  const isWeekend = (date: DateText): boolean => weekday(date) === 0 || weekday(date) === 6
  const chosen = days.filter(() => dice.below(12) === 0)
  return {
    version: `cn-${seed}`,
    edition: seed + 1,
    coveredFrom: '2024-01-01',
    coveredTo: addDays('2026-12-25', dice.below(500)),
    offDays: chosen.filter((date) => !isWeekend(date)),
    workDays: chosen.filter(isWeekend),
    sources: ['made up'],
  }
}
