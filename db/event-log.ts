import { and, asc, eq, gte, sql } from 'drizzle-orm'

import type { ClaimEvent } from '../domain/claim/events.ts'
import type { AnsweredCommand, ClaimStatus } from '../domain/claim/state.ts'
import type { Instant } from '../domain/time.ts'
import type { Session } from './database.ts'
import { claimEvents } from './schema.ts'

/** The claim's events from a position on, in order; none for an unknown claim. */
export async function readEvents(session: Session, claimId: string, from = 0): Promise<readonly ClaimEvent[]> {
  const rows = await session
    .select({ event: claimEvents.event })
    .from(claimEvents)
    .where(and(eq(claimEvents.claimId, claimId), gte(claimEvents.position, from)))
    .orderBy(asc(claimEvents.position))
  return rows.map(({ event }) => event)
}

/** The answer a command of this claim was given, or null when the log does not know the command. */
export async function findAnswer(
  session: Session,
  claimId: string,
  commandId: string,
): Promise<AnsweredCommand | null> {
  const [row] = await session
    .select({
      bodyHash: claimEvents.bodyHash,
      version: claimEvents.answerVersion,
      decisionVersion: claimEvents.answerDecisionVersion,
      status: claimEvents.answerStatus,
    })
    .from(claimEvents)
    .where(and(eq(claimEvents.claimId, claimId), eq(claimEvents.commandId, commandId)))
  if (row === undefined) return null
  // Recording writes all of them or none.
  const answer = row as { bodyHash: string; version: number; decisionVersion: number; status: ClaimStatus }
  return { commandId, ...answer }
}

/** An event with its place in the log. */
export interface RecordedEvent {
  readonly position: number
  readonly globalSeq: number
  readonly recordedAt: Instant
  readonly hash: string
  readonly event: ClaimEvent
}

export interface EventPageAsk {
  readonly claimId: string
  /** First position wanted. */
  readonly from: number
  readonly limit: number
}

/** One page of the claim's log; the next one begins behind its last position. */
export async function readEventPage(
  session: Session,
  { claimId, from, limit }: EventPageAsk,
): Promise<readonly RecordedEvent[]> {
  return session
    .select({
      position: claimEvents.position,
      globalSeq: claimEvents.globalSeq,
      recordedAt: sql`extract(epoch from ${claimEvents.recordedAt}) * 1000`.mapWith(Number),
      hash: claimEvents.hash,
      event: claimEvents.event,
    })
    .from(claimEvents)
    .where(and(eq(claimEvents.claimId, claimId), gte(claimEvents.position, from)))
    .orderBy(asc(claimEvents.position))
    .limit(limit)
}
