import type { Session } from '../../db/database.ts'
import { countPending } from '../../db/inbox.ts'

/** Receipts taken in for a claim that it has not been told yet, in words. */
export async function waitingReceipts(session: Session, claimId: string): Promise<readonly string[]> {
  const waiting = await countPending(session, claimId)
  return waiting === 0 ? [] : [`${waiting} receipts wait in the inbox`]
}
