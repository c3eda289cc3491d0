import { z } from 'zod'

import type { Calendar } from './domain/clocks/calendar.ts'
import { isSynthetic } from './domain/clocks/calendar.ts'
import { calendarFaults } from './domain/clocks/calendar-faults.ts'
import { china2024To2026 } from './domain/clocks/china-2024-2026.ts'
import { readJson } from './json-file.ts'

/** A variable that names a calendar file, read as the calendar in it; without the variable, the one that is built in. */
export const calendarFile = z
  .string()
  .min(1)
  .transform(readJson)
  .pipe(z.lazy(() => calendarShape))
  .default(china2024To2026)

interface Told {
  readonly LIPEI_MODE: 'local' | 'production'
  readonly LIPEI_CALENDAR_FILE: Calendar
}

/** No customer is promised a date by a calendar that nobody published. */
export const hasPublishedCalendar = ({ LIPEI_MODE: mode, LIPEI_CALENDAR_FILE: calendar }: Told): boolean =>
  mode === 'local' || !isSynthetic(calendar)

export const unpublishedCalendar = {
  path: ['LIPEI_CALENDAR_FILE'],
  error: 'the calendar is synthetic, for tests only; production promises by a published one',
}

/** How a version is called. */
export const calendarVersion = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'expected a short name such as cn-2027-1')

const days = z.array(z.iso.date()).readonly()

const calendarShape = z
  .strictObject({
    version: calendarVersion,
    coveredFrom: z.iso.date(),
    coveredTo: z.iso.date(),
    offDays: days,
    workDays: days,
    sources: z.array(z.string().min(1)).min(1).readonly(),
  })
  .superRefine((calendar, found) => {
    const told = new Set<string>()
    for (const { path, message } of calendarFaults(calendar)) {
      const [field = ''] = path
      if (!told.has(`${field} ${message}`)) found.addIssue({ code: 'custom', path: [field], message })
      told.add(`${field} ${message}`)
    }
  })
  .readonly() satisfies z.ZodType<Calendar>
