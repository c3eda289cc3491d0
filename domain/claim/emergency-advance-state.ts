import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'

/** An advance the system has offered or computed of itself, because an event says so (主动预付). Somebody still proposes it, with its payee. */
export interface EmergencyAdvance {
  /** `offered`: the customer is asked whether he wants it; `computed`: it is proposed without being asked for. */
  readonly how: 'offered' | 'computed'
  readonly sharePercent: number
  /** What the claim comes to by all that is known, less what is held. */
  readonly estimateFen: Fen
  /** The share of it, less what was approved in advance before. */
  readonly amountFen: Fen
  readonly at: Instant
}
