import { setTimeout as pause } from 'node:timers/promises'

import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { CalendarBook } from '../../db/calendar-book.ts'
import type { Telling } from '../../db/calendar-tellings.ts'
import { listNextPage, markTold, pendingTellings } from '../../db/calendar-tellings.ts'
import { readSummary } from '../../db/claim-summary.ts'
import type { Database } from '../../db/database.ts'
import type { Calendar } from '../../domain/clocks/calendar.ts'
import type { ClaimMessage } from '../../workflows/claim-contract.ts'
import { deliverEach } from './delivery-loop.ts'
import { tellRunningClaim } from './tell-claim.ts'

export interface CalendarDesk {
  readonly db: Database
  readonly client: Client
  readonly log: Logger
  /** Asked for each page: what is told is the newest version there is. */
  readonly calendars: CalendarBook
}

/**
 * Claims told at once and how long one such page takes at least: 40 claims in a second and 10,000 in 250 s. All at once
 * would put every other claim's commands behind ten thousand workflow tasks.
 */
const claimsAtOnce = 20
const pageMs = 500

/** Lists claims to be told of a version of the calendar that was published, tells a page of them, and resolves to how many moved on. */
export async function tellOfCalendar(desk: CalendarDesk): Promise<number> {
  const paced = pause(pageMs, undefined, { ref: false })
  const listed = await listNextPage(desk.db)
  const tellings = await pendingTellings(desk.db, claimsAtOnce)
  if (tellings.length === 0) return listed
  const calendar = await desk.calendars.current()
  const [told] = await Promise.all([
    deliverEach({
      items: tellings,
      deliver: (telling) => tell(telling, calendar, desk),
      describe: ({ claimId, version }) => ({ claimId, calendar: version }),
      log: desk.log,
    }),
    paced,
  ])
  return listed + told
}

async function tell(telling: Telling, calendar: Calendar, desk: CalendarDesk): Promise<void> {
  const { claimId } = telling
  const { version } = calendar
  if (await tellRunningClaim(desk.client, claimId, calendarMessage(calendar))) {
    return markTold(desk.db, telling, { version, state: 'told' })
  }
  // Ended since it was listed; else its workflow is still to be started, or to be rebuilt, and the row waits for it.
  const summary = await readSummary(desk.db, claimId)
  if (summary === null || summary.restedAt !== null) await markTold(desk.db, telling, { version, state: 'ended' })
}

/** The same version is one message, however often it is sent. */
const calendarMessage = (calendar: Calendar): ClaimMessage => ({
  messageId: `calendar/${calendar.version}`,
  receipt: { type: 'CalendarPublished', calendar },
})
