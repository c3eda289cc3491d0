import type {
  AssessedItem,
  ClaimDocument,
  LossReport,
  NoticeSending,
  PolicyTerms,
  ReviewPart,
  SurveyEvidence,
} from './state.ts'
import type { Beneficiary } from './beneficiaries.ts'
import type {
  ClaimLane,
  ContactOutcome,
  DocumentKind,
  NoticeChannel,
  RefusalGround,
  RelinkReason,
  Role,
} from './codes.ts'
import type { Calendar } from '../clocks/calendar.ts'
import type { BankProof, DeliveryProof } from './events.ts'
import type { Fen, Share } from '../money.ts'
import type { PayeeChangeReason, PayeeStanding, ReceiverKind } from './payee-state.ts'

/** Who asks, as the API verified it. Ids are opaque. */
export interface Actor {
  readonly id: string
  readonly role: Role
  /** Administrative code of the actor's branch. */
  readonly branch: string
  /** Step on the authority ladder, 0 for who may decide nothing. */
  readonly authorityLevel: number
}

/** How long ago something happened, in milliseconds: 0 for now. An age, so that only the claim's clock makes instants. */
type AgeMs = number

/** What a document looks like before the claim's clock stamped its arrival. */
export type OfferedDocument = Omit<ClaimDocument, 'receivedAt'>

/** What people may ask of a claim. Free text, names and accounts are stored before, here stand their ids. */
export type ClaimCommand =
  | {
      readonly type: 'ReportClaim'
      readonly claimId: string
      readonly report: Omit<LossReport, 'reportedAt'>
      readonly ageMs: AgeMs
    }
  | {
      readonly type: 'FileClaim'
      readonly claimedFen?: Fen
      readonly documents: readonly OfferedDocument[]
      /** Since the claim reached the insurer or its agent (IL 127). */
      readonly ageMs: AgeMs
    }
  | { readonly type: 'SuspectDuplicate'; readonly otherClaimId: string }
  | { readonly type: 'ResolveDuplicate'; readonly outcome: 'same' | 'joined' | 'cleared' }
  | { readonly type: 'StartCheck' }
  | { readonly type: 'AcceptClaim' }
  | {
      readonly type: 'RequestDocuments'
      readonly items: readonly DocumentNeed[]
      /** For a further request (#16): the new fact that makes it necessary, in a supervisor's words. */
      readonly reasonTextId?: string
    }
  | ({ readonly type: 'ProposeDenial' } & RefusalCase)
  | { readonly type: 'SupplyDocuments'; readonly documents: readonly OfferedDocument[] }
  | { readonly type: 'ReviveClaim' }
  | { readonly type: 'TriageClaim'; readonly lane?: ClaimLane; readonly needsSurvey?: boolean }
  | { readonly type: 'ReportSurvey'; readonly evidence: readonly SurveyEvidence[]; readonly textId?: string }
  | { readonly type: 'RecordReview'; readonly parts: readonly ReviewPart[]; readonly textId?: string }
  | { readonly type: 'ProposeComplexity'; readonly reasonTextId: string }
  | { readonly type: 'ConfirmComplexity' }
  | { readonly type: 'FixLiability'; readonly parts: readonly ReviewPart[]; readonly textId?: string }
  | ({ readonly type: 'ProposeRefusal' } & RefusalCase)
  | { readonly type: 'AssessLoss'; readonly items: readonly AssessedItem[]; readonly textId?: string }
  | { readonly type: 'ApproveProposal' }
  | { readonly type: 'ReturnProposal'; readonly questionTextId: string }
  | { readonly type: 'AgreeOffer'; readonly identityChecked: boolean }
  | {
      readonly type: 'FreezePayees'
      readonly payees: readonly NamedPayee[]
      readonly roundingTo: string
      /** Of a death benefit: everybody it was meant for, with what became of them; an empty list says nobody was named. */
      readonly beneficiaries?: readonly NamedBeneficiary[]
    }
  | {
      readonly type: 'UnfreezePayees'
      readonly reason: PayeeChangeReason
      /** Ids of documents on file that show the change. */
      readonly documents: readonly string[]
      /** Whose naming is thawed; absent: everybody’s whose money is not on its way. */
      readonly payeeIds?: readonly string[]
    }
  | { readonly type: 'SubmitPayments' }
  | {
      readonly type: 'CheckPayment'
      readonly n: number
      readonly verdict: 'approve' | 'return'
      readonly reasonTextId?: string
    }
  | {
      readonly type: 'NameNewAccount'
      readonly n: number
      /** Party that holds the account: sealed before. */
      readonly accountId: string
      readonly accountHolderIsPayee: boolean
      readonly identityChecked: boolean
    }
  | {
      readonly type: 'RecordContactTry'
      readonly n: number
      readonly outcome: ContactOutcome
      readonly textId?: string
    }
  | { readonly type: 'ApproveCompensation'; readonly n: number }
  | { readonly type: 'GiveFeedback'; readonly score: number; readonly textId?: string }
  | { readonly type: 'AnswerFeedback'; readonly textId: string }
  | { readonly type: 'WithdrawClaim'; readonly identityChecked: boolean; readonly reasonTextId: string }
  | { readonly type: 'CancelClaim'; readonly because: 'test' }
  | { readonly type: 'RelinkPolicy'; readonly policyId: string; readonly because: RelinkReason }
  | {
      readonly type: 'ReopenClaim'
      readonly reason: 'new-evidence'
      readonly noteTextId: string
      readonly to: 'received' | 'assessing'
    }
  | {
      readonly type: 'AssignClaim'
      readonly how: 'take' | 'give' | 'return'
      readonly toPersonId?: string
      readonly toRole?: Role
    }
  | {
      readonly type: 'ChangeContacts'
      readonly preferredChannels: readonly NoticeChannel[]
      /** Party that holds the addresses from now on; absent when they stay as they are. */
      readonly contactId?: string
    }
  | { readonly type: 'RecordDelivery'; readonly n: number; readonly reference: string; readonly ageMs: AgeMs }
  | { readonly type: 'AcknowledgeEscalation'; readonly n: number }
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

/** One item of a correction notice, with the reason in the claimant's language. */
export interface DocumentNeed {
  readonly kind: DocumentKind
  readonly reasonTextId: string
  readonly decidableWithout: boolean
}

/** What a refusal rests on, in whole or of one item. */
export interface RefusalBasis {
  readonly ground: RefusalGround
  readonly clause: string
  readonly evidence: readonly string[]
  /** For `exclusion`: the document that shows the clause was prompted and explained (Insurance Law 17). */
  readonly explainedDocumentId?: string
}

/** A refusal or denial in whole: its basis, and the reason in the words the customer is told. */
export type RefusalCase = RefusalBasis & { readonly reasonTextId: string }

export interface NamedPayee {
  readonly payeeId: string
  readonly share: Share
  /** The account is the payee's own; else a receiver is named. */
  readonly accountHolderIsPayee: boolean
  /** Absent: as the insured or the claimant himself. */
  readonly as?: PayeeStanding
  /** Of a death benefit: by whose right, a beneficiary's id or `estate`. */
  readonly through?: string
  readonly minor?: boolean
  readonly receiver?: Receiver
  /** Ids of documents on file that prove the standing. */
  readonly evidence?: readonly string[]
  /** What the insured is proven to have paid a third party: he is paid no more of it. */
  readonly upToFen?: Fen
  readonly identityDocumentId?: string
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

/** What became known and nobody waits for: receipts, answers of outside systems, other claims. */
export type ClaimReceipt =
  | {
      readonly type: 'PolicyAnswered'
      /** Which policy was asked for: the claim may stand under another one by now. */
      readonly policyId: string
      readonly policy: Exclude<PolicyTerms, { known: 'pending' | 'unknown' }> | null
    }
  | ({ readonly type: 'NoticeSentOut'; readonly n: number; readonly messageId: string } & NoticeSending)
  | {
      readonly type: 'NoticeReceipt'
      readonly n: number
      readonly outcome: 'delivered' | 'failed'
      readonly ageMs: AgeMs
      readonly cause?: string
      readonly proof: DeliveryProof
    }
  | {
      readonly type: 'BankAnswered'
      readonly n: number
      readonly answer: BankAnswer
      readonly ageMs: AgeMs
      readonly cause?: string
      /** Of a payment cleared for sending: the screening of its payee that came before. */
      readonly screeningId?: string
      readonly proof?: BankProof
    }
  /** Before a send the payee was found on lists: opaque ids of the screening and of the entries that match. */
  | {
      readonly type: 'PayeeScreened'
      readonly n: number
      readonly screeningId: string
      readonly matches: readonly string[]
    }
  | {
      readonly type: 'AbsorbCopy'
      readonly copyClaimId: string
      /** Opaque ids of those who become claimants here; absent where nobody does. */
      readonly claimants?: readonly string[]
      readonly receivedAt?: number
      readonly documents: readonly ClaimDocument[]
    }
  | { readonly type: 'HandoverDone'; readonly toClaimId: string }
  | { readonly type: 'DuplicateFound'; readonly otherClaimId: string }
  | { readonly type: 'CalendarPublished'; readonly calendar: Calendar }

/**
 * `never-seen`: the bank does not know the reference and nothing may be on its way to it; `not-found`: something may be.
 * `recalled`: taken back before it was credited; `returned`: credited, and given back by the payee’s bank (退汇).
 */
export type BankAnswer =
  | 'never-seen'
  | 'not-found'
  | 'accepted'
  | 'settled'
  | 'rejected'
  | 'recalled'
  | 'returned'
  | 'no-answer'

export type ClaimCommandType = ClaimCommand['type']
export type CommandOf<T extends ClaimCommandType> = Extract<ClaimCommand, { readonly type: T }>
export type ReceiptOf<T extends ClaimReceipt['type']> = Extract<ClaimReceipt, { readonly type: T }>
