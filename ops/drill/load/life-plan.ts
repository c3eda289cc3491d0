import type { Role } from '../../../domain/claim/codes.ts'
import type { ExampleName } from '../../../local/demo/example-filing.ts'
import type { ClaimLife } from './claim-life.ts'

/** How a claim of this kind is filed, and what its people do with it. */
export interface LifePlan {
  readonly name: string
  /** Of a hundred claims. */
  readonly share: number
  readonly example: ExampleName
  readonly filer: Role
  readonly documents?: 'no-invoice'
  /** Instead of one of its own. */
  readonly policyNo?: string
  /** A paper receipt of some time ago: its clock falls due soon after it is entered. */
  readonly due?: DueSoon
  /** Of the usual pause before each step (1): a life of many steps takes no longer than one of few. */
  readonly pauseShare?: number
  readonly live: (claim: ClaimLife, filed: FiledLife) => Promise<void>
}

/** A share of a clock's length that is over shortly after filing. */
export interface DueSoon {
  readonly what: string
  readonly afterMs: number
}

export interface FiledLife {
  readonly body: object
  readonly claimantName: string
  /** When the paper clock falls due, epoch ms; now when there is none. */
  readonly dueAt: number
}
