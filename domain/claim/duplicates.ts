import type { Instant } from '../time.ts'
import { commandTable } from './command-table.ts'
import type { CommandOf, ReceiptOf } from './commands.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import { documentsAtMost, oldestReceipt } from './filing.ts'
import type { Claim } from './state.ts'

/** #4: a suspicion only. Both claims stay open and their clocks run until a person has looked. */
export function suspectDuplicate(claim: Claim, { otherClaimId }: CommandOf<'SuspectDuplicate'>): Outcome {
  if (otherClaimId === claim.claimId) {
    return refuse(claim, 'SAME_CLAIM_ID', 'a claim is no copy of itself', { field: '/otherClaimId' })
  }
  return (
    suspected(claim, 'another suspicion is open: resolve it first') ??
    happens({ type: 'DuplicateSuspected', otherClaimId })
  )
}

/** The refusal of what waits until a person has looked at the open suspicion, or null when there is none. */
export function suspected(claim: Claim, message: string): { readonly refusal: Refusal } | null {
  if (!claim.suspicion) return null
  const { otherClaimId } = claim.suspicion
  const whoMay = commandTable.ResolveDuplicate.roles
  return refuse(claim, 'DUPLICATE_SUSPECTED', message, { otherClaimId, resolvedBy: 'ResolveDuplicate', whoMay })
}

/**
 * #4: a person decides. The same claim, or one joined to the original, is cancelled here and its documents and earlier
 * receipt go to the original; otherwise the suspicion is cleared for good.
 */
export function resolveDuplicate(claim: Claim, { outcome }: CommandOf<'ResolveDuplicate'>): Outcome {
  if (!claim.suspicion) return refuse(claim, 'NO_SUSPICION', 'no duplicate is suspected')
  const { otherClaimId } = claim.suspicion
  if (outcome === 'cleared') return happens({ type: 'DuplicateCleared', otherClaimId })
  const because = outcome === 'same' ? 'same-claim' : 'joined-claim'
  return happens({ type: 'ClaimCancelled', because, originalClaimId: otherClaimId })
}

/**
 * #4, on the original: documents and the earlier receipt of a confirmed copy. A report the copy had been filed for is
 * filed by it; documents wake a claim that waits for them. What a full file has no room for stays with the copy, and a
 * person is told. A string says why the copy does not count.
 */
export function absorbCopy(
  claim: Claim,
  { copyClaimId, receivedAt, documents }: ReceiptOf<'AbsorbCopy'>,
  { now }: Context,
): readonly ClaimFact[] | string {
  if (claim.stage.status === 'cancelled') return 'the claim was cancelled itself'
  const known = new Set(claim.documents.map(({ documentId }) => documentId))
  const brought = documents.filter(({ documentId }) => !known.has(documentId))
  const added = brought.slice(0, Math.max(0, documentsAtMost - known.size))
  const leftOut = brought.length - added.length
  const earlier = earlierReceipt(claim, receivedAt, now)
  if (brought.length === 0 && earlier === null) return nothingNew
  if (added.length === 0 && earlier === null) return 'the file is full'
  const began = earlier === null ? {} : { receivedAt: earlier }
  const left = leftOut === 0 ? {} : { leftOut }
  const absorbed: ClaimFact = { type: 'CopyAbsorbed', copyClaimId, documents: added, ...began, ...left }
  if (sleeps(claim) && added.length > 0) return [{ type: 'ClaimRevived' }, absorbed]
  if (!isOnlyReported(claim) || earlier === null) return [absorbed]
  return [absorbed, { type: 'ClaimFiled', filing: { receivedAt: earlier }, documents: [] }]
}

/** The one reason for which a copy does not count that nobody has to hear of. */
export const nothingNew = 'the copy brings nothing that is not here'

/** The copy's receipt where it is the earlier one and an instant that can be. */
function earlierReceipt({ filing }: Claim, receivedAt: Instant | undefined, now: Instant): Instant | null {
  if (receivedAt === undefined || receivedAt > now || receivedAt < now - oldestReceipt) return null
  return filing === undefined || receivedAt < filing.receivedAt ? receivedAt : null
}

const sleeps = ({ stage }: Claim): boolean => stage.status === 'dormant' && stage.from.status !== 'reported'

const isOnlyReported = ({ stage }: Claim): boolean =>
  stage.status === 'reported' || (stage.status === 'dormant' && stage.from.status === 'reported')
