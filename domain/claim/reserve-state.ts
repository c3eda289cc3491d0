import type { AuthorityLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { BroughtBefore } from './advance-state.ts'

/** What is set aside for the whole of a claim (未决赔款准备金): by rule at acceptance, by a person after that. */
export interface Reserve {
  readonly reserveFen: Fen
  readonly at: Instant
  /** Who set it, and on which step of the ladder; absent where the rule did. */
  readonly by?: { readonly personId: string; readonly level: AuthorityLevel; readonly onBehalfOf?: string }
}

/** A reserve beyond head office, which the committee votes on. */
export interface ProposedReserve extends BroughtBefore {
  readonly reserveFen: Fen
}
