import type { CommandOf, ReceiptOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import { oldestReceipt } from './filing.ts'
import type { Claim } from './state.ts'

/** #4: a suspicion only. Both claims stay open and their clocks run until a person has looked. */
export function suspectDuplicate(claim: Claim, { otherClaimId }: CommandOf<'SuspectDuplicate'>): Outcome {
  if (otherClaimId === claim.claimId) {
    return refuse(claim, 'SAME_CLAIM_ID', 'a claim is no copy of itself', { field: '/otherClaimId' })
  }
  if (claim.suspicion) return refuse(claim, 'DUPLICATE_SUSPECTED', 'another suspicion is open: resolve it first')
  return happens({ type: 'DuplicateSuspected', otherClaimId })
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
 * filed by it; documents wake a claim that waits for them. A string says why the copy does not count.
 */
export function absorbCopy(
  claim: Claim,
  { copyClaimId, receivedAt = Infinity, documents }: ReceiptOf<'AbsorbCopy'>,
  { now }: Context,
): readonly ClaimFact[] | string {
  if (claim.stage.status === 'cancelled') return 'the claim was cancelled itself'
  const known = new Set(claim.documents.map(({ documentId }) => documentId))
  const added = documents.filter(({ documentId }) => !known.has(documentId))
  const before = Math.min(claim.filing?.receivedAt ?? Infinity, now + 1)
  const earlier = receivedAt < before && receivedAt >= now - oldestReceipt ? { receivedAt } : {}
  if (added.length === 0 && earlier.receivedAt === undefined) return 'the copy brings nothing that is not here'
  const absorbed: ClaimFact = { type: 'CopyAbsorbed', copyClaimId, documents: added, ...earlier }
  if (sleeps(claim) && added.length > 0) return [{ type: 'ClaimRevived' }, absorbed]
  if (!isOnlyReported(claim) || earlier.receivedAt === undefined) return [absorbed]
  return [absorbed, { type: 'ClaimFiled', filing: { receivedAt: earlier.receivedAt }, documents: [] }]
}

const sleeps = ({ stage }: Claim): boolean => stage.status === 'dormant' && stage.from.status !== 'reported'

const isOnlyReported = ({ stage }: Claim): boolean =>
  stage.status === 'reported' || (stage.status === 'dormant' && stage.from.status === 'reported')
