import type {
  AssessedItem,
  ClaimDocument,
  ContactWay,
  GreenReason,
  InvoiceFault,
  LossReport,
  Motion,
  NoticeSending,
  PolicyTerms,
  ProvenDiagnosis,
  ReviewPart,
  SurveyEvidence,
  Vote,
} from './state.ts'
import type { AdvanceCommand } from './advance-commands.ts'
import type {
  ClaimLane,
  ContactOutcome,
  DocumentKind,
  NoticeChannel,
  RefusalGround,
  RelinkReason,
  ReopenReason,
  Role,
  SurveyManner,
} from './codes.ts'
import type { Concession, DisputeCommand } from './dispute-commands.ts'
import type { Calendar } from '../clocks/calendar.ts'
import type { EventWord } from '../emergency/event-word.ts'
import type { DeliveryProof } from './events.ts'
import type { BankProof } from './payment-facts.ts'
import type { Fen } from '../money.ts'
import type { AgeMs } from '../time.ts'
import type { ToldAuthority } from './told-authority.ts'
import type { ComparedNames, PassesTo, PayeeCommand, Receiver } from './payee-commands.ts'

/** Who asks, as the API verified it. Ids are opaque. */
export interface Actor {
  readonly id: string
  readonly role: Role
  /** Administrative code of the actor's branch. */
  readonly branch: string
  /** Step on the authority ladder, 0 for who may decide nothing. */
  readonly authorityLevel: number
  /** Who lent that step, where it is not the actor's own. Set by the claim, never by whoever asks. */
  readonly onBehalfOf?: string
}

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
  | { readonly type: 'AcceptClaim'; readonly diagnosis?: ProvenDiagnosis }
  | {
      readonly type: 'RequestDocuments'
      readonly items: readonly DocumentNeed[]
      /** For a further request (#16): the new fact that makes it necessary, in a supervisor's words. */
      readonly reasonTextId?: string
    }
  | ({ readonly type: 'ProposeDenial' } & RefusalCase)
  | {
      readonly type: 'SupplyDocuments'
      readonly documents: readonly OfferedDocument[]
      /** Since they reached the insurer or its agent; without it, now. */
      readonly ageMs?: AgeMs
    }
  | { readonly type: 'ReviveClaim' }
  | { readonly type: 'TriageClaim'; readonly lane?: ClaimLane; readonly needsSurvey?: boolean }
  | {
      readonly type: 'ReportSurvey'
      readonly evidence: readonly SurveyEvidence[]
      /** Where it was not at the place. */
      readonly how?: SurveyManner
      readonly textId?: string
    }
  | {
      readonly type: 'RecordReview'
      readonly parts: readonly ReviewPart[]
      readonly textId?: string
      readonly diagnosis?: ProvenDiagnosis
    }
  | { readonly type: 'ProposeComplexity'; readonly reasonTextId: string }
  | { readonly type: 'ConfirmComplexity' }
  | { readonly type: 'FixLiability'; readonly parts: readonly ReviewPart[]; readonly textId?: string }
  | ({ readonly type: 'ProposeRefusal' } & RefusalCase)
  | { readonly type: 'AssessLoss'; readonly items: readonly AssessedItem[]; readonly textId?: string }
  | { readonly type: 'SetReserve'; readonly reserveFen: Fen; readonly reasonTextId: string }
  | { readonly type: 'RegisterInvoice'; readonly invoiceId: string; readonly amountFen: Fen }
  | {
      readonly type: 'ProposeConcession'
      readonly kind: Concession
      readonly payFen: Fen
      readonly reasonTextId: string
    }
  | { readonly type: 'ApproveProposal' }
  | { readonly type: 'ReturnProposal'; readonly questionTextId: string; readonly on?: Motion }
  /** The word of one member of the committee; who is not for it says why. `on`: where it is no proposal he votes on. */
  | { readonly type: 'VoteProposal'; readonly vote: Vote; readonly reasonTextId?: string; readonly on?: Motion }
  /** `ageMs`: since the claimant agreed, where that was not now. */
  | { readonly type: 'AgreeOffer'; readonly identityChecked: boolean; readonly ageMs?: AgeMs }
  | PayeeCommand
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
      /** Somebody else has the right to it now (#75): he is paid under `accountId`, and his account was compared. */
      readonly passesTo?: PassesTo
      /** Of an advance: who takes it for the payee, and holds that account; of a minor his guardian. */
      readonly receiver?: Receiver
      readonly compared?: ComparedNames
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
      readonly reason: ReopenReason
      readonly noteTextId: string
      readonly to: 'received' | 'assessing'
    }
  | {
      readonly type: 'AssignClaim'
      readonly how: 'take' | 'give' | 'return'
      readonly toPersonId?: string
      readonly toRole?: Role
    }
  /** Absent: whoever asks. */
  | { readonly type: 'DeclareInterest'; readonly personId?: string }
  | {
      readonly type: 'ChangeContacts'
      readonly preferredChannels: readonly NoticeChannel[]
      /** Party that holds the addresses from now on; absent when they stay as they are. */
      readonly contactId?: string
    }
  | { readonly type: 'RecordDelivery'; readonly n: number; readonly reference: string; readonly ageMs: AgeMs }
  | { readonly type: 'AcknowledgeEscalation'; readonly n: number }
  | DisputeCommand
  | { readonly type: 'RaiseHold'; readonly amountFen: Fen; readonly reasonTextId: string }
  | { readonly type: 'ConfirmHold' }
  | { readonly type: 'ReleaseHold'; readonly reportTextId: string }
  | {
      readonly type: 'ProveFraud'
      readonly extent: 'whole' | 'part'
      /** For a part: what is false of what was assessed. */
      readonly falseFen?: Fen
      readonly clause: string
      readonly evidence: readonly string[]
      readonly reasonTextId: string
      /** Number under which the case was handed to the police, when it was. */
      readonly policeReference?: string
    }
  | {
      readonly type: 'CountersignProposal'
      readonly verdict: 'agree' | 'object'
      readonly questionTextId?: string
    }
  | { readonly type: 'RecordNonDisclosure'; readonly evidence: readonly string[]; readonly ageMs: AgeMs }
  | { readonly type: 'ServeRescission'; readonly reference: string; readonly ageMs: AgeMs }
  | AdvanceCommand
  /** `word` is what the event says of itself now, as whoever passes the command on has looked it up. */
  | { readonly type: 'JoinEvent'; readonly eventId: string; readonly reasonTextId: string; readonly word?: EventWord }
  | { readonly type: 'LeaveEvent'; readonly eventId: string; readonly reasonTextId: string }
  | { readonly type: 'GrantGreenChannel'; readonly because: readonly GreenReason[]; readonly reasonTextId: string }
  | { readonly type: 'RecordContact'; readonly how: ContactWay; readonly textId?: string }

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
export type RefusalCase = RefusalBasis & {
  readonly reasonTextId: string
  /** Cash value or premium that is owed all the same (Insurance Law 43 to 45). */
  readonly stillDueFen?: Fen
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
      /** The tables of authority, told with the word that money arrived: what came late is routed by them (#47). */
      readonly authority?: ToldAuthority
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
  | {
      readonly type: 'FraudScored'
      /** Codes of rules of which one alone is enough. */
      readonly hardRules: readonly string[]
      /** What is weak alone and adds up. */
      readonly signals: readonly { readonly code: string; readonly points: number }[]
    }
  | { readonly type: 'CalendarPublished'; readonly calendar: Calendar }
  | { readonly type: 'InvoiceChecked'; readonly invoiceId: string; readonly outcome: 'genuine' | InvoiceFault }
  | { readonly type: 'EventTold'; readonly word: EventWord }

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
