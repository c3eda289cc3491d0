import type { LadderStep } from '../authority.ts'
import { ladderInForce } from '../authority-limits.ts'
import { dateOf } from '../time.ts'
import type { Context } from './decision.ts'
import type { Claim } from './state.ts'

/** The ladder this claim is under now: by the table, or while there is none, by the service policy. */
export function ladderFor(
  { policy: terms, report }: Claim,
  { authority, now, policy }: Context,
): readonly LadderStep[] {
  const line = terms.known === 'found' ? terms.line : report.line
  const rows = authority?.limits?.rows
  return rows === undefined ? policy.ladder : ladderInForce(rows, { line, branch: report.branch, day: dateOf(now) })
}
