import type { ClaimFilter, ClaimListPage } from '../db/claim-list.ts'
import type { ClaimScope } from './access.ts'
import type { ListQuery } from './wire/claim-list.ts'

export const emptyPage: ClaimListPage = { claims: [], next: null }

/**
 * The scope of the caller as a condition of the query itself; null when it covers no claim. Who has several roles lists
 * by the widest: as staff the branch, else as integrator what they filed, else as claimant their own.
 */
export function filterOf(
  scope: ClaimScope,
  { branch, status, line, ownerId, queue, escalated }: Partial<ListQuery>,
): ClaimFilter | null {
  const within = doorOf(scope, branch?.replace(/(?:00)+$/, ''))
  if (within === null) return null
  return {
    ...within,
    line,
    ownerId,
    queue,
    statuses: status && [status],
    escalated: escalated === undefined ? undefined : escalated === 'true',
  }
}

function doorOf({ branchPrefix, integratorId, personId }: ClaimScope, wanted: string | undefined): ClaimFilter | null {
  if (branchPrefix !== null) {
    if (wanted === undefined || branchPrefix.startsWith(wanted)) return { branchPrefix }
    return wanted.startsWith(branchPrefix) ? { branchPrefix: wanted } : null
  }
  if (integratorId !== null) return { integratorId, branchPrefix: wanted }
  return personId === null ? null : { claimantId: personId, branchPrefix: wanted }
}
