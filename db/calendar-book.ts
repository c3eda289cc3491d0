import type { Calendar } from '../domain/clocks/calendar.ts'
import { newestVersion, readCalendar, seedEdition } from './calendars.ts'
import type { Session } from './database.ts'

/** What a process counts by. */
export interface CalendarBook {
  /** The calendar that counts now. Asked for each claim: the database is asked once a second at most. */
  readonly current: () => Promise<Calendar>
}

const staleAfterMs = 1_000

/**
 * The newest published version; `given`, what the process was told by file or built with, as long as nobody published one
 * since the migration. While the database is away the last answer stands; who never got one is told that it is away.
 */
export function openCalendarBook(session: Session, given: Calendar, freshMs = staleAfterMs): CalendarBook {
  let last: { readonly calendar: Calendar; readonly readAt: number } | undefined
  let reading: Promise<Calendar> | undefined

  async function read(): Promise<Calendar> {
    try {
      const newest = await newestVersion(session)
      last = { calendar: await calendarOf(newest), readAt: Date.now() }
    } catch (error) {
      if (last === undefined) throw error
    } finally {
      reading = undefined
    }
    return last.calendar
  }

  async function calendarOf(newest: Awaited<ReturnType<typeof newestVersion>>): Promise<Calendar> {
    if (newest === null || newest.edition <= seedEdition) return given
    if (last?.calendar.edition === newest.edition) return last.calendar
    const published = await readCalendar(session, newest.version)
    if (published === null) throw new Error(`calendar ${newest.version} has gone`)
    return published.calendar
  }

  return {
    current: async () =>
      last !== undefined && Date.now() - last.readAt < freshMs ? last.calendar : (reading ??= read()),
  }
}
