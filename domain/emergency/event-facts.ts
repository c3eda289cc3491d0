import type { Instant } from '../time.ts'
import type { EventScope } from './event-word.ts'
import type { EventKind, EventLevel } from './grades.ts'
import type { Measures } from './measures.ts'

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

/** From when plan steps and bulletins are counted: the declaration, or the first report while there is none. */
export const countedFrom = ({ declaredAt, knownAt }: EventFacts): Instant => declaredAt ?? knownAt
