import { expect, test } from 'vitest'

import type { Calendar } from './calendar.ts'
import { dayAnswer } from './calendar.ts'
import { bankCalendar, calendarOfBranch, newerCalendar } from './calendar-versions.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'

/** Guangxi rests on the third day of the third month; a county of it on one day more, which the country works. */
const withProvinces: Calendar = {
  ...china,
  provincial: [
    { branchPrefix: '45', offDays: ['2026-04-20', '2026-04-21'], source: 'Guangxi government notice' },
    { branchPrefix: '4503', offDays: ['2026-05-09'], source: 'a county notice' },
  ],
}

test('offices work on make-up weekend days, banks rest; days off are the same', () => {
  expect(dayAnswer(china, '2026-10-10')).toEqual({ working: true, provisional: false })
  expect(dayAnswer(bankCalendar(china), '2026-10-10')).toEqual({ working: false, provisional: false })
  expect(dayAnswer(bankCalendar(china), '2026-10-01').working).toBe(false)
  expect(dayAnswer(bankCalendar(china), '2026-10-09').working).toBe(true)
})

test('a make-up day on which banks do work is worked by both', () => {
  const open = bankCalendar({ ...china, bankWorkDays: ['2026-10-10'] })
  expect([dayAnswer(open, '2026-10-10').working, dayAnswer(open, '2026-05-09').working]).toEqual([true, false])
})

test('a branch rests on the days of its own province, and of everything above it', () => {
  const works = (branch: string, date: string): boolean =>
    dayAnswer(calendarOfBranch(withProvinces, branch), date).working
  expect(works('450100', '2026-04-20')).toBe(false)
  expect(works('310000', '2026-04-20')).toBe(true)
  expect([works('450300', '2026-05-09'), works('450100', '2026-05-09')]).toEqual([false, true])
  expect(works('450300', '2026-04-21')).toBe(false)
})

test('a branch without days of its own counts by the very calendar that was published', () => {
  expect(calendarOfBranch(withProvinces, '310000')).toBe(withProvinces)
  expect(calendarOfBranch(withProvinces, '450100')).toBe(calendarOfBranch(withProvinces, '450200'))
  expect(calendarOfBranch(withProvinces, '450100').version).toBe(china.version)
})

test('the later published counts, and any that was published before one that came by file', () => {
  const [first, second] = [1, 2].map((edition) => ({ ...china, edition })) as [Calendar, Calendar]
  expect(newerCalendar(first, second)).toBe(second)
  expect(newerCalendar(second, first)).toBe(second)
  expect(newerCalendar(china, first)).toBe(first)
  expect(newerCalendar(first, china)).toBe(first)
})
