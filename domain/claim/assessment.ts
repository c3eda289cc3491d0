import { requiredLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import { isFen, ratioOf, sumFen } from '../money.ts'
import { authorityNeed } from './authority-need.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { cutBasis, cutFault } from './part-refusal.ts'
import { paidBeforeFen } from './prepaid.ts'
import { isPrincipal } from './payment-region.ts'
import type { AssessedItem, Calculation, Claim, PolicyTerms, Proposal } from './state.ts'

/** #26: the amount by the policy's terms. The whole calculation is kept; a cut item makes it a part decision. */
export function assessLoss(
  claim: Claim,
  { items, textId }: CommandOf<'AssessLoss'>,
  actor: Actor,
  context: Context,
): Outcome {
  if (claim.policy.known !== 'found')
    return refuse(claim, 'POLICY_UNKNOWN', 'the terms of the policy are not known: nothing can be computed')
  const fault = itemFault(claim, items) ?? cutFault(claim, items, textId)
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

/**
 * claimed - not covered - deductible, times the policy's ratio, at most the sum insured. Half a fen is rounded up,
 * once, after the ratio.
 */
export function calculate(
  items: readonly AssessedItem[],
  terms: Extract<PolicyTerms, { known: 'found' }>,
): Calculation {
  const claimedFen = sumFen(items.map((item) => item.claimedFen))
  const notCoveredFen = sumFen(items.map((item) => item.notCoveredFen))
  const { deductibleFen, payRatioPercent, sumInsuredFen: limitFen } = terms
  const base = Math.max(0, claimedFen - notCoveredFen - deductibleFen)
  const payableFen = Math.min(limitFen, ratioOf(base, payRatioPercent, 100))
  return { claimedFen, notCoveredFen, deductibleFen, payRatioPercent, limitFen, payableFen }
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
  { now, policy }: Context,
): Proposal {
  const refuseFen = calculation.notCoveredFen
  const cut = refuseFen > 0
  const measured = { kind: cut ? 'part' : 'pay', payFen, refuseFen } as const
  const level = requiredLevel(policy.ladder, authorityNeed(claim, measured))
  const reason = textId === undefined ? {} : { reasonTextId: textId }
  const who = { proposedBy: actor.id, proposedAt: now, requiredLevel: level }
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
  const wrong = items.findIndex(
    ({ claimedFen, notCoveredFen }) => !isFen(claimedFen) || !isFen(notCoveredFen) || notCoveredFen > claimedFen,
  )
  if (wrong >= 0) {
    const message = 'amounts are whole fen, and what is not covered is at most what was claimed'
    return refuse(claim, 'ITEM_AMOUNTS', message, { field: `/items/${wrong}` })
  }
  return null
}
