import { requiredLevel } from '../authority.ts'
import { authorityNeed } from './authority-need.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { concessionFault } from './resolution.ts'
import { missingParts } from './review.ts'
import type { Claim, Proposal } from './state.ts'

/**
 * Ex gratia (通融) and compromise (和解) are decisions of their own: they pay, name no ground, and refuse nothing. Who
 * wants to refuse proposes a refusal; no approval without the whole review (#24).
 */
export function proposeConcession(
  claim: Claim,
  { kind, payFen, reasonTextId }: CommandOf<'ProposeConcession'>,
  actor: Actor,
  { now, policy }: Context,
): Outcome {
  const missing = missingParts(claim)
  if (missing.length > 0) return refuse(claim, 'REVIEW_INCOMPLETE', `not reviewed yet: ${missing.join(', ')}`)
  const fault = concessionFault(claim, payFen)
  if (fault !== null) return fault
  const measured = { kind, payFen, refuseFen: 0 } as const
  const level = requiredLevel(policy.ladder, authorityNeed(claim, measured))
  const who = { proposedBy: actor.id, proposedAt: now, requiredLevel: level }
  const proposal: Proposal = { ...measured, evidence: [], reasonTextId, ...who }
  return happens({ type: 'ConcessionProposed', proposal })
}
