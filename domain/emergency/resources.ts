import type { ResourceKind } from './plan.ts'
import { fault } from './response-fault.ts'
import type { Response } from './response-state.ts'
import type { ResponseActOf, ResponseContext, ResponseOutcome } from './response-act.ts'

/** What is committed of a resource and not released, against the ceiling of the plan; null where the plan has none. */
export function standingResource(
  { plan, commitments }: Response,
  kind: ResourceKind,
): { readonly ceiling: number; readonly committed: number; readonly left: number } | null {
  const ceiling = plan?.resources.find((resource) => resource.kind === kind)?.ceiling
  if (ceiling === undefined) return null
  const committed = commitments
    .filter((each) => each.kind === kind && each.releasedAt === null)
    .reduce((sum, { amount }) => sum + amount, 0)
  return { ceiling, committed, left: Math.max(0, ceiling - committed) }
}

/** Commits people, vehicles or money of the fund (资源调配), never beyond the ceiling. */
export function commit(
  response: Response,
  { kind, amount, textId }: ResponseActOf<'Commit'>,
  { now, by }: ResponseContext,
): ResponseOutcome {
  const standing = standingResource(response, kind)
  if (standing === null) {
    return fault('RESOURCE_UNKNOWN', 'the plan that is followed has no such resource', { field: '/kind' })
  }
  if (amount > standing.left) {
    return fault('RESOURCE_CEILING', `${standing.left} of ${standing.ceiling} are left`, { field: '/amount' })
  }
  return { entry: { type: 'Committed', at: now, by, n: response.commitments.length + 1, kind, amount, textId } }
}

/** Gives back what was committed. */
export function release(
  { commitments }: Response,
  { n }: ResponseActOf<'Release'>,
  { now, by }: ResponseContext,
): ResponseOutcome {
  const commitment = commitments.find((each) => each.n === n)
  if (commitment === undefined) return fault('COMMITMENT_UNKNOWN', 'there is no commitment of this number')
  if (commitment.releasedAt !== null) return fault('COMMITMENT_RELEASED', 'the commitment was released already')
  return { entry: { type: 'Released', at: now, by, n } }
}
