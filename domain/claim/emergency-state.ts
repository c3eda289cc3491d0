import type { EventKind, EventLevel } from '../emergency/grades.ts'
import type { Measures } from '../emergency/measures.ts'
import type { Instant } from '../time.ts'
import type { Notice } from './notice.ts'

/** What events and the green channel change on a claim (突发事件, 绿色通道). It stands beside the status and never replaces it. */
export interface EmergencyRegion {
  /** Events the claim was told of, in order of their ids: the order in which they were told leaves no trace. */
  readonly events: readonly HeardEvent[]
  /** What was promised since by any version of any event: no regrading and no end takes it back. */
  readonly kept: Measures
  /**
   * Which version promised a part of what is kept; of several that promise as much the same one in whatever order they came. A
   * claim that was carried over from before this was kept, and what its green channel promises, have none.
   */
  readonly sources?: Readonly<Partial<Record<string, EventVersion>>>
  /** Since when the present target of settling is promised. */
  readonly settleSince?: Instant
  /** Since when the epidemic policy holds (C21): an event of public health has concerned the claim. */
  readonly epidemicSince?: Instant
  readonly greenChannel?: GreenChannel
  readonly contact?: FirstContact
  /** What the customer was last told of each: notices themselves are forgotten in time. */
  readonly told?: Readonly<Partial<Record<ToldOf, Notice['facts']>>>
}

/** One version of an event, as the audit of what it changed names it. */
export interface EventVersion {
  readonly eventId: string
  readonly version: number
}

/**
 * What a change on the claim names: the versions of events it goes back to. Absent in what was recorded before they were named,
 * and where the change goes back to none.
 */
export interface NamesVersions {
  readonly under?: readonly EventVersion[]
}

export const toldOf = ['emergency', 'green-channel'] as const
export type ToldOf = (typeof toldOf)[number]

/** One event as its latest version known here stands. */
export interface HeardEvent {
  readonly eventId: string
  readonly version: number
  readonly state: 'active' | 'ended'
  readonly kind: EventKind
  readonly level: EventLevel
  readonly drill: boolean
  readonly measures: Measures
  /** Whether the loss lies in the scope of that version. */
  readonly inScope: boolean
  /** The last versions that were told, sorted: each counts once. */
  readonly heard: readonly number[]
  /** When a version of it was last applied; absent in claims that were carried over from before this was kept. */
  readonly heardAt?: Instant
  /** How the claim came to belong to the event; absent while no version has concerned it. */
  readonly joined?: 'by-scope' | 'by-hand'
  /** Who joined the claim by hand, last: the limits the event raises are not raised for him. */
  readonly joinedBy?: string
  /** Taken out by hand: no version brings it back, only a person. */
  readonly out?: boolean
}

/** Why one claim is worked in the green channel (绿色通道) without an event. */
export const greenReasons = ['elderly', 'critical-illness', 'hardship', 'disabled'] as const
export type GreenReason = (typeof greenReasons)[number]

export interface GreenChannel {
  readonly because: readonly GreenReason[]
  readonly since: Instant
}

/** Who spoke with the customer first, and when (首次联系). */
export interface FirstContact {
  readonly by: string
  readonly at: Instant
  readonly how: ContactWay
}

export const contactWays = ['phone', 'visit', 'video', 'counter'] as const
export type ContactWay = (typeof contactWays)[number]
