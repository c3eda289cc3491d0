import type { Age } from '../identity-number.ts'
import type { Fen, Share } from '../money.ts'
import type { AgeMs } from '../time.ts'
import type { Beneficiary } from './beneficiaries.ts'
import type { PayeeChangeReason, PayeeStanding, ReceiverKind } from './payee-state.ts'

/** What is asked about those who are paid. */
export type PayeeCommand =
  | {
      readonly type: 'FreezePayees'
      readonly payees: readonly NamedPayee[]
      readonly roundingTo: string
      /** Of a death benefit: everybody it was meant for, with what became of them; an empty list says nobody was named. */
      readonly beneficiaries?: readonly NamedBeneficiary[]
      /** Whose part money counts against that went out before, where somebody has to say it. */
      readonly had?: readonly HadBefore[]
    }
  | {
      readonly type: 'UnfreezePayees'
      readonly reason: PayeeChangeReason
      /** Ids of documents on file that show the change. */
      readonly documents: readonly string[]
      /** Whose naming is thawed; absent: everybody’s whose money is not on its way. */
      readonly payeeIds?: readonly string[]
    }
  | ComplianceCommand
  | {
      readonly type: 'NoteRescue'
      /** The notice of the police, a document on file. */
      readonly documentId: string
      readonly costFen: Fen
      readonly ageMs: AgeMs
    }

/** What compliance decides, and nobody else is told (see confidential.ts). */
type ComplianceCommand =
  | {
      readonly type: 'DecideScreening'
      readonly n: number
      readonly verdict: 'release' | 'uphold'
      readonly reasonTextId: string
    }
  | { readonly type: 'RecordObjection'; readonly textId: string; readonly ageMs: AgeMs }
  | { readonly type: 'AnswerObjection'; readonly textId: string }

/** An advance or what was overpaid, by its number, and which of the payees had it; absent: none of them, it is asked back. */
export interface HadBefore {
  readonly what: 'advance' | 'overpaid'
  readonly n: number
  readonly payeeId?: string
}

export interface NamedPayee {
  readonly payeeId: string
  readonly share: Share
  /** The account is the payee's own; else a receiver is named. */
  readonly accountHolderIsPayee: boolean
  /** Absent: as the insured or the claimant himself. */
  readonly as?: PayeeStanding
  /** Whose sealed name on this claim the payee's is, as whoever compared them says; absent: neither's. */
  readonly namedOnFile?: 'insured' | 'claimant'
  /** Of a beneficiary the policy names: whether this is his name, as the policy system says; absent: nobody could compare. */
  readonly isNamedThere?: boolean
  /** Ids under which earlier payees of this claim were sealed who have his name and his account or identity number. */
  readonly sameAs?: readonly string[]
  /** By whose right: of a death benefit a beneficiary's id or `estate`, of an heir on a liability line `third-party`. */
  readonly through?: string
  readonly minor?: boolean
  /** By the birth date in his sealed identity number, as whoever read it says; absent where none is on file. */
  readonly ageOnFile?: Age
  readonly receiver?: Receiver
  /** Ids of documents on file that prove the standing. */
  readonly evidence?: readonly string[]
  /** What the insured is proven to have paid a third party: he is paid no more of it. */
  readonly upToFen?: Fen
  readonly identityDocumentId?: string
}

/** Who gets an advance, by the rules of payees: his account, or that of his guardian; a hospital directly as a provider (直付). */
export type AdvancePayee = Omit<NamedPayee, 'share' | 'sameAs'>

/**
 * Who comes after the payee of an advance that a final sum has counted, or of money of an earlier agreement, where it came
 * back: an heir, or whom it was assigned to. He has no share of the agreement that is paid, so that no thaw names him.
 */
export interface PassesTo {
  readonly as: 'heir' | 'assignee'
  /** Ids of documents on file that prove it. */
  readonly evidence: readonly string[]
  readonly identityDocumentId?: string
}

/**
 * What the sealed names say of another account, found by whoever passes the command on: the claim knows no name. Absent in
 * what was recorded before they were compared.
 */
export interface ComparedNames {
  /** The name given is that of the payee of this payment. */
  readonly isPayee: boolean
  /** Of a customer who asks himself: he is that payee. */
  readonly isOwn?: boolean
}

/** Who takes the money for a payee, with the documents on file that prove it. */
export interface Receiver {
  readonly as: ReceiverKind
  readonly evidence: readonly string[]
  readonly identityDocumentId?: string
}

/** A beneficiary, and the documents on file that show what became of him. */
export interface NamedBeneficiary extends Beneficiary {
  readonly evidence?: readonly string[]
}
