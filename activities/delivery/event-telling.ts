import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import { readSummary } from '../../db/claim-summary.ts'
import type { Database } from '../../db/database.ts'
import { readWord } from '../../db/emergencies.ts'
import type { Telling } from '../../db/emergency-tellings.ts'
import { markEventTold, pendingEventTellings } from '../../db/emergency-tellings.ts'
import type { EventWord } from '../../domain/emergency/event-word.ts'
import { eventMessage } from '../../workflows/claim-contract.ts'
import { deliverEach } from './delivery-loop.ts'
import { tellRunningClaim } from './tell-claim.ts'

export interface EventDesk {
  readonly db: Database
  readonly client: Client
  readonly log: Logger
}

/**
 * Claims told at once and how long one such page takes at least: 10,000 in 250 s, whatever number of emergencies they belong
 * to, and every other claim's commands between them.
 */
const claimsAtOnce = 20
const pageMs = 500

/** Tells a page of the claims that are listed what their emergencies say now, and resolves to how many moved on. */
export async function tellOfEvents(desk: EventDesk): Promise<number> {
  const tellings = await pendingEventTellings(desk.db, claimsAtOnce)
  if (tellings.length === 0) return 0
  const paced = pause(pageMs, undefined, { ref: false })
  const words = await wordsOf(desk.db, tellings)
  const [told] = await Promise.all([
    deliverEach({
      items: tellings,
      deliver: (telling) => tell(telling, words.get(telling.eventId) ?? null, desk),
      describe: ({ claimId, eventId, version }) => ({ claimId, eventId, version }),
      log: desk.log,
    }),
    paced,
  ])
  return told
}

/** Read after the claims were lent: a word is never older than what they are listed for. */
async function wordsOf(db: Database, tellings: readonly Telling[]): Promise<ReadonlyMap<string, EventWord | null>> {
  const eventIds = [...new Set(tellings.map(({ eventId }) => eventId))]
  return new Map(await Promise.all(eventIds.map(async (eventId) => [eventId, await readWord(db, eventId)] as const)))
}

async function tell(telling: Telling, word: EventWord | null, { db, client }: EventDesk): Promise<void> {
  const { claimId } = telling
  if (word === null) return
  const { version } = word
  if (await tellRunningClaim(client, claimId, eventMessage(word))) {
    await markEventTold(db, telling, { version, state: 'told' })
    return
  }
  // Ended since it was listed; else its workflow is still to be started, or to be rebuilt, and the row waits for it.
  const summary = await readSummary(db, claimId)
  if (summary === null || summary.restedAt !== null) await markEventTold(db, telling, { version, state: 'ended' })
}
