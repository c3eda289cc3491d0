import type { ClaimEscalation, EscalationBook } from './escalation.ts'
import { escalationsAfter } from './escalation.ts'
import type { ClaimEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { Claim } from './state.ts'

/** Every escalation there ever was, from the whole log: the claim itself keeps those at hand only. */
export function escalationRecord(events: readonly ClaimEvent[]): readonly ClaimEscalation[] {
  let claim: Claim | null = null
  let book: EscalationBook = { escalations: [], escalationsRaised: 0 }
  for (const event of events) {
    claim = evolve(claim, event)
    book = escalationsAfter(book, event, claim.stage)
  }
  return book.escalations
}
