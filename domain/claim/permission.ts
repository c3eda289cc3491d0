import { isInterested } from './interest.ts'
import { dutyOfVote } from './motion-duty.ts'
import { isCoClaimant, speaksForOthers } from './joined-claimants.ts'
import { commandTable, rolesFor } from './command-table.ts'
import type { Role } from './codes.ts'
import type { Actor, ClaimCommand, ClaimCommandType } from './commands.ts'
import type { Refusal } from './decision.ts'
import { tookDecision } from './dispute-place.ts'
import { refuse } from './decision.ts'
import type { Request } from './decide.ts'
import type { Claim, Duty, LossReport } from './state.ts'

/** Whether this person may ask this at all: role, status, not a claim of his own or his family. Null when nothing speaks against it. */
export const permitted = (claim: Claim | null, request: Request): Refusal | null =>
  notTheirTask(claim, request.command, request.actor.role) ??
  ofTheirOwn(claim, request) ??
  separation(claim, request.actor, dutyIn(request.command))

/** Nobody acts for the insurer on a claim of his own or his family (3.1), and who joined a claim does not speak for those who filed it. */
function ofTheirOwn(claim: Claim | null, { actor, command }: Request): Refusal | null {
  const report = command.type === 'ReportClaim' ? command.report : claim?.report
  const isOwn = report !== undefined && (isOwnClaim(report, actor) || isJoined(claim, actor))
  // Who declared himself hears that it is known, not that he may not say so.
  const isKin = claim !== null && isInterested(claim, actor.id) && command.type !== 'DeclareInterest'
  if ((isOwn || isKin) && isStaff(actor)) {
    const whoMay = [`another ${actor.role}`]
    return refuse(claim, 'OWN_CLAIM', ofTheirOwnMessage, { whoMay }).refusal
  }
  if (claim === null || !speaksForOthers(claim, { actor, command })) return null
  const message = `${command.type} speaks for the whole claim: whoever filed it asks for it`
  return refuse(claim, 'CO_CLAIMANT', message, { whoMay: ['the claimant who filed'] }).refusal
}

export const ofTheirOwnMessage = 'nobody acts for the insurer on a claim of his own, his family or his interest'

/** Whether the role may ask this at all, whether the status accepts it, and whether the role may ask it there and so. */
function notTheirTask(claim: Claim | null, command: ClaimCommand, role: Role): Refusal | null {
  const { type } = command
  const { roles, statuses } = commandTable[type]
  const status = claim?.stage.status ?? 'none'
  if (!roles.includes(role)) {
    return refuse(claim, 'ROLE_NOT_ALLOWED', `${type} is not a task of the role ${role}`, { whoMay: roles }).refusal
  }
  if (!statuses.includes(status)) {
    return refuse(claim, 'WRONG_STATUS', `${type} is not possible while the claim is ${status}`).refusal
  }
  const whoMay = rolesFor(command, status)
  return whoMay.includes(role)
    ? null
    : refuse(claim, 'ROLE_NOT_ALLOWED', notHere(command, role, status), { whoMay }).refusal
}

function notHere({ type }: ClaimCommand, role: Role, status: string): string {
  if (type === 'ResolveDuplicate')
    return `a copy is confirmed, and with it cancelled, by a supervisor: the role ${role} may clear the suspicion`
  if (type === 'DeclareInterest')
    return `a supervisor or compliance declares it of a colleague: the role ${role} may declare an interest of its own`
  if (type === 'NameNewAccount')
    return `who comes after a payee is named by those who name payees: the role ${role} may name another account of his`
  return `${type} is not a task of the role ${role} while the claim is ${status}`
}

/**
 * The duty a command takes on. Every one of them is barred by its counterpart, whichever came first; only who answered the
 * customer's feedback may handle the claim when it is reopened. Who chooses the
 * policy a decision will rest on proposes it in part, and does not approve it.
 */
const dutyOf: Readonly<Partial<Record<ClaimCommandType, Duty>>> = {
  ProposeDenial: 'proposer',
  RelinkPolicy: 'proposer',
  TriageClaim: 'reviewer',
  ReportSurvey: 'surveyor',
  RecordReview: 'reviewer',
  ProposeComplexity: 'reviewer',
  FixLiability: 'reviewer',
  ProposeRefusal: 'proposer',
  AssessLoss: 'assessor',
  ProposeConcession: 'proposer',
  ApproveProposal: 'approver',
  ReturnProposal: 'approver',
  VoteProposal: 'approver',
  FreezePayees: 'payee-editor',
  UnfreezePayees: 'payee-editor',
  NameNewAccount: 'payee-editor',
  ApproveCompensation: 'approver',
  SubmitPayments: 'payment-maker',
  CheckPayment: 'payment-checker',
  InvestigateDispute: 'dispute-handler',
  AppointAssessor: 'dispute-handler',
  RecordAppraisal: 'dispute-handler',
  EvaluateDispute: 'dispute-handler',
  DecideDispute: 'approver',
  StartMediation: 'dispute-handler',
  EndMediation: 'dispute-handler',
  AdjudicateDispute: 'approver',
  RecordJudgment: 'dispute-handler',
  ReleaseHold: 'siu-investigator',
  ProveFraud: 'siu-investigator',
  CountersignProposal: 'countersigner',
  RecordNonDisclosure: 'proposer',
  ServeRescission: 'proposer',
  RequestPrepayment: 'advance-proposer',
  DecidePrepayment: 'approver',
  AnswerAdvance: 'approver',
  OpenRecovery: 'recoverer',
  RecordRecoveryReceipt: 'recoverer',
  WriteOffRecovery: 'writer-off',
  AnswerFeedback: 'feedback-answerer',
}

const dutyIn = (command: ClaimCommand): Duty | undefined =>
  command.type === 'VoteProposal' || command.type === 'ReturnProposal' ? dutyOfVote(command.on) : dutyOf[command.type]

/** Duties of one claim that one person may not unite (3.1 of the specification): the later one is refused. */
const apart: Readonly<Partial<Record<Duty, readonly Duty[]>>> = {
  approver: [
    'reviewer',
    'assessor',
    'surveyor',
    'proposer',
    'payee-editor',
    'dispute-handler',
    'siu-investigator',
    'countersigner',
    'advance-proposer',
  ],
  reviewer: ['approver'],
  assessor: ['approver'],
  surveyor: ['approver'],
  proposer: ['approver', 'countersigner'],
  'payee-editor': ['approver', 'payment-checker'],
  'payment-maker': ['payment-checker'],
  'payment-checker': ['payment-maker', 'payee-editor', 'advance-proposer'],
  'dispute-handler': ['approver'],
  'siu-investigator': ['approver', 'countersigner'],
  countersigner: ['approver', 'proposer', 'siu-investigator'],
  // Who proposes an advance names its payee too.
  'advance-proposer': ['approver', 'payment-checker'],
  recoverer: ['writer-off'],
  'writer-off': ['recoverer'],
  // What a customer says of the handling is read by others than those who handled, the desk included (#49): his survey says so.
  'feedback-answerer': [
    'intake',
    'reviewer',
    'surveyor',
    'assessor',
    'proposer',
    'approver',
    'payee-editor',
    'payment-maker',
    'payment-checker',
    'dispute-handler',
    'siu-investigator',
    'countersigner',
    'advance-proposer',
    'recoverer',
    'writer-off',
  ],
}

/** The duty this person already took on that bars him from the new one, or null. */
function barredBy(claim: Claim, personId: string, duty: Duty): Duty | null {
  const barred = apart[duty] ?? []
  return claim.acted.find((act) => act.personId === personId && barred.includes(act.as))?.as ?? null
}

/** Commands by which a dispute is judged. */
const judging: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>(['DecideDispute', 'AdjudicateDispute'])

/** Whether a person may not do this on this claim whatever the role: it is his own, or what he did before bars him. */
export function isBarred(claim: Claim, personId: string, type: ClaimCommandType): boolean {
  const duty = dutyOf[type]
  const { dispute } = claim
  const self = { id: personId }
  const isTheirs = isOwnClaim(claim.report, self) || isJoined(claim, self) || isInterested(claim, personId)
  const judgesOwn = judging.has(type) && dispute !== undefined && tookDecision(dispute, personId)
  const isDutyBarred = duty !== undefined && barredBy(claim, personId, duty) !== null
  return isTheirs || judgesOwn || isDutyBarred
}

/** The refusal for a person who may not unite two duties on this claim, or null. */
function separation(claim: Claim | null, actor: Actor, duty: Duty | undefined): Refusal | null {
  if (claim === null || duty === undefined) return null
  const by = barredBy(claim, actor.id, duty)
  if (by === null) return null
  return refuse(claim, 'SEPARATION_OF_DUTIES', `who acted as ${by} on this claim may not act as its ${duty}`, {
    whoMay: [`another ${duty}`],
  }).refusal
}

const isOwnClaim = (
  { claimantId, insuredId }: Pick<LossReport, 'claimantId' | 'insuredId'>,
  { id }: Pick<Actor, 'id'>,
): boolean => id === claimantId || id === insuredId

const isJoined = (claim: Claim | null, { id }: Pick<Actor, 'id'>): boolean => claim !== null && isCoClaimant(claim, id)

const isStaff = ({ role }: Actor): boolean => role !== 'claimant' && role !== 'integrator'
