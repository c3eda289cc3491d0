import { asc, desc, eq, sql } from 'drizzle-orm'

import type { Calendar } from '../domain/clocks/calendar.ts'
import type { DateText } from '../domain/time.ts'
import { calendarDays, calendarNotices, calendarSweeps, calendars } from './calendar-schema.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'

/** A calendar with the notice each of its years was taken from: what is published. */
export interface CalendarDraft {
  readonly calendar: Calendar
  readonly notices: readonly CalendarNotice[]
}

export interface CalendarNotice {
  readonly year: number
  readonly notice: string
}

/** One published version; `calendar.edition` is its place among them. */
export interface PublishedCalendar extends CalendarDraft {
  /** Opaque id, or `system` for what came with a migration. */
  readonly publishedBy: string
  /** By the database's clock. */
  readonly publishedAt: string
}

export type CalendarRow = typeof calendars.$inferSelect

/** The edition of the version that came with the migration: what a file may stand in for. */
export const seedEdition = 1

/** The newest version, without its days. */
export async function newestVersion(session: Session): Promise<CalendarRow | null> {
  const [row] = await session.select().from(calendars).orderBy(desc(calendars.edition)).limit(1)
  return row ?? null
}

/** Every version, the newest first. */
export async function listVersions(session: Session): Promise<readonly CalendarRow[]> {
  return session.select().from(calendars).orderBy(desc(calendars.edition))
}

/** A version with all its days, or null when nobody published it. */
export async function readCalendar(session: Session, version: string): Promise<PublishedCalendar | null> {
  const [row] = await session.select().from(calendars).where(eq(calendars.version, version))
  if (row === undefined) return null
  const days = await session
    .select()
    .from(calendarDays)
    .where(eq(calendarDays.version, version))
    .orderBy(asc(calendarDays.branchPrefix), asc(calendarDays.date))
  const cited = await session
    .select()
    .from(calendarNotices)
    .where(eq(calendarNotices.version, version))
    .orderBy(asc(calendarNotices.branchPrefix), asc(calendarNotices.year), asc(calendarNotices.notice))
  const { edition, coveredFrom, coveredTo, publishedBy, publishedAt } = row
  const dates = (place: 'office' | 'bank', prefix: string, kind: 'off' | 'work'): DateText[] =>
    days
      .filter((day) => day.calendar === place && day.branchPrefix === prefix && day.kind === kind)
      .map(({ date }) => date)
  const notices = cited.filter(({ branchPrefix }) => branchPrefix === '').map(({ year, notice }) => ({ year, notice }))
  const provincial = cited
    .filter(({ branchPrefix }) => branchPrefix !== '')
    .map(({ branchPrefix, notice: source }) => ({
      branchPrefix,
      offDays: dates('office', branchPrefix, 'off'),
      source,
    }))
  const bankWorkDays = dates('bank', '', 'work')
  const calendar: Calendar = {
    version,
    edition,
    coveredFrom,
    coveredTo,
    offDays: dates('office', '', 'off'),
    workDays: dates('office', '', 'work'),
    ...(bankWorkDays.length === 0 ? {} : { bankWorkDays }),
    ...(provincial.length === 0 ? {} : { provincial }),
    sources: notices.map(({ year, notice }) => `${notice} (${year})`),
  }
  return { calendar, notices, publishedBy, publishedAt }
}

/** Holds up others who publish, so that a check against the newest version and the publishing are one act. */
const publishing = 718_403

/**
 * Publishes what `judge` lets pass, given the version that counts and the one of this name if there is one; both are read
 * in the transaction that publishes. Whatever `judge` throws leaves everything as it was. A version that is known
 * already is answered as it stands: publishing is safe to repeat.
 */
export function publishCalendar(
  db: Database,
  draft: CalendarDraft,
  {
    by,
    judge,
  }: { readonly by: string; readonly judge: (known: PublishedCalendar | null, newest: CalendarRow | null) => void },
): Promise<PublishedCalendar> {
  return inTransaction(db, async (session) => {
    await session.execute(sql`select pg_advisory_xact_lock(${publishing})`)
    const { version } = draft.calendar
    const known = await readCalendar(session, version)
    judge(known, await newestVersion(session))
    if (known !== null) return known
    await insert(session, draft, by)
    const stored = await readCalendar(session, version)
    if (stored === null) throw new Error(`calendar ${version} was not stored`)
    return stored
  })
}

async function insert(session: Session, { calendar, notices }: CalendarDraft, by: string): Promise<void> {
  const { version, coveredFrom, coveredTo, offDays, workDays, bankWorkDays = [], provincial = [] } = calendar
  await session.insert(calendars).values({ version, coveredFrom, coveredTo, publishedBy: by })
  const rows = (place: 'office' | 'bank', kind: 'off' | 'work', dates: readonly DateText[], branchPrefix = '') =>
    dates.map((date) => ({ version, calendar: place, branchPrefix, date, kind }))
  const days = [
    ...rows('office', 'off', offDays),
    ...rows('office', 'work', workDays),
    ...rows('bank', 'off', offDays),
    ...rows('bank', 'work', bankWorkDays),
    ...provincial.flatMap((province) => rows('office', 'off', province.offDays, province.branchPrefix)),
  ]
  if (days.length > 0) await session.insert(calendarDays).values(days)
  const cited = [
    ...notices.map(({ year, notice }) => ({ version, branchPrefix: '', year, notice })),
    ...provincial.map(({ branchPrefix, source: notice }) => ({ version, branchPrefix, year: 0, notice })),
  ]
  await session.insert(calendarNotices).values(cited)
  await session.insert(calendarSweeps).values({ version })
}
