import { and, count, eq } from 'drizzle-orm'

import type { Session } from '../../db/database.ts'
import { inbox } from '../../db/work-schema.ts'

/** Receipts taken in for a claim that it has not been told yet, in words. */
export async function waitingReceipts(session: Session, claimId: string): Promise<readonly string[]> {
  const [row] = await session
    .select({ waiting: count() })
    .from(inbox)
    .where(and(eq(inbox.claimId, claimId), eq(inbox.state, 'pending')))
  const waiting = row?.waiting ?? 0
  return waiting === 0 ? [] : [`${waiting} receipts wait in the inbox`]
}
