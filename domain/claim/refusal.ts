import { requiredLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import { isFen } from '../money.ts'
import { authorityNeed } from './authority-need.ts'
import type { Actor, RefusalBasis, RefusalCase } from './commands.ts'
import type { Context, Refusal } from './decision.ts'
import { refuse } from './decision.ts'
import type { RefusalGround } from './codes.ts'
import { leastLevelOf } from './fraud-level.ts'
import { groundFault } from './ground-conditions.ts'
import type { Claim, Proposal } from './state.ts'

/** A refusal somebody proposes, with what makes the difference between declining and denying. */
interface ProposedRefusal {
  readonly kind: 'refuse' | 'deny'
  readonly refusal: RefusalCase
  readonly actor: Actor
}

/** A refusal as a proposal for approval, or no: every ground of the closed list has its condition (3.2, Insurance Law 17, 27). */
export function refusalProposal(
  claim: Claim,
  { kind, refusal, actor }: ProposedRefusal,
  { now, policy }: Context,
): { readonly proposal: Proposal } | { readonly refusal: Refusal } {
  if (kind === 'deny' && !atAcceptance.includes(refusal.ground)) {
    const later = `${refusal.ground} is decided in review, not at acceptance`
    return refuse(claim, 'GROUND_CONDITION_UNMET', later, { field: '/ground' })
  }
  const fault = basisFault(claim, refusal) ?? wholeUnproven(claim, refusal)
  if (fault !== null) return fault
  const refuseFen = refusedAmount(claim)
  if (refuseFen === null) {
    const why =
      'no amount is claimed and the sum insured is not known yet: nobody can say whose authority the refusal takes'
    return refuse(claim, 'POLICY_UNKNOWN', why)
  }
  const { ground, clause, reasonTextId, stillDueFen = 0 } = refusal
  if (!isFen(stillDueFen)) {
    return refuse(claim, 'AMOUNT_NOT_FEN', 'what is still due is a whole number of fen', { field: '/stillDueFen' })
  }
  const least = leastLevelOf({ kind, ground })
  const measured = { kind, payFen: 0, refuseFen, stillDueFen, ...least }
  const level = requiredLevel(policy.ladder, authorityNeed(claim, measured))
  const amounts = { payFen: 0, refuseFen, requiredLevel: level, ...least }
  const basis = { ground, clause, evidence: evidenceOf([refusal]), reasonTextId }
  const due = stillDueFen === 0 ? {} : { stillDueFen }
  return { proposal: { kind, ...basis, proposedBy: actor.id, proposedAt: now, ...amounts, ...due } }
}

/** Only the part that is false is refused (Insurance Law 27(3)): that all of it is, an investigator proves first. */
function wholeUnproven(claim: Claim, { ground }: RefusalCase): { readonly refusal: Refusal } | null {
  if (ground !== 'false-material' || claim.hold?.proof?.extent === 'whole') return null
  const message =
    'only the false part is refused (Insurance Law 27(3)): cut it in the assessment, or let an investigator prove the whole'
  return refuse(claim, 'GROUND_CONDITION_UNMET', message, { field: '/ground', resolvedBy: 'ProveFraud' })
}

/**
 * What is missing for a refusal on this basis, of a whole claim or of one item; null when nothing is. `at` is the place
 * of the basis in what was asked, a JSON pointer.
 */
export function basisFault(claim: Claim, basis: RefusalBasis, at = ''): { readonly refusal: Refusal } | null {
  const unknown = basis.evidence.findIndex((id) => !isOnFile(claim, id))
  if (unknown >= 0) {
    const field = `${at}/evidence/${unknown}`
    return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field })
  }
  const fault = groundFault(claim, basis)
  if (fault !== null) return refuse(claim, fault.code, fault.message, { field: `${at}/ground` })
  // Where there is no policy there is no clause; every other ground is one of the contract's (#25).
  if (basis.clause !== '' || basis.ground === 'no-policy') return null
  return refuse(claim, 'CLAUSE_MISSING', 'name the clause the refusal rests on', { field: `${at}/clause` })
}

/** The documents refusals rest on, each once, with those that show a clause was explained. */
export const evidenceOf = (bases: readonly Pick<RefusalBasis, 'evidence' | 'explainedDocumentId'>[]): string[] => [
  ...new Set(
    bases.flatMap(({ evidence, explainedDocumentId }) =>
      explainedDocumentId === undefined ? evidence : [...evidence, explainedDocumentId],
    ),
  ),
]

/** What is refused: the amount claimed, else the sum insured of that benefit (3.2), nothing without a policy; null while unknown. */
export function refusedAmount({ filing, policy }: Claim): Fen | null {
  if (filing?.claimedFen !== undefined) return filing.claimedFen
  if (policy.known === 'found') return policy.sumInsuredFen
  return policy.known === 'unknown' ? 0 : null
}

const atAcceptance: readonly RefusalGround[] = [
  'no-policy',
  'not-in-force',
  'not-covered',
  'false-material',
  'non-disclosure',
]

const isOnFile = (claim: Claim, id: string): boolean => claim.documents.some(({ documentId }) => documentId === id)
