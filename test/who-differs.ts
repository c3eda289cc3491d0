import type { ClaimCommandType } from '../domain/claim/commands.ts'
import type { Duty } from '../domain/claim/state.ts'
import { whoMay } from './who-may.ts'

/**
 * Who must differ on one claim, written down from 3.1 and 3.2 of the specification and not from the rules: an error in the rules must
 * not prove itself.
 */

const deciders = 'approver supervisor branch-head head-office'

/** Whose task it is in one status at least; {@link whoMay} says it where its example stands. */
export const tasks: Readonly<Record<ClaimCommandType, string>> = {
  ...whoMay,
  RequestDocuments: 'intake-clerk reviewer assessor supervisor',
  AssignClaim: `intake-clerk reviewer surveyor assessor ${deciders} payment-clerk payment-checker`,
  AdjudicateDispute: 'supervisor branch-head head-office committee',
}

/** What somebody has become on a claim who did this, as far as it keeps him from anything else. */
export const takesOn: Readonly<Partial<Record<Duty, string>>> = {
  surveyor: 'ReportSurvey',
  reviewer: 'TriageClaim RecordReview ProposeComplexity FixLiability',
  assessor: 'AssessLoss',
  proposer: 'ProposeDenial ProposeRefusal ProposeConcession RelinkPolicy RecordNonDisclosure ServeRescission',
  approver:
    'ApproveProposal VoteProposal ApproveCompensation DecidePrepayment AnswerAdvance DecideDispute AdjudicateDispute',
  'payee-editor': 'FreezePayees UnfreezePayees NameNewAccount',
  'payment-maker': 'SubmitPayments',
  'payment-checker': 'CheckPayment',
  'dispute-handler':
    'InvestigateDispute AppointAssessor RecordAppraisal EvaluateDispute StartMediation EndMediation RecordJudgment',
  'siu-investigator': 'ReleaseHold ProveFraud',
  countersigner: 'CountersignProposal',
  'advance-proposer': 'RequestPrepayment',
  recoverer: 'OpenRecovery RecordRecoveryReceipt',
  'writer-off': 'WriteOffRecovery',
  'feedback-answerer': 'AnswerFeedback',
}

/** Pairs one person does not unite, whichever came first. */
const mustDiffer: readonly (readonly [Duty, Duty])[] = [
  ['reviewer', 'approver'],
  ['assessor', 'approver'],
  ['surveyor', 'approver'],
  ['siu-investigator', 'approver'],
  ['proposer', 'approver'],
  ['payee-editor', 'approver'],
  ['payee-editor', 'payment-checker'],
  ['payment-maker', 'payment-checker'],
  ['dispute-handler', 'approver'],
  // Fraud is signed by a person beside those who proved it and those who decide (#56).
  ['countersigner', 'approver'],
  ['countersigner', 'proposer'],
  ['countersigner', 'siu-investigator'],
  // Who proposes an advance names its payee (#58).
  ['advance-proposer', 'approver'],
  ['advance-proposer', 'payment-checker'],
  ['recoverer', 'writer-off'],
]

/** True when who has been the one may not become the other. The customer's feedback is read by nobody who handled the claim (#49). */
export const mayNotBecome = (been: Duty, becomes: Duty): boolean =>
  mustDiffer.some(
    ([one, other]) => [one, other].includes(been) && [one, other].includes(becomes) && been !== becomes,
  ) ||
  (becomes === 'feedback-answerer' && been !== 'feedback-answerer')

export const dutyTaken = (type: ClaimCommandType): Duty | undefined =>
  (Object.keys(takesOn) as Duty[]).find((duty) => takesOn[duty]?.split(' ').includes(type))

/** What binds every claimant of the claim: of those who joined it nobody says it alone (#4). */
export const forEverybody: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'AgreeOffer',
  'DisagreeOffer',
  'RaiseDispute',
  'WithdrawClaim',
  'ChangeContacts',
  'GiveFeedback',
])
