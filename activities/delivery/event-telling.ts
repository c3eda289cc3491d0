import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import { readSummary } from '../../db/claim-summary.ts'
import type { Database } from '../../db/database.ts'
import { readWord, runningWords } from '../../db/emergencies.ts'
import type { ListedTelling } from '../../db/emergency-tellings.ts'
import { listedUnder, markEventTold, pendingEventTellings } from '../../db/emergency-tellings.ts'
import { readEvents } from '../../db/event-log.ts'
import { currentEvents } from '../../domain/claim/emergency.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { EventWord } from '../../domain/emergency/event-word.ts'
import { isInScope } from '../../domain/emergency/event-word.ts'
import { turnAmong } from '../../domain/emergency/task-priority.ts'
import { eventMessage } from '../../workflows/claim-contract.ts'
import { giveTurn } from './claim-priority.ts'
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
  const [words, running] = await Promise.all([wordsOf(desk.db, tellings), runningWords(desk.db)])
  const [told] = await Promise.all([
    deliverEach({
      items: tellings,
      deliver: (telling) => tell(telling, { word: words.get(telling.eventId) ?? null, running }, desk),
      describe: ({ claimId, eventId, version }) => ({ claimId, eventId, version }),
      log: desk.log,
    }),
    paced,
  ])
  return told
}

/** Read after the claims were lent: a word is never older than what they are listed for. */
async function wordsOf(
  db: Database,
  tellings: readonly ListedTelling[],
): Promise<ReadonlyMap<string, EventWord | null>> {
  const eventIds = [...new Set(tellings.map(({ eventId }) => eventId))]
  return new Map(await Promise.all(eventIds.map(async (eventId) => [eventId, await readWord(db, eventId)] as const)))
}

/** What a claim is listed for, and what else runs and may concern it. */
interface Spoken {
  readonly word: EventWord | null
  readonly running: readonly EventWord[]
}

async function tell(telling: ListedTelling, { word, running }: Spoken, { db, client }: EventDesk): Promise<void> {
  const { claimId, eventId, listing } = telling
  if (word === null) return
  const { version } = word
  if (await tellRunningClaim(client, claimId, eventMessage(word, listing))) {
    const others = running.filter((other) => other.eventId !== eventId && !other.drill)
    await takeTurn({ db, client }, claimId, { word, running: others })
    await markEventTold(db, telling, { version, state: 'told' })
    return
  }
  // Ended since it was listed; else its workflow is still to be started, or to be rebuilt, and the row waits for it.
  const summary = await readSummary(db, claimId)
  if (summary === null || summary.restedAt !== null) await markEventTold(db, telling, { version, state: 'ended' })
}

/** A claim that is listed belongs to the event it is told of, be it by hand; to the others by its loss, or because it was joined. */
async function takeTurn(
  { db, client }: Pick<EventDesk, 'db' | 'client'>,
  claimId: string,
  { word, running }: { readonly word: EventWord; readonly running: readonly EventWord[] },
): Promise<void> {
  const loss = await readSummary(db, claimId)
  if (loss === null) return
  const concerning = running.filter(({ scope }) => isInScope(scope, loss))
  const joined = await joinedAmong(
    db,
    claimId,
    running.filter((other) => !concerning.includes(other)),
  )
  await giveTurn(client, claimId, turnAmong(loss.region, [word, ...concerning, ...joined]))
}

/** Of events that are about other losses those the claim belongs to all the same. Its log is read only where it is listed for one. */
async function joinedAmong(
  db: Database,
  claimId: string,
  words: readonly EventWord[],
): Promise<readonly Pick<EventWord, 'state' | 'level'>[]> {
  const eventIds = words.map(({ eventId }) => eventId)
  const listed = eventIds.length === 0 ? [] : await listedUnder(db, claimId, eventIds)
  if (listed.length === 0) return []
  const claim = fold(null, await readEvents(db, claimId))
  return currentEvents(claim).filter(({ eventId }) => listed.includes(eventId))
}
