import type { DateText, Instant } from '../time.ts'

/** Ids as in the registry of the law and the norm; a letter tells apart the lengths of one obligation. T: the insurer's own. */
export type ClockId = ClaimClockId | OtherClockId

/** Clocks of a claim. `domain/claim/clock-changes.ts` says what starts and ends each of them. */
export const claimClockIds = [
  'C01',
  'C02',
  'C03',
  'C04',
  'C05',
  'C06',
  'C07',
  'C08',
  'C09',
  'C10',
  'C11',
  'C12',
  'C13',
  'C14',
  'C16a',
  'C16b',
  'C18',
  'C19',
  'C20',
  'C21a',
  'C21b',
  'C23a',
  'C23b',
  'T-dispute',
  'T-lane',
  'T-approval',
  'C25',
  'T-siu',
  'R1',
  'C26',
  'C27',
  'E1',
  'E2',
  'E3',
] as const
export type ClaimClockId = (typeof claimClockIds)[number]

/** Clocks of questions, complaints, emergencies and others beside the claim. */
export type OtherClockId =
  | 'C15'
  | 'C16c'
  | 'C16d'
  | 'C17a'
  | 'C17b'
  | 'C17c'
  | 'C22a'
  | 'C22b'
  | 'C24a'
  | 'C24b'
  | 'C24c'
  | 'C24d'

export type ClockUnit = 'clock-minutes' | 'clock-hours' | 'natural-days' | 'working-days' | 'calendar-years'

/** How far a clock has been escalated (升级督办): 80 % gone, due, one working day late, or a breach on record. */
export type EscalationLevel = 'at-risk' | 'due' | 'late' | 'breach'

/**
 * What missing a clock means. `law`: a breach at `dueLegal`. `norm`: a breach at `dueTarget`. `target`: a target of the
 * insurer missed, nothing broken. `service`: it binds the customer, or only warns; nobody is escalated.
 */
export type ClockKind = 'law' | 'norm' | 'target' | 'service'

/** Whether time stands still: never; for one complete correction notice (P); or for time the text itself excludes (X). */
export type PauseRule = 'never' | 'supplement' | 'excluded-time'

/** One row of the registry: the obligation, its length and its source. Data, never code. */
export interface ClockRule {
  readonly id: ClockId
  readonly obligation: string
  readonly length: number
  readonly unit: ClockUnit
  /** What begins and what ends it, in words; the wiring is the code's (domain/claim/clock-changes.ts). */
  readonly starts: string
  readonly stops: string
  readonly pauses: PauseRule
  readonly kind: ClockKind
  /** Clocks that bind the same act and may fall due earlier: the earliest binds (see caps.ts). */
  readonly cappedBy: readonly ClockId[]
  /** The share of cases, in per cent, that is to be done within a shorter length of the same unit. */
  readonly yardstick?: { readonly length: number; readonly percent: number }
  readonly source: string
  /** First and last date on which the source is in force, as far as known. */
  readonly inForce: { readonly from: DateText; readonly to?: DateText }
}

/** Why a pause began or ended: a message proven delivered, the last listed document that arrived, a time the text excludes. */
export interface ClockProof {
  readonly kind:
    | 'notice-delivered'
    | 'documents-complete'
    | 'documents-waived'
    | 'time-run-out'
    | 'excluded-time-began'
    | 'excluded-time-ended'
  /** Notice number, document request number. */
  readonly reference: string
  /** How the notice arrived: by the channel it was sent by, or `by-hand`. */
  readonly channel?: string
  /** What proves the delivery: the provider's message id, or the slip of a delivery by hand. */
  readonly evidence?: string
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

/** Why the act waits: the payee’s account took no money, or the payee cannot be reached or does not want it (C10). */
export interface ClockDelay {
  readonly cause: 'account' | 'payee'
  readonly from: Instant
  readonly to?: Instant
}

/** By how many days the promised dates lie before those the calendar would give: a later calendar takes nothing back. */
export interface KeptPromise {
  readonly targetDays: number
  readonly legalDays: number
}

/** A running obligation. Everything a person asks about it stands here; nothing is recomputed from memory. */
export interface Clock {
  readonly id: ClockId
  /** Instance of this rule on the claim, from 1: a clock may start again, each instance ends exactly once. */
  readonly n: number
  /** Whom it is owed to, where each payee has an instance of his own (C10). Opaque. */
  readonly payeeId?: string
  /** Of money that came back: the first payment of its chain, which the payee is owed anew beside other agreements (C10). */
  readonly payment?: number
  /** Days on which the act waits for somebody else: they move no due time, and are not ours when it comes late. */
  readonly delay?: ClockDelay
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
  /** The branch’s close of business, milliseconds after midnight, where its days end then; absent: they end at 24:00. */
  readonly closesAfterMs?: number
  /** Where a date promised by an earlier calendar is kept, see recount.ts. */
  readonly kept?: KeptPromise
  readonly pauses: readonly ClockPause[]
  readonly escalations: readonly Escalation[]
  readonly endedAt?: Instant
  readonly voidReason?: string
}
