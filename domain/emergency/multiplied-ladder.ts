import type { AuthorityKind, AuthorityLevel, LadderStep } from '../authority.ts'
import { limitOf } from '../authority.ts'
import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { AuthorityMultiplier } from './measures.ts'

/** True while a multiplier counts: up to its end, which is not part of it. */
export const isInForce = ({ times, until }: AuthorityMultiplier, now: Instant): boolean => times > 1 && now < until

/**
 * The ladder while a commander has raised it: A1 to A3 may pay and advance so many times as much, at most what A4 may without it.
 * Refusals, reserves, A4, the committee and the system (A0) stay where they are, and so does a kind that a step never decides
 * alone. Source: lifecycle design, what each emergency grade changes.
 */
export function multipliedLadder(ladder: readonly LadderStep[], times: number): readonly LadderStep[] {
  const top = ladder.find(({ level }) => level === 4)
  return ladder.map((step) => {
    if (!raised.has(step.level)) return step
    return {
      ...step,
      paymentFen: raisedLimit(step, top, { kind: 'payment', times }),
      prepaymentFen: raisedLimit(step, top, { kind: 'prepayment', times }),
      // Where nothing is said a reserve is limited by what the step may pay: that is not raised with it.
      reserveFen: limitOf(step, 'reserve'),
    }
  })
}

const raised: ReadonlySet<AuthorityLevel> = new Set<AuthorityLevel>([1, 2, 3])

function raisedLimit(
  step: LadderStep,
  top: LadderStep | undefined,
  { kind, times }: { readonly kind: AuthorityKind; readonly times: number },
): Fen | null {
  const own = limitOf(step, kind)
  const cap = top === undefined ? null : limitOf(top, kind)
  if (own === null || cap === null) return own
  return Math.max(own, Math.min(cap, Math.floor(own * times)))
}
