import type { AuthorityLevel } from '../authority.ts'
import { isBeingChecked } from './acceptance.ts'
import { approvalBlock } from './approval-blocks.ts'
import { possibleCommands, rolesIn } from './command-table.ts'
import type { Role } from './codes.ts'
import type { ClaimCommandType } from './commands.ts'
import type { RefusalCode } from './decision.ts'
import type { ClaimEscalation } from './escalation.ts'
import { isStanding, rolesTold } from './escalation.ts'
import { disputeBlocks } from './dispute-actions.ts'
import { missingDocuments } from './document-checklist.ts'
import { refusesForFraud } from './fraud-level.ts'
import { blockedByHold } from './hold.ts'
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

export function nextActions(claim: Claim): NextActions {
  const { stage } = claim
  const done = isBeingChecked(claim) ? 'StartCheck' : null
  const possible = possibleCommands(stage.status).filter((command) => command !== done)
  const actions = possible.map((command): NextAction => {
    const needed = levelFor(claim, command)
    const level = needed === null ? {} : { level: needed }
    const block = blockOf(claim, command)
    return { command, roles: rolesFor(claim, command), ...level, ...(block === null ? {} : { blockedBy: block }) }
  })
  const escalations = claim.escalations.filter(isStanding).map((escalation) => {
    const { n, subject, level, at } = escalation
    return { n, subject, level, at, roles: rolesTold(escalation) }
  })
  return { missing: missingFor(claim), actions, escalations }
}

const deciding: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>(['ApproveProposal', 'ReturnProposal'])

/** Step of the ladder a decision needs that somebody asked for. */
function levelFor({ stage, dispute }: Claim, command: ClaimCommandType): AuthorityLevel | null {
  if (command === 'DecideDispute') return dispute?.proposal?.requiredLevel ?? null
  return stage.status === 'awaiting-approval' && deciding.has(command) ? stage.proposal.requiredLevel : null
}

/** A further list is a supervisor's to make (#16). */
const rolesFor = ({ requestsMade, stage }: Claim, command: ClaimCommandType): readonly Role[] =>
  command === 'RequestDocuments' && requestsMade > 0 ? ['supervisor'] : rolesIn(command, stage.status)

const blockOf = (claim: Claim, command: ClaimCommandType): RefusalCode | null => blocks[command]?.(claim) ?? null

/** What the claim would refuse today whoever asks, although its status allows it. */
const blocks: Readonly<Partial<Record<ClaimCommandType, (claim: Claim) => RefusalCode | null>>> = {
  ...disputeBlocks,
  AcceptClaim: ({ suspicion }) => (suspicion ? 'DUPLICATE_SUSPECTED' : null),
  ApproveProposal: (claim) =>
    claim.stage.status === 'awaiting-approval'
      ? (approvalBlock(claim, claim.stage.proposal)?.refusal.code ?? null)
      : null,
  ResolveDuplicate: ({ suspicion }) => (suspicion ? null : 'NO_SUSPICION'),
  RelinkPolicy: relinkingBarredBy,
  AcknowledgeEscalation: ({ escalations }) =>
    escalations.some(({ acknowledged }) => acknowledged === undefined) ? null : 'ESCALATION_UNKNOWN',
  CancelClaim: ({ report }) => (report.isTest ? null : 'NOT_A_TEST'),
  CheckPayment: (claim) => (submittedBlocked(claim) ? 'HELD' : null),
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
}

const submittedBlocked = (claim: Claim): boolean => {
  const submitted = claim.payments.filter(({ state }) => state === 'submitted')
  return submitted.length > 0 && submitted.every(({ amountFen }) => blockedByHold(claim, amountFen) !== null)
}

const awaitsSignature = (proposal: Proposal): boolean =>
  refusesForFraud(proposal) && proposal.countersignedBy === undefined

/** Commands that only a suspicion brings about, and what they meet: none of it is for the customer to read. */
const investigative: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'RaiseHold',
  'ConfirmHold',
  'ReleaseHold',
  'ProveFraud',
  'CountersignProposal',
  'RecordNonDisclosure',
  'ServeRescission',
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

function missingFor(claim: Claim): readonly string[] {
  const { stage, report, documents } = claim
  if (stage.status === 'received' || stage.status === 'reported') {
    return missingDocuments(report.line, report.facts, documents).map(({ kind }) => `document ${kind}`)
  }
  if (stage.status === 'awaiting-documents') {
    return stage.request.items.filter(({ arrived }) => !arrived).map(({ kind }) => `document ${kind}`)
  }
  if (stage.status === 'investigating')
    return neededEvidence(report.line, report.facts).map((kinds) => `evidence ${kinds.join(' or ')}`)
  if (stage.status === 'reviewing') return missingParts(claim).map((part) => `review ${part}`)
  return claim.policy.known === 'found' ? [] : ['policy terms']
}
