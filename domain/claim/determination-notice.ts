import { lengthFor } from './clock-steps.ts'
import type { Context } from './decision.ts'
import { isOwedAsItStands } from './payout.ts'
import type { Claim, Determination, Notice } from './state.ts'

/** What the notice of a determination tells (#31, #32): kind and facts; null while there is none. */
export function determinationNotice(
  claim: Claim,
  context: Pick<Context, 'policy'>,
): { readonly kind: 'result' | 'refusal'; readonly facts: Notice['facts'] } | null {
  if (claim.stage.status !== 'decided') return null
  const { determination } = claim.stage
  const { kind, payFen, refuseFen } = determination
  const facts = { decision: kind, amountFen: payFen, refusedFen: refuseFen }
  if (kind === 'refuse' || kind === 'deny') return { kind: 'refusal', facts }
  return { kind: 'result', facts: { ...facts, ...paidWithin(claim, determination, context) } }
}

/**
 * How long the payment may take, by the contract and the promise that hold for this claim: from the agreement, from the
 * notice where nobody has to agree, or to the day that an earlier agreement has set already (#56).
 */
function paidWithin(claim: Claim, determination: Determination, context: Pick<Context, 'policy'>): Notice['facts'] {
  const begun = claim.clocks.findLast(({ id, state }) => id === 'C10' && state === 'running')
  if (begun !== undefined) return { payBy: begun.dueTarget }
  const days = lengthFor('C10', claim, context)
  return isOwedAsItStands(claim, determination) ? { fixedDays: days } : { payDays: days }
}
