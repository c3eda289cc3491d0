import type { Actor, CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { Claim, ClaimFile } from './state.ts'

/** More than anybody's family works at one insurer; the list travels whole through every continue-as-new. */
export const interestedAtMost = 50

/** True of a colleague whose family or interest the claim concerns: he acts on it as little as on a claim of his own. */
export const isInterested = ({ interested = [] }: Pick<ClaimFile, 'interested'>, personId: string): boolean =>
  interested.includes(personId)

/**
 * A conflict of interest (利益冲突回避): the claim is of the colleague's family, or touches his own interest. From then on he
 * acts on it no more; what he did stands and is in the audit. A claim he had goes back to its queue. Nothing takes it back.
 * Refused with `INTEREST_KNOWN`, `TOO_MANY_INTERESTED`. Source: lifecycle design 3.1 (nobody acts on a claim of his own or
 * his family).
 */
export function declareInterest(
  claim: Claim,
  { personId: named }: CommandOf<'DeclareInterest'>,
  actor: Actor,
): Outcome {
  const personId = named ?? actor.id
  if (isInterested(claim, personId)) {
    return refuse(claim, 'INTEREST_KNOWN', 'this colleague’s interest is declared already', { field: '/personId' })
  }
  if ((claim.interested?.length ?? 0) >= interestedAtMost) {
    const message = `${interestedAtMost} colleagues have declared an interest in this claim: let compliance look at it`
    return refuse(claim, 'TOO_MANY_INTERESTED', message)
  }
  const declared = { type: 'InterestDeclared', personId } as const
  const { owner } = claim
  return owner?.personId === personId
    ? happens(declared, { type: 'OwnerChanged', personId: null, role: owner.role, how: 'returned' })
    : happens(declared)
}
