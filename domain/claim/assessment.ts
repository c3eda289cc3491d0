import { requiredLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import { isFen, sumFen, wholeShare } from '../money.ts'
import { authorityNeed } from './authority-need.ts'
import { calculate } from './calculation.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { invoiceFault } from './invoices.ts'
import { liftedFault } from './lifted-limits.ts'
import { cutBasis, cutFault } from './part-refusal.ts'
import { paidBeforeFen } from './prepaid.ts'
import { isPrincipal } from './payment-region.ts'
import { stepsByFactor } from './rerouting.ts'
import type { AssessedItem, Calculation, Claim, Proposal } from './state.ts'

/** #26: the amount by the policy's terms. The whole calculation is kept; a cut item makes it a part decision. */
export function assessLoss(
  claim: Claim,
  { items, textId }: CommandOf<'AssessLoss'>,
  actor: Actor,
  context: Context,
): Outcome {
  if (claim.policy.known !== 'found')
    return refuse(claim, 'POLICY_UNKNOWN', 'the terms of the policy are not known: nothing can be computed')
  const fault =
    itemFault(claim, items) ??
    fixedBenefitFault(claim, items) ??
    invoiceFault(claim, items) ??
    liftedFault(claim, items) ??
    cutFault(claim, items, textId)
  if (fault !== null) return fault
  const calculation = calculate(items, claim.policy)
  // What was paid in advance stays part of the amount: it is left out when the payees are fixed (#36).
  const payFen = Math.max(0, calculation.payableFen - paidBeforeFen(claim))
  if (payFen === 0) {
    return refuse(
      claim,
      'NOTHING_PAYABLE',
      'nothing is payable by these items: a refusal is proposed with its ground',
      { field: '/items' },
    )
  }
  const assessment = { items, calculation, assessedBy: actor.id }
  const proposal = payProposal(claim, { calculation, payFen, actor, items, textId }, context)
  return happens({ type: 'LossAssessed', assessment, proposal })
}

/** What has left the house under this claim, without what paying late cost: cumulative, so that no limit can be passed in slices. */
export const settledFen = (claim: Claim): Fen =>
  sumFen(
    claim.payments
      .filter((payment) => payment.state === 'settled' && isPrincipal(payment))
      .map(({ amountFen }) => amountFen),
  )

interface PayCase {
  readonly calculation: Calculation
  readonly payFen: Fen
  readonly actor: Actor
  readonly items: readonly AssessedItem[]
  readonly textId: string | undefined
}

function payProposal(
  claim: Claim,
  { calculation, payFen, actor, items, textId }: PayCase,
  { now, policy, raised }: Context,
): Proposal {
  const refuseFen = calculation.notCoveredFen
  const cut = refuseFen > 0
  const measured = { kind: cut ? 'part' : 'pay', payFen, refuseFen } as const
  const need = authorityNeed(claim, measured)
  const routed = {
    requiredLevel: requiredLevel(policy.ladder, need),
    ...stepsByFactor(raised?.base ?? policy.ladder, need),
  }
  const reason = textId === undefined ? {} : { reasonTextId: textId }
  const who = { proposedBy: actor.id, proposedAt: now, ...routed }
  return { ...measured, ...cutBasis(items), ...reason, ...who }
}

function itemFault(claim: Claim, items: readonly AssessedItem[]): Outcome | null {
  if (items.length === 0)
    return refuse(claim, 'NOTHING_ASSESSED', 'an assessment has at least one item', { field: '/items' })
  const ids = items.map(({ itemId }) => itemId)
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  if (twice >= 0)
    return refuse(claim, 'ITEM_LISTED_TWICE', 'an item is listed twice', { field: `/items/${twice}/itemId` })
  if (!isFen(sumFen(items.map(({ claimedFen }) => claimedFen))))
    return refuse(claim, 'ITEM_AMOUNTS', 'amounts are whole fen, and so is their sum', { field: '/items' })
  const wrong = items.findIndex((item) => !isSound(item))
  if (wrong >= 0) {
    const message =
      'amounts are whole fen, what is not covered or self-paid is at most what was claimed, and wear is at most the whole'
    return refuse(claim, 'ITEM_AMOUNTS', message, { field: `/items/${wrong}` })
  }
  return null
}

/** What an item may say: whole fen, no more cut from it than was claimed, no more worn than there is. */
function isSound({ claimedFen, notCoveredFen, selfPayFen = 0, depreciationShare = 0, ...more }: AssessedItem): boolean {
  const { otherCoverFen = 0, realCostFen = 0, limitFen = 0 } = more
  const amounts = [claimedFen, notCoveredFen, selfPayFen, depreciationShare, otherCoverFen, realCostFen, limitFen]
  return amounts.every(isFen) && notCoveredFen + selfPayFen <= claimedFen && depreciationShare <= wholeShare
}

/** A fixed benefit pays its sum whatever the loss has cost and whoever else pays: only an indemnity is measured by it. */
function fixedBenefitFault(claim: Claim, items: readonly AssessedItem[]): Outcome | null {
  if (claim.policy.known !== 'found' || !claim.policy.fixedBenefit) return null
  const measured = (['otherCoverFen', 'realCostFen', 'depreciationShare'] as const).flatMap((name) =>
    items.flatMap((item, index) => (item[name] === undefined ? [] : [`/items/${index}/${name}`])),
  )
  const [field] = measured
  if (field === undefined) return null
  return refuse(claim, 'FIXED_BENEFIT', 'a fixed benefit is not measured by cost, wear or other cover', { field })
}
