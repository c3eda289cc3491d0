import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { ContactOutcome } from './codes.ts'
import type { PassesTo, Receiver } from './payee-commands.ts'
import type { AuthorityUsed, Compensation, Netting, Payee, PayeeChangeReason, Payment } from './state.ts'

/** What happens to those who are paid, and to each payment. */
export type PaymentFact =
  | {
      readonly type: 'PayeesFrozen'
      readonly payees: readonly Payee[]
      readonly payments: readonly Payment[]
      /** What was paid earlier and is left out of these payments, where anything was. */
      readonly netted?: Netting
    }
  | {
      readonly type: 'PayeesUnfrozen'
      readonly reason: PayeeChangeReason
      readonly documents: readonly string[]
      /** Those to be named anew, and their payments that are void. */
      readonly payees: readonly string[]
      readonly payments: readonly number[]
    }
  | { readonly type: 'PaymentSubmitted'; readonly payments: readonly number[] }
  | { readonly type: 'PaymentReturned'; readonly n: number; readonly reasonTextId: string }
  | { readonly type: 'PaymentApproved'; readonly n: number }
  | { readonly type: 'PaymentCleared'; readonly n: number; readonly screeningId?: string }
  | {
      readonly type: 'ScreeningHit'
      readonly n: number
      readonly screeningId: string
      readonly matches: readonly string[]
    }
  | {
      readonly type: 'ScreeningReleased'
      readonly n: number
      readonly matches: readonly string[]
      readonly reasonTextId: string
    }
  | { readonly type: 'ScreeningUpheld'; readonly n: number; readonly reasonTextId: string }
  | { readonly type: 'MeasureObjected'; readonly textId: string; readonly receivedAt: Instant }
  | { readonly type: 'ObjectionAnswered'; readonly textId: string }
  | {
      readonly type: 'RescueNoted'
      readonly documentId: string
      readonly costFen: Fen
      readonly receivedAt: Instant
    }
  | { readonly type: 'PaymentSent'; readonly n: number; readonly queryAt: Instant; readonly queries: number }
  | { readonly type: 'PaymentUnknown'; readonly n: number; readonly queryAt: Instant; readonly queries: number }
  | { readonly type: 'PaymentOverdueUnknown'; readonly n: number }
  | {
      readonly type: 'PaymentRejected'
      readonly n: number
      readonly cause: string
      /** By then the payee is to be contacted, where his account is the trouble (#39). */
      readonly contactDueAt?: Instant
      /** The payment that takes over, where the bank is (#40). */
      readonly next?: Payment
    }
  | { readonly type: 'PaymentRecalled'; readonly n: number; readonly cause: string; readonly next: Payment }
  | {
      readonly type: 'PaymentBounced'
      readonly n: number
      readonly cause: string
      readonly contactDueAt: Instant
      /** What proves that the money came back: our reference with the bank, and its own instant where it named one. */
      readonly proof: BankProof
    }
  /** `passesTo`: the right has passed to somebody else, who is the payee of the next one (#75). */
  | {
      readonly type: 'AccountNamed'
      readonly n: number
      readonly next: Payment
      readonly passesTo?: PassesTo
      /** Who takes the advance for its payee from now on. */
      readonly receiver?: Receiver
    }
  | {
      readonly type: 'PayeeContactTried'
      readonly n: number
      readonly outcome: ContactOutcome
      readonly textId?: string
    }
  | { readonly type: 'PayeeContactMissed'; readonly n: number }
  | { readonly type: 'PaymentHeld'; readonly n: number; readonly because: 'unreachable' | 'refused' }
  | { readonly type: 'PayeeReminded'; readonly n: number; readonly times: number }
  | { readonly type: 'CompensationDue'; readonly compensation: Compensation }
  | ({
      readonly type: 'CompensationApproved'
      readonly n: number
      readonly limitFen: Fen | null
      readonly payment: Payment
    } & AuthorityUsed)
  /** The committee has questions: what is owed stays owed, and is voted on anew. */
  | { readonly type: 'CompensationReturned'; readonly n: number; readonly reasonTextId: string }
  | { readonly type: 'PaymentSettled'; readonly n: number }

/** What an outside system said, kept as proof. */
export interface BankProof {
  readonly reference: string
  readonly claimedAt?: string
}
