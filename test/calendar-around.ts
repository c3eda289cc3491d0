import { writeFileSync } from 'node:fs'
import path from 'node:path'

import type { Calendar } from '../domain/clocks/calendar.ts'
import { syntheticPrefix } from '../domain/clocks/calendar.ts'
import type { DateText } from '../domain/time.ts'
import { addDays, dateOf, weekday } from '../domain/time.ts'

/**
 * A calendar nobody published, known from 400 days before a date to 800 days after it, so that tests on the host's clock
 * meet no provisional date whenever they run. Every 91 days it has a week off, paid for with the weekend days around it;
 * none lies within two months of the date.
 */
export function calendarAround(today: DateText): Calendar {
  const monday = addDays(today, -((weekday(today) + 6) % 7))
  const mondaysOff = [-364, -273, -182, -91, 91, 182, 273, 364, 455, 546, 637, 728].map((days) => addDays(monday, days))
  return {
    version: `${syntheticPrefix}${today}`,
    coveredFrom: addDays(today, -400),
    coveredTo: addDays(today, 800),
    offDays: mondaysOff.flatMap((first) => [0, 1, 2, 3, 4].map((days) => addDays(first, days))),
    workDays: mondaysOff.flatMap((first) => [-1, 12].map((days) => addDays(first, days))),
    sources: ['made up for tests'],
  }
}

/** What every test on the host's clock promises by. */
export const calendar: Calendar = calendarAround(dateOf(Date.now()))

/** Lays {@link calendar} into a folder, for a process that is told by `LIPEI_CALENDAR_FILE`. */
export function layOutCalendar(folder: string): string {
  const file = path.join(folder, 'calendar.json')
  writeFileSync(file, JSON.stringify(calendar))
  return file
}
