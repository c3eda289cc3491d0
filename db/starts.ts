import { and, eq, sql } from 'drizzle-orm'

import type { Session } from './database.ts'
import { lendDue } from './lending.ts'
import { starts } from './work-schema.ts'

/** Claims whose workflow is still to be started, lent to this caller. Starting twice is harmless, and so is dying. */
export async function pendingStarts(session: Session, limit: number): Promise<readonly string[]> {
  const returning = sql`starts.claim_id`
  const rows = await lendDue<{ claim_id: string }>(session, { table: starts, key: ['claim_id'], returning, limit })
  return rows.map((row) => row.claim_id)
}

/**
 * Has the starter look at the claim again: its workflow may be missing, or know less than its log. In ten seconds, so that
 * what was only slow is over by then, and later each time, up to 80 seconds: what only the log knows is neither paid nor
 * written before.
 */
export async function startAgain(session: Session, claimId: string): Promise<void> {
  await session
    .update(starts)
    .set({ state: 'pending', nextAttemptAt: sql`now() + interval '10 seconds' * 2 ^ least(${starts.attempts}, 3)` })
    .where(and(eq(starts.claimId, claimId), eq(starts.state, 'started')))
}

export async function markStarted(session: Session, claimId: string): Promise<void> {
  await session
    .update(starts)
    .set({ state: 'started', startedAt: sql`now()` })
    .where(and(eq(starts.claimId, claimId), eq(starts.state, 'pending')))
}

/** False while the claim is stored but its workflow is not known to run. */
export async function isStarted(session: Session, claimId: string): Promise<boolean> {
  const [row] = await session.select({ state: starts.state }).from(starts).where(eq(starts.claimId, claimId))
  return row?.state === 'started'
}
