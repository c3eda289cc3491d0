import type { EventWord } from '../domain/emergency/event-word.ts'
import type { Session } from './database.ts'
import { readWord } from './emergencies.ts'
import { isTestClaim, listByHand } from './emergency-tellings.ts'

/**
 * What an emergency says of itself now, for a claim that is to be joined by hand; null where nobody declared it. The claim may
 * lie outside the scope: from here on it is told of every version. To an exercise no other claim than one for testing is ever listed.
 */
export async function eventForClaim(
  session: Session,
  { eventId, claimId }: { readonly eventId: string; readonly claimId: string },
): Promise<EventWord | null> {
  const word = await readWord(session, eventId)
  if (word === null || (word.drill && !(await isTestClaim(session, claimId)))) return word
  await listByHand(session, { eventId, claimId, version: word.version })
  return word
}
