import type { Instant } from '../time.ts'
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
  { copyClaimId, receivedAt, documents }: ReceiptOf<'AbsorbCopy'>,
  { now }: Context,
): readonly ClaimFact[] | string {
  if (claim.stage.status === 'cancelled') return 'the claim was cancelled itself'
  const known = new Set(claim.documents.map(({ documentId }) => documentId))
  const added = documents.filter(({ documentId }) => !known.has(documentId))
  const earlier = earlierReceipt(claim, receivedAt, now)
  if (added.length === 0 && earlier === null) return 'the copy brings nothing that is not here'
  const began = earlier === null ? {} : { receivedAt: earlier }
  const absorbed: ClaimFact = { type: 'CopyAbsorbed', copyClaimId, documents: added, ...began }
  if (sleeps(claim) && added.length > 0) return [{ type: 'ClaimRevived' }, absorbed]
  if (!isOnlyReported(claim) || earlier === null) return [absorbed]
  return [absorbed, { type: 'ClaimFiled', filing: { receivedAt: earlier }, documents: [] }]
}

/** The copy's receipt where it is the earlier one and an instant that can be. */
function earlierReceipt({ filing }: Claim, receivedAt: Instant | undefined, now: Instant): Instant | null {
  if (receivedAt === undefined || receivedAt > now || receivedAt < now - oldestReceipt) return null
  return filing === undefined || receivedAt < filing.receivedAt ? receivedAt : null
}

const sleeps = ({ stage }: Claim): boolean => stage.status === 'dormant' && stage.from.status !== 'reported'

const isOnlyReported = ({ stage }: Claim): boolean =>
  stage.status === 'reported' || (stage.status === 'dormant' && stage.from.status === 'reported')
