import type { Role } from '../domain/claim/codes.ts'
import type { Actor, ClaimCommand, ClaimCommandType } from '../domain/claim/commands.ts'
import type { Context } from '../domain/claim/decision.ts'
import type { ClaimStatus } from '../domain/claim/state.ts'
import { china2024To2026 } from '../domain/clocks/china-2024-2026.ts'
import { defaultServicePolicy } from '../domain/service-policy.ts'
import type { Instant } from '../domain/time.ts'
import { HOUR, startOfDay } from '../domain/time.ts'

/** When most stories begin: nine o'clock on a Monday with five plain working days behind it. */
export const monday: Instant = startOfDay('2026-03-02') + 9 * HOUR

export const contextAt = (now: Instant): Context => ({ now, calendar: china2024To2026, policy: defaultServicePolicy })

/** One person per role, each with an id of his own, so that duties are separated unless a test unites them. */
export function person(role: Role, id = `per_${role}`): Actor {
  return { id, role, branch: '310000', authorityLevel: levels[role] ?? 0 }
}

const levels: Readonly<Partial<Record<Role, number>>> = {
  approver: 1,
  supervisor: 2,
  'branch-head': 3,
  'head-office': 4,
  committee: 5,
}

/** The person whose task a command is in most stories, where the claim stands; head office decides, for it may decide any amount. */
export const whoDoes = ({ type }: ClaimCommand, status: ClaimStatus | 'none' = 'none'): Actor =>
  type === 'RequestDocuments' && !atTheDesk.has(status)
    ? person('reviewer')
    : person(tasks[type], judges.has(type) ? 'per_judge' : undefined)

/** Whoever asks for documents after acceptance works on the claim. */
const atTheDesk: ReadonlySet<string> = new Set(['none', 'received'])

/** Whoever decided first judges no dispute about it: another person of the same step does. */
const judges: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>(['DecideDispute', 'AdjudicateDispute'])

const tasks: Readonly<Record<ClaimCommandType, Role>> = {
  ReportClaim: 'claimant',
  FileClaim: 'claimant',
  SuspectDuplicate: 'intake-clerk',
  ResolveDuplicate: 'supervisor',
  StartCheck: 'intake-clerk',
  AcceptClaim: 'intake-clerk',
  RequestDocuments: 'intake-clerk',
  ProposeDenial: 'intake-clerk',
  SupplyDocuments: 'claimant',
  ReviveClaim: 'claimant',
  TriageClaim: 'reviewer',
  ReportSurvey: 'surveyor',
  RecordReview: 'reviewer',
  ProposeComplexity: 'reviewer',
  ConfirmComplexity: 'supervisor',
  FixLiability: 'reviewer',
  ProposeRefusal: 'reviewer',
  AssessLoss: 'assessor',
  SetReserve: 'head-office',
  RegisterInvoice: 'claimant',
  ApproveProposal: 'head-office',
  ReturnProposal: 'head-office',
  VoteProposal: 'committee',
  AgreeOffer: 'claimant',
  FreezePayees: 'intake-clerk',
  SubmitPayments: 'payment-clerk',
  CheckPayment: 'payment-checker',
  NameNewAccount: 'claimant',
  RecordContactTry: 'payment-clerk',
  ApproveCompensation: 'head-office',
  GiveFeedback: 'claimant',
  AnswerFeedback: 'supervisor',
  WithdrawClaim: 'claimant',
  CancelClaim: 'supervisor',
  RelinkPolicy: 'supervisor',
  ReopenClaim: 'supervisor',
  AssignClaim: 'supervisor',
  DeclareInterest: 'reviewer',
  ChangeContacts: 'claimant',
  RecordDelivery: 'intake-clerk',
  AcknowledgeEscalation: 'supervisor',
  ProposeConcession: 'assessor',
  DisagreeOffer: 'claimant',
  RaiseDispute: 'claimant',
  InvestigateDispute: 'dispute-handler',
  AppointAssessor: 'dispute-handler',
  RecordAppraisal: 'dispute-handler',
  EvaluateDispute: 'dispute-handler',
  DecideDispute: 'head-office',
  StartMediation: 'dispute-handler',
  EndMediation: 'dispute-handler',
  AdjudicateDispute: 'head-office',
  FileLitigation: 'dispute-handler',
  RecordCourtDate: 'dispute-handler',
  RecordJudgment: 'dispute-handler',
  RaiseHold: 'reviewer',
  ConfirmHold: 'compliance',
  ReleaseHold: 'siu-investigator',
  ProveFraud: 'siu-investigator',
  CountersignProposal: 'compliance',
  RecordNonDisclosure: 'reviewer',
  ServeRescission: 'supervisor',
  RequestPrepayment: 'assessor',
  DecidePrepayment: 'head-office',
  AnswerAdvance: 'head-office',
  OpenRecovery: 'supervisor',
  RecordRecoveryReceipt: 'payment-clerk',
  WriteOffRecovery: 'head-office',
  UnfreezePayees: 'payment-clerk',
  DecideScreening: 'compliance',
  RecordObjection: 'compliance',
  AnswerObjection: 'compliance',
  NoteRescue: 'intake-clerk',
  JoinEvent: 'supervisor',
  LeaveEvent: 'supervisor',
  GrantGreenChannel: 'intake-clerk',
  RecordContact: 'intake-clerk',
}
