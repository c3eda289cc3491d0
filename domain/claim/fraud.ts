import { isFen } from '../money.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { openDispute } from './dispute-place.ts'
import { refusesForFraud } from './fraud-level.ts'
import { hasLeft, unsentPayments } from './payee-change.ts'
import { paidBeforeFen } from './prepaid.ts'
import { basisFault, evidenceOf, refusedAmount } from './refusal.ts'
import { undoesFraud } from './resolution.ts'
import type { Claim, FraudProof, Proposal, ProvenFraud, ResolutionProposal } from './state.ts'

/**
 * #56: the investigator proves the fraud, of the whole claim (the event never happened) or of a part of it. What was proposed
 * or offered gives way to a refusal the committee decides, with compliance; the part that is not false stays owed.
 */
export function proveFraud(claim: Claim, command: CommandOf<'ProveFraud'>, actor: Actor, { now }: Context): Outcome {
  const fault = proofFault(claim, command)
  if (fault !== null) return fault
  const undone = claim.stage.status === 'paying' ? { payments: unsentPayments(claim) } : {}
  const amounts = command.extent === 'whole' ? wholeOf(claim) : partOf(without(claim, undone), command.falseFen)
  if ('refusal' in amounts) return amounts
  const { clause, evidence, reasonTextId, extent, policeReference } = command
  const proposal: Proposal = {
    ...amounts,
    fraudProven: true,
    clause,
    evidence: evidenceOf([{ evidence }]),
    reasonTextId,
    proposedBy: actor.id,
    proposedAt: now,
    requiredLevel: 5,
    leastLevel: 5,
  }
  const handed = policeReference === undefined ? {} : { policeReference }
  const falseFen = extent === 'whole' ? amounts.refuseFen : (command.falseFen ?? 0)
  const proof: FraudProof = { extent, falseFen, provenBy: actor.id, at: now, ...handed }
  return happens({ type: 'FraudProven', proof, proposal, ...undone })
}

/**
 * Compliance signs beside the committee, or sends back: a refusal for fraud, and whatever in a dispute would take one back.
 * Neither stands on one of them alone.
 */
export function countersignProposal(
  claim: Claim,
  { verdict, questionTextId }: CommandOf<'CountersignProposal'>,
): Outcome {
  const proposal = toSign(claim)
  if (proposal === null) {
    const message =
      'compliance signs a refusal for fraud, what takes one back and what comes after one, and nothing else'
    return refuse(claim, 'NOTHING_TO_COUNTERSIGN', message)
  }
  if (verdict === 'agree') {
    return proposal.countersignedBy === undefined
      ? happens({ type: 'ProposalCountersigned' })
      : refuse(claim, 'NOTHING_TO_COUNTERSIGN', 'compliance has signed this already')
  }
  if (questionTextId === undefined)
    return refuse(claim, 'REASON_MISSING', 'say why it goes back', { field: '/question' })
  return claim.stage.status === 'awaiting-approval'
    ? happens({ type: 'ProposalReturned', questionTextId })
    : happens({ type: 'ResolutionReturned', questionTextId })
}

/** What waits for the signature of compliance, or has it; null where nothing does. */
export function toSign(claim: Claim): Pick<Proposal, 'countersignedBy'> | null {
  const { stage } = claim
  if (stage.status === 'awaiting-approval') return takesCompliance(claim, stage.proposal) ? stage.proposal : null
  const resolution = openDispute(claim)?.proposal
  return resolution && undoesFraud(claim, resolution.outcome) ? resolution : null
}

/** The refusal of ending a dispute so while the signature of compliance is missing, or null. */
export function resolutionUnsigned(
  claim: Claim,
  { outcome, countersignedBy }: ResolutionProposal,
): { readonly refusal: Refusal } | null {
  if (countersignedBy !== undefined || !undoesFraud(claim, outcome)) return null
  return unsigned(claim, 'what takes a refusal for fraud back takes compliance beside the committee: let it sign first')
}

/**
 * What still stands in the way of approving a refusal for fraud, or what comes instead of one (#69); or null: the proof, and the
 * signature of compliance.
 */
export function fraudUnsigned(claim: Claim, proposal: Proposal): { readonly refusal: Refusal } | null {
  if (!takesCompliance(claim, proposal)) return null
  const isRefusal = refusesForFraud(proposal)
  if (isRefusal && !claim.hold?.proof)
    return refuse(claim, 'GROUND_CONDITION_UNMET', 'the investigator has cleared what was proposed here')
  if (proposal.countersignedBy !== undefined) return null
  const what = isRefusal ? 'a refusal for fraud' : 'what is decided after a refusal for fraud'
  return unsigned(claim, `${what} takes compliance beside the committee: let compliance sign first`)
}

const takesCompliance = ({ refusedForFraud }: Claim, proposal: Proposal): boolean =>
  refusedForFraud === true || refusesForFraud(proposal)

const unsigned = (claim: Claim, message: string): { readonly refusal: Refusal } =>
  refuse(claim, 'COUNTERSIGNATURE_MISSING', message, { whoMay: ['compliance'], resolvedBy: 'CountersignProposal' })

function proofFault(claim: Claim, command: CommandOf<'ProveFraud'>): { readonly refusal: Refusal } | null {
  const { stage, hold } = claim
  if (!hold?.standing)
    return refuse(claim, 'NO_HOLD', 'nothing of this claim is held: hold what the proof is about first')
  if (stage.status === 'awaiting-approval' && stage.proposal.kind === 'deny') {
    return refuse(claim, 'WRONG_STATUS', 'a denial is proposed: let it be decided or returned first')
  }
  if (stage.status === 'paying' && hasLeft(claim)) {
    const message = 'money of this agreement has left: renew the hold of the rest, and ask back what left by a recovery'
    return refuse(claim, 'PAYMENT_UNDER_WAY', message, { resolvedBy: 'ConfirmHold' })
  }
  const refused = 'determination' in stage && stage.determination.kind !== 'pay' && stage.determination.kind !== 'part'
  if (refused) return refuse(claim, 'WRONG_STATUS', 'the claim is refused already')
  return basisFault(claim, { ground: 'false-material', clause: command.clause, evidence: command.evidence })
}

/** What is void by the proof has paid nobody. */
const without = (claim: Claim, { payments = [] }: Pick<ProvenFraud, 'payments'>): Claim => ({
  ...claim,
  payments: claim.payments.filter(({ n }) => !payments.includes(n)),
})

type Amounts = Pick<Proposal, 'kind' | 'ground' | 'payFen' | 'refuseFen'>

/** Insurance Law 27(1): the event never happened. */
function wholeOf(claim: Claim): Amounts | { readonly refusal: Refusal } {
  const refuseFen = refusedAmount(claim)
  if (refuseFen === null) {
    return refuse(claim, 'POLICY_UNKNOWN', 'no amount is claimed and the sum insured is not known yet')
  }
  return { kind: 'refuse', ground: 'event-never-happened', payFen: 0, refuseFen }
}

/** Insurance Law 27(3): only the part that is false is refused, of what was assessed. */
function partOf(claim: Claim, falseFen = 0): Amounts | { readonly refusal: Refusal } {
  const { calculation } = claim.assessment ?? {}
  if (calculation === undefined) {
    return refuse(claim, 'NEVER_ASSESSED', 'a part can be told from the whole once the loss is assessed')
  }
  const payFen = calculation.payableFen - falseFen - paidBeforeFen(claim)
  if (!isFen(falseFen) || falseFen === 0 || payFen <= 0) {
    const message = 'the false part is more than nothing and less than what is payable: else prove the whole'
    return refuse(claim, 'ITEM_AMOUNTS', message, { field: '/falseFen' })
  }
  return { kind: 'part', ground: 'false-material', payFen, refuseFen: calculation.notCoveredFen + falseFen }
}
