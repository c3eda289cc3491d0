import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { PlacedClaim } from '../../db/claim-summary.ts'
import { readPlaces, readSummary } from '../../db/claim-summary.ts'
import type { Database } from '../../db/database.ts'
import { readWord, runningWords } from '../../db/emergencies.ts'
import type { ListedTelling } from '../../db/emergency-tellings.ts'
import { listedUnder, markEventTold, pendingEventTellings } from '../../db/emergency-tellings.ts'
import { readEvents } from '../../db/event-log.ts'
import { currentEvents } from '../../domain/claim/emergency.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { EventWord } from '../../domain/emergency/event-word.ts'
import { isInScope } from '../../domain/emergency/event-word.ts'
import type { TaskTurn } from '../../domain/emergency/task-priority.ts'
import { turnAmong } from '../../domain/emergency/task-priority.ts'
import { eventMessage } from '../../workflows/claim-contract.ts'
import { giveTurn } from './claim-priority.ts'
import { deliverEach } from './delivery-loop.ts'
import { tellRunningClaim } from './tell-claim.ts'
import type { TellingPace } from './telling-pace.ts'

export interface EventDesk {
  readonly db: Database
  readonly client: Client
  readonly log: Logger
  readonly pace: TellingPace
}

/**
 * Claims told at once and how long one such page takes at least: 10,000 in 250 s, whatever number of emergencies they belong
 * to, and every other claim's commands between them. Fewer where those told before have not turned yet.
 */
const claimsAtOnce = 20
const pageMs = 500

/** Tells a page of the claims that are listed what their emergencies say now, and resolves to how many moved on. */
export async function tellOfEvents(desk: EventDesk): Promise<number> {
  const { db, log } = desk
  const room = await roomOf(desk)
  const tellings = room === 0 ? [] : await pendingEventTellings(db, Math.min(claimsAtOnce, room))
  if (tellings.length === 0) return 0
  const paced = pause(pageMs, undefined, { ref: false })
  const said = await readSaid(db, tellings)
  const [told] = await Promise.all([
    deliverEach({
      items: tellings,
      deliver: (telling) => tell(telling, said, desk),
      describe: ({ claimId, eventId, version }) => ({ claimId, eventId, version }),
      log,
    }),
    paced,
  ])
  return told
}

async function roomOf({ db, pace }: EventDesk): Promise<number> {
  const places = await readPlaces(db, pace.awaited())
  return pace.room(new Map([...places].map(([claimId, { version }]) => [claimId, version])), Date.now())
}

/** What the claims of a page are listed for, what else runs, where they are, and which events they were listed for. */
interface Said {
  readonly words: ReadonlyMap<string, EventWord | null>
  /** No exercise: it takes no turn from what is real. */
  readonly running: readonly EventWord[]
  readonly places: ReadonlyMap<string, PlacedClaim>
  readonly listed: Awaited<ReturnType<typeof listedUnder>>
}

/** Read after the claims were lent: a word is never older than what they are listed for. */
async function readSaid(db: Database, tellings: readonly ListedTelling[]): Promise<Said> {
  const eventIds = [...new Set(tellings.map(({ eventId }) => eventId))]
  const claimIds = [...new Set(tellings.map(({ claimId }) => claimId))]
  const [words, all, places] = await Promise.all([
    Promise.all(eventIds.map(async (eventId) => [eventId, await readWord(db, eventId)] as const)),
    runningWords(db),
    readPlaces(db, claimIds),
  ])
  const running = all.filter(({ drill }) => !drill)
  const runningIds = running.map(({ eventId }) => eventId)
  return { words: new Map(words), running, places, listed: await listedUnder(db, claimIds, runningIds) }
}

/**
 * The claim has its turn before it hears why, so that the task in which it hears it has that turn. And a turn that changes while a
 * task is worked on is kept back until its end, and then asks for a task of its own that has nothing to do (server 1.32.1).
 */
async function tell(telling: ListedTelling, said: Said, { db, client, pace }: EventDesk): Promise<void> {
  const { claimId, eventId, listing } = telling
  const word = said.words.get(eventId) ?? null
  if (word === null) return
  const { version } = word
  const place = said.places.get(claimId)
  if (place !== undefined) await giveTurn(client, claimId, await turnOf(db, telling, { ...said, word, place }))
  if (await tellRunningClaim(client, claimId, eventMessage(word, listing))) {
    if (place !== undefined) pace.told(claimId, place.version, Date.now())
    await markEventTold(db, telling, { version, state: 'told' })
    return
  }
  // Ended since it was listed; else its workflow is still to be started, or to be rebuilt, and the row waits for it.
  const summary = await readSummary(db, claimId)
  if (summary === null || summary.restedAt !== null) await markEventTold(db, telling, { version, state: 'ended' })
}

/** A claim that is listed belongs to the event it is told of, be it by hand; to the others by its loss, or because it was joined. */
async function turnOf(
  db: Database,
  { claimId, eventId }: ListedTelling,
  { word, place, running, listed }: Said & { readonly word: EventWord; readonly place: PlacedClaim },
): Promise<TaskTurn> {
  const others = running.filter((other) => other.eventId !== eventId)
  const concerning = others.filter(({ scope }) => isInScope(scope, place))
  // Of events about other losses those the claim belongs to all the same. Its log is read only where it is listed for one.
  const apart = new Set(others.filter((other) => !concerning.includes(other)).map((other) => other.eventId))
  const maybe = listed.filter((row) => row.claimId === claimId && apart.has(row.eventId)).map((row) => row.eventId)
  const joined = maybe.length === 0 ? [] : await joinedAmong(db, claimId, maybe)
  return turnAmong(place.region, [word, ...concerning, ...joined])
}

async function joinedAmong(db: Database, claimId: string, eventIds: readonly string[]) {
  const claim = fold(null, await readEvents(db, claimId))
  return currentEvents(claim).filter(({ eventId }) => eventIds.includes(eventId))
}
