import type { Instant } from '../time.ts'
import { dateOf } from '../time.ts'
import { foldEmergency } from './event-evolve.ts'
import type { Emergency, EmergencyEvent } from './event-state.ts'
import type { EventScope } from './event-word.ts'
import type { EventKind, EventLevel } from './grades.ts'
import type { Measures } from './measures.ts'
import { measuresOfGrade } from './measures.ts'

/** What the response to an event needs to know of the event itself (突发事件概况). */
export interface EventFacts {
  readonly eventId: string
  readonly kind: EventKind
  readonly level: EventLevel
  /** Every level it was given, in order: what was owed at one stays owed at the next. None while it is only watched. */
  readonly levels: readonly LevelSince[]
  readonly state: 'watch' | 'active' | 'ended' | 'reviewed'
  readonly scope: EventScope
  readonly measures: Measures
  readonly drill: boolean
  /** When the insurer came to know of it: C22 counts from here at the earliest. */
  readonly knownAt: Instant
  readonly declaredAt: Instant | null
  readonly endedAt: Instant | null
  /** When the end was put on record: until then the response owed what it owes, whatever day the end is dated. */
  readonly endRecordedAt: Instant | null
}

export interface LevelSince {
  readonly level: EventLevel
  /** From the declaration, or from when it was set. */
  readonly since: Instant
}

/**
 * What the log of an event says of it. While it is only watched it stands at the level the figures propose, and at the lightest
 * without any.
 */
export function factsOf(log: readonly EmergencyEvent[]): EventFacts {
  const emergency = foldEmergency(null, log)
  const { eventId, kind, status, word, drill, knownAt, declaredAt, endedAt } = emergency
  const level = emergency.level ?? emergency.proposedLevel ?? 'III'
  const state = status === 'declared' ? 'active' : status
  const { scope = scopeOfIncident(emergency), measures = measuresOfGrade[level] } = word ?? {}
  const levels = levelsIn(log)
  const endRecordedAt = log.find(({ type }) => type === 'EventEnded')?.at ?? null
  const dates = { knownAt, declaredAt, endedAt, endRecordedAt }
  return { eventId, kind, level, levels, state, scope, measures, drill, ...dates }
}

const levelsIn = (log: readonly EmergencyEvent[]): readonly LevelSince[] =>
  log.flatMap((event) =>
    event.type === 'EventDeclared' || event.type === 'LevelSet' ? [{ level: event.word.level, since: event.at }] : [],
  )

function scopeOfIncident({ incident: { zones, happenedAt } }: Emergency): EventScope {
  const day = dateOf(happenedAt)
  return { zones, from: day, to: day, causes: [], lines: [] }
}

/** From when plan steps are counted: the declaration, or the first report while there is none. */
export const countedFrom = ({ declaredAt, knownAt }: EventFacts): Instant => declaredAt ?? knownAt
