import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { CalendarBook } from '../../db/calendar-book.ts'
import type { Database } from '../../db/database.ts'
import { readEvents } from '../../db/event-log.ts'
import { markStarted, pendingStarts } from '../../db/starts.ts'
import { listAgain, listStarted, toldAtStart } from '../../db/told-at-start.ts'
import type { ClaimInput } from '../../workflows/claim-contract.ts'
import { deliverEach } from './delivery-loop.ts'
import { startClaim } from './start-claim.ts'
import { tellLogLength } from './tell-claim.ts'

export interface StarterDesk {
  readonly db: Database
  readonly client: Client
  readonly log: Logger
  /** What every claim is promised. */
  readonly policy: ClaimInput['policy']
  /** The working days it counts: the newest calendar when it starts. */
  readonly calendars: CalendarBook
}

const startsAtOnce = 20

/**
 * Starts the workflows of claims that were taken in while Temporal was away, or whose API process died. One that runs is
 * told how long its log is: a command may be recorded that its workflow does not know (decision 0017); and it is listed for what
 * it may not have been told of emergencies, as when it was at rest (decision 42).
 */
export async function startPendingClaims({ db, client, log, policy, calendars }: StarterDesk): Promise<number> {
  return deliverEach({
    items: await pendingStarts(db, startsAtOnce),
    async deliver(claimId) {
      const events = await readEvents(db, claimId)
      const calendar = await calendars.current()
      const told = await toldAtStart(db, events)
      const outcome = await startClaim(client, { claimId, events, policy, calendar, ...told })
      if (outcome === 'already-started') {
        await tellLogLength(client, claimId, events.length)
        await listAgain(db, { claimId, ...told })
      } else {
        await listStarted(db, { claimId, ...told, outcome })
      }
      await markStarted(db, claimId)
      log.info({ claimId, outcome }, 'claim started')
    },
    describe: (claimId) => ({ claimId }),
    log,
  })
}
