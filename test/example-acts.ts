import type { ClaimCommand, ClaimCommandType } from '../domain/claim/commands.ts'
import { dutyRoles } from '../domain/duty/roster.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import { awaitingCommittee } from './committee-claims.ts'
import { disputeActs } from './dispute-acts.ts'
import { emergencyActs } from './emergency-claims.ts'
import { escalated } from './escalated-claim.ts'
import * as advances from './example-advances.ts'
import * as example from './example-claims.ts'
import { heldActs } from './held-acts.ts'
import { held, noteRescue, toldByPolice } from './payee-claims.ts'
import * as payments from './payment-examples.ts'

/** Every command, legal where the scene beside it stands. */
export const acts: Readonly<Record<ClaimCommandType, readonly [() => Scene, ClaimCommand]>> = {
  ReportClaim: [() => given(), example.reportClaim()],
  FileClaim: [example.reported, example.fileClaim()],
  SuspectDuplicate: [example.received, { type: 'SuspectDuplicate', otherClaimId: 'clm_other' }],
  ResolveDuplicate: [
    () => given(example.received()).and({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' }),
    { type: 'ResolveDuplicate', outcome: 'cleared' },
  ],
  StartCheck: [example.received, { type: 'StartCheck' }],
  AcceptClaim: [example.received, { type: 'AcceptClaim' }],
  RequestDocuments: [example.received, example.requestDocuments('photos')],
  ProposeDenial: [example.received, { type: 'ProposeDenial', ...example.notCovered }],
  SupplyDocuments: [example.received, example.supply('photos')],
  ReviveClaim: [example.dormant, { type: 'ReviveClaim' }],
  TriageClaim: [example.triaged, { type: 'TriageClaim' }],
  ReportSurvey: [
    () =>
      example.investigating({
        report: { line: 'motor', facts: { injury: 'none', thirdParty: false, hospitalised: false } },
      }),
    { type: 'ReportSurvey', evidence: ['scene-photos', 'object-state'] },
  ],
  RecordReview: [example.reviewing, { type: 'RecordReview', parts: ['risk'] }],
  ProposeComplexity: [example.reviewing, { type: 'ProposeComplexity', reasonTextId: 'txt' }],
  ConfirmComplexity: [
    () => given(example.reviewing()).and({ type: 'ProposeComplexity', reasonTextId: 'txt' }),
    { type: 'ConfirmComplexity' },
  ],
  FixLiability: [example.reviewing, { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }],
  ProposeRefusal: [example.reviewing, { type: 'ProposeRefusal', ...example.notCovered }],
  AssessLoss: [example.assessing, example.assessLoss(250_000)],
  SetReserve: [example.reviewing, { type: 'SetReserve', reserveFen: 1_000, reasonTextId: 'txt' }],
  RegisterInvoice: [example.reviewing, { type: 'RegisterInvoice', invoiceId: 'inv_a', amountFen: 1_000 }],
  ApproveProposal: [example.awaitingApproval, { type: 'ApproveProposal' }],
  ReturnProposal: [example.awaitingApproval, { type: 'ReturnProposal', questionTextId: 'txt' }],
  VoteProposal: [awaitingCommittee, { type: 'VoteProposal', vote: 'for' }],
  AgreeOffer: [example.offered, { type: 'AgreeOffer', identityChecked: true }],
  FreezePayees: [example.agreed, example.freezePayees('pty_a')],
  SubmitPayments: [example.paying, { type: 'SubmitPayments' }],
  CheckPayment: [() => given(example.paying()).and(payments.submit), payments.check(1)],
  NameNewAccount: [payments.accountRejected, payments.newAccount()],
  RecordContactTry: [payments.accountRejected, payments.contactTry('unreachable')],
  ApproveCompensation: [() => payments.paidLate(3), { type: 'ApproveCompensation', n: 1 }],
  GiveFeedback: [example.paid, { type: 'GiveFeedback', score: 9 }],
  AnswerFeedback: [example.feedback, { type: 'AnswerFeedback', textId: 'txt' }],
  WithdrawClaim: [example.received, { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt' }],
  CancelClaim: [() => example.received({ report: { isTest: true } }), { type: 'CancelClaim', because: 'test' }],
  RelinkPolicy: [example.received, example.relink],
  ReopenClaim: [example.closed, { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'received' }],
  AssignClaim: [example.received, { type: 'AssignClaim', how: 'take' }],
  DeclareInterest: [example.received, { type: 'DeclareInterest' }],
  ChangeContacts: [example.received, { type: 'ChangeContacts', preferredChannels: ['sms'] }],
  RecordDelivery: [example.awaitingDocuments, { type: 'RecordDelivery', n: 2, reference: 'RA1', ageMs: 0 }],
  AcknowledgeEscalation: [toldToAll, { type: 'AcknowledgeEscalation', n: 1 }],
  ...disputeActs,
  ...heldActs,
  ...emergencyActs,
  RequestPrepayment: [example.reviewing, advances.requestAdvance()],
  DecidePrepayment: [advances.advanceAsked, advances.approveAdvance()],
  AnswerAdvance: [advances.advanceAwaited, { type: 'AnswerAdvance', answer: 'nothing-provable', reasonTextId: 'txt' }],
  OpenRecovery: [advances.motorPaid, advances.subrogate()],
  RecordRecoveryReceipt: [advances.overpaid, advances.receive(1)],
  WriteOffRecovery: [advances.overpaid, { type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt' }],
  UnfreezePayees: [example.paying, example.thaw],
  DecideScreening: [held, { type: 'DecideScreening', n: 1, verdict: 'release', reasonTextId: 'txt' }],
  RecordObjection: [held, { type: 'RecordObjection', textId: 'txt', ageMs: 0 }],
  AnswerObjection: [
    () => held().and({ type: 'RecordObjection', textId: 'txt', ageMs: 0 }),
    { type: 'AnswerObjection', textId: 'txt' },
  ],
  NoteRescue: [toldByPolice, noteRescue],
}

/** An escalation that every role of its row was told of: which were, is a rule of its own. */
function toldToAll(): Scene {
  const scene = escalated()
  const told = dutyRoles.map((audience) => ({ audience, at: scene.now, notice: 1 }))
  const escalations = scene.standing().escalations.map((escalation) => ({ ...escalation, told }))
  return given({ ...scene, claim: { ...scene.standing(), escalations } })
}
