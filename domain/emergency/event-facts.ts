import type { Instant } from '../time.ts'
import { dateOf } from '../time.ts'
import type { Emergency } from './event-state.ts'
import type { EventScope } from './event-word.ts'
import type { EventKind, EventLevel } from './grades.ts'
import type { Measures } from './measures.ts'
import { measuresOfGrade } from './measures.ts'

/** What the response to an event needs to know of the event itself (突发事件概况). */
export interface EventFacts {
  readonly eventId: string
  readonly kind: EventKind
  readonly level: EventLevel
  readonly state: 'watch' | 'active' | 'ended' | 'reviewed'
  readonly scope: EventScope
  readonly measures: Measures
  readonly drill: boolean
  /** When the insurer came to know of it: C22 counts from here. */
  readonly knownAt: Instant
  readonly declaredAt: Instant | null
  readonly endedAt: Instant | null
}

/** What is known of an event while it is only watched: the level the figures propose, and the lightest without any. */
export function factsOf(emergency: Emergency): EventFacts {
  const { eventId, kind, status, word, drill, knownAt, declaredAt, endedAt } = emergency
  const level = emergency.level ?? emergency.proposedLevel ?? 'III'
  const state = status === 'declared' ? 'active' : status
  const { scope = scopeOfIncident(emergency), measures = measuresOfGrade[level] } = word ?? {}
  return { eventId, kind, level, state, scope, measures, drill, knownAt, declaredAt, endedAt }
}

function scopeOfIncident({ incident: { zones, happenedAt } }: Emergency): EventScope {
  const day = dateOf(happenedAt)
  return { zones, from: day, to: day, causes: [], lines: [] }
}

/** From when plan steps and bulletins are counted: the declaration, or the first report while there is none. */
export const countedFrom = ({ declaredAt, knownAt }: EventFacts): Instant => declaredAt ?? knownAt
