import { readFileSync } from 'node:fs'

import { z } from 'zod'

import type { Calendar } from './domain/clocks/calendar.ts'
import { isSynthetic } from './domain/clocks/calendar.ts'
import { china2024To2026 } from './domain/clocks/china-2024-2026.ts'
import type { DateText } from './domain/time.ts'
import { weekday } from './domain/time.ts'

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

const days = z
  .array(z.iso.date())
  .refine((dates) => new Set(dates).size === dates.length, 'names a date twice')
  .readonly()

const calendarShape = z
  .strictObject({
    version: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'expected a short name such as cn-2027-1'),
    coveredFrom: z.iso.date(),
    coveredTo: z.iso.date(),
    offDays: days,
    workDays: days,
    sources: z.array(z.string().min(1)).min(1).readonly(),
  })
  .superRefine(({ coveredFrom, coveredTo, offDays, workDays }, found) => {
    const fault = (field: keyof Calendar, message: string): void =>
      found.addIssue({ code: 'custom', path: [field], message })
    if (coveredFrom > coveredTo) fault('coveredTo', `lies before coveredFrom, ${coveredFrom}`)
    const isUncovered = (date: DateText): boolean => date < coveredFrom || date > coveredTo
    for (const date of offDays.filter((date) => workDays.includes(date)))
      fault('workDays', `${date} is a day off too, which of them counts?`)
    for (const date of offDays.filter(isWeekend)) fault('offDays', `${date} is a weekend day, off as it is`)
    for (const date of workDays.filter((date) => !isWeekend(date))) fault('workDays', `${date} is worked as it is`)
    for (const date of offDays.filter(isUncovered)) fault('offDays', `${date} is not covered`)
    for (const date of workDays.filter(isUncovered)) fault('workDays', `${date} is not covered`)
  })
  .readonly() satisfies z.ZodType<Calendar>

const isWeekend = (date: DateText): boolean => weekday(date) === 0 || weekday(date) === 6

function readJson(file: string, found: z.RefinementCtx): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    found.addIssue(error instanceof Error ? error.message : String(error))
    return z.NEVER
  }
}
