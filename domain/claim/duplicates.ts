import type { Instant } from '../time.ts'
import { coClaimantsAtMost, newcomers } from './joined-claimants.ts'
import { commandTable } from './command-table.ts'
import type { CommandOf, ReceiptOf } from './commands.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact, FactOf } from './events.ts'
import { documentsAtMost, oldestReceipt } from './filing.ts'
import { paidInAdvance } from './prepaid.ts'
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
 * #4: a person decides. The same claim, or one joined to the original, is cancelled here. Its documents and earlier receipt
 * go to the original, and with one that is joined its claimant; otherwise the suspicion is cleared for good.
 */
export function resolveDuplicate(claim: Claim, { outcome }: CommandOf<'ResolveDuplicate'>): Outcome {
  if (!claim.suspicion) return refuse(claim, 'NO_SUSPICION', 'no duplicate is suspected')
  const { otherClaimId } = claim.suspicion
  if (outcome === 'cleared') return happens({ type: 'DuplicateCleared', otherClaimId })
  if (paidInAdvance(claim)) {
    const message = 'money was paid in advance on this claim: decide it, for a cancelled one could not count it'
    return refuse(claim, 'ADVANCE_PAID', message, { field: '/outcome' })
  }
  const because = outcome === 'same' ? 'same-claim' : 'joined-claim'
  return happens({ type: 'ClaimCancelled', because, originalClaimId: otherClaimId })
}

/**
 * #4, on the original: documents, the earlier receipt and the claimants of a confirmed copy. A report the copy had been
 * filed for is filed by it; documents wake a claim that waits for them. What a full file has no room for stays with the
 * copy, and a person is told. A string says why the copy does not count.
 */
export function absorbCopy(
  claim: Claim,
  receipt: ReceiptOf<'AbsorbCopy'>,
  { now }: Context,
): readonly ClaimFact[] | string {
  if (claim.stage.status === 'cancelled') return 'the claim was cancelled itself'
  const brought = broughtBy(claim, receipt, now)
  if (typeof brought === 'string') return brought
  const absorbed: ClaimFact = { type: 'CopyAbsorbed', copyClaimId: receipt.copyClaimId, ...brought }
  const { documents, receivedAt } = brought
  if (sleeps(claim) && documents.length > 0) return [{ type: 'ClaimRevived', withDocuments: true }, absorbed]
  if (!isOnlyReported(claim) || receivedAt === undefined) return [absorbed]
  return [absorbed, { type: 'ClaimFiled', filing: { receivedAt }, documents: [] }]
}

type Brought = Omit<FactOf<'CopyAbsorbed'>, 'type' | 'copyClaimId'>

/** What of a copy is news to this claim and finds room in it, or why nothing does. */
function broughtBy(
  claim: Claim,
  { receivedAt, documents, claimants = [] }: ReceiptOf<'AbsorbCopy'>,
  now: Instant,
): Brought | string {
  const known = new Set(claim.documents.map(({ documentId }) => documentId))
  const brought = documents.filter(({ documentId }) => !known.has(documentId))
  const added = brought.slice(0, Math.max(0, documentsAtMost - known.size))
  const earlier = earlierReceipt(claim, receivedAt, now)
  const joining = newcomers(claim, claimants)
  if ((claim.coClaimants ?? []).length + joining.length > coClaimantsAtMost) return 'no more claimants can join'
  if (added.length === 0 && earlier === null && joining.length === 0)
    return brought.length === 0 ? nothingNew : 'the file is full'
  const leftOut = brought.length - added.length
  return {
    documents: added,
    ...(earlier === null ? {} : { receivedAt: earlier }),
    ...(leftOut === 0 ? {} : { leftOut }),
    ...(joining.length === 0 ? {} : { claimants: joining }),
  }
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
