/** An instant: epoch milliseconds, always from the claim's own clock. */
export type Instant = number

/** How long ago something happened, in milliseconds: 0 for now. An age, so that only the claim's clock makes instants. */
export type AgeMs = number

/** A civil date in Asia/Shanghai, `YYYY-MM-DD`. */
export type DateText = string

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** China has one zone and, since 1991, no summer time; days are counted there whatever the process's own zone is. */
const shanghaiOffset = 8 * HOUR

/** The Shanghai date on which an instant falls. */
export function dateOf(at: Instant): DateText {
  return dateOfDayNumber(Math.floor((at + shanghaiOffset) / DAY))
}

/** 00:00 Asia/Shanghai of a date. */
export function startOfDay(date: DateText): Instant {
  return dayNumber(date) * DAY - shanghaiOffset
}

/** 24:00 Asia/Shanghai of a date: the first instant that is no longer that day (Civil Code 203). */
export function endOfDay(date: DateText): Instant {
  return startOfDay(date) + DAY
}

/** The date `days` natural days later (earlier when negative). */
export function addDays(date: DateText, days: number): DateText {
  return dateOfDayNumber(dayNumber(date) + days)
}

/** The same date `years` later; 29 February ends on the 28th where there is none (Civil Code 202). */
export function addYears(date: DateText, years: number): DateText {
  const later = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`
  return isDateText(later) ? later : `${later.slice(0, 8)}28`
}

/** Whole days from one date to another, negative when `to` is earlier. */
export function daysBetween(from: DateText, to: DateText): number {
  return dayNumber(to) - dayNumber(from)
}

/** 0 = Sunday ... 6 = Saturday. */
export function weekday(date: DateText): number {
  return weekdayOf(dayNumber(date))
}

/** The weekday of a day number. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7

/** True for a date that exists, written `YYYY-MM-DD`. */
export function isDateText(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOfDayNumber(dayNumber(text)) === text
}

/** RFC 3339 with the Shanghai offset, to the millisecond: how instants are shown to people. */
export function showInstant(at: Instant): string {
  const millis = (((at + shanghaiOffset) % DAY) + DAY) % DAY
  const part = (size: number, of: number, width = 2): string =>
    String(Math.floor(millis / size) % of).padStart(width, '0')
  return `${dateOf(at)}T${part(HOUR, 24)}:${part(MINUTE, 60)}:${part(SECOND, 60)}.${part(1, 1_000, 3)}+08:00`
}

/** Days since 1970-01-01 of a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
export function dayNumber(date: DateText): number {
  const month = Number(date.slice(5, 7))
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(date.slice(8, 10)) - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** The civil date of a day number: the inverse of `dayNumber`. */
export function dateOfDayNumber(days: number): DateText {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
