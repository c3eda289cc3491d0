import type { Instant } from '../time.ts'

/** Clocks of the registry that exist so far; ids as in the registry of the law and the norm. */
export type ClockId = 'C01' | 'C02' | 'C06' | 'C14'

export type ClockUnit = 'clock-hours' | 'natural-days' | 'working-days'

/** How far a clock has been escalated (升级督办): 80 % gone, due, one working day late, or a breach on record. */
export type EscalationLevel = 'at-risk' | 'due' | 'late' | 'breach'

/** One row of the registry: the obligation, its length and its source. Data, never code. */
export interface ClockRule {
  readonly id: ClockId
  readonly obligation: string
  readonly length: number
  readonly unit: ClockUnit
  /** `delivery` clocks stop only on proven delivery; it is said here because an SRE asks. */
  readonly stops: string
  readonly pauses: boolean
  /** Law breaches at `dueLegal`, norm at `dueTarget`; a `service` clock binds the customer and breaches nothing. */
  readonly kind: 'law' | 'norm' | 'service'
  readonly source: string
}

/** Why a pause began or ended: a message proven delivered, or the last listed document that arrived. */
export interface ClockProof {
  readonly kind: 'notice-delivered' | 'documents-complete' | 'documents-waived' | 'time-run-out'
  /** Notice number, document request number. */
  readonly reference: string
  readonly channel?: string
}

/** A half-open interval [from, to) in which the clock stood still. */
export interface ClockPause {
  readonly from: Instant
  readonly fromProof: ClockProof
  readonly to?: Instant
  readonly toProof?: ClockProof
}

export interface Escalation {
  readonly level: EscalationLevel
  readonly at: Instant
}

/** A running obligation. Everything a person asks about it stands here; nothing is recomputed from memory. */
export interface Clock {
  readonly id: ClockId
  /** Instance of this rule on the claim, from 1: a clock may start again, each instance ends exactly once. */
  readonly n: number
  readonly state: 'running' | 'paused' | 'met' | 'breached' | 'breached-then-met' | 'void'
  readonly startedAt: Instant
  /** The promised length, in the rule's unit: a service policy may shorten the rule's. */
  readonly length: number
  /** What we aim at and what the customer is told: no roll-over. */
  readonly dueTarget: Instant
  /** The last lawful instant, rolled over statutory rest days (Civil Code 203). */
  readonly dueLegal: Instant
  /** True while a date behind the calendar's end was used. */
  readonly provisional: boolean
  readonly ruleVersion: number
  readonly calendarVersion: string
  readonly pauses: readonly ClockPause[]
  readonly escalations: readonly Escalation[]
  readonly endedAt?: Instant
  readonly voidReason?: string
}
