import type { ClaimLine, LossCause } from '../claim/codes.ts'
import type { DateText, Instant } from '../time.ts'
import type { EventKind, EventLevel } from './grades.ts'
import type { Measures } from './measures.ts'

/** Which claims an event is about: all of place, time and peril have to fit. */
export interface EventScope {
  /** Administrative division codes or their beginnings: `41` is a province, `4101` a city, `410105` a district. */
  readonly zones: readonly string[]
  /** First and last day of the losses. */
  readonly from: DateText
  readonly to: DateText
  readonly causes: readonly LossCause[]
  /** Empty: every line. */
  readonly lines: readonly ClaimLine[]
}

/**
 * What a claim is told of an event: one version of it, whole, so that versions may come in any order and any number of times.
 * A version is raised by every declaration, regrading, change of measures or zone, and by the end.
 */
export interface EventWord {
  readonly eventId: string
  readonly version: number
  readonly state: 'active' | 'ended'
  readonly kind: EventKind
  readonly level: EventLevel
  readonly scope: EventScope
  readonly measures: Measures
  /**
   * Since when this scope holds, epoch ms: whatever was reported in it since was the event's from its report on. Absent in
   * versions from before it was kept.
   */
  readonly scopeSince?: Instant | undefined
  /** An exercise: real notices and real money stay out of it. */
  readonly drill: boolean
}

/** The part of a claim by which it is found to belong to an event. */
export interface LossPlace {
  readonly region: string
  readonly eventDate: DateText
  readonly cause: LossCause
  readonly line: ClaimLine
}

/** Whether a loss lies within the scope: zone by the beginning of the division code, both days included. */
export const isInScope = (scope: EventScope, loss: LossPlace): boolean => outsideScope(scope, loss) === null

/** The first part of a loss that lies outside the scope, or null. */
export function outsideScope(
  { zones, from, to, causes, lines }: EventScope,
  { region, eventDate, cause, line }: LossPlace,
): keyof LossPlace | null {
  if (!zones.some((zone) => region.startsWith(zone))) return 'region'
  if (eventDate < from || to < eventDate) return 'eventDate'
  if (!causes.includes(cause)) return 'cause'
  return lines.length === 0 || lines.includes(line) ? null : 'line'
}
