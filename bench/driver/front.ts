import type { FrontPlace } from './job.ts'
import { lipeiFront } from './lipei-front.ts'
import type { Life, Step } from './lives.ts'
import { twinFront } from './twin-front.ts'
import { openWatcher, type Watcher } from './watcher.ts'

/** How the driver talks to a contestant. Every promise resolves when the effect is there, not when it was asked for. */
export interface Front {
  /** Files a claim; resolves to it when it is stored for ever and under way. */
  readonly file: (life: Life, key: string) => Promise<Standing>
  /** Waits until the step is possible. */
  readonly ready: (claim: Standing, step: Step) => Promise<Standing>
  /** Sends the step; resolves when it has had its effect. `n` counts the steps of this life from 1. */
  readonly send: (claim: Standing, step: Step, place: StepPlace) => Promise<Standing>
  /** Waits for the end. */
  readonly end: (claim: Standing, life: Life) => Promise<void>
  /** Instants at which the claims' payment rows were written, epoch ms. */
  readonly paymentRows: (claimIds: readonly string[]) => Promise<ReadonlyMap<string, number>>
  readonly watcherPid: number
  readonly close: () => Promise<void>
}

export interface StepPlace {
  readonly n: number
  readonly isLast: boolean
  /** Names this step of this claim for ever. */
  readonly key: string
}

/** A claim as the driver knows it. */
export interface Standing {
  readonly claimId: string
  readonly status: string
  /** What a decision binds. */
  readonly decisionVersion: number
  /** The highest version an answer told. */
  readonly version: number
}

/** What the watcher reads, and where the payment row stands, by contestant. */
const sources = {
  lipei: {
    marks: 'select claim_id, status as mark, decision_version as version from claims where claim_id = any($1)',
    payments: 'payments',
  },
  bare: {
    marks: "select c as claim_id, '' as mark, 0 as version from unnest($1::text[]) c",
    payments: 'bare.payments',
  },
  naive: {
    marks: 'select claim_id, max(n)::text as mark, 0 as version from naive.steps where claim_id = any($1) group by 1',
    payments: 'naive.payments',
  },
} as const

export async function openFront(place: FrontPlace): Promise<Front> {
  const { marks, payments } = sources[place.contestant]
  const watcher = await openWatcher(place.databaseUrl, marks)
  const front = place.contestant === 'lipei' ? lipeiFront(place, watcher) : twinFront(place, watcher)
  return {
    ...front,
    paymentRows: (claimIds) => readPaymentRows(watcher, payments, claimIds),
    watcherPid: watcher.pid,
    close: watcher.close,
  }
}

function readPaymentRows(watcher: Watcher, table: string, claimIds: readonly string[]) {
  const at = 'extract(epoch from created_at)::float8 * 1000 as at'
  return watcher.stamps(`select claim_id, ${at} from ${table} where claim_id = any($1)`, claimIds)
}
