import type { Client } from '@temporalio/client'

import type { Dice } from '../../../local/dice.ts'
import type { PartName } from '../../../local/production/part.ts'
import type { ProductionStack } from '../../../local/production/production-stack.ts'
import type { Wire } from '../../../local/tcp-proxy.ts'
import type { CallJournal } from '../load/call-journal.ts'
import type { Supervisor } from './supervisor.ts'

/** Everything a fault can reach. */
export interface Field {
  readonly stack: ProductionStack
  readonly supervisor: Supervisor
  /** By `from->to`, as `worker->bank`. */
  readonly wires: ReadonlyMap<string, Wire>
  readonly temporal: Client
  readonly journal: CallJournal
  /** A small file system under the data of Lipei's PostgreSQL; absent where it could not be mounted. */
  readonly disk?: { readonly folder: string }
}

export type FaultKind =
  | `kill ${PartName}`
  | 'kill at a crash point'
  | 'power cut'
  | 'freeze the worker'
  | 'freeze between query and send'
  | 'damage a wire'
  | 'partner in trouble'
  | 'disk full'

/** One fault of the schedule. What it draws it draws when it strikes, from dice of its own. */
export interface Fault {
  readonly kind: FaultKind
  readonly strike: (field: Field, dice: Dice) => Promise<Struck>
}

/** What was done, and how the system came back. */
export interface Struck {
  /** The choice within the kind: the point, the wire, the trouble. */
  readonly what?: string
  /** Processes that were killed; a power cut is one kill. */
  readonly kills: number
  /** From the kill to the first effect of the part that was started again; absent where nobody asked for one. */
  readonly recoveryMs?: number
  /** From the kill to the moment the part answered as ready again; the recovery is this and what came after. */
  readonly readyMs?: number
  /** Why it could not be done. */
  readonly notRun?: string
}
