import { measuresOf } from './emergency.ts'
import type { LiftableLimit } from './codes.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import type { AssessedItem, Claim } from './state.ts'

/**
 * #26: an item is not cut for a limit that an event has lifted, be it for everybody or for emergency care. The hospital may be any,
 * and what the insured would bear himself is borne for him. Null: no cut rests on a lifted limit.
 */
export function liftedFault(claim: Claim, items: readonly AssessedItem[]): Outcome | null {
  const index = items.findIndex((item) => item.cutBy !== undefined && isLifted(claim, item.cutBy, item))
  if (index < 0) return null
  const message = 'an event of this claim has lifted that limit: the item is not cut for it'
  return refuse(claim, 'LIMIT_LIFTED', message, { field: `/items/${index}/cutBy` })
}

function isLifted(claim: Claim, limit: LiftableLimit, { emergencyCare }: AssessedItem): boolean {
  const { hospitalLimit, selfPayLimit } = measuresOf(claim)
  const lifted = limit === 'hospital' ? hospitalLimit : selfPayLimit
  return lifted === 'lifted' || (lifted === 'lifted-for-emergency-care' && emergencyCare === true)
}
