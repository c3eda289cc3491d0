import { and, asc, count, desc, eq, gte, inArray, sql } from 'drizzle-orm'

import { foldEmergency } from '../domain/emergency/event-evolve.ts'
import type { EventFacts } from '../domain/emergency/event-facts.ts'
import { factsOf } from '../domain/emergency/event-facts.ts'
import type { Emergency, EmergencyEvent, EventStatus } from '../domain/emergency/event-state.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import type { Place } from './cursor.ts'
import { formatCursor, parseCursor } from './cursor.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import { emergencies, emergencyEvents } from './emergency-schema.ts'

/** Events of an emergency for its log, and the emergency as it stands after them. */
export interface EmergencyRecording {
  readonly eventId: string
  /** Position of the first event. */
  readonly from: number
  readonly events: readonly EmergencyEvent[]
  readonly emergency: Emergency
}

export type EmergencyRow = Omit<typeof emergencies.$inferSelect, 'updatedAt'>

/**
 * Appends the events and keeps the row, in one transaction. Resolves to what the log holds from there: these events, or what
 * stood there already, written by an attempt that died before it could say so. Repeating it changes nothing.
 */
export function recordEmergency(
  db: Database,
  { eventId, from, events, emergency }: EmergencyRecording,
): Promise<readonly EmergencyEvent[]> {
  return inTransaction(db, async (session) => {
    const stood = await readEmergencyEvents(session, eventId, from)
    if (stood.length > 0) return stood
    const [{ before } = { before: 0 }] = await session
      .select({ before: count() })
      .from(emergencyEvents)
      .where(eq(emergencyEvents.eventId, eventId))
    if (before !== from) throw new Error(`emergency ${eventId} has ${before} events in its log, not ${from}`)
    await session.insert(emergencyEvents).values(
      events.map((event, index) => ({
        eventId,
        position: from + index,
        type: event.type,
        at: event.at,
        actorId: event.by.id,
        actorRole: event.by.role,
        event,
        commandId: event.command?.commandId ?? null,
        bodyHash: event.command?.bodyHash ?? null,
      })),
    )
    const row = { ...rowOf(emergency), updatedAt: sql`now()` }
    await session.insert(emergencies).values(row).onConflictDoUpdate({ target: emergencies.eventId, set: row })
    return events
  })
}

const rowOf = (emergency: Emergency): EmergencyRow => {
  const { eventId, status, version, kind, level, drill, scope, incident, word, knownAt, declaredAt, endedAt } =
    emergency
  const zones = [...(scope ?? incident).zones]
  return { eventId, status, version, kind, level, drill, zones, word, knownAt, declaredAt, endedAt }
}

/** The log of an emergency from a position on, in order; none for an unknown one. */
export async function readEmergencyEvents(
  session: Session,
  eventId: string,
  from = 0,
): Promise<readonly EmergencyEvent[]> {
  const rows = await session
    .select({ event: emergencyEvents.event })
    .from(emergencyEvents)
    .where(and(eq(emergencyEvents.eventId, eventId), gte(emergencyEvents.position, from)))
    .orderBy(asc(emergencyEvents.position))
  return rows.map(({ event }) => event)
}

/** An emergency as its log tells it, or null when nobody ever reported it. */
export async function readEmergency(session: Session, eventId: string): Promise<Emergency | null> {
  const events = await readEmergencyEvents(session, eventId)
  return events.length === 0 ? null : foldEmergency(null, events)
}

/** An emergency as the response to it sees it, or null when nobody ever reported it. */
export async function readEventFacts(session: Session, eventId: string): Promise<EventFacts | null> {
  const events = await readEmergencyEvents(session, eventId)
  return events.length === 0 ? null : factsOf(events)
}

/** The row of an emergency, or null when nobody ever reported it. */
export async function readEmergencyRow(session: Session, eventId: string): Promise<EmergencyRow | null> {
  const [row] = await session.select().from(emergencies).where(eq(emergencies.eventId, eventId))
  return row ?? null
}

/** What claims are told of an emergency now; null for one that is unknown or was never declared. */
export async function readWord(session: Session, eventId: string): Promise<EventWord | null> {
  const [row] = await session
    .select({ word: emergencies.word })
    .from(emergencies)
    .where(eq(emergencies.eventId, eventId))
  return row?.word ?? null
}

/** What claims are told now of these emergencies, whether they run or have ended; nothing of one that was never declared. */
export async function wordsOf(session: Session, eventIds: readonly string[]): Promise<readonly EventWord[]> {
  if (eventIds.length === 0) return []
  const rows = await session
    .select({ word: emergencies.word })
    .from(emergencies)
    .where(inArray(emergencies.eventId, [...eventIds]))
    .orderBy(asc(emergencies.eventId))
  return rows.flatMap(({ word }) => word ?? [])
}

/** The words of the emergencies that run and have this division in their zones, whatever else they are about. */
export async function wordsIn(session: Session, region: string): Promise<readonly EventWord[]> {
  const rows = await session
    .select({ word: emergencies.word })
    .from(emergencies)
    .where(
      and(
        inArray(emergencies.status, [...runningStatuses]),
        sql`exists (select from unnest(${emergencies.zones}) as zone where starts_with(${region}, zone))`,
      ),
    )
    .orderBy(asc(emergencies.eventId))
  return rows.flatMap(({ word }) => word ?? [])
}

/** The words of all emergencies that run. */
export async function runningWords(session: Session): Promise<readonly EventWord[]> {
  const rows = await session
    .select({ word: emergencies.word })
    .from(emergencies)
    .where(inArray(emergencies.status, [...runningStatuses]))
  return rows.flatMap(({ word }) => word ?? [])
}

const runningStatuses: readonly EventStatus[] = ['declared', 'active']

/** The answer a command of this emergency was given, or null when the log does not know it. */
export async function findEmergencyAnswer(session: Session, eventId: string, commandId: string) {
  const events = await readEmergencyEvents(session, eventId)
  const at = events.findIndex(({ command }) => command?.commandId === commandId)
  const command = events[at]?.command
  if (command === undefined) return null
  const { version, status } = foldEmergency(null, events.slice(0, at + 1))
  return { ...command, eventId, version, status }
}

/** The newest first. `running`: only those that claims are being told of. */
export async function listEmergencies(
  session: Session,
  {
    running,
    cursor,
    limit,
  }: { readonly running: boolean; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly rows: readonly EmergencyRow[]; readonly next: string | null }> {
  const behind = cursor === undefined ? undefined : isBehind(parseCursor('emergencies', cursor))
  const only = running ? inArray(emergencies.status, [...runningStatuses]) : undefined
  const found = await session
    .select()
    .from(emergencies)
    .where(and(only, behind))
    .orderBy(desc(emergencies.knownAt), desc(emergencies.eventId))
    .limit(limit + 1)
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  const next = last ? formatCursor('emergencies', { key: String(last.knownAt), claimId: last.eventId }) : null
  return { rows, next }
}

const isBehind = ({ key, claimId }: Place) =>
  sql`(${emergencies.knownAt}, ${emergencies.eventId}) < (${key}::bigint, ${claimId})`
