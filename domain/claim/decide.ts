import { answerAdvance } from './advance-due.ts'
import { approveProposal, returnProposal } from './approval.ts'
import { answerFeedback, cancelClaim, giveFeedback, reopenClaim, withdrawClaim } from './ending.ts'
import { acceptClaim, proposeDenial, startCheck } from './acceptance.ts'
import { assessLoss } from './assessment.ts'
import { voteProposal } from './committee.ts'
import { acknowledgeEscalation } from './escalation.ts'
import { approveCompensation } from './compensation.ts'
import { countedBy } from './calendar.ts'
import type { Actor, ClaimCommand, ClaimCommandType, CommandOf } from './commands.ts'
import { proposeConcession } from './concession.ts'
import { disputable } from './command-table.ts'
import type { Context, Decision, Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import {
  appointAssessor,
  disagreeOffer,
  evaluateDispute,
  investigateDispute,
  raiseDispute,
  recordAppraisal,
} from './dispute.ts'
import { adjudicateDispute, decideDispute, voteResolution } from './dispute-decision.ts'
import { requestDocuments, reviveClaim, supplyDocuments } from './documents.ts'
import { resolveDuplicate, suspectDuplicate } from './duplicates.ts'
import { grantGreenChannel, joinEvent, leaveEvent, recordContact } from './emergency-commands.ts'
import { fileClaim, reportClaim } from './filing.ts'
import { registerInvoice } from './invoices.ts'
import { assignClaim, changeContacts, recordDelivery } from './handling.ts'
import { fileLitigation, recordCourtDate, recordJudgment } from './litigation.ts'
import { endMediation, startMediation } from './mediation.ts'
import { countersignProposal, proveFraud } from './fraud.ts'
import { confirmHold, raiseHold, releaseHold } from './hold.ts'
import { nameNewAccount, recordContactTry } from './payee-contact.ts'
import { declareInterest } from './interest.ts'
import { returnMotion, voteMotion } from './motions.ts'
import { checkPayment, submitPayments } from './payment.ts'
import { permitted } from './permission.ts'
import { forCaller } from './possible.ts'
import { decidePrepayment, requestPrepayment } from './prepayment.ts'
import { openRecovery, recordRecoveryReceipt, writeOffRecovery } from './recovery.ts'
import { relinkPolicy } from './relinking.ts'
import { recordNonDisclosure, serveRescission } from './rescission.ts'
import { setReserve } from './reserve.ts'
import { confirmComplexity, fixLiability, proposeComplexity, proposeRefusal, recordReview } from './review.ts'
import { unfreezePayees } from './payee-change.ts'
import { noteRescue } from './rescue.ts'
import { answerObjection, decideScreening, recordObjection } from './screening.ts'
import { agreeOffer, freezePayees } from './settling.ts'
import type { ClaimEvent } from './events.ts'
import type { AnsweredCommand, Claim } from './state.ts'
import { reportSurvey } from './survey.ts'
import { triageClaim } from './triage.ts'
import { underAuthority } from './told-authority.ts'
import type { Unfolding } from './unfold.ts'
import { passDeadlines, unfold } from './unfold.ts'

/** What somebody asks of the claim, and who. */
export interface Request {
  readonly actor: Actor
  readonly command: ClaimCommand
}

/**
 * What a command does to the claim: its events, or a refusal that changes nothing. Time passes first: every deadline
 * up to now becomes its event before the command is judged, so lateness never depends on who was delivered first.
 */
export function decide(claim: Claim | null, asked: Request, given: Context): Decision {
  const counted = countedBy(claim ?? begunBy(asked), notBefore(claim, given))
  const passed = passDeadlines({ claim, events: [] }, counted.now, counted)
  const { request, context } = underAuthority(passed.claim, asked, counted)
  const refusal = permitted(passed.claim, request)
  if (refusal !== null) return { refusal: forCaller(passed.claim, request.actor, refusal) }
  const outcome = judge(passed.claim, request, context)
  if ('refusal' in outcome) return { refusal: forCaller(passed.claim, request.actor, outcome.refusal) }
  const { id, role } = request.actor
  const at = outcome.at ?? context.now
  const done = unfold(passed, outcome.facts, { by: { id, role }, at }, { ...context, now: at })
  return { events: passDeadlines(done, context.now, context).events }
}

/** The events of an answered command: it stands on the last one, for the answer is the claim as it stands after that. */
export function signed(
  events: readonly ClaimEvent[],
  { commandId, bodyHash }: Pick<AnsweredCommand, 'commandId' | 'bodyHash'>,
): readonly ClaimEvent[] {
  const last = events.length - 1
  return events.map((event, index) => (index === last ? { ...event, command: { commandId, bodyHash } } : event))
}

/** The deadlines that passed by now, as events. */
export function passTime(claim: Claim, context: Context): Unfolding {
  const counted = countedBy(claim, context)
  return passDeadlines({ claim, events: [] }, counted.now, counted)
}

/** A report counts by the calendar of the branch it names. */
const begunBy = ({ command }: Request): Pick<Claim, 'report'> | null =>
  command.type === 'ReportClaim' ? { report: { ...command.report, reportedAt: 0 } } : null

/** Nobody acts before the last event, even when a worker's clock stands there. */
const notBefore = (claim: Claim | null, context: Context): Context => ({
  ...context,
  now: Math.max(context.now, claim?.lastAt ?? context.now),
})

function judge(claim: Claim | null, { actor, command }: Request, context: Context): Outcome {
  if (command.type === 'ReportClaim') return reportClaim(claim, command, context)
  if (claim === null) throw new Error(`${command.type} is not permitted without a claim`)
  const stageFunction = stageFunctions[command.type] as StageFunction<ClaimCommand>
  return stageFunction(claim, command, actor, context)
}

type StageFunction<C> = (claim: Claim, command: C, actor: Actor, context: Context) => Outcome
type StageFunctions = { readonly [T in Exclude<ClaimCommandType, 'ReportClaim'>]: StageFunction<CommandOf<T>> }

const stageFunctions: StageFunctions = {
  FileClaim: (claim, command, _actor, context) => fileClaim(claim, command, context),
  SuspectDuplicate: suspectDuplicate,
  ResolveDuplicate: resolveDuplicate,
  StartCheck: startCheck,
  AcceptClaim: acceptClaim,
  RequestDocuments: requestDocuments,
  ProposeDenial: proposeDenial,
  SupplyDocuments: (claim, command, _actor, context) => supplyDocuments(claim, command, context),
  ReviveClaim: reviveClaim,
  TriageClaim: (claim, command, _actor, context) => triageClaim(claim, command, context),
  ReportSurvey: reportSurvey,
  RecordReview: recordReview,
  ProposeComplexity: proposeComplexity,
  ConfirmComplexity: confirmComplexity,
  FixLiability: fixLiability,
  ProposeRefusal: proposeRefusal,
  AssessLoss: assessLoss,
  SetReserve: setReserve,
  RegisterInvoice: registerInvoice,
  ProposeConcession: proposeConcession,
  ApproveProposal: approveProposal,
  ReturnProposal: sendBack,
  VoteProposal: vote,
  AgreeOffer: agreeOffer,
  FreezePayees: freezePayees,
  SubmitPayments: submitPayments,
  CheckPayment: checkPayment,
  NameNewAccount: nameNewAccount,
  RecordContactTry: recordContactTry,
  ApproveCompensation: approveCompensation,
  GiveFeedback: giveFeedback,
  AnswerFeedback: answerFeedback,
  WithdrawClaim: withdrawClaim,
  CancelClaim: cancelClaim,
  RelinkPolicy: relinkPolicy,
  ReopenClaim: reopenClaim,
  AssignClaim: assignClaim,
  DeclareInterest: declareInterest,
  ChangeContacts: changeContacts,
  RecordDelivery: (claim, command, _actor, context) => recordDelivery(claim, command, context),
  AcknowledgeEscalation: acknowledgeEscalation,
  DisagreeOffer: disagreeOffer,
  RaiseDispute: raiseDispute,
  InvestigateDispute: investigateDispute,
  AppointAssessor: appointAssessor,
  RecordAppraisal: recordAppraisal,
  EvaluateDispute: evaluateDispute,
  DecideDispute: decideDispute,
  StartMediation: startMediation,
  EndMediation: endMediation,
  AdjudicateDispute: adjudicateDispute,
  FileLitigation: fileLitigation,
  RecordCourtDate: recordCourtDate,
  RecordJudgment: recordJudgment,
  RaiseHold: raiseHold,
  ConfirmHold: confirmHold,
  ReleaseHold: releaseHold,
  ProveFraud: proveFraud,
  CountersignProposal: countersignProposal,
  RecordNonDisclosure: recordNonDisclosure,
  ServeRescission: serveRescission,
  RequestPrepayment: requestPrepayment,
  DecidePrepayment: decidePrepayment,
  AnswerAdvance: answerAdvance,
  OpenRecovery: openRecovery,
  RecordRecoveryReceipt: recordRecoveryReceipt,
  WriteOffRecovery: writeOffRecovery,
  JoinEvent: joinEvent,
  LeaveEvent: leaveEvent,
  GrantGreenChannel: grantGreenChannel,
  RecordContact: recordContact,
  UnfreezePayees: unfreezePayees,
  DecideScreening: decideScreening,
  RecordObjection: (claim, command, _actor, context) => recordObjection(claim, command, context),
  AnswerObjection: answerObjection,
  NoteRescue: (claim, command, _actor, context) => noteRescue(claim, command, context),
}

/** What is named goes back, else the proposal that waits. */
function sendBack(claim: Claim, command: CommandOf<'ReturnProposal'>, actor: Actor, context: Context): Outcome {
  const { status } = claim.stage
  if (command.on !== undefined) return returnMotion(claim, command.on, command, { actor, context })
  return status === 'awaiting-approval'
    ? returnProposal(claim, command, actor, context)
    : refuse(claim, 'WRONG_STATUS', `no proposal waits for a decision while the claim is ${status}`)
}

/** The committee votes on what is named, else on the proposal that waits, or behind the determination on what is to end a dispute. */
function vote(claim: Claim, command: CommandOf<'VoteProposal'>, actor: Actor, context: Context): Outcome {
  const { status } = claim.stage
  if (command.on !== undefined) return voteMotion(claim, command.on, command, { actor, context })
  if (status === 'awaiting-approval') return voteProposal(claim, command, actor, context)
  return disputable.includes(status)
    ? voteResolution(claim, command, actor, context)
    : refuse(claim, 'WRONG_STATUS', `no proposal waits for the committee while the claim is ${status}`)
}
