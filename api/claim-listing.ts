import type { ClaimFilter, ClaimListPage } from '../db/claim-list.ts'
import type { ClaimScope } from './access.ts'
import { branchPrefixOf } from './access.ts'
import type { ListQuery } from './wire/claim-list.ts'

export const emptyPage: ClaimListPage = { claims: [], next: null }

/**
 * The scope of the caller as a condition of the query itself; null when it covers no claim. Who has several roles sees
 * what any of them sees.
 */
export function filterOf(
  scope: ClaimScope,
  { branch, status, line, ownerId, queue, escalated }: Partial<ListQuery>,
): ClaimFilter | null {
  const visibleTo = scopeFilter(scope)
  if (Object.keys(visibleTo).length === 0) return null
  return {
    visibleTo,
    branchPrefix: branch === undefined ? undefined : branchPrefixOf(branch),
    line,
    ownerId,
    queue,
    statuses: status && [status],
    escalated: escalated === undefined ? undefined : escalated === 'true',
  }
}

function scopeFilter({ branchPrefix, personId, integratorId }: ClaimScope): NonNullable<ClaimFilter['visibleTo']> {
  return {
    ...(branchPrefix !== null && { branchPrefix }),
    ...(personId !== null && { personId }),
    ...(integratorId !== null && { integratorId }),
  }
}
