import type { AuthorityLevel } from '../authority.ts'
import { commandTable, possibleCommands } from './command-table.ts'
import type { Role } from './codes.ts'
import type { ClaimCommandType } from './commands.ts'
import { missingDocuments } from './document-checklist.ts'
import { missingParts } from './review.ts'
import { neededEvidence } from './survey.ts'
import type { Claim } from './state.ts'

/** What is missing for the next step, and who may do what. */
export interface NextActions {
  readonly missing: readonly string[]
  readonly actions: readonly NextAction[]
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
  const actions = possibleCommands(stage.status).map((command): NextAction => {
    const level =
      stage.status === 'awaiting-approval' && deciding.has(command) ? { level: stage.proposal.requiredLevel } : {}
    const block = blockOf(claim, command)
    return { command, roles: commandTable[command].roles, ...level, ...(block === null ? {} : { blockedBy: block }) }
  })
  return { missing: missingFor(claim), actions }
}

const deciding: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>(['ApproveProposal', 'ReturnProposal'])

function blockOf(claim: Claim, command: ClaimCommandType): string | null {
  const { stage } = claim
  const pays = command === 'ApproveProposal' && stage.status === 'awaiting-approval' && stage.proposal.payFen > 0
  if (claim.suspicion && (command === 'AcceptClaim' || pays)) return 'DUPLICATE_SUSPECTED'
  if (command === 'RequestDocuments' && claim.requestsMade > 0) return 'SECOND_REQUEST'
  if (command === 'ResolveDuplicate' && !claim.suspicion) return 'NO_SUSPICION'
  return command === 'CancelClaim' && !claim.report.isTest ? 'NOT_A_TEST' : null
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
