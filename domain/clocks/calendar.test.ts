import { expect, test } from 'vitest'
import { addDays, daysBetween, weekday } from '../time.ts'
import type { Calendar } from './calendar.ts'
import { addWorkingDays, dayAnswer, rollOver } from './calendar.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'

test.each([
  ['2026-09-30', 5, '2026-10-13'],
  ['2026-02-11', 10, '2026-03-03'],
  ['2026-02-13', 1, '2026-02-14'],
  ['2026-09-21', 20, '2026-10-26'],
  ['2026-09-23', 10, '2026-10-14'],
])('%s and %i working days is %s', (from, count, date) => {
  expect(addWorkingDays(china, from, count)).toEqual({ date, provisional: false })
})

test.each([
  ['2026-10-05', '2026-10-08'],
  ['2026-10-03', '2026-10-08'],
  ['2026-09-20', '2026-09-20'],
  ['2026-03-07', '2026-03-09'],
])('a period of the law that would end on %s ends on %s (Civil Code 203)', (date, end) => {
  expect(rollOver(china, date)).toEqual({ date: end, provisional: false })
})

test.each([
  [2024, 19, 8],
  [2025, 18, 5],
  [2026, 19, 6],
])('%i has %i weekdays off and %i worked weekend days', (year, off, worked) => {
  expect(china.offDays.filter((date) => date.startsWith(`${year}`))).toHaveLength(off)
  expect(china.workDays.filter((date) => date.startsWith(`${year}`))).toHaveLength(worked)
})

test('days off are weekdays, worked days are weekend days, each named once and in order', () => {
  expect(china.offDays.every((date) => weekday(date) !== 0 && weekday(date) !== 6)).toBe(true)
  expect(china.workDays.every((date) => weekday(date) === 0 || weekday(date) === 6)).toBe(true)
  for (const days of [china.offDays, china.workDays]) expect(days).toEqual([...new Set(days)].toSorted())
})

test('2024 has 251, 2025 has 248 working days', () => {
  const workingDays = (year: number): number => {
    const days = Array.from({ length: daysBetween(`${year}-01-01`, `${year + 1}-01-01`) }, (_, day) =>
      addDays(`${year}-01-01`, day),
    )
    return days.filter((date) => dayAnswer(china, date).working).length
  }
  expect([2024, 2025].map(workingDays)).toEqual([251, 248])
})

test('outside what was published the plain week answers, provisionally, and nothing rolls over', () => {
  expect(dayAnswer(china, '2026-12-26')).toEqual({ working: false, provisional: true })
  expect(dayAnswer(china, '2027-01-01')).toEqual({ working: true, provisional: true })
  expect(dayAnswer(china, '2023-12-29')).toEqual({ working: true, provisional: true })
  expect(dayAnswer(china, '2026-12-25')).toEqual({ working: true, provisional: false })
  expect(rollOver(china, '2027-01-02')).toEqual({ date: '2027-01-02', provisional: true })
  expect(addWorkingDays(china, '2026-12-23', 3)).toEqual({ date: '2026-12-28', provisional: true })
})

test('the start day is not counted, also when it is a day off', () => {
  const plain: Calendar = { ...china, offDays: [], workDays: [] }
  expect(addWorkingDays(plain, '2026-03-02', 1).date).toBe('2026-03-03')
  expect(addWorkingDays(plain, '2026-03-07', 1).date).toBe('2026-03-09')
})

test('a calendar changed while a holiday was running moves what it must: January 2020', () => {
  const first: Calendar = {
    version: 'cn-2020-1',
    coveredFrom: '2020-01-01',
    coveredTo: '2020-12-25',
    offDays: ['2020-01-24', '2020-01-27', '2020-01-28', '2020-01-29', '2020-01-30'],
    workDays: ['2020-01-19', '2020-02-01'],
    sources: ['notice of 2019-11-21'],
  }
  const second: Calendar = { ...first, offDays: [...first.offDays, '2020-01-31'], workDays: ['2020-01-19'] }
  expect(addWorkingDays(first, '2020-01-23', 1).date).toBe('2020-01-31')
  expect(addWorkingDays(first, '2020-01-23', 2).date).toBe('2020-02-01')
  expect(addWorkingDays(second, '2020-01-23', 1).date).toBe('2020-02-03')
})
