import type { Role } from '../claim/codes.ts'
import type { Instant } from '../time.ts'
import type { EventActor, Incident, MeasureOverrides } from './event-state.ts'
import type { EventScope } from './event-word.ts'
import type { EventKind, EventLevel } from './grades.ts'
import type { Estimate } from './grading.ts'
import type { AuthorityMultiplier } from './measures.ts'

/** Measures as somebody asks for them: who raises a multiplier is who asks, and its end may be missing, to be refused. */
export type AskedMeasures = Omit<MeasureOverrides, 'multiplier'> & { readonly multiplier?: AskedMultiplier | null }

export interface AskedMultiplier extends Pick<AuthorityMultiplier, 'times'> {
  readonly until: Instant | null
}

/** A level as somebody sets it, and what it rests on. */
interface AskedLevel {
  readonly level: EventLevel
  readonly estimate: Estimate
  /** The level the regulator has set, where he has. */
  readonly regulatorLevel?: EventLevel
  readonly measures?: AskedMeasures
  readonly reasonId: string
}

/** What may be asked of an emergency. Texts are named by their ids. */
export type EventCommand =
  | { readonly type: 'ReportIncident'; readonly eventId: string; readonly incident: Incident; readonly drill: boolean }
  | ({
      readonly type: 'DeclareEvent'
      readonly kind: EventKind
      readonly scope: EventScope
      readonly planId?: string
    } & AskedLevel)
  | ({ readonly type: 'SetLevel' } & AskedLevel)
  | { readonly type: 'SetMeasures'; readonly measures: AskedMeasures; readonly reasonId: string }
  | { readonly type: 'SetZone'; readonly scope: EventScope; readonly reasonId: string }
  | { readonly type: 'EndEvent'; readonly endedAt?: Instant; readonly reasonId: string }
  | { readonly type: 'ReviewEvent'; readonly summaryId: string }

export type EventCommandType = EventCommand['type']
export type EventCommandOf<T extends EventCommandType> = Extract<EventCommand, { readonly type: T }>

/** A command with what makes it safe to repeat, and what was looked up for it. */
export interface EventRequest {
  readonly commandId: string
  readonly bodyHash: string
  readonly actor: EventActor
  readonly command: EventCommand
  /** From If-Match: the version the caller has seen. */
  readonly expectedVersion?: number
  /** Whether a claim of the actor's own lies in the scope. */
  readonly ownClaimInScope?: boolean
  /** Lessons of the event that have no owner or no date yet. */
  readonly lessonsWithoutOwner?: number
}

const commander: readonly Role[] = ['emergency-commander']

/** Who may ask what. Everybody who works in an emergency reports an incident; the commander alone turns claims. */
export const eventCommandRoles: Readonly<Record<EventCommandType, readonly Role[]>> = {
  ReportIncident: [
    'emergency-commander',
    'disposal-team',
    'customer-support',
    'supervisor',
    'branch-head',
    'head-office',
  ],
  DeclareEvent: commander,
  SetLevel: commander,
  SetMeasures: commander,
  SetZone: commander,
  EndEvent: commander,
  ReviewEvent: commander,
}
