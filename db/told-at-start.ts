import { sql } from 'drizzle-orm'

import { concernsLoss, heldEvents } from '../domain/claim/emergency.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { Claim } from '../domain/claim/state.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import { readSummary } from './claim-summary.ts'
import type { Session } from './database.ts'
import { wordsIn, wordsOf } from './emergencies.ts'
import { emergencyTellings } from './emergency-schema.ts'
import { toBeTold } from './emergency-tellings.ts'

/**
 * What a claim is told when its run begins: the emergencies that run and have its loss in their scope, so that one filed
 * after the declaration begins with the measures; and what was said since of those it takes for running, so that one that was
 * at rest when an emergency ended does not go on under it. A claim for testing is told of exercises only, and no other claim of
 * them. Nothing at all where there is none, as in the runs before.
 */
export async function toldAtStart(
  session: Session,
  events: readonly ClaimEvent[],
): Promise<{ readonly told?: readonly EventWord[] }> {
  const claim = fold(null, events)
  const [running, missed] = await Promise.all([wordsIn(session, claim.report.region), missedBy(session, claim)])
  const concerning = running.filter((word) => concernsLoss(claim, word) && word.drill === claim.report.isTest)
  const known = new Set(concerning.map(({ eventId }) => eventId))
  const told = [...concerning, ...missed.filter(({ eventId }) => !known.has(eventId))]
  return told.length === 0 ? {} : { told }
}

/** What is said by now of the emergencies the claim takes for running, where that is not what it heard. */
async function missedBy(session: Session, claim: Claim): Promise<readonly EventWord[]> {
  const held = new Map(heldEvents(claim).map(({ eventId, heard }) => [eventId, heard]))
  const words = await wordsOf(session, [...held.keys()])
  return words.filter(({ eventId, version }) => held.get(eventId)?.includes(version) !== true)
}

interface Started {
  readonly claimId: string
  readonly told?: readonly EventWord[]
  readonly outcome: 'started' | 'already-started'
}

/**
 * Lists a claim under the emergencies its run began with: it counts among their claims, and hears every later version and the end.
 * One that ran already may have begun without them and is told once more, which changes nothing.
 */
export async function listStarted(session: Session, { claimId, told = [], outcome }: Started): Promise<void> {
  if (told.length === 0) return
  // Asked something at its end that leaves it there it has nothing more to hear.
  if (outcome === 'already-started' && !(await isOpen(session, claimId))) return
  const state = outcome === 'started' ? { state: 'told' as const, toldAt: sql`now()` } : {}
  const rows = told.map(({ eventId, version }) => ({ eventId, claimId, version, ...state }))
  await session.insert(emergencyTellings).values(rows).onConflictDoNothing()
}

/**
 * Lists a claim that had a run before, to be told of what it may have begun without or missed while it was at rest; one that
 * is at rest still hears nothing. For the worker: the API may list a claim, but puts no row back.
 */
export async function listAgain(
  session: Session,
  { claimId, told = [] }: Pick<Started, 'claimId' | 'told'>,
): Promise<void> {
  if (told.length === 0 || !(await isOpen(session, claimId))) return
  const { eventId, claimId: claim, version, state } = emergencyTellings
  await session
    .insert(emergencyTellings)
    .values(told.map((word) => ({ eventId: word.eventId, claimId, version: word.version })))
    .onConflictDoUpdate({
      target: [eventId, claim],
      set: { version: sql`excluded.version`, ...toBeTold },
      setWhere: sql`${version} < excluded.version or (${version} = excluded.version and ${state} = 'ended')`,
    })
}

async function isOpen(session: Session, claimId: string): Promise<boolean> {
  const summary = await readSummary(session, claimId)
  return summary !== null && summary.restedAt === null
}
