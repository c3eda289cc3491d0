import { ApplicationFailure } from '@temporalio/common'
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import { HistoryConflict, recordEvents as append } from '../db/recording.ts'
import type { Recording } from '../workflows/claim-contract.ts'

/**
 * Appends what happened to the log, once. A database that is away is an error worth repeating; another history at the same
 * place is not: it is an alert, and somebody has to look before the claim goes on.
 */
export async function recordEvents(recording: Recording, { db, log }: { db: Database; log: Logger }): Promise<void> {
  try {
    await append(db, recording)
  } catch (error) {
    if (!(error instanceof HistoryConflict)) throw error
    const { claimId, position } = error
    log.error({ alert: 'HISTORY_CONFLICT', claimId, position }, 'the log holds another history of this claim')
    throw ApplicationFailure.nonRetryable(error.message, 'HISTORY_CONFLICT')
  }
}
