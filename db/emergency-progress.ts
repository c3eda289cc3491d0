import { sql } from 'drizzle-orm'

import type { ClaimStatus } from '../domain/claim/state.ts'
import type { Fen } from '../domain/money.ts'
import { formatCursor, parseCursor } from './cursor.ts'
import type { Session } from './database.ts'
import { countedClaims } from './emergency-tellings.ts'

/** How the claims of an emergency stand, as their rows say. Sums in fen. */
export interface EmergencyProgress {
  readonly claims: number
  /** Told of the newest version, still to be told, and ended before they could be told. */
  readonly told: number
  readonly pending: number
  readonly ended: number
  readonly claimedFen: Fen
  readonly approvedFen: Fen
  readonly paidFen: Fen
  readonly byStatus: Readonly<Partial<Record<ClaimStatus, number>>>
}

/** One statement over the claims that were told or are to be. */
export async function readProgress(session: Session, eventId: string): Promise<EmergencyProgress> {
  const { rows } = await session.execute<ProgressRow>(sql`
    select claims.status, told.state, count(*)::int as claims, coalesce(sum(claimed_fen), 0)::text as claimed,
      coalesce(sum(approved_fen), 0)::text as approved, sum(paid_fen)::text as paid
    from ${countedClaims(eventId)} group by claims.status, told.state`)
  const sum = (of: (row: ProgressRow) => number, state?: ProgressRow['state']): number =>
    rows.filter((row) => state === undefined || row.state === state).reduce((total, row) => total + of(row), 0)
  const inState = (state: ProgressRow['state']): number => sum(({ claims }) => claims, state)
  const byStatus: Partial<Record<ClaimStatus, number>> = {}
  for (const { status, claims } of rows) byStatus[status] = (byStatus[status] ?? 0) + claims
  return {
    claims: sum(({ claims }) => claims),
    told: inState('told'),
    pending: inState('pending'),
    ended: inState('ended'),
    claimedFen: sum(({ claimed }) => Number(claimed)),
    approvedFen: sum(({ approved }) => Number(approved)),
    paidFen: sum(({ paid }) => Number(paid)),
    byStatus,
  }
}

type ProgressRow = Record<string, unknown> & {
  readonly status: ClaimStatus
  readonly state: 'pending' | 'told' | 'ended'
  readonly claims: number
  readonly claimed: string
  readonly approved: string
  readonly paid: string
}

export interface ClaimOfEvent {
  readonly claimId: string
  readonly status: ClaimStatus
  /** The version it was told of, or is to be told of. */
  readonly version: number
  readonly state: 'pending' | 'told' | 'ended'
}

/** Claims of an emergency in the order of their ids, of branches whose code begins like this. */
export async function listClaimsOfEvent(
  session: Session,
  eventId: string,
  {
    branchPrefix,
    cursor,
    limit,
  }: { readonly branchPrefix: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly claims: readonly ClaimOfEvent[]; readonly next: string | null }> {
  const after = cursor === undefined ? '' : parseCursor('emergency-claims', cursor).claimId
  const { rows } = await session.execute<Record<string, unknown> & ClaimOfEvent>(sql`
    select claim_id as "claimId", claims.status, told.version, told.state
    from emergency_tellings as told join claims using (claim_id)
    where told.event_id = ${eventId} and claim_id > ${after} and starts_with(branch, ${branchPrefix})
    order by claim_id limit ${limit + 1}`)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  const next = last === undefined ? null : formatCursor('emergency-claims', { key: '0', claimId: last.claimId })
  return { claims: page, next }
}
