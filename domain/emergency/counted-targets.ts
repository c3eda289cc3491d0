import type { Instant } from '../time.ts'
import type { ResponseTarget } from './response-target.ts'

/** Targets of the claims of an event (赔案时效) that the event answers for: first contact, settling, prepayment, the epidemic policy. */
export const claimTargets = ['E1', 'E2', 'E3', 'C21a', 'C21b'] as const
export type ClaimTarget = (typeof claimTargets)[number]

/** Many promises of one kind, of which nobody wants to read each: people to be called, claims. */
export interface CountedTarget {
  readonly target: 'contacts' | 'callbacks' | `claims/${ClaimTarget}`
  /** How many there are; what fell away is none. */
  readonly all: number
  /** Done in time. */
  readonly met: number
  /** Done too late, or due and not done. */
  readonly missed: number
  /** By when the one was due that waits longest; null where nothing is left to do. */
  readonly oldestDueAt: Instant | null
}

/** As one target: missed with the first that is missed, met when all are done in time. Of nothing there is none. */
export function countedTarget({ target, all, met, missed, oldestDueAt }: CountedTarget): readonly ResponseTarget[] {
  if (all === 0) return []
  const state = missed > 0 ? 'missed' : met < all ? 'open' : 'met'
  return [{ target, dueAt: oldestDueAt, doneAt: null, state, count: missed }]
}

/** So many misses of one kind are told again: 1, 2, 5, 10, 20, 50 and so on. */
const toldAgainFrom = [1, 10, 100, 1_000, 10_000, 100_000].flatMap((size) => [size, 2 * size, 5 * size])

/**
 * By what it is remembered that a miss was told: once for each target, and for one that counts again with each step the count has
 * reached, so that later misses do not hide behind the first.
 */
export const missKey = ({ target, count }: ResponseTarget): string =>
  count === undefined ? target : `${target}/${toldAgainFrom.findLast((step) => step <= count) ?? 1}`
