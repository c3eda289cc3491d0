import type { AuthorityLevel } from '../authority.ts'
import { isBeingChecked } from './acceptance.ts'
import { answerBarredBy } from './advance-due.ts'
import { approvalBlock } from './approval-blocks.ts'
import { subjectOf } from './clock-subjects.ts'
import { possibleCommands, rolesIn } from './command-table.ts'
import type { Role } from './codes.ts'
import type { ClaimCommandType } from './commands.ts'
import type { RefusalCode } from './decision.ts'
import type { ClaimEscalation } from './escalation.ts'
import { isStanding, rolesTold } from './escalation.ts'
import { disputeBlocks } from './dispute-actions.ts'
import { openDispute } from './dispute-place.ts'
import { missingDocuments } from './document-checklist.ts'
import { refusesForFraud } from './fraud-level.ts'
import { blockedByHold } from './hold.ts'
import { stepHolders } from './owner.ts'
import { isAdvanceOnItsWay, openAdvance } from './prepaid.ts'
import { isRecovering } from './recovery.ts'
import { relinkingBarredBy } from './relinking.ts'
import { missingParts } from './review.ts'
import { neededEvidence } from './survey.ts'
import type { Claim, Proposal } from './state.ts'

/** What is missing for the next step, and who may do what. */
export interface NextActions {
  readonly missing: readonly string[]
  readonly actions: readonly NextAction[]
  /** Escalations that stand: somebody told of one should answer. */
  readonly escalations: readonly StandingEscalation[]
}

/** One that is neither acknowledged nor done, and who may acknowledge it. */
export interface StandingEscalation extends Pick<ClaimEscalation, 'n' | 'subject' | 'level' | 'at'> {
  readonly roles: readonly Role[]
}

export interface NextAction {
  readonly command: ClaimCommandType
  readonly roles: readonly Role[]
  /** Step of the authority ladder the decision needs. */
  readonly level?: AuthorityLevel
  readonly blockedBy?: string
}

/**
 * What the claim lacks, every command its status accepts with the roles that may give it there, what would block it by the code of
 * its refusal, and the escalations that wait for an answer. For the person who looks, who may still be barred by name.
 */
export function nextActions(claim: Claim): NextActions {
  const { stage } = claim
  const done = isBeingChecked(claim) ? 'StartCheck' : null
  const possible = possibleCommands(stage.status).filter((command) => command !== done)
  const actions = possible.map((command): NextAction => {
    const block = blockOf(claim, command)
    return {
      command,
      roles: rolesFor(claim, command),
      ...levelFor(claim, command),
      ...(block === null ? {} : { blockedBy: block }),
    }
  })
  const escalations = claim.escalations.filter(isStanding).map((escalation) => {
    const { n, subject, level, at } = escalation
    return { n, subject, level, at, roles: rolesTold(escalation) }
  })
  return { missing: missingFor(claim), actions, escalations }
}

/** The step of the ladder that what waits for a decision needs. */
function levelFor(claim: Claim, command: ClaimCommandType): Pick<NextAction, 'level'> {
  const { stage } = claim
  const resolution = openDispute(claim)?.proposal
  if (command === 'DecideDispute' || (command === 'VoteProposal' && resolution))
    return resolution ? { level: resolution.requiredLevel } : {}
  if (command === 'DecidePrepayment') {
    const asked = openAdvance(claim)
    return asked?.state === 'requested' ? { level: asked.requiredLevel } : {}
  }
  const isDecided = stage.status === 'awaiting-approval' && deciding.has(command)
  return isDecided ? { level: stage.proposal.requiredLevel } : {}
}

const deciding: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'ApproveProposal',
  'ReturnProposal',
  'VoteProposal',
])

/** A further list is a supervisor's to make (#16), and a step is had by its role and those who decide. */
function rolesFor(claim: Claim, command: ClaimCommandType): readonly Role[] {
  if (command === 'RequestDocuments' && claim.requestsMade > 0) return ['supervisor']
  return command === 'AssignClaim' ? stepHolders(claim) : rolesIn(command, claim.stage.status)
}

const blockOf = (claim: Claim, command: ClaimCommandType): RefusalCode | null => blocks[command]?.(claim) ?? null

/** What the claim would refuse today whoever asks, although its status allows it. */
const blocks: Readonly<Partial<Record<ClaimCommandType, (claim: Claim) => RefusalCode | null>>> = {
  ...disputeBlocks,
  AcceptClaim: ({ suspicion }) => (suspicion ? 'DUPLICATE_SUSPECTED' : null),
  ApproveProposal: (claim) => approvalBlocked(claim) ?? (isForCommittee(claim) ? 'AUTHORITY_EXCEEDED' : null),
  ReturnProposal: (claim) => (isForCommittee(claim) ? 'AUTHORITY_EXCEEDED' : null),
  ResolveDuplicate: ({ suspicion }) => (suspicion ? null : 'NO_SUSPICION'),
  RelinkPolicy: relinkingBarredBy,
  AcknowledgeEscalation: ({ escalations }) =>
    escalations.some(({ acknowledged }) => acknowledged === undefined) ? null : 'ESCALATION_UNKNOWN',
  CancelClaim: ({ report }) => (report.isTest ? null : 'NOT_A_TEST'),
  CheckPayment: checkBarredBy,
  ConfirmHold: ({ hold }) => (hold?.proposed ? null : 'HOLD_NOT_PROPOSED'),
  ReleaseHold: ({ hold }) => (hold?.standing ? null : 'NO_HOLD'),
  ProveFraud: ({ hold }) => (hold?.standing ? null : 'NO_HOLD'),
  CountersignProposal: ({ stage }) =>
    stage.status === 'awaiting-approval' && awaitsSignature(stage.proposal) ? null : 'NOTHING_TO_COUNTERSIGN',
  RecordNonDisclosure: ({ disclosure }) => (disclosure ? 'NON_DISCLOSURE_KNOWN' : null),
  ServeRescission: ({ disclosure }) => {
    if (!disclosure) return 'NO_NON_DISCLOSURE'
    return disclosure.rescission === undefined ? null : 'RESCISSION_SERVED'
  },
  FreezePayees: (claim) => (isAdvanceOnItsWay(claim) ? 'ADVANCE_IN_FLIGHT' : null),
  SubmitPayments: ({ payments }) =>
    payments.some(({ state }) => state === 'prepared') ? null : 'PAYMENT_NOT_SUBMITTED',
  RequestPrepayment: (claim) => (openAdvance(claim) === null ? null : 'PREPAYMENT_OPEN'),
  DecidePrepayment: advanceBarredBy,
  AnswerAdvance: answerBarredBy,
  RecordRecoveryReceipt: (claim) => (isRecovering(claim) ? null : 'RECOVERY_UNKNOWN'),
  WriteOffRecovery: (claim) => (isRecovering(claim) ? null : 'RECOVERY_UNKNOWN'),
}

function checkBarredBy(claim: Claim): RefusalCode | null {
  const submitted = claim.payments.filter(({ state }) => state === 'submitted')
  if (submitted.length === 0) return 'PAYMENT_NOT_SUBMITTED'
  return submitted.every(({ amountFen }) => blockedByHold(claim, amountFen) !== null) ? 'HELD' : null
}

/** The approver may find less proven: only where not a fen is free nothing can be approved. */
function advanceBarredBy(claim: Claim): RefusalCode | null {
  if (openAdvance(claim)?.state !== 'requested') return 'PREPAYMENT_UNKNOWN'
  return blockedByHold(claim, 1) === null ? null : 'HELD'
}

const awaitsSignature = (proposal: Proposal): boolean =>
  refusesForFraud(proposal) && proposal.countersignedBy === undefined

/**
 * Commands that only a suspicion or a right against somebody brings about, and what they meet: none of it is for the
 * customer to read.
 */
const investigative: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'RaiseHold',
  'ConfirmHold',
  'ReleaseHold',
  'ProveFraud',
  'CountersignProposal',
  'RecordNonDisclosure',
  'ServeRescission',
  'OpenRecovery',
  'RecordRecoveryReceipt',
  'WriteOffRecovery',
])
const secret: ReadonlySet<string> = new Set<RefusalCode>(['HELD', 'COUNTERSIGNATURE_MISSING'])

/** The same without what tells of a suspicion: that somebody looks, and that something waits for him. */
export function shownToCustomers(all: NextActions): NextActions {
  const actions = all.actions
    .filter(({ command }) => !investigative.has(command))
    .map(({ blockedBy, ...action }) =>
      blockedBy === undefined || secret.has(blockedBy) ? action : { ...action, blockedBy },
    )
  return { ...all, actions }
}

const isForCommittee = ({ stage }: Claim): boolean =>
  stage.status === 'awaiting-approval' && stage.proposal.requiredLevel === 5

const approvalBlocked = (claim: Claim): RefusalCode | null =>
  claim.stage.status === 'awaiting-approval' ? (approvalBlock(claim, claim.stage.proposal)?.refusal.code ?? null) : null

function missingFor(claim: Claim): readonly string[] {
  const { stage, report, documents } = claim
  const { line } = subjectOf(claim)
  if (stage.status === 'received' || stage.status === 'reported') {
    return missingDocuments(line, report.facts, documents).map(({ kind }) => `document ${kind}`)
  }
  if (stage.status === 'awaiting-documents') {
    return stage.request.items.filter(({ arrived }) => !arrived).map(({ kind }) => `document ${kind}`)
  }
  if (stage.status === 'investigating')
    return neededEvidence(line, report.facts).map((kinds) => `evidence ${kinds.join(' or ')}`)
  if (stage.status === 'reviewing') return missingParts(claim).map((part) => `review ${part}`)
  return claim.policy.known === 'found' ? [] : ['policy terms']
}
