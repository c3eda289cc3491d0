import { and, eq, sql } from 'drizzle-orm'

import type { Session } from './database.ts'
import { starts } from './work-schema.ts'

/**
 * Claims whose workflow is still to be started, oldest first. Each is lent to this caller: nobody else gets it before its
 * next attempt is due, after 4, 8 and then every 16 seconds. Starting twice is harmless, and so is dying in between.
 */
export async function pendingStarts(session: Session, limit: number): Promise<readonly string[]> {
  const { rows } = await session.execute<{ claim_id: string }>(sql`
    with due as (
      select claim_id from starts where state = 'pending' and next_attempt_at <= now()
      order by next_attempt_at limit ${limit} for update skip locked
    )
    update starts set
      attempts = attempts + 1,
      next_attempt_at = now() + interval '2 seconds' * 2 ^ least(attempts + 1, 3)
    from due where starts.claim_id = due.claim_id
    returning starts.claim_id`)
  return rows.map((row) => row.claim_id)
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
