import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
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
