import { and, eq, inArray, sql } from 'drizzle-orm'

import type { Session } from './database.ts'
import { claimEvents } from './schema.ts'

/**
 * Ids under which those are sealed who had money of a claim before its final sum: payees of advances, with every account that
 * was named later, and who was asked for money back.
 */
export async function earlierPayees(session: Session, claimId: string): Promise<readonly string[]> {
  const { event } = claimEvents
  const payeeId = sql<string | null>`coalesce(${event} #>> '{prepayment,payeeId}', ${event} #>> '{next,accountId}',
    ${event} #>> '{next,payeeId}', ${event} ->> 'payeeId')`
  const rows = await session
    .select({ payeeId })
    .from(claimEvents)
    .where(
      and(
        eq(claimEvents.claimId, claimId),
        inArray(claimEvents.type, ['PrepaymentRequested', 'AccountNamed', 'RecoveryOpened']),
      ),
    )
  return [...new Set(rows.flatMap((row) => (row.payeeId === null ? [] : [row.payeeId])))]
}
