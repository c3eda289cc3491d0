import { ApplicationFailure } from '@temporalio/common'
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import { readEvents } from '../db/event-log.ts'
import { HistoryConflict, recordEvents as append } from '../db/recording.ts'
import { startAgain } from '../db/starts.ts'
import { listByLine } from '../db/told-by-line.ts'
import type { KeptEvents, Recording } from '../workflows/claim-contract.ts'

export interface RecordingDesk {
  readonly db: Database
  readonly log: Logger
  /** Lets the tasks of a claim go first, within so many milliseconds. */
  readonly goFirst: (claimId: string, withinMs: number) => Promise<unknown>
}

/**
 * Appends what happened to the log, once, and answers the events as they were given: a replay may be told another instant of
 * the task they were decided in, and would decide them otherwise than the log has them (decision 0022). Where the log tells something else already, it answers what
 * stands there: a worker that died between this transaction and its report to Temporal wrote it, and the claim takes it
 * over. A log that ends before the first event is no such thing: it is an alert at each attempt, until somebody has restored
 * the log. A claim whose line has become another one is listed to be told of the emergencies that are about that line.
 */
export async function recordEvents(recording: Recording, { db, log, goFirst }: RecordingDesk): Promise<KeptEvents> {
  try {
    await append(db, recording)
    if (recording.events.some(({ type }) => type === 'GreenChannelGranted'))
      await letGoFirst(recording, { log, goFirst })
    await listByLine(db, recording)
    return { as: 'given', events: recording.events }
  } catch (error) {
    if (!(error instanceof HistoryConflict)) throw error
    const { claimId, position } = error
    const stored = await readEvents(db, claimId, recording.from)
    if (stored.length > 0) {
      log.warn({ claimId, position, events: stored.length }, 'the log is ahead of the claim: the claim takes it over')
      // Who asks may be a worker that was thought dead, and write more than the run that goes on will know: it is told.
      await startAgain(db, claimId)
      await listByLine(db, { ...recording, events: stored })
      return { as: 'stood-there', events: stored }
    }
    log.error({ alert: 'HISTORY_CONFLICT', claimId, position }, 'the log lacks events this claim has recorded')
    // Tried again like a database that is away: when the log is restored, the claim goes on by itself.
    throw ApplicationFailure.create({ message: error.message, type: 'HISTORY_CONFLICT' })
  }
}

/** Well within what recording has: a claim that does not get it is worked all the same, in the turn it has. */
const goFirstWithinMs = 1_000

/** Who is granted the green channel while the claim runs goes first from then on. */
async function letGoFirst({ claimId }: Recording, { log, goFirst }: Omit<RecordingDesk, 'db'>): Promise<void> {
  await goFirst(claimId, goFirstWithinMs).catch((err: unknown) => {
    log.warn({ claimId, err }, 'the claim is granted the green channel and keeps its place among the tasks that wait')
  })
}
