import type { PrepaymentMeasure } from '../emergency/measures.ts'
import type { Fen } from '../money.ts'
import { ratioOf } from '../money.ts'
import { calculate } from './calculation.ts'
import type { EmergencyAdvance } from './emergency-advance-state.ts'
import { promisedBy } from './emergency-sources.ts'
import { measuresOf } from './emergency.ts'
import type { ClaimFact } from './events.ts'
import { heldFen } from './hold.ts'
import { approvedInAdvanceFen, openAdvance, paidBeforeFen } from './prepaid.ts'
import type { Claim, ClaimStatus } from './state.ts'
import { askingStatuses } from './statuses.ts'

/**
 * #58: what an event promises in advance is offered, or computed and proposed, by the system itself, as soon as the estimate is
 * clear; once, and again where a later version promises more. Nothing is paid by it: a person names who gets it, another approves.
 */
export function emergencyAdvance(claim: Claim): ClaimFact | null {
  const { how, sharePercent } = measuresOf(claim).prepayment
  if (how !== 'offered' && how !== 'computed') return null
  if (sharePercent === 0 || isOffered(claim.emergencyAdvance, { how, sharePercent }) || !isOpenToIt(claim)) return null
  const estimateFen = clearEstimateFen(claim)
  if (estimateFen === null) return null
  const amountFen = sharedFen({ estimateFen, sharePercent }) - approvedInAdvanceFen(claim)
  if (amountFen <= 0) return null
  return { type: 'AdvanceOffered', how, sharePercent, estimateFen, amountFen, ...promisedBy(claim, 'offer', 'share') }
}

/** Whether an advance may be asked for because of an event or the green channel: they promise it, or it was promised before. */
export const isAdvancePromised = (claim: Claim): boolean =>
  measuresOf(claim).prepayment.how !== 'by-law' || Boolean(claim.emergencyAdvance)

/**
 * Up to what the system has computed itself the estimate is the proof, once: what was approved in advance counts against it.
 * Beyond it an advance is proven like any other.
 */
export const isProvenByEstimate = (claim: Claim, amountFen: Fen): boolean =>
  Boolean(claim.emergencyAdvance) && amountFen + approvedInAdvanceFen(claim) <= sharedFen(claim.emergencyAdvance)

/** What an event promises in advance of an estimate; nothing where nothing is offered. */
const sharedFen = (offered: Pick<EmergencyAdvance, 'estimateFen' | 'sharePercent'> | null | undefined): Fen =>
  offered ? ratioOf(offered.estimateFen, Math.floor(offered.sharePercent), 100) : 0

/**
 * What the claim comes to by all that is known: what was determined, or assessed, or what the terms give for the amount claimed,
 * a fixed benefit for its sum; less what is held. Null while that is not clear: no policy in force is known, or no amount.
 */
export function clearEstimateFen(claim: Claim): Fen | null {
  const whole = wholeFen(claim)
  return whole === null ? null : Math.max(0, whole - heldFen(claim))
}

function wholeFen(claim: Claim): Fen | null {
  const { stage, policy, filing, assessment } = claim
  if (policy.known !== 'found' || !policy.inForce) return null
  if ('determination' in stage) return stage.determination.payFen
  if (assessment) return Math.max(0, assessment.calculation.payableFen - paidBeforeFen(claim))
  const claimedFen = filing?.claimedFen ?? (policy.fixedBenefit ? policy.sumInsuredFen : undefined)
  if (claimedFen === undefined) return null
  const { payableFen } = calculate([{ itemId: 'claim', claimedFen, notCoveredFen: 0 }], policy)
  return Math.max(0, payableFen - paidBeforeFen(claim))
}

/** Offered before in as good a way: what was offered is not offered again for less. */
const isOffered = (
  before: EmergencyAdvance | null | undefined,
  { how, sharePercent }: Pick<PrepaymentMeasure, 'how' | 'sharePercent'>,
): boolean =>
  before !== null &&
  before !== undefined &&
  before.sharePercent >= sharePercent &&
  (before.how === 'computed' || how === 'offered')

/** Filed, not doubted, not about to be refused, and no advance of it waits for anybody. */
function isOpenToIt(claim: Claim): boolean {
  const { stage, filing, suspicion } = claim
  if (filing === undefined || suspicion || openAdvance(claim) !== null || !statuses.has(stage.status)) return false
  return stage.status !== 'awaiting-approval' || stage.proposal.payFen > 0
}

/** From the agreement on all of it is on its way. */
const statuses: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>([
  ...askingStatuses,
  'awaiting-documents',
  'dormant',
  'awaiting-approval',
  'decided',
  'offered',
])
