import type { ContestantName } from '../contestants/contestant.ts'
import type { EmergencyFindings } from '../emergency/emergency-findings.ts'
import type { Spread } from '../measure/percentiles.ts'

/** What one run of the bench found. Lengths are milliseconds, sizes bytes, instants RFC 3339 or epoch ms. */
export interface BenchReport {
  /** A smoke proves that the bench works and that nothing is lost; its figures are too short to be compared. */
  readonly kind: 'full' | 'smoke'
  readonly startedAt: string
  readonly durationMs: number
  readonly seed: number
  /** Runs the same phases over the same claims once more, on the same commit. */
  readonly command: string
  readonly commit: string
  readonly dirty: boolean
  readonly machine: Machine
  readonly figures: readonly Figure[]
  readonly rounds: readonly Round[]
  readonly openLoop: readonly OpenLoopCurve[]
  readonly growth: readonly GrowthPoint[]
  readonly economy?: Economy
  readonly recovery?: Recovery
  readonly storm?: Storm
  readonly storage?: Storage
  readonly idle?: Idle
  readonly emergency?: EmergencyFindings
  readonly invariants: readonly Invariant[]
  /** What was left out for want of time, and why. */
  readonly cut: readonly string[]
}

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryBytes: number
  readonly kernel: string
  readonly node: string
  readonly postgres: string
  readonly temporalServer: string
  readonly sdk: string
}

/** One measured number with what it means and what it is held against. A ratio has no unit. */
export interface Figure {
  readonly id: string
  readonly title: string
  readonly definition: string
  readonly value: number | null
  readonly unit: string
  /** Least and greatest of its rounds. */
  readonly spread?: readonly [number, number]
  readonly aim?: number
  /** Beyond it the command fails. */
  readonly fail?: number
  readonly better: 'higher' | 'lower'
  readonly verdict: Verdict
}

export type Verdict = 'met' | 'missed' | 'failed' | 'information'

/** One contestant under load for a while. */
export interface Round {
  readonly contestant: ContestantName
  readonly life: 'minimal' | 'realistic'
  readonly n: number
  readonly claimsPerSecond: number
  readonly completed: number
  readonly failed: number
  /** By process: front, worker, appDatabase, temporal, temporalDatabase, simulators, driver. */
  readonly cpuMsPerClaim: Readonly<Record<string, number>>
  readonly foreignShare: number
  readonly steps: Readonly<Record<string, Spread>>
}

export interface OpenLoopCurve {
  readonly contestant: ContestantName
  readonly ratePerSecond: number
  readonly started: number
  readonly completed: number
  readonly backlog: number
  /** By step: pairs of percentile and latency. */
  readonly curves: Readonly<Record<string, readonly (readonly [percent: number, ms: number])[]>>
  readonly steps: Readonly<Record<string, Spread>>
}

export interface GrowthPoint {
  /** Workflows open when the point began. */
  readonly open: number
  readonly start: Spread
  readonly effect: Spread
  /** PSS. */
  readonly workerBytes: number
  readonly temporalBytes: number
}

/** What one minimal claim costs Temporal, counted in its history; means over the claims that were looked at. */
export interface Economy {
  readonly claims: number
  readonly events: number
  readonly leastEvents: number
  readonly formula: string
  readonly eventsByType: Readonly<Record<string, number>>
  readonly stateTransitions: number
  readonly cloudActions: number
  readonly historyBytes: number
}

/** Second by second around the kill; `atMs` counts from it. */
export interface Recovery {
  readonly atMs: readonly number[]
  readonly effectsPerSecond: readonly number[]
  readonly open: readonly number[]
  readonly killedAt: number
  readonly firstEffectMs: number | null
}

export interface Storm {
  readonly claims: number
  readonly withinMs: number
  readonly escalated: number
  readonly lateness: Spread
  readonly apiStart: Spread
  readonly apiEffect: Spread
  /** Escalations recorded in each second since the first was due. */
  readonly escalationsPerSecond: readonly number[]
}

/** Per minimal claim. */
export interface Storage {
  readonly appBytesPerClaim: number
  readonly temporalBytesPerClaim: number
  readonly historyBytesPerClaim: number | null
}

export interface Idle {
  readonly open: number
  readonly seconds: number
  /** Cores in use by process. */
  readonly cores: Readonly<Record<string, number>>
}

export interface Invariant {
  readonly phase: string
  readonly name: string
  readonly holds: boolean
  readonly detail: string
}
