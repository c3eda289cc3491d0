import { eq } from 'drizzle-orm'

import type { Session } from './database.ts'
import { idempotencyKeys } from './work-schema.ts'

/** What a request that made a claim was answered, kept as long as the claim. */
export interface StoredAnswer {
  readonly commandId: string
  /** Another hash under the same command is another request under a used key. */
  readonly bodyHash: string
  readonly claimId: string
  readonly statusCode: number
  readonly response: unknown
}

export async function findStoredAnswer(session: Session, commandId: string): Promise<StoredAnswer | null> {
  const [row] = await session.select().from(idempotencyKeys).where(eq(idempotencyKeys.commandId, commandId))
  if (row === undefined) return null
  const { bodyHash, claimId, statusCode, response } = row
  return { commandId, bodyHash, claimId, statusCode, response }
}

/** Takes the key for this request; false when it is taken. Waits for whoever is taking it at this moment. */
export async function takeKey(session: Session, answer: StoredAnswer): Promise<boolean> {
  const taken = await session
    .insert(idempotencyKeys)
    .values({ ...answer })
    .onConflictDoNothing()
    .returning({ commandId: idempotencyKeys.commandId })
  return taken.length === 1
}
