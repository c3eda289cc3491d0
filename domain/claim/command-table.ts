import { dutyRoles } from '../duty/roster.ts'
import type { Role } from './codes.ts'
import { decisionMakers, ownerRoles } from './codes.ts'
import type { ClaimCommand, ClaimCommandType } from './commands.ts'
import type { ClaimStatus } from './state.ts'
import { askingStatuses as asking, beforeDecided } from './statuses.ts'

/** Who may ask what, and in which statuses (`none`: there is no claim yet). The whole permission table of the core. */
export interface CommandRule {
  /** Everybody who may ask it in one of the statuses at least. */
  readonly roles: readonly Role[]
  readonly statuses: readonly (ClaimStatus | 'none')[]
  /** Where only some of them may: a status that is not named is open to all. */
  readonly only?: Readonly<Partial<Record<ClaimStatus, readonly Role[]>>>
}

const filers: readonly Role[] = ['integrator', 'claimant', 'intake-clerk']
/** Whoever works on claims may hold one (#54); who runs the system or watches it does not. */
const colleagues: readonly Role[] = [...ownerRoles, 'compliance', 'siu-investigator']
/** Who says by hand what belongs to an event (#72). */
const joiners: readonly Role[] = ['supervisor', 'branch-head', 'head-office']
const beforePaying = [...beforeDecided, 'decided', 'offered', 'agreed'] as const
const untilPaid = ['decided', 'offered', 'agreed', 'paying'] as const
const beforePayment = [...beforePaying, 'paying'] as const
const open = [...beforePaying, 'paying', 'paid', 'feedback'] as const
/** Where what was determined may still give way to proven fraud (#56): after triage, until money has left. */
const provable = [
  'investigating',
  'reviewing',
  'assessing',
  'awaiting-approval',
  'offered',
  'agreed',
  'paying',
] as const
const filed = ['awaiting-documents', 'dormant', ...asking, 'awaiting-approval'] as const
const everywhere = [...open, 'closed', 'denied', 'declined', 'withdrawn', 'cancelled'] as const
/** Who says of another that a claim concerns his family or interest; of himself everybody does. */
const interestTellers: readonly Role[] = ['supervisor', 'compliance']
/** Who names payees, and whoever comes after one (#75). */
const payeeNamers: readonly Role[] = ['payment-clerk', 'intake-clerk']
/** From the request until its payees are fixed: until then money may leave in advance (#27). */
const beforePayees = [
  'awaiting-documents',
  'dormant',
  ...asking,
  'awaiting-approval',
  'decided',
  'offered',
  'agreed',
] as const
/** Payments live beside the status: what was paid once may come back wherever the claim has got since (#44). */
const beginningWithReceipt = everywhere.filter((status) => status !== 'reported')
/** Where something was decided that can be disputed, and the customer knows it. */
export const disputable: readonly ClaimStatus[] = [
  'agreed',
  'paying',
  'paid',
  'feedback',
  'closed',
  'denied',
  'declined',
]
const disputing: CommandRule = { roles: ['dispute-handler'], statuses: disputable }

/** The desk asks for what it checks (#7), whoever works on the claim for what they work with (#16a). */
const workers: readonly Role[] = ['reviewer', 'assessor', 'supervisor']
const requesters: Readonly<Partial<Record<ClaimStatus, readonly Role[]>>> = {
  received: ['intake-clerk', 'supervisor'],
  accepted: workers,
  triaged: workers,
  investigating: workers,
  reviewing: workers,
  assessing: workers,
}

export const commandTable: Readonly<Record<ClaimCommandType, CommandRule>> = {
  ReportClaim: { roles: [...filers, 'customer-support'], statuses: ['none'] },
  FileClaim: {
    roles: [...filers, 'customer-support'],
    statuses: ['reported', 'dormant', 'withdrawn'],
    // They begin what the insurer starts (#2); what was given up the customer takes up again.
    only: { dormant: filers, withdrawn: filers },
  },
  SuspectDuplicate: { roles: ['intake-clerk', 'reviewer', 'supervisor'], statuses: beforeDecided },
  ResolveDuplicate: { roles: ['intake-clerk', 'reviewer', 'supervisor'], statuses: beforeDecided },
  StartCheck: { roles: ['intake-clerk'], statuses: ['received'] },
  AcceptClaim: { roles: ['intake-clerk'], statuses: ['received'] },
  RequestDocuments: {
    roles: ['intake-clerk', 'reviewer', 'assessor', 'supervisor'],
    statuses: asking,
    only: requesters,
  },
  ProposeDenial: { roles: ['intake-clerk'], statuses: ['received'] },
  // Up to the payment, and while money is held: guardians, heirs and assignees prove themselves late.
  SupplyDocuments: {
    roles: filers,
    statuses: ['awaiting-documents', 'dormant', ...asking, ...untilPaid, 'paid', 'closed'],
  },
  ReviveClaim: { roles: [...filers, 'supervisor'], statuses: ['dormant'] },
  TriageClaim: { roles: ['reviewer'], statuses: ['accepted', 'triaged'] },
  ReportSurvey: { roles: ['surveyor'], statuses: ['investigating'] },
  RecordReview: { roles: ['reviewer'], statuses: ['reviewing'] },
  ProposeComplexity: { roles: ['reviewer'], statuses: ['reviewing'] },
  ConfirmComplexity: { roles: ['supervisor'], statuses: ['reviewing'] },
  FixLiability: { roles: ['reviewer'], statuses: ['reviewing'] },
  ProposeRefusal: { roles: ['reviewer'], statuses: ['reviewing', 'assessing'] },
  AssessLoss: { roles: ['assessor'], statuses: ['assessing'] },
  SetReserve: { roles: decisionMakers, statuses: [...beforePaying, 'paying'] },
  RegisterInvoice: { roles: [...filers, 'assessor'], statuses: ['awaiting-documents', 'dormant', ...asking] },
  ProposeConcession: { roles: ['reviewer', 'assessor'], statuses: ['reviewing', 'assessing'] },
  ApproveProposal: { roles: decisionMakers, statuses: ['awaiting-approval'] },
  // As of the vote: head office sends back also what waits for the committee beside the proposals.
  ReturnProposal: { roles: decisionMakers, statuses: everywhere },
  // Beside the proposals also on what is advanced, set aside, given up or owed for paying late: that may stand nearly anywhere.
  VoteProposal: { roles: ['committee'], statuses: everywhere },
  AgreeOffer: { roles: filers, statuses: ['offered'] },
  FreezePayees: { roles: payeeNamers, statuses: ['agreed', 'paying'] },
  SubmitPayments: { roles: ['payment-clerk'], statuses: beginningWithReceipt },
  CheckPayment: { roles: ['payment-checker'], statuses: beginningWithReceipt },
  NameNewAccount: { roles: [...filers, 'payment-clerk'], statuses: beginningWithReceipt },
  RecordContactTry: { roles: ['payment-clerk', 'intake-clerk'], statuses: beginningWithReceipt },
  ApproveCompensation: { roles: decisionMakers, statuses: beginningWithReceipt },
  GiveFeedback: { roles: filers, statuses: ['paid'] },
  AnswerFeedback: { roles: ['intake-clerk', 'supervisor'], statuses: ['feedback'] },
  WithdrawClaim: { roles: filers, statuses: beforePaying },
  CancelClaim: { roles: ['supervisor'], statuses: beforeDecided },
  RelinkPolicy: { roles: ['supervisor'], statuses: ['reported', 'awaiting-documents', 'dormant', ...asking] },
  ReopenClaim: { roles: ['supervisor'], statuses: ['closed', 'denied', 'declined', 'paid', 'feedback', 'dormant'] },
  AssignClaim: { roles: ownerRoles, statuses: open },
  DeclareInterest: { roles: [...colleagues, 'committee', 'dispute-handler'], statuses: everywhere },
  ChangeContacts: { roles: filers, statuses: everywhere },
  RecordDelivery: { roles: ['intake-clerk', 'reviewer', 'supervisor'], statuses: everywhere },
  AcknowledgeEscalation: { roles: dutyRoles, statuses: everywhere },
  DisagreeOffer: { roles: filers, statuses: ['offered'] },
  RaiseDispute: { roles: filers, statuses: ['offered', ...disputable] },
  InvestigateDispute: disputing,
  AppointAssessor: disputing,
  RecordAppraisal: disputing,
  EvaluateDispute: disputing,
  DecideDispute: { roles: decisionMakers, statuses: disputable },
  StartMediation: disputing,
  EndMediation: disputing,
  AdjudicateDispute: { roles: ['supervisor', 'branch-head', 'head-office', 'committee'], statuses: disputable },
  FileLitigation: { roles: ['dispute-handler', 'supervisor'], statuses: ['offered', ...disputable] },
  RecordCourtDate: { roles: ['dispute-handler', 'supervisor'], statuses: disputable },
  RecordJudgment: disputing,
  RaiseHold: { roles: colleagues, statuses: [...beforePaying, 'paying'] },
  ConfirmHold: { roles: ['head-office', 'compliance'], statuses: ['agreed', 'paying'] },
  ReleaseHold: { roles: ['siu-investigator'], statuses: [...beforePaying, 'paying'] },
  ProveFraud: { roles: ['siu-investigator'], statuses: provable },
  CountersignProposal: { roles: ['compliance'], statuses: ['awaiting-approval', ...disputable] },
  RecordNonDisclosure: { roles: ['reviewer', 'supervisor', 'siu-investigator'], statuses: filed },
  ServeRescission: { roles: ['supervisor', 'branch-head', 'head-office'], statuses: filed },
  RequestPrepayment: { roles: ['intake-clerk', 'reviewer', 'assessor', 'supervisor'], statuses: beforePayees },
  DecidePrepayment: { roles: decisionMakers, statuses: beforePayees },
  AnswerAdvance: { roles: ['head-office'], statuses: beforePayees },
  OpenRecovery: { roles: ['supervisor'], statuses: ['paid', 'feedback', 'closed', 'denied', 'declined'] },
  RecordRecoveryReceipt: { roles: ['payment-clerk'], statuses: everywhere },
  WriteOffRecovery: { roles: decisionMakers, statuses: everywhere },
  UnfreezePayees: {
    roles: ['payment-clerk', 'intake-clerk', 'supervisor'],
    statuses: [...beforePaying, 'paying', 'paid', 'closed'],
  },
  DecideScreening: { roles: ['compliance'], statuses: beginningWithReceipt },
  RecordObjection: { roles: ['compliance'], statuses: beginningWithReceipt },
  AnswerObjection: { roles: ['compliance'], statuses: everywhere },
  NoteRescue: { roles: ['intake-clerk', 'reviewer', 'assessor'], statuses: [...beforePaying, 'paying'] },
  JoinEvent: { roles: joiners, statuses: open },
  LeaveEvent: { roles: joiners, statuses: open },
  GrantGreenChannel: { roles: ['intake-clerk', 'reviewer', 'assessor', 'supervisor'], statuses: beforePayment },
  RecordContact: {
    roles: ['intake-clerk', 'reviewer', 'surveyor', 'assessor', 'supervisor', 'customer-support'],
    statuses: open,
  },
}

/** Who may ask this while the claim stands there; nobody where the status does not accept it. */
export function rolesIn(type: ClaimCommandType, status: ClaimStatus | 'none'): readonly Role[] {
  const { roles, statuses, only = {} } = commandTable[type]
  if (!statuses.includes(status)) return []
  return status === 'none' ? roles : (only[status] ?? roles)
}

/**
 * Who may ask exactly this there: a copy is confirmed, and with it cancelled, by whoever may cancel a claim (#4, #53), and a
 * colleague’s interest is told by those who watch over him.
 */
export function rolesFor(command: ClaimCommand, status: ClaimStatus | 'none'): readonly Role[] {
  const roles = rolesIn(command.type, status)
  const those = partly(command)
  return those === null ? roles : roles.filter((role) => those.includes(role))
}

/** Who may ask what not everybody of the row may, or null. */
function partly(command: ClaimCommand): readonly Role[] | null {
  if (command.type === 'ResolveDuplicate' && command.outcome !== 'cleared') return commandTable.CancelClaim.roles
  if (command.type === 'DeclareInterest' && command.personId !== undefined) return interestTellers
  if (command.type === 'NameNewAccount' && command.passesTo !== undefined) return payeeNamers
  return null
}

/** What a status would accept, in the table's order: every refusal says it, so that nobody has to guess. */
export function possibleCommands(status: ClaimStatus | 'none'): ClaimCommandType[] {
  const commands = Object.keys(commandTable) as ClaimCommandType[]
  return commands.filter((command) => commandTable[command].statuses.includes(status))
}
