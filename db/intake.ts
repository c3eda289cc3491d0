import { sql } from 'drizzle-orm'

import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import type { StoredAnswer } from './idempotency.ts'
import { findStoredAnswer, takeKey } from './idempotency.ts'
import type { Party } from './parties.ts'
import { storeParties } from './parties.ts'
import type { Recording } from './recording.ts'
import { recordEvents } from './recording.ts'
import type { ClaimText } from './texts.ts'
import { storeTexts } from './texts.ts'
import type { Vault } from './vault.ts'
import { starts } from './work-schema.ts'

/** Everything a new claim begins with. */
export interface Intake {
  readonly recording: Recording
  readonly answer: StoredAnswer
  readonly parties: readonly Party[]
  readonly texts: readonly ClaimText[]
  /** What is to happen with it or not at all; what it throws leaves nothing of the claim. */
  readonly alongside?: (session: Session) => Promise<void>
}

/**
 * Stores a new claim with its answer, and that its workflow is to be started: all of it or nothing. Of equal requests at
 * the same time one is stored; the others are handed the answer it stored, and compare the body's hash.
 */
export async function storeIntake(
  db: Database,
  vault: Vault,
  { recording, answer, parties, texts, alongside }: Intake,
): Promise<'stored' | { readonly replay: StoredAnswer }> {
  const { claimId } = recording
  return inTransaction(db, async (session) => {
    if (!(await takeKey(session, answer))) {
      const replay = await findStoredAnswer(session, answer.commandId)
      if (replay === null) throw new Error('a taken idempotency key has no answer')
      return { replay }
    }
    await storeParties(session, vault, claimId, parties)
    await recordEvents(session, recording)
    await storeTexts(session, vault, claimId, texts)
    await alongside?.(session)
    // The API starts the workflow itself in a moment; the starter comes only when that did not happen.
    await session.insert(starts).values({ claimId, nextAttemptAt: sql`now() + interval '2 seconds'` })
    return 'stored'
  })
}
