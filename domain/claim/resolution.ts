import type { AuthorityLevel, AuthorityNeed } from '../authority.ts'
import type { Fen } from '../money.ts'
import { isFen } from '../money.ts'
import { committedFen, leastStep } from './authority-need.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import { refusesForFraud } from './fraud-level.ts'
import type { Claim, Dispute, ResolutionProposal } from './state.ts'

/**
 * What it takes to let a dispute end so. An amount takes its limit, and the whole case counts; whether a decision stands
 * takes a step, which was found when it was proposed.
 */
export function resolutionNeed(
  claim: Claim,
  { outcome, payFen, requiredLevel }: Pick<ResolutionProposal, 'outcome' | 'payFen' | 'requiredLevel'>,
): AuthorityNeed {
  if (outcome !== 'uphold' && outcome !== 'change') return amountNeed(claim, outcome, payFen)
  const leastLevel = undoesFraud(claim, outcome) ? 5 : requiredLevel
  return { payFen: null, refuseFen: null, leastLevel }
}

/**
 * Whether it would take back, in part or whole, a refusal for fraud: that is decided as the refusal was, by the committee
 * with the signature of compliance (#56), however small the amount. A court is obeyed.
 */
export const undoesFraud = ({ stage }: Claim, outcome: ResolutionProposal['outcome']): boolean =>
  outcome !== 'uphold' && outcome !== 'judgment' && 'determination' in stage && refusesForFraud(stage.determination)

/** #63b: a final ruling comes from above the step that decided first; what rules decided, a supervisor rules on. */
export const rulingNeed = ({ about }: Pick<Dispute, 'about'>): AuthorityNeed => ({
  payFen: null,
  refuseFen: null,
  leastLevel: Math.min(5, Math.max(2, about.level + 1)) as AuthorityLevel,
})

/** What it takes to pay this much beside all that the case has cost or will. */
export function amountNeed(
  claim: Claim,
  kind: Exclude<ResolutionProposal['outcome'], 'uphold' | 'change'>,
  payFen: Fen,
): AuthorityNeed {
  const leastLevel = undoesFraud(claim, kind) ? 5 : leastStep[kind]
  return {
    payFen: promisedFen(claim) + payFen,
    refuseFen: null,
    ...(leastLevel === undefined ? {} : { leastLevel }),
  }
}

/** What is wrong with an amount that is paid without saying that it is owed, or null: the policy still bounds it. */
export function concessionFault(claim: Claim, payFen: Fen): Outcome | null {
  if (claim.policy.known !== 'found')
    return refuse(claim, 'POLICY_UNKNOWN', 'the terms of the policy are not known: nobody can say what it bounds')
  return amountFault(claim, payFen)
}

/** As {@link concessionFault}, of an amount both sides have agreed on: it is above zero and no more than the policy has left. */
export function amountFault(claim: Claim, payFen: Fen): Outcome | null {
  const left = roomFen(claim)
  if (isFen(payFen) && payFen > 0 && payFen <= left) return null
  const message = 'the amount is whole fen, above zero, and at most what the sum insured has left'
  return refuse(claim, 'SETTLEMENT_AMOUNT', message, { field: '/payFen' })
}

/** What the sum insured has left beside all that was paid, is being paid, or was agreed. */
const roomFen = (claim: Claim): Fen =>
  claim.policy.known === 'found' ? claim.policy.sumInsuredFen - promisedFen(claim) : Number.MAX_SAFE_INTEGER

/** All that was paid or is on its way, and what was agreed and has no payees yet. What was paid in advance is part of the next sum. */
function promisedFen(claim: Claim): Fen {
  const { stage } = claim
  return committedFen(claim) + (stage.status === 'agreed' ? stage.determination.payFen : 0)
}
