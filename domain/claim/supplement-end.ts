import type { ClaimFact } from './events.ts'
import type { Claim, StageOf } from './state.ts'

/** What the end of the supplement time means (#13, #14): decide without, lengthen once, or let the claim rest. */
export function afterSupplementTime(
  claim: Claim,
  { request, asker }: StageOf<'awaiting-documents'>,
): readonly ClaimFact[] {
  const missing = request.items.filter(({ arrived }) => !arrived)
  const ranOut: ClaimFact = { type: 'SupplementTimeRanOut', request: request.n }
  if (missing.every(({ decidableWithout }) => decidableWithout)) {
    // A suspected copy is not taken up by the passing of time: it goes back to the desk, where a person looks first (#4).
    if (asker.status !== 'received' || claim.suspicion) return [ranOut]
    return [ranOut, { type: 'ClaimAccepted', because: 'decidable-without' }]
  }
  const begunAt = claim.clocks.findLast(({ id }) => id === 'C14')?.startedAt ?? 0
  const proven = claim.notices.filter(
    ({ kind, state, orderedAt, facts }) =>
      kind === 'supplement-reminder' && 'percent' in facts && state === 'delivered' && orderedAt >= begunAt,
  ).length
  // Two reminders must have arrived before silence lets a claim rest; when they could not, the time is lengthened once.
  if (proven < 2 && request.extended !== true) return [{ type: 'SupplementExtended', request: request.n }]
  return [{ type: 'ClaimWentDormant' }]
}
