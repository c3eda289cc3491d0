import type { Role } from '../claim/codes.ts'
import type { Instant } from '../time.ts'
import type { EventScope, EventWord } from './event-word.ts'
import type { EventKind, EventLevel } from './grades.ts'
import type { Estimate } from './grading.ts'
import type { Measures } from './measures.ts'

/**
 * Where an emergency (突发事件) stands. `watch`: reported, nobody's claim is touched. `declared`: the claims are being told.
 * `active`: all that were open when it was declared have been listed once. `ended`: running promises go on.
 */
export type EventStatus = 'watch' | 'declared' | 'active' | 'ended' | 'reviewed'

/** The first report of an incident (事件报告). */
export interface Incident {
  readonly kind: EventKind
  /** When it happened, as far as known. */
  readonly happenedAt: Instant
  /** Division codes, two to six digits. */
  readonly zones: readonly string[]
  /** Texts by their ids: where, how far it reaches, what caused it first. */
  readonly placeId: string
  readonly scopeId?: string
  readonly firstCauseId?: string
}

/** What differs from the defaults of the level. A multiplier is never a default. */
export type MeasureOverrides = Partial<Measures>

/** An emergency from its first report to its review. */
export interface Emergency {
  readonly eventId: string
  readonly status: EventStatus
  /** How often somebody decided something: what a decision was taken on. */
  readonly version: number
  /** Events so far: where the next one stands in the log. */
  readonly length: number
  /** An exercise: everything of it says so. */
  readonly drill: boolean
  readonly incident: Incident
  readonly reportedBy: string
  readonly kind: EventKind
  /** The response plan it follows. */
  readonly planId: string | null
  readonly scope: EventScope | null
  readonly estimate: Estimate
  readonly level: EventLevel | null
  /** By the grading table, from the last estimate. */
  readonly proposedLevel: EventLevel | null
  /** Of the regulator, once he has set one: ours is never below it. */
  readonly regulatorLevel: EventLevel | null
  readonly overrides: MeasureOverrides
  /** What claims are told now; null before it is declared. */
  readonly word: EventWord | null
  /** How many claims each round of the present version listed. */
  readonly listed: readonly { readonly round: number; readonly claims: number }[]
  readonly knownAt: Instant
  readonly declaredAt: Instant | null
  readonly endedAt: Instant | null
  readonly reviewedAt: Instant | null
  readonly lastAt: Instant
  /** The last commands with their answers. */
  readonly commands: readonly KnownCommand[]
}

export interface KnownCommand {
  readonly commandId: string
  readonly bodyHash: string
  readonly version: number
  readonly status: EventStatus
}

/** Who acts on an event: an opaque id and the role. */
export interface EventActor {
  readonly id: string
  readonly role: Role | 'system'
}

/** What happened to an emergency. Whatever raises a version carries the whole word that claims are told. */
export type EmergencyFact =
  | {
      readonly type: 'IncidentReported'
      readonly eventId: string
      readonly incident: Incident
      readonly drill: boolean
    }
  | ({ readonly type: 'EventDeclared'; readonly planId: string | null; readonly word: EventWord } & Graded & Reasoned)
  | ({ readonly type: 'LevelSet'; readonly word: EventWord } & Graded & Reasoned)
  | ({ readonly type: 'MeasuresSet'; readonly overrides: MeasureOverrides; readonly word: EventWord } & Reasoned)
  | ({ readonly type: 'ZoneSet'; readonly word: EventWord } & Reasoned)
  | { readonly type: 'ClaimsListed'; readonly wordVersion: number; readonly round: number; readonly claims: number }
  | ({ readonly type: 'EventEnded'; readonly endedAt: Instant; readonly word: EventWord | null } & Reasoned)
  | { readonly type: 'EventReviewed'; readonly summaryId: string }

interface Reasoned {
  readonly reasonId: string
}

/** How a level came about. */
export interface Graded {
  readonly estimate: Estimate
  readonly proposedLevel: EventLevel | null
  readonly regulatorLevel: EventLevel | null
  readonly overrides: MeasureOverrides
}

export type EmergencyEvent = EmergencyFact & {
  readonly at: Instant
  readonly by: EventActor
  /** Of the command that caused it. */
  readonly command?: { readonly commandId: string; readonly bodyHash: string }
}
export type EmergencyEventType = EmergencyEvent['type']
