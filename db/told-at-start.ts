import { sql } from 'drizzle-orm'

import { concernsLoss } from '../domain/claim/emergency.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import type { Session } from './database.ts'
import { wordsIn } from './emergencies.ts'
import { emergencyTellings } from './emergency-schema.ts'

/**
 * What a claim is told when its run begins: the emergencies that run and have its loss in their scope, so that one filed
 * after the declaration begins with the measures. Nothing at all where there is none, as in the runs before.
 */
export async function toldAtStart(
  session: Session,
  events: readonly ClaimEvent[],
): Promise<{ readonly told?: readonly EventWord[] }> {
  const claim = fold(null, events)
  const told = (await wordsIn(session, claim.report.region)).filter(
    (word) => concernsLoss(claim, word) && (!word.drill || claim.report.isTest),
  )
  return told.length === 0 ? {} : { told }
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
  const state = outcome === 'started' ? { state: 'told' as const, toldAt: sql`now()` } : {}
  const rows = told.map(({ eventId, version }) => ({ eventId, claimId, version, ...state }))
  await session.insert(emergencyTellings).values(rows).onConflictDoNothing()
}
