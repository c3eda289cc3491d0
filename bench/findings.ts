import type { ContestantName } from './contestants/contestant.ts'
import type { LoadReport } from './driver/job.ts'
import type { EmergencyFindings } from './emergency/emergency-findings.ts'
import type { Epidemic } from './emergency/epidemic.ts'
import type { Yardstick, YardstickClock } from './measure/yardsticks.ts'
import type { Economy, GrowthPoint, Idle, Invariant, Recovery, Round, Storage, Storm } from './report/report-shape.ts'

/** What the phases have found so far; each adds its own part. */
export interface Findings {
  readonly rounds: Round[]
  readonly openLoop: {
    readonly contestant: ContestantName
    readonly ratePerSecond: number
    readonly load: LoadReport
  }[]
  readonly growth: GrowthPoint[]
  readonly invariants: Invariant[]
  readonly cut: string[]
  economy?: Economy
  storage?: Storage
  intake?: { readonly ratePerSecond: number; readonly load: LoadReport }
  /** When the claims of the intake fall due, and between which receipts they are found. Epoch ms. */
  due?: { readonly from: number; readonly spreadMs: number; readonly received: readonly [number, number] }
  replay?: LoadReport
  recovery?: Recovery
  idle?: Idle
  storm?: Storm
  /** How many claims a new calendar met, and how long until the last had counted anew. */
  recount?: { readonly claims: number; readonly seconds: number }
  readonly emergency: EmergencyFindings
  /** Goes on through the parts of the emergency, and is judged at their end. */
  epidemic?: Epidemic
  yardsticks?: Readonly<Record<YardstickClock, Yardstick>>
  deadlineMicros?: number | null
}

export const nothingFound = (): Findings => ({
  rounds: [],
  openLoop: [],
  growth: [],
  emergency: {},
  invariants: [],
  cut: [],
})
