import type { Outcome, Refusal } from './decision.ts'
import { refuse } from './decision.ts'
import { basisFault, evidenceOf } from './refusal.ts'
import type { AssessedItem, Claim, Proposal } from './state.ts'

/**
 * #26: a cut item is a refusal of that part, and asks for what a refusal in whole asks for (3.2, Insurance Law 24, 27):
 * a ground with its condition met, a clause, evidence on this file; and the customer is told why. Null: nothing is missing.
 */
export function cutFault(
  claim: Claim,
  items: readonly AssessedItem[],
  reasonTextId: string | undefined,
): Outcome | null {
  if (!items.some(isCut)) return null
  for (const [index, item] of items.entries()) {
    const fault = isCut(item) ? itemFault(claim, item, `/items/${index}`) : null
    if (fault !== null) return fault
  }
  if (reasonTextId !== undefined) return null
  return refuse(claim, 'REASON_MISSING', 'who is refused a part is told why: say it', { field: '/text' })
}

/** What the proposal of a part says of its refusal: ground and clause of the first cut, and the evidence of all. */
export function cutBasis(items: readonly AssessedItem[]): Pick<Proposal, 'ground' | 'clause' | 'evidence'> {
  const cuts = items.filter(isCut)
  const { ground, clause } = cuts[0] ?? {}
  return {
    ...(ground === undefined ? {} : { ground }),
    ...(clause === undefined ? {} : { clause }),
    evidence: evidenceOf(cuts.map(({ evidence = [], ...cut }) => ({ ...cut, evidence }))),
  }
}

const isCut = ({ notCoveredFen }: AssessedItem): boolean => notCoveredFen > 0

function itemFault(
  claim: Claim,
  { ground, clause = '', evidence = [], ...proof }: AssessedItem,
  at: string,
): { readonly refusal: Refusal } | null {
  if (ground === undefined) {
    const message = 'a cut item is a refusal of that part: name its ground'
    return refuse(claim, 'GROUND_MISSING', message, { field: `${at}/ground` })
  }
  if (ground === 'event-never-happened') {
    const message = 'that the event never happened refuses the whole claim: an investigator proves it'
    return refuse(claim, 'GROUND_CONDITION_UNMET', message, { field: `${at}/ground` })
  }
  if (clause === '') {
    const message = 'a cut item is a refusal of that part: name the clause it rests on'
    return refuse(claim, 'CLAUSE_MISSING', message, { field: `${at}/clause` })
  }
  return basisFault(claim, { ...proof, ground, clause, evidence }, at)
}
