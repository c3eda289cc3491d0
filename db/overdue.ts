import { and, asc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'

import type { Watched } from '../domain/watchdog/findings.ts'
import { breachedClocks, escalatedClocks, graceMs, receiptGraceMs } from '../domain/watchdog/findings.ts'
import { hostNow } from './claim-summary.ts'
import type { Session } from './database.ts'
import { claimClocks, claims } from './schema.ts'
import { inbox, starts } from './work-schema.ts'

/**
 * Rows whose time seems to be over, the oldest of each kind first and at most `limit` of it. A claim whose clock was moved
 * on is judged by its own clock: the host's, plus how far its last event was ahead.
 */
export async function readOverdue(session: Session, limit: number): Promise<Watched> {
  return {
    claims: await readSilentClaims(session, limit),
    clocks: await readSilentClocks(session, limit),
    starts: await readWaitingStarts(session, limit),
    receipts: await readWaitingReceipts(session, limit),
  }
}

const ownNow = sql<number>`${hostNow} + ${claims.clockAheadMs}`.mapWith(Number)
// Whole numbers like the columns: compared with a numeric they could not be looked up in an index.
const graceBegan = sql`(${hostNow} - ${graceMs})::bigint`

async function readSilentClaims(session: Session, limit: number): Promise<Watched['claims']> {
  // As the index of time left has it.
  const due = sql`(coalesce(${claims.nextDeadlineAt}, 9000000000000000) - ${claims.clockAheadMs})`
  const { claimId, status, nextDeadlineAt: at, nextDeadlineSummary: summary } = claims
  const rows = await session
    .select({ claimId, status, now: ownNow, at, summary })
    .from(claims)
    .where(and(sql`${due} < ${graceBegan}`, isNull(claims.restedAt)))
    .orderBy(due, asc(claimId))
    .limit(limit)
  return rows.map(({ at, summary, ...claim }) => ({ ...claim, nextDeadline: { at: at ?? 0, summary: summary ?? '' } }))
}

/**
 * Those past due by the host's clock from the index of open clocks, and those of claims that are ahead of it by more than
 * the grace; in one query with both, 100,000 open claims took seconds. A breached clock has left its events.
 */
async function readSilentClocks(session: Session, limit: number): Promise<Watched['clocks']> {
  const { claimId, clockId, n, state, dueTarget, dueLegal, endedAt, clock } = claimClocks
  const read = (isCandidate: SQL | undefined) =>
    session
      .select({ claimId, status: claims.status, rules: claims.rules, now: ownNow, clock })
      .from(claimClocks)
      .innerJoin(claims, eq(claims.claimId, claimId))
      .where(
        and(
          isCandidate,
          isNull(endedAt),
          eq(state, 'running'),
          isNull(claims.restedAt),
          or(
            and(inArray(clockId, escalatedClocks), isPast(dueTarget), lacks('due')),
            and(inArray(clockId, breachedClocks), isPast(dueLegal), lacks('breach')),
          ),
        ),
      )
      .orderBy(asc(dueTarget), asc(claimId), asc(clockId), asc(n))
      .limit(limit)
  const byHost = await read(sql`${dueTarget} < ${graceBegan}`)
  // Spelt as in the condition of its index.
  const ahead = await read(and(sql`${claims.clockAheadMs} > 60000`, sql`${dueTarget} >= ${graceBegan}`))
  return [...byHost, ...ahead]
}

const isPast = (due: typeof claimClocks.dueTarget | typeof claimClocks.dueLegal): SQL =>
  sql`${due} < ${graceBegan} + ${claims.clockAheadMs}`

const lacks = (level: 'due' | 'breach'): SQL =>
  sql`not ${claimClocks.clock} -> 'escalations' @> ${JSON.stringify([{ level }])}::jsonb`

/** One that was started before, and is only to be looked at again, waits from its next attempt on. */
const waitingSince = sql`case when ${starts.startedAt} is null then ${starts.createdAt} else ${starts.nextAttemptAt} end`

async function readWaitingStarts(session: Session, limit: number): Promise<Watched['starts']> {
  return session
    .select({ claimId: starts.claimId, waitedMs: msSince(waitingSince) })
    .from(starts)
    .where(and(eq(starts.state, 'pending'), lt(waitingSince, before(graceMs))))
    .orderBy(waitingSince, asc(starts.claimId))
    .limit(limit)
}

async function readWaitingReceipts(session: Session, limit: number): Promise<Watched['receipts']> {
  const { source, eventId, claimId, receivedAt, state } = inbox
  return session
    .select({ source, eventId, claimId, waitedMs: msSince(sql`${receivedAt}`) })
    .from(inbox)
    .where(and(eq(state, 'pending'), lt(receivedAt, before(receiptGraceMs))))
    .orderBy(asc(receivedAt), asc(source), asc(eventId))
    .limit(limit)
}

const before = (ms: number): SQL => sql`now() - ${ms}::int * interval '1 millisecond'`

const msSince = (instant: SQL): SQL<number> =>
  sql<number>`floor(extract(epoch from now() - ${instant}) * 1000)`.mapWith(Number)
