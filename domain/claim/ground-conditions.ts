import { ruleBook } from '../rules.ts'
import { addDays } from '../time.ts'
import type { DocumentKind, RefusalGround } from './codes.ts'
import type { RefusalBasis } from './commands.ts'
import { unrescinded } from './rescission.ts'
import type { Claim } from './state.ts'

/** Why a ground is none: its condition is not met, or nobody knows a fact it rests on. */
export interface GroundFault {
  readonly code: 'GROUND_CONDITION_UNMET' | 'GROUND_FACTS_UNKNOWN'
  readonly message: string
}

/** What keeps a ground of the closed list from being one on this claim (3.2, Insurance Law 16, 17, 27); null when its condition is met. */
export const groundFault = (claim: Claim, basis: RefusalBasis): GroundFault | null =>
  conditions[basis.ground](claim, basis)

type Condition = (claim: Claim, basis: RefusalBasis) => GroundFault | null

const conditions: Readonly<Record<RefusalGround, Condition>> = {
  'no-policy': ({ policy }) =>
    policy.known === 'unknown' ? null : unmet('the policy system has not said that there is no such policy'),
  'not-in-force': ({ policy }) =>
    policy.known === 'found' && !policy.inForce
      ? null
      : unmet('the policy was in force on the day of the event, or is not known yet'),
  'not-covered': (claim, { clause }) =>
    clause.length > 0 ? contractUnknown(claim) : unmet('name the clause that leaves the event uncovered'),
  exclusion: (claim, { explainedDocumentId }) =>
    isExplained(claim, explainedDocumentId)
      ? contractUnknown(claim)
      : unmet(
          'an exclusion binds only if it was prompted and explained: name the paper of the contract that shows it (Insurance Law 17)',
        ),
  'waiting-period': (claim, { evidence }) =>
    evidence.length > 0 ? waitedFor(claim) : unmet('name the document that dates the illness'),
  'false-material': (_claim, { evidence }) =>
    evidence.length > 0 ? null : unmet('name the document that is false (Insurance Law 27)'),
  'non-disclosure': (claim, { evidence }) => {
    const missing =
      evidence.length > 0
        ? unrescinded(claim)
        : 'name the documents that show what was asked and answered (Insurance Law 16)'
    return missing === null ? null : unmet(missing)
  },
  'event-never-happened': ({ hold }) =>
    hold?.proof?.extent === 'whole'
      ? null
      : unmet('an investigator proves first that the event never happened (Insurance Law 27)'),
}

const unmet = (message: string): GroundFault => ({ code: 'GROUND_CONDITION_UNMET', message })

/** Names the field of the policy look-up nobody has filled. */
const unknown = (field: string, why: string): GroundFault => ({
  code: 'GROUND_FACTS_UNKNOWN',
  message: `the policy system has not said ${field}: ${why}`,
})

const isChecked = ({ rules }: Claim): boolean => ruleBook(rules).decisions === 'shown'

/** A clause is one of a contract: of one that nobody has seen none is named, nor of one there is not. */
function contractUnknown(claim: Claim): GroundFault | null {
  const { known } = claim.policy
  if (known === 'found' || !isChecked(claim)) return null
  return known === 'unknown'
    ? unmet('there is no such policy, and so no clause of it: the ground is no-policy')
    : unknown('policy', 'nobody can say what its clauses are until it answers')
}

/**
 * The event lies in the waiting period (等待期): on the first day of cover or later, and before so many days from it are over. Both come
 * from the policy look-up; the first day counts, for where a term can be read in two ways it is read for the insured (Insurance Law
 * 30).
 */
function waitedFor(claim: Claim): GroundFault | null {
  const { policy, report } = claim
  if (!isChecked(claim)) return null
  if (policy.known !== 'found') return contractUnknown(claim)
  const { effectiveFrom, waitingDays } = policy
  if (effectiveFrom === undefined)
    return unknown('policy.effectiveFrom', 'nobody can say when the waiting period began')
  if (waitingDays === undefined) return unknown('policy.waitingDays', 'nobody can say how long the waiting period is')
  if (effectiveFrom <= report.eventDate && report.eventDate < addDays(effectiveFrom, waitingDays)) return null
  return unmet(`the event lies outside the ${waitingDays} days of waiting from the first day of cover`)
}

function isExplained(claim: Claim, documentId: string | undefined): boolean {
  const paper = claim.documents.find((document) => document.documentId === documentId)
  return paper !== undefined && (!isChecked(claim) || papersOfContract.includes(paper.kind))
}

/** Papers that may show what was explained when the contract was made: what a claimant proves his loss with shows nothing of it. */
const papersOfContract: readonly DocumentKind[] = ['policy-original', 'other']
