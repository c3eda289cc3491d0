import { answerBarredBy } from './advance-due.ts'
import { approvalBlock } from './approval-blocks.ts'
import type { ClaimCommandType } from './commands.ts'
import type { RefusalCode } from './decision.ts'
import { disputeBlocks } from './dispute-actions.ts'
import { isPaidOut } from './documents.ts'
import { isOfExercise, joinedEvents } from './emergency.ts'
import { toSign } from './fraud.ts'
import { blockedByHold } from './hold.ts'
import { openMotions } from './motions.ts'
import { hasLeft } from './payee-change.ts'
import { isPrincipal, openCompensations } from './payment-region.ts'
import { isAdvanceOnItsWay, openAdvance } from './prepaid.ts'
import { isRecovering } from './recovery.ts'
import { relinkingBarredBy } from './relinking.ts'
import { hasObjection, heldPayments, standsMeasure } from './screening.ts'
import type { Claim, Payment } from './state.ts'

/** Why the claim would refuse a command today whoever gives it, although its status allows it; null where nothing speaks against it. */
export const blockOf = (claim: Claim, command: ClaimCommandType): RefusalCode | null => blocks[command]?.(claim) ?? null

const blocks: Readonly<Partial<Record<ClaimCommandType, (claim: Claim) => RefusalCode | null>>> = {
  ...disputeBlocks,
  AcceptClaim: ({ suspicion }) => (suspicion ? 'DUPLICATE_SUSPECTED' : null),
  ApproveProposal: (claim) => approvalBlocked(claim) ?? (isForCommittee(claim) ? 'AUTHORITY_EXCEEDED' : null),
  ReturnProposal: (claim) => (isProposed(claim) || openMotions(claim).length > 0 ? null : 'NOTHING_BROUGHT'),
  VoteProposal: (claim) => (openMotions(claim).length > 0 ? null : disputeBlocks.VoteProposal(claim)),
  ResolveDuplicate: ({ suspicion }) => (suspicion ? null : 'NO_SUSPICION'),
  RelinkPolicy: relinkingBarredBy,
  NameNewAccount: ({ payments }) => (has(payments, 'fix-account', 'held-for-payee') ? null : 'ACCOUNT_NOT_ASKED'),
  RecordContactTry: ({ payments }) => (has(payments, 'fix-account') ? null : 'ACCOUNT_NOT_ASKED'),
  ApproveCompensation: compensationBarredBy,
  GiveFeedback: ({ stage }) => (stage.status === 'paid' && stage.partial === true ? 'PAYMENT_OPEN' : null),
  AcknowledgeEscalation: ({ escalations }) =>
    escalations.some(({ acknowledged }) => acknowledged === undefined) ? null : 'ESCALATION_UNKNOWN',
  CancelClaim: ({ report }) => (report.isTest ? null : 'NOT_A_TEST'),
  CheckPayment: checkBarredBy,
  ConfirmHold: ({ hold }) => (hold?.proposed ? null : 'HOLD_NOT_PROPOSED'),
  ReleaseHold: ({ hold }) => (hold?.standing ? null : 'NO_HOLD'),
  ProveFraud: proofBarredBy,
  CountersignProposal: (claim) => (awaitsSignature(claim) ? null : 'NOTHING_TO_COUNTERSIGN'),
  RecordNonDisclosure: ({ disclosure }) => (disclosure ? 'NON_DISCLOSURE_KNOWN' : null),
  ServeRescission: ({ disclosure }) => {
    if (!disclosure) return 'NO_NON_DISCLOSURE'
    return disclosure.rescission === undefined ? null : 'RESCISSION_SERVED'
  },
  SubmitPayments: ({ payments }) => (has(payments, 'prepared') ? null : 'PAYMENT_NOT_SUBMITTED'),
  RequestPrepayment: (claim) => (openAdvance(claim) === null ? null : 'PREPAYMENT_OPEN'),
  DecidePrepayment: advanceBarredBy,
  AnswerAdvance: answerBarredBy,
  RecordRecoveryReceipt: (claim) => (isRecovering(claim) ? null : 'RECOVERY_UNKNOWN'),
  WriteOffRecovery: (claim) => (isRecovering(claim) ? null : 'RECOVERY_UNKNOWN'),
  DecideScreening: (claim) => (heldPayments(claim).length > 0 ? null : 'PAYMENT_NOT_HELD'),
  RecordObjection: (claim) => (standsMeasure(claim) ? null : 'NO_MEASURE'),
  AnswerObjection: (claim) => (hasObjection(claim) ? null : 'NO_OBJECTION'),
  SupplyDocuments: (claim) => (isPaidOut(claim) ? 'WRONG_STATUS' : null),
  UnfreezePayees: (claim) => (isPaidOut(claim) ? 'PAYMENT_UNDER_WAY' : null),
  FreezePayees: freezeBarredBy,
  LeaveEvent: (claim) => (joinedEvents(claim).length > 0 ? null : 'EVENT_NOT_JOINED'),
  RecordContact: ({ emergencies }) => (emergencies?.contact === undefined ? null : 'CONTACT_KNOWN'),
}

function proofBarredBy(claim: Claim): RefusalCode | null {
  if (!claim.hold?.standing) return 'NO_HOLD'
  return claim.stage.status === 'paying' && hasLeft(claim) ? 'PAYMENT_UNDER_WAY' : null
}

function freezeBarredBy(claim: Claim): RefusalCode | null {
  if (claim.stage.status === 'paying' && !claim.thaw) return 'PAYEES_FROZEN'
  return isAdvanceOnItsWay(claim) ? 'ADVANCE_IN_FLIGHT' : null
}

function checkBarredBy(claim: Claim): RefusalCode | null {
  const submitted = claim.payments.filter(({ state }) => state === 'submitted')
  if (submitted.length === 0) return 'PAYMENT_NOT_SUBMITTED'
  if (isOfExercise(claim)) return 'EXERCISE_NOT_PAID'
  return submitted.every((payment) => isWithheld(claim, payment)) ? 'HELD' : null
}

const isWithheld = (claim: Claim, payment: Payment): boolean =>
  isPrincipal(payment) && blockedByHold(claim, payment.amountFen) !== null

/** The approver may find less proven: only where not a fen is free nothing can be approved. */
function advanceBarredBy(claim: Claim): RefusalCode | null {
  if (openAdvance(claim)?.state !== 'requested') return 'PREPAYMENT_UNKNOWN'
  return blockedByHold(claim, 1) === null ? null : 'HELD'
}

function compensationBarredBy(claim: Claim): RefusalCode | null {
  const open = openCompensations(claim)
  if (open.length === 0) return 'COMPENSATION_UNKNOWN'
  return open.every(({ requiredLevel }) => requiredLevel === 5) ? 'AUTHORITY_EXCEEDED' : null
}

function awaitsSignature(claim: Claim): boolean {
  const proposal = toSign(claim)
  return proposal !== null && proposal.countersignedBy === undefined
}

const isProposed = ({ stage }: Claim): boolean => stage.status === 'awaiting-approval'

const isForCommittee = ({ stage }: Claim): boolean =>
  stage.status === 'awaiting-approval' && stage.proposal.requiredLevel === 5

const approvalBlocked = (claim: Claim): RefusalCode | null =>
  claim.stage.status === 'awaiting-approval' ? (approvalBlock(claim, claim.stage.proposal)?.refusal.code ?? null) : null

const has = (payments: readonly Payment[], ...states: readonly Payment['state'][]): boolean =>
  payments.some(({ state }) => states.includes(state))
