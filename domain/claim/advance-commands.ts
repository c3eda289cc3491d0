import type { Fen } from '../money.ts'
import type { PrepaymentReason, RecoveryCause } from './codes.ts'
import type { AdvancePayee } from './payee-commands.ts'

/** What is asked about money in advance, and about money that should come back. */
export type AdvanceCommand =
  | {
      readonly type: 'RequestPrepayment'
      readonly why: PrepaymentReason
      /** What the documents prove at least. */
      readonly amountFen: Fen
      /** The documents of this claim that prove it. */
      readonly evidence: readonly string[]
      readonly payee: AdvancePayee
      readonly textId?: string
    }
  | {
      readonly type: 'DecidePrepayment'
      readonly n: number
      readonly verdict: 'approve' | 'return'
      /** Where less is provable than was proposed. */
      readonly amountFen?: Fen
      readonly reasonTextId?: string
    }
  | {
      readonly type: 'AnswerAdvance'
      readonly answer: 'nothing-provable' | 'refuse'
      readonly reasonTextId: string
    }
  | {
      readonly type: 'OpenRecovery'
      readonly cause: RecoveryCause
      readonly amountFen: Fen
      readonly against?: LiableParty
      readonly evidence: readonly string[]
      readonly reasonTextId: string
    }
  | { readonly type: 'RecordRecoveryReceipt'; readonly n: number; readonly amountFen: Fen; readonly reference: string }
  | { readonly type: 'WriteOffRecovery'; readonly n: number; readonly reasonTextId: string }

/** Who is liable for the loss, as far as Insurance Law 62 asks: never his name. */
export interface LiableParty {
  readonly relation: 'family' | 'other'
  readonly intentional: boolean
}
