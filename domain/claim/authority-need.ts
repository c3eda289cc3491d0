import type { AuthorityNeed } from '../authority.ts'
import type { Fen } from '../money.ts'
import { sumFen } from '../money.ts'
import { payoutFen } from './payout.ts'
import type { Claim, Proposal } from './state.ts'

type Measured = Pick<Proposal, 'kind' | 'payFen' | 'refuseFen' | 'stillDueFen' | 'leastLevel'>

/** What a proposal takes: the whole case counts (paid, advanced, pending and this), and a part decision needs both limits. */
export function authorityNeed(claim: Claim, proposal: Measured): AuthorityNeed {
  const { kind, refuseFen, leastLevel } = proposal
  const leaves = payoutFen(proposal)
  return {
    payFen: leaves > 0 ? committedFen(claim) + leaves : null,
    refuseFen: kind === 'pay' ? null : refuseFen,
    ...(leastLevel === undefined ? {} : { leastLevel }),
  }
}

/** What has left the house on this claim or is on its way: cumulative, so that no limit can be passed in slices. */
export const committedFen = ({ payments }: Pick<Claim, 'payments'>): Fen =>
  sumFen(payments.filter(({ state }) => state !== 'rejected').map(({ amountFen }) => amountFen))
