import type { AuthorityLevel } from '../authority.ts'
import { isBeingChecked } from './acceptance.ts'
import { possibleCommands, rolesIn } from './command-table.ts'
import type { Role } from './codes.ts'
import type { ClaimCommandType } from './commands.ts'
import type { RefusalCode } from './decision.ts'
import type { ClaimEscalation } from './escalation.ts'
import { isStanding, rolesTold } from './escalation.ts'
import { missingDocuments } from './document-checklist.ts'
import { uncheckedInvoices } from './invoices.ts'
import { relinkingBarredBy } from './relinking.ts'
import { missingParts } from './review.ts'
import { neededEvidence } from './survey.ts'
import type { Claim } from './state.ts'

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
    const level =
      stage.status === 'awaiting-approval' && deciding.has(command) ? { level: stage.proposal.requiredLevel } : {}
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

/** A further list is a supervisor's to make (#16). */
const rolesFor = ({ requestsMade, stage }: Claim, command: ClaimCommandType): readonly Role[] =>
  command === 'RequestDocuments' && requestsMade > 0 ? ['supervisor'] : rolesIn(command, stage.status)

const blockOf = (claim: Claim, command: ClaimCommandType): RefusalCode | null => blocks[command]?.(claim) ?? null

/** What the claim would refuse today whoever asks, although its status allows it. */
const blocks: Readonly<Partial<Record<ClaimCommandType, (claim: Claim) => RefusalCode | null>>> = {
  AcceptClaim: ({ suspicion }) => (suspicion ? 'DUPLICATE_SUSPECTED' : null),
  ApproveProposal: ({ suspicion, stage }) =>
    suspicion && stage.status === 'awaiting-approval' && stage.proposal.payFen > 0 ? 'DUPLICATE_SUSPECTED' : null,
  ResolveDuplicate: ({ suspicion }) => (suspicion ? null : 'NO_SUSPICION'),
  RelinkPolicy: relinkingBarredBy,
  AcknowledgeEscalation: ({ escalations }) =>
    escalations.some(({ acknowledged }) => acknowledged === undefined) ? null : 'ESCALATION_UNKNOWN',
  CancelClaim: ({ report }) => (report.isTest ? null : 'NOT_A_TEST'),
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
  const unchecked = uncheckedInvoices(claim).map(({ invoiceId }) => `invoice check ${invoiceId}`)
  return claim.policy.known === 'found' ? unchecked : ['policy terms', ...unchecked]
}
