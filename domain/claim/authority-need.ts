import type { AuthorityLevel, AuthorityNeed } from '../authority.ts'
import type { Fen } from '../money.ts'
import { sumFen } from '../money.ts'
import { costFen } from './payment-region.ts'
import { payoutFen } from './payout.ts'
import { approvedInAdvanceFen, outstandingFen, paidBeforeFen, uncountedInAdvanceFen } from './prepaid.ts'
import type { Claim, Proposal, ProposalKind, Recovery } from './state.ts'

type Measured = Pick<Proposal, 'kind' | 'payFen' | 'refuseFen' | 'stillDueFen' | 'leastLevel'>

/**
 * What a proposal takes: the whole case counts (paid, advanced, pending and this), and a part decision needs both limits. After a
 * refusal for fraud the committee decides, whatever the amount (#69).
 */
export function authorityNeed(claim: Claim, proposal: Measured): AuthorityNeed {
  const { kind, refuseFen } = proposal
  const leastLevel = claim.refusedForFraud ? 5 : (proposal.leastLevel ?? leastStep[kind])
  const leaves = payoutFen(proposal)
  return {
    payFen: leaves > 0 ? committedFen(claim) + leaves : null,
    refuseFen: refuses(kind) ? refuseFen : null,
    ...(leastLevel === undefined ? {} : { leastLevel }),
  }
}

/** Whether a decision of this kind refuses something. A concession does not: it is a decision of its own. */
export const refuses = (kind: ProposalKind): boolean => kind === 'part' || kind === 'refuse' || kind === 'deny'

/** Steps below which nobody may take a decision of this kind, whatever its amount: paying what is not owed is head office's. */
export const leastStep: Readonly<Partial<Record<ProposalKind, AuthorityLevel>>> = { 'ex-gratia': 4 }

/**
 * What an advance takes (#58): all advances of the claim together, so that no limit is passed in slices. Where something was paid
 * for good before, the whole case counts beside them, as for the sum this is an advance of.
 */
export function advanceNeed(claim: Claim, amountFen: Fen): AuthorityNeed {
  const paidFen = committedFen(claim)
  return {
    payFen: paidFen > 0 ? paidFen + uncountedInAdvanceFen(claim) + amountFen : null,
    refuseFen: null,
    prepayFen: approvedInAdvanceFen(claim) + amountFen,
    ...(claim.refusedForFraud ? { leastLevel: 5 } : {}),
  }
}

/** What setting aside takes: a reserve is for the whole of the claim, so nothing is added up. */
export const reserveNeed = (reserveFen: Fen): AuthorityNeed => ({ payFen: null, refuseFen: null, reserveFen })

/** What giving up takes (#71): who could pay out as much, with all that this claim has given up. */
export const writeOffNeed = (claim: Claim, recovery: Recovery): AuthorityNeed => ({
  payFen: writtenOffFen(claim) + outstandingFen(recovery),
  refuseFen: null,
})

/**
 * What has left the house on this claim or is on its way, beside the sum that is proposed: cumulative, so that no limit
 * can be passed in slices. Paid in advance is a part of that sum, on its way or arrived, and counts with it, once.
 */
export const committedFen = (claim: Pick<Claim, 'payments' | 'prepayments' | 'recoveries'>): Fen => paidBeforeFen(claim)

/** What paying late has cost takes (#47): all that left the house or is about to, with every compensation. */
export const compensationNeed = (claim: Claim, moreFen: Fen = 0): AuthorityNeed => ({
  payFen: costFen(claim) + moreFen,
  refuseFen: null,
})

const writtenOffFen = ({ recoveries = [] }: Claim): Fen =>
  sumFen(
    recoveries
      .filter(({ state }) => state === 'written-off')
      .map(({ amountFen, receivedFen, setOffFen }) => amountFen - receivedFen - setOffFen),
  )
