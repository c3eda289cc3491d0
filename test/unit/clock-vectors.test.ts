import { describe, expect, test } from 'vitest'
import { bindingOf } from '../../domain/clocks/caps.ts'
import { china2024To2026 } from '../../domain/clocks/china-2024-2026.ts'
import { explainDays } from '../../domain/clocks/explanation.ts'
import { clockRegistry1 as rules } from '../../domain/clocks/registry.ts'
import { showInstant } from '../../domain/time.ts'
import { calendarOf2020 } from './clock-vectors/calendar-of-2020.ts'
import { calendarYears } from './clock-vectors/calendar-years.ts'
import { caps } from './clock-vectors/caps.ts'
import { clockTimes } from './clock-vectors/clock-times.ts'
import { nationalDay } from './clock-vectors/national-day.ts'
import { naturalDayPauses } from './clock-vectors/natural-day-pauses.ts'
import { naturalDays } from './clock-vectors/natural-days.ts'
import { provisional } from './clock-vectors/provisional.ts'
import { rollOver } from './clock-vectors/roll-over.ts'
import { springFestival } from './clock-vectors/spring-festival.ts'
import type { ClockVector } from './clock-vectors/vector.ts'
import { instantOf, runClock } from './clock-vectors/vector.ts'
import { workingDayPauses } from './clock-vectors/working-day-pauses.ts'
import { workingDays } from './clock-vectors/working-days.ts'

const vectors = {
  'minutes and hours': clockTimes,
  'natural days': naturalDays,
  'roll-over': rollOver,
  'calendar years': calendarYears,
  'working days': workingDays,
  'the Spring Festival': springFestival,
  'the National Day week': nationalDay,
  'pauses of natural days': naturalDayPauses,
  'pauses of working days': workingDayPauses,
  'dates no notice speaks of': provisional,
  'the calendar of 2020, changed while it ran': calendarOf2020,
}

const titleOf = ({ rule, start, because }: ClockVector): string => `${rule} from ${start}: ${because}`

describe.each(Object.entries(vectors))('%s', (_theme, rows) => {
  test.each(rows.map((row) => [titleOf(row), row] as const))('%s', (_title, row) => {
    const clock = runClock(row)
    expect({ target: showInstant(clock.dueTarget), legal: showInstant(clock.dueLegal) }).toEqual({
      target: showInstant(instantOf(row.target)),
      legal: showInstant(instantOf(row.legal ?? row.target)),
    })
    expect(clock.provisional).toBe(row.provisional ?? false)
  })
})

describe('caps', () => {
  test.each(caps.map((row) => [`${row.binds} binds: ${row.because}`, row] as const))('%s', (_title, row) => {
    const { clocks: runs, binds, due } = row
    const [act, ...others] = [runClock(runs[0]), ...runs.slice(1).map(runClock)] as const
    const binding = bindingOf(act, [act, ...others], rules)
    expect([binding?.by, binding && showInstant(binding.dueTarget)]).toEqual([binds, showInstant(instantOf(due))])
  })
})

const rows = Object.values(vectors).flat()

test('every clock of the registry is worked by hand at least once', () => {
  expect(new Set(rows.map(({ rule }) => rule))).toEqual(new Set(Object.keys(rules)))
})

test('the days that the explanation counts are as many as the clock is long', () => {
  const wrong = rows.filter((row) => {
    const clock = runClock(row)
    const days = explainDays(rules[row.rule], clock, row.calendar ?? china2024To2026)
    return days.length > 0 && days.filter(({ counted }) => counted !== null).length !== clock.length
  })
  expect(wrong).toEqual([])
})
