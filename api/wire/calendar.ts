import { z } from 'zod'

import type { TellingProgress } from '../../db/calendar-tellings.ts'
import type { CalendarDraft, CalendarRow, PublishedCalendar } from '../../db/calendars.ts'
import { calendarVersion } from '../../calendar-file.ts'
import { bankCalendar } from '../../domain/clocks/calendar-versions.ts'
import { showInstant } from '../../domain/time.ts'
import { wireLine } from './values.ts'

const dates = z.array(z.iso.date()).max(5_000)
const notices = z.array(z.strictObject({ year: z.int().min(2000).max(2200), notice: wireLine(200) })).max(500)

export const calendarPath = z.strictObject({ version: calendarVersion })

export const calendarQuery = z.strictObject({
  /** `true` answers what publishing would do to the open claims, and stores nothing. */
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
})

export const calendarBody = z.strictObject({
  coveredFrom: z.iso.date(),
  /** Last date that is known. The notice for a year may move the last days of the year before: end on 25 December. */
  coveredTo: z.iso.date(),
  /** Weekdays off. */
  offDays: dates,
  /** Saturdays and Sundays that offices work in exchange. */
  workDays: dates,
  /** Those of them on which banks work too. */
  bankWorkDays: dates.default([]),
  /** Days off of single provinces (Holidays measures art. 4). */
  provincial: z
    .array(
      z.strictObject({
        branchPrefix: z.string().regex(/^(?:\d{2}){1,3}$/, 'expected two, four or six digits, such as 45'),
        offDays: dates.min(1),
        notice: wireLine(200),
      }),
    )
    .max(400)
    .default([]),
  /** For each covered year the notice it was taken from. */
  notices: notices.min(1),
})

export type CalendarBody = z.infer<typeof calendarBody>

/** What was sent, as it is stored: dates in order, so that the same calendar is the same whatever order it came in. */
export function draftOf(version: string, body: CalendarBody): CalendarDraft {
  const { coveredFrom, coveredTo, offDays, workDays, bankWorkDays, provincial, notices } = body
  const sorted = notices.toSorted((a, b) => a.year - b.year || (a.notice < b.notice ? -1 : 1))
  const extra = provincial
    .map(({ branchPrefix, offDays, notice: source }) => ({ branchPrefix, offDays: offDays.toSorted(), source }))
    .toSorted((a, b) => (a.branchPrefix < b.branchPrefix ? -1 : 1))
  const calendar = {
    version,
    coveredFrom,
    coveredTo,
    offDays: offDays.toSorted(),
    workDays: workDays.toSorted(),
    ...(bankWorkDays.length === 0 ? {} : { bankWorkDays: bankWorkDays.toSorted() }),
    ...(extra.length === 0 ? {} : { provincial: extra }),
    sources: sorted.map(({ year, notice }) => `${notice} (${year})`),
  }
  return { calendar, notices: sorted }
}

/** One version of the calendar (工作日历) with all its days. */
export const calendarAnswer = z
  .object({
    version: z.string(),
    edition: z.int(),
    coveredFrom: z.string(),
    coveredTo: z.string(),
    office: z.object({ offDays: z.array(z.string()), workDays: z.array(z.string()) }),
    /** The same days off; most make-up weekend days are rest. */
    bank: z.object({ offDays: z.array(z.string()), workDays: z.array(z.string()) }),
    provincial: z.array(z.object({ branchPrefix: z.string(), offDays: z.array(z.string()), notice: z.string() })),
    notices: z.array(z.object({ year: z.int(), notice: z.string() })),
    publishedBy: z.string(),
    publishedAt: z.string(),
  })
  .meta({ id: 'Calendar' })

export function calendarOnWire(published: PublishedCalendar): z.infer<typeof calendarAnswer> {
  const { calendar, notices, publishedBy, publishedAt } = published
  const { version, edition = 0, coveredFrom, coveredTo, provincial = [] } = calendar
  const days = ({ offDays, workDays }: typeof calendar) => ({ offDays: [...offDays], workDays: [...workDays] })
  return {
    version,
    edition,
    coveredFrom,
    coveredTo,
    office: days(calendar),
    bank: days(bankCalendar(calendar)),
    provincial: provincial.map(({ branchPrefix, offDays, source: notice }) => ({
      branchPrefix,
      offDays: [...offDays],
      notice,
    })),
    notices: [...notices],
    publishedBy,
    publishedAt: onWireTime(publishedAt),
  }
}

export const calendarEffectAnswer = z
  .object({
    version: z.string(),
    /** What counts now. */
    replaces: z.string(),
    openClaims: z.int(),
    claimsMoved: z.int(),
    clocksMoved: z.int(),
    /** Clocks that keep a date promised earlier than this calendar gives. */
    clocksKept: z.int(),
    provisional: z.object({ now: z.int(), after: z.int() }),
    /** -3 is three days earlier; no date moves later. */
    moves: z.array(z.object({ days: z.int(), clocks: z.int() })),
  })
  .meta({ id: 'CalendarEffect' })

const versionBody = z
  .object({
    version: z.string(),
    edition: z.int(),
    coveredFrom: z.string(),
    coveredTo: z.string(),
    publishedBy: z.string(),
    publishedAt: z.string(),
    claims: z.object({
      /** Open claims with a date that was counted by this version: they were told of it, or began with it. */
      open: z.int(),
      /** Of those that were open when it was published: told of it, still to be told, ended before they were. */
      told: z.int(),
      pending: z.int(),
      ended: z.int(),
    }),
  })
  .meta({ id: 'CalendarVersion' })

export const calendarsAnswer = z.object({
  /** What new claims count by now; another than the newest version only where a process is told one by file. */
  counting: z.string(),
  data: z.array(versionBody),
})

export function versionsOnWire(
  rows: readonly CalendarRow[],
  progress: readonly TellingProgress[],
  open: ReadonlyMap<string, number>,
) {
  return rows.map(({ publishedAt, ...row }) => {
    const claimsIn = (state: TellingProgress['state']): number =>
      progress.find((part) => part.version === row.version && part.state === state)?.claims ?? 0
    const claims = {
      open: open.get(row.version) ?? 0,
      told: claimsIn('told'),
      pending: claimsIn('pending'),
      ended: claimsIn('ended'),
    }
    return { ...row, publishedAt: onWireTime(publishedAt), claims }
  })
}

const onWireTime = (text: string): string => showInstant(Date.parse(text))
