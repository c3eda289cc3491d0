import { concernsLoss } from '../domain/claim/emergency.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import type { Session } from './database.ts'
import { wordsIn } from './emergencies.ts'

/**
 * What a claim is told when its run begins: the emergencies that run and have its loss in their scope, so that one filed
 * after the declaration begins with the measures. Nothing at all where there is none, as in the runs before.
 */
export async function toldAtStart(
  session: Session,
  events: readonly ClaimEvent[],
): Promise<{ readonly told?: readonly EventWord[] }> {
  const claim = fold(null, events)
  const told = (await wordsIn(session, claim.report.region)).filter((word) => concernsLoss(claim, word))
  return told.length === 0 ? {} : { told }
}
