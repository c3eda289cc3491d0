import type { Spread } from '../measure/percentiles.ts'

/** What the parts of the emergency found, each its own. Lengths are milliseconds unless said otherwise. */
export interface EmergencyFindings {
  /** Ordinary claims a second from their filing to closed, as many at once as there are users: what the machine can do. */
  capacityPerSecond?: number
  filing?: FilingAmongEvents
  surge?: Surge
  sweep?: Sweep
  killed?: KilledSweep
  epidemic?: EpidemicReplay
}

/** Filings in windows without an event and in as many while the events are active. */
interface FilingAmongEvents {
  readonly events: number
  readonly alone: readonly Spread[]
  readonly among: readonly Spread[]
}

export interface Surge {
  readonly seconds: number
  /** Filings that came, and those that have no yes or no row. */
  readonly came: number
  readonly lost: number
  /** POST /v1/claims of everybody, from the scheduled instant. */
  readonly filing: Spread
  /** Ordinary claims begun, and those that came to their end while draining lasted. */
  readonly ordinary: { readonly begun: number; readonly ended: number }
  readonly provinces: readonly ProvinceWait[]
}

/** From when a claim was taken in until its workflow first recorded something: what it waited for its turn. */
export interface ProvinceWait {
  /** Two digits of the division code. */
  readonly province: string
  readonly kind: 'flood' | 'epidemic' | 'ordinary'
  readonly wait: Spread
}

interface Sweep {
  readonly claims: number
  /** From sending the declaration until the first and the last had recorded that they applied it. */
  readonly firstSeconds: number
  readonly seconds: number
  /** Every step of claims in the green channel, from sending it to its answer, meanwhile. */
  readonly greenStep: Spread
  /** Claims of others that came to their end, a second. */
  readonly othersPerSecond: number
  /** Told more than once or not at all. */
  readonly notOnce: number
}

interface KilledSweep {
  readonly claims: number
  readonly kills: number
  readonly seconds: number
  readonly notOnce: number
}

export interface EpidemicReplay {
  /** Claims filed, and those that lack a contact target of an hour from their report. */
  readonly claims: number
  readonly contactLate: number
  /** Claims with complete documents, and those that lack a settlement target of one working day. */
  readonly accepted: number
  readonly settleLate: number
  /** People named by hospitals, and those without a task within an hour. */
  readonly people: number
  readonly tasksLate: number
  readonly slowestTaskMs: number | null
}
