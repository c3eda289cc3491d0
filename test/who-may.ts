import type { ClaimCommandType } from '../domain/claim/commands.ts'
import { whoMayInDispute } from './dispute-acts.ts'
import { heldMoneyCommands } from './held-acts.ts'

const filers = 'integrator claimant intake-clerk'
const deciders = 'approver supervisor branch-head head-office'
const stepOwners = `intake-clerk reviewer surveyor assessor ${deciders} payment-clerk payment-checker`

/**
 * Who may do what where its example stands, written down from the roles of the specification and not from the table of
 * commands: an error in the table must not prove itself.
 */
export const whoMay: Readonly<Record<ClaimCommandType, string>> = {
  ReportClaim: `${filers} customer-support`,
  FileClaim: `${filers} customer-support`,
  SuspectDuplicate: 'intake-clerk reviewer supervisor',
  ResolveDuplicate: 'intake-clerk reviewer supervisor',
  StartCheck: 'intake-clerk',
  AcceptClaim: 'intake-clerk',
  RequestDocuments: 'intake-clerk supervisor',
  ProposeDenial: 'intake-clerk',
  SupplyDocuments: filers,
  ReviveClaim: `${filers} supervisor`,
  TriageClaim: 'reviewer',
  ReportSurvey: 'surveyor',
  RecordReview: 'reviewer',
  ProposeComplexity: 'reviewer',
  ConfirmComplexity: 'supervisor',
  FixLiability: 'reviewer',
  ProposeRefusal: 'reviewer',
  AssessLoss: 'assessor',
  SetReserve: deciders,
  RegisterInvoice: `${filers} assessor`,
  ApproveProposal: deciders,
  ReturnProposal: deciders,
  VoteProposal: 'committee',
  AgreeOffer: filers,
  FreezePayees: 'payment-clerk intake-clerk',
  SubmitPayments: 'payment-clerk',
  CheckPayment: 'payment-checker',
  NameNewAccount: `${filers} payment-clerk`,
  RecordContactTry: 'payment-clerk intake-clerk',
  ApproveCompensation: deciders,
  GiveFeedback: filers,
  AnswerFeedback: 'intake-clerk supervisor',
  WithdrawClaim: filers,
  CancelClaim: 'supervisor',
  RelinkPolicy: 'supervisor',
  ReopenClaim: 'supervisor',
  AssignClaim: `intake-clerk ${deciders}`,
  DeclareInterest: `${stepOwners} compliance siu-investigator committee dispute-handler`,
  ChangeContacts: filers,
  RecordDelivery: 'intake-clerk reviewer supervisor',
  AcknowledgeEscalation: `${stepOwners} compliance siu-investigator dispute-handler`,
  ...heldMoneyCommands,
  RecordNonDisclosure: 'reviewer supervisor siu-investigator',
  RequestPrepayment: 'intake-clerk reviewer assessor supervisor',
  DecidePrepayment: deciders,
  AnswerAdvance: 'head-office',
  OpenRecovery: 'supervisor',
  RecordRecoveryReceipt: 'payment-clerk',
  WriteOffRecovery: deciders,
  UnfreezePayees: 'payment-clerk intake-clerk supervisor',
  DecideScreening: 'compliance',
  RecordObjection: 'compliance',
  AnswerObjection: 'compliance',
  NoteRescue: 'intake-clerk reviewer assessor',
  ...whoMayInDispute,
  JoinEvent: 'supervisor branch-head head-office',
  LeaveEvent: 'supervisor branch-head head-office',
  GrantGreenChannel: 'intake-clerk reviewer assessor supervisor',
  RecordContact: 'intake-clerk reviewer surveyor assessor supervisor customer-support',
}
