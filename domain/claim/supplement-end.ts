import { showInstant } from '../time.ts'
import { isOutstanding } from './document-checklist.ts'
import type { ClaimFact } from './events.ts'
import { taking } from './reserve.ts'
import type { Claim, Notice, StageOf } from './state.ts'

/** What the end of the supplement time means (#13, #14): decide without, lengthen once, or let the claim rest. */
export function afterSupplementTime(
  claim: Claim,
  { request, asker }: StageOf<'awaiting-documents'>,
): readonly ClaimFact[] {
  const missing = request.items.filter(isOutstanding)
  const ranOut: ClaimFact = { type: 'SupplementTimeRanOut', request: request.n }
  // What should have stood in the first list is no ground to let the claim sleep (#16).
  if (request.n > 1 || missing.every(({ decidableWithout }) => decidableWithout)) {
    // A suspected copy is not taken up by the passing of time: it goes back to the desk, where a person looks first (#4).
    if (asker.status !== 'received' || claim.suspicion) return [ranOut]
    return [ranOut, taking(claim, 'decidable-without')]
  }
  const isSilent = remindersDelivered(claim) >= remindersOwed
  if (!isSilent && request.extended !== true) return [{ type: 'SupplementExtended', request: request.n }]
  return [{ type: 'ClaimWentDormant' }]
}

/** So many must have arrived before silence lets a claim rest; when they could not, the time is lengthened once (#14). */
export const remindersOwed = 2

/** How many reminders of the present supplement time are proven to have arrived. */
const remindersDelivered = (claim: Claim): number =>
  supplementReminders(claim).filter(({ state, facts }) => 'percent' in facts && state === 'delivered').length

/** The reminders of the present supplement time, without the answers to documents that came meanwhile (#11). */
export function supplementReminders({ clocks, notices }: Claim): readonly Notice[] {
  const begunAt = clocks.findLast(({ id }) => id === 'C14')?.startedAt ?? 0
  return notices.filter(
    ({ kind, facts, orderedAt }) => kind === 'supplement-reminder' && !('missing' in facts) && orderedAt >= begunAt,
  )
}

/**
 * Why a claim rests (#1, #14), so that its notice says only what happened: a report nobody filed, reminders that arrived,
 * or a time that was lengthened because they could not be proven to have arrived.
 */
export function whyItRests(claim: Claim): Notice['facts'] {
  const { stage, report, clocks } = claim
  if (stage.status === 'dormant' && stage.from.status === 'reported') {
    return { reportedAt: showInstant(report.reportedAt) }
  }
  const delivered = remindersDelivered(claim)
  if (delivered >= remindersOwed) return { remindersDelivered: delivered }
  return { lengthenedToAt: showInstant(clocks.findLast(({ id }) => id === 'C14')?.dueTarget ?? 0) }
}
