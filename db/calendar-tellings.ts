import { and, count, eq, sql } from 'drizzle-orm'

import { calendarSweeps, calendarTellings } from './calendar-schema.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import { lendDue } from './lending.ts'

/** Claims looked at in one transaction of a sweep. */
const pageSize = 2_000

/**
 * Lists the next page of open claims to be told of the newest version; resolves to how many claims it looked at. Whoever
 * dies leaves the cursor where it was. A minute after the first round a second one finds the claims that were taken in, or
 * came back, by a process that did not know the version yet.
 */
export function listNextPage(db: Database): Promise<number> {
  return inTransaction(db, async (session) => {
    const sweep = await dueSweep(session)
    if (sweep === null) return 0
    const { version, cursor, round } = sweep
    const { rows } = await session.execute<{ last: string | null; seen: number }>(sql`
      with page as (
        select claim_id, rested_at from claims where claim_id > ${cursor} order by claim_id limit ${pageSize}
      ), listed as (
        insert into calendar_tellings as told (claim_id, version)
        select claim_id, ${version} from page where rested_at is null
        on conflict (claim_id) do update set
          version = excluded.version, state = 'pending', attempts = 0, next_attempt_at = now(), listed_at = now()
        where told.version <> excluded.version
      )
      select max(claim_id) as last, count(*)::int as seen from page`)
    const { last = null, seen = 0 } = rows[0] ?? {}
    const isOver = seen < pageSize
    const next = isOver
      ? {
          cursor: '',
          round: 2,
          notBefore: sql`now() + interval '60 seconds'`,
          ...(round >= 2 && { state: 'done' as const }),
        }
      : { cursor: last ?? cursor }
    await session.update(calendarSweeps).set(next).where(eq(calendarSweeps.version, version))
    return seen
  })
}

/** Only of the newest version: what it supersedes is told to nobody any more. */
async function dueSweep(session: Session): Promise<{ version: string; cursor: string; round: number } | null> {
  const { rows } = await session.execute<{ version: string; cursor: string; round: number }>(sql`
    select version, cursor, round from calendar_sweeps
    where version = (select version from calendars order by edition desc limit 1)
      and state = 'pending' and not_before <= now()
    for update skip locked`)
  return rows[0] ?? null
}

/** Claims still to be told, lent to this caller. Telling twice is harmless: a claim applies a version once. */
export async function pendingTellings(session: Session, limit: number): Promise<readonly Telling[]> {
  const returning = sql`calendar_tellings.claim_id, version`
  const rows = await lendDue<{ claim_id: string; version: string }>(session, {
    table: calendarTellings,
    key: ['claim_id'],
    returning,
    limit,
  })
  return rows.map(({ claim_id: claimId, version }) => ({ claimId, version }))
}

export interface Telling {
  readonly claimId: string
  /** The version the claim is listed for. */
  readonly version: string
}

/** The claim was told of `told`, or there is nobody left to tell; not if it has been listed for another version since. */
export async function markTold(
  session: Session,
  { claimId, version: listed }: Telling,
  { version, state }: { readonly version: string; readonly state: 'told' | 'ended' },
): Promise<void> {
  const { claimId: id, version: standing, state: open } = calendarTellings
  await session
    .update(calendarTellings)
    .set({ version, state, toldAt: sql`now()` })
    .where(and(eq(id, claimId), eq(standing, listed), eq(open, 'pending')))
}

/** How far the telling of each version has come. */
export interface TellingProgress {
  readonly version: string
  readonly state: 'pending' | 'told' | 'ended'
  readonly claims: number
}

export async function tellingProgress(session: Session): Promise<readonly TellingProgress[]> {
  const { version, state } = calendarTellings
  return session.select({ version, state, claims: count() }).from(calendarTellings).groupBy(version, state)
}
