import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { HoldReason, ProvenFraud } from './hold-state.ts'

/** What a suspicion brings: money that is held, what is proven of it, and a contract that is rescinded (#54-#57). */
export type HoldFact =
  | { readonly type: 'HoldProposed'; readonly amountFen: Fen; readonly reasonTextId: string }
  | {
      readonly type: 'HoldRaised'
      readonly n: number
      readonly amountFen: Fen
      readonly because: HoldReason
      readonly signals: readonly string[]
      readonly reasonTextId?: string
      readonly lapsesAt?: Instant
    }
  | { readonly type: 'HoldCleared'; readonly n: number; readonly reportTextId: string }
  /** A day is left in which it may be renewed, proven or cleared. */
  | { readonly type: 'HoldLapseNear'; readonly n: number }
  | { readonly type: 'HoldLapsed'; readonly n: number }
  | ({ readonly type: 'FraudProven' } & ProvenFraud)
  | { readonly type: 'ProposalCountersigned' }
  | { readonly type: 'NonDisclosureFound'; readonly knownAt: Instant; readonly evidence: readonly string[] }
  | { readonly type: 'RescissionServed'; readonly reference: string }
