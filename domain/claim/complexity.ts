import type { Instant } from '../time.ts'
import type { Claim, Complexity, Notice } from './state.ts'

/** True of a notice, by whichever channel, that tells the customer of the complexity confirmed for his present request (#23). */
export const tellsComplexity = ({ complexity }: Pick<Claim, 'complexity'>, { kind, orderedAt }: Notice): boolean =>
  kind === 'complex' && complexity?.confirmedAt !== undefined && orderedAt >= complexity.confirmedAt

/** The complexity as the delivery of a notice leaves it: told since the first that is proven. */
export function toldOfComplexity(claim: Claim, n: number, at: Instant): Complexity | null {
  const notice = claim.notices.find((candidate) => candidate.n === n)
  if (!claim.complexity || notice === undefined || !tellsComplexity(claim, notice)) return null
  return claim.complexity.toldAt === undefined ? { ...claim.complexity, toldAt: at } : null
}
