import { expect, test } from 'vitest'
import {
  addDays,
  DAY,
  dateOf,
  daysBetween,
  endOfDay,
  HOUR,
  isDateText,
  showInstant,
  startOfDay,
  weekday,
} from './time.ts'

/** An independent reading of the same calendar: the runtime's own, told to count in UTC. */
const reference = Array.from({ length: daysFrom(1900, 2101) }, (_, day) => {
  const date = new Date(Date.UTC(1900, 0, 1 + day))
  return { text: date.toISOString().slice(0, 10), weekday: date.getUTCDay(), midnight: date.getTime() - 8 * HOUR }
})

function daysFrom(year: number, until: number): number {
  return (Date.UTC(until, 0, 1) - Date.UTC(year, 0, 1)) / DAY
}

test('every date from 1900 to 2100 begins, ends, falls on its weekday and is followed as the runtime says', () => {
  const wrong = reference.filter(({ text, midnight, weekday: day }, index) => {
    const next = reference[index + 1]?.text ?? '2101-01-01'
    const bounds = startOfDay(text) === midnight && endOfDay(text) === midnight + DAY
    const inside = dateOf(midnight) === text && dateOf(midnight + DAY - 1) === text
    return !bounds || !inside || weekday(text) !== day || addDays(text, 1) !== next || addDays(next, -1) !== text
  })
  expect(wrong).toEqual([])
  expect(reference.length).toBe(73_414)
})

test('days between two dates are counted over leap years and centuries, in both directions', () => {
  expect(daysBetween('1900-01-01', '2100-12-31')).toBe(73_413)
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
  expect(daysBetween('2025-03-01', '2025-02-28')).toBe(-1)
  expect(daysBetween('2000-02-28', '2000-03-01')).toBe(2)
  expect(daysBetween('2100-02-28', '2100-03-01')).toBe(1)
})

test('instants are shown in Shanghai as the runtime’s time zone data shows them', () => {
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  for (let at = Date.UTC(1992, 0, 1); at < Date.UTC(2100, 0, 1); at += 37 * DAY + 7 * HOUR + 61_234) {
    const millis = String(at % 1_000).padStart(3, '0')
    expect(showInstant(at)).toBe(`${formatter.format(at).replace(' ', 'T')}.${millis}+08:00`)
  }
})

test('an instant shown reads back as the same instant, also before 1970', () => {
  for (const at of [-1, 0, 1, -DAY - 1, Date.UTC(2026, 10, 22, 16), 4_102_444_799_999]) {
    expect(Date.parse(showInstant(at))).toBe(at)
  }
})

test('only dates that exist, written in full, are dates', () => {
  expect(['2026-02-28', '2024-02-29', '1900-12-31'].every(isDateText)).toBe(true)
  expect(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '26-01-01', '2026-01-32', ''].some(isDateText)).toBe(
    false,
  )
})
