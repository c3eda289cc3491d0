import { describe, expect, test } from 'vitest'

import type { Calendar } from './calendar.ts'
import { calendarFaults, noticeFaults, shrunkCoverage } from './calendar-faults.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'

test('the calendar that is built in has no fault, and cites a notice for each year', () => {
  expect(calendarFaults(china)).toEqual([])
  expect(noticeFaults(china, [2024, 2025, 2026])).toEqual([])
})

describe('a fault names its rule and where it lies:', () => {
  const at = china.offDays.length
  test.each<[string, Partial<Calendar>, string, readonly (string | number)[]]>([
    ['an end before the beginning', { coveredTo: '2023-01-01' }, 'CALENDAR_COVERAGE_ORDER', ['coveredTo']],
    ['a day off twice', { offDays: [...china.offDays, '2026-01-01'] }, 'CALENDAR_DAY_TWICE', ['offDays', at]],
    ['a worked day twice', { workDays: ['2026-01-04', '2026-01-04'] }, 'CALENDAR_DAY_TWICE', ['workDays', 1]],
    ['a day off and worked', { workDays: ['2026-10-01'] }, 'CALENDAR_DAY_OFF_AND_WORKED', ['workDays', 0]],
    ['a Saturday off', { offDays: ['2026-01-03'] }, 'CALENDAR_DAY_NEEDLESS', ['offDays', 0]],
    ['a Monday worked', { workDays: ['2026-01-05'] }, 'CALENDAR_DAY_NEEDLESS', ['workDays', 0]],
    ['a day behind the end', { offDays: ['2027-01-01'] }, 'CALENDAR_DAY_UNCOVERED', ['offDays', 0]],
    ['a worked day before the beginning', { workDays: ['2023-12-30'] }, 'CALENDAR_DAY_UNCOVERED', ['workDays', 0]],
    ['banks open where offices rest', { bankWorkDays: ['2026-01-10'] }, 'CALENDAR_DAY_NEEDLESS', ['bankWorkDays', 0]],
    [
      'a province off where everybody is',
      { provincial: [{ branchPrefix: '45', offDays: ['2026-04-20', '2026-10-01'], source: 'a notice' }] },
      'CALENDAR_DAY_NEEDLESS',
      ['provincial', 0, 'offDays', 1],
    ],
    [
      'a province off on an uncovered day',
      { provincial: [{ branchPrefix: '45', offDays: ['2027-04-20'], source: 'a notice' }] },
      'CALENDAR_DAY_UNCOVERED',
      ['provincial', 0, 'offDays', 0],
    ],
  ])('%s', (_name, change, code, path) => {
    const faults = calendarFaults({ ...china, ...change }).map((fault) => [fault.code, fault.path])
    expect(faults).toContainEqual([code, path])
  })

  test.each([
    ['a weekday', '2026-10-01'],
    ['a Saturday', '2026-10-10'],
  ])('%s off and worked is asked about once, and not called needless besides', (_what, date) => {
    const both = { offDays: [...new Set([...china.offDays, date])], workDays: [...new Set([...china.workDays, date])] }
    const named = calendarFaults({ ...china, ...both, bankWorkDays: [] }).filter(({ message }) =>
      message.includes(date),
    )
    expect(named.map(({ code }) => code)).toEqual(['CALENDAR_DAY_OFF_AND_WORKED'])
  })

  test('a year without a notice', () => {
    expect(noticeFaults(china, [2024, 2026])).toEqual([
      { code: 'CALENDAR_YEAR_WITHOUT_NOTICE', path: ['notices'], message: '2025 is covered, but cites no notice' },
    ])
  })
})

test('a province may rest on a make-up day that the country works', () => {
  const provincial = [{ branchPrefix: '45', offDays: ['2026-10-10'], source: 'a notice' }]
  expect(calendarFaults({ ...china, provincial })).toEqual([])
})

test.each([
  ['the same', {}, null],
  ['more', { coveredTo: '2027-12-25' }, null],
  ['a later beginning', { coveredFrom: '2025-01-01' }, 'coveredFrom'],
  ['an earlier end', { coveredTo: '2026-12-24' }, 'coveredTo'],
])('covering %s, a version takes back no day that is known', (_name, change, field) => {
  expect(shrunkCoverage({ ...china, ...change }, china)?.path[0] ?? null).toBe(field)
})
