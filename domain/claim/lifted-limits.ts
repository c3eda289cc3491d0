import { measuresOf } from './emergency.ts'
import type { LiftableLimit } from './codes.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import type { AssessedItem, Claim } from './state.ts'

/**
 * #26: an item is not cut for a limit that an event has lifted, be it for everybody or for emergency care. The hospital may be any,
 * and what the insured would bear himself is borne for him: nothing comes off as his part (自付) either. Null: nothing rests on a
 * lifted limit.
 */
export function liftedFault(claim: Claim, items: readonly AssessedItem[]): Outcome | null {
  const [field] = items.flatMap((item, index) => liftedFields(claim, item).map((name) => `/items/${index}/${name}`))
  if (field === undefined) return null
  const message = 'an event of this claim has lifted that limit: the item is not cut for it'
  return refuse(claim, 'LIMIT_LIFTED', message, { field })
}

function liftedFields(claim: Claim, item: AssessedItem): readonly (keyof AssessedItem)[] {
  const { cutBy, selfPayFen = 0 } = item
  return [
    ...(cutBy !== undefined && isLifted(claim, cutBy, item) ? (['cutBy'] as const) : []),
    ...(selfPayFen > 0 && isLifted(claim, 'self-pay', item) ? (['selfPayFen'] as const) : []),
  ]
}

function isLifted(claim: Claim, limit: LiftableLimit, { emergencyCare }: AssessedItem): boolean {
  const { hospitalLimit, selfPayLimit } = measuresOf(claim)
  const lifted = limit === 'hospital' ? hospitalLimit : selfPayLimit
  return lifted === 'lifted' || (lifted === 'lifted-for-emergency-care' && emergencyCare === true)
}
