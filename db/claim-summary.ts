import { asc, eq, getTableColumns, sql } from 'drizzle-orm'

import type { ClaimSummary } from '../domain/claim/summary.ts'
import type { Clock } from '../domain/clocks/clock.ts'
import type { LossPlace } from '../domain/emergency/event-word.ts'
import type { Instant } from '../domain/time.ts'
import type { Session } from './database.ts'
import { claimClocks, claims } from './schema.ts'

/** A claim as lists show it, with now by the claim's own clock: deadlines are counted from there. */
export interface ListedClaim extends ClaimSummary {
  readonly asOf: Instant
}

/** The claim in one row, or null when nobody ever reported it. */
export async function readSummary(session: Session, claimId: string): Promise<ListedClaim | null> {
  const [row] = await session.select(listedColumns).from(claims).where(eq(claims.claimId, claimId))
  return row === undefined ? null : listedClaim(row)
}

/** Where a claim's loss lies, and how long the claim's log is. */
export interface PlacedClaim extends LossPlace {
  readonly version: number
}

/** These claims by their ids; none for one nobody ever reported. */
export async function readPlaces(
  session: Session,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, PlacedClaim>> {
  if (claimIds.length === 0) return new Map()
  const { claimId, region, eventDate, cause, line, version } = claims
  const rows = await session
    .select({ claimId, region, eventDate, cause, line, version })
    .from(claims)
    .where(sql`${claimId} = any(${sql.param([...claimIds])}::text[])`)
  return new Map(rows.map(({ claimId: id, ...place }) => [id, place]))
}

/** Every clock the claim ever had, as it stands. */
export async function readClocks(session: Session, claimId: string): Promise<readonly Clock[]> {
  const rows = await session
    .select({ clock: claimClocks.clock })
    .from(claimClocks)
    .where(eq(claimClocks.claimId, claimId))
    .orderBy(asc(claimClocks.startedAt), asc(claimClocks.clockId), asc(claimClocks.n))
  return rows.map(({ clock }) => clock)
}

const {
  policyIndex: _policyIndex,
  headHash: _headHash,
  updatedAt: _updatedAt,
  ...summaryColumns
} = getTableColumns(claims)

/** Epoch ms by the database's clock. */
export const hostNow = sql`floor(extract(epoch from now()) * 1000)`.mapWith(Number)

export const listedColumns = { ...summaryColumns, hostNow }

type ListedRow = Pick<typeof claims.$inferSelect, keyof typeof summaryColumns> & { readonly hostNow: number }

export function listedClaim(row: ListedRow): ListedClaim {
  const { nextDeadlineAt, nextDeadlineSummary, hostNow, clockAheadMs, coClaimantIds, decisions, ...summary } = row
  const nextDeadline = nextDeadlineAt === null ? null : { at: nextDeadlineAt, summary: nextDeadlineSummary ?? '' }
  const lists = { coClaimantIds: coClaimantIds ?? [], decisions: decisions ?? [] }
  return { ...summary, ...lists, nextDeadline, asOf: hostNow + clockAheadMs }
}
