import type { AuthorityLevel } from '../authority.ts'
import type { Calendar } from '../clocks/calendar.ts'
import type { Clock, ClockId, EscalationLevel } from '../clocks/clock.ts'
import type { EventWord } from '../emergency/event-word.ts'
import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { DocumentKind, NoticeChannel, RelinkReason, ReopenReason, Role, SurveyManner } from './codes.ts'
import type { DisputeFact } from './dispute-events.ts'
import type { NamesVersions } from './emergency-state.ts'
import type { HoldFact } from './hold-events.ts'
import type {
  Agreement,
  AskingStage,
  Assessment,
  AuthorityUsed,
  ClaimDocument,
  ContactWay,
  DecidedBy,
  EmergencyAdvance,
  Filing,
  GreenReason,
  InvoiceFault,
  LossReport,
  Motion,
  Notice,
  NoticeSending,
  Payment,
  PolicyTerms,
  Prepayment,
  Proposal,
  ProvenDiagnosis,
  Recovery,
  RequestedItem,
  ReviewPart,
  SurveyEvidence,
  SurveyOrder,
  Triage,
  Vote,
} from './state.ts'
import type { PaymentFact } from './payment-facts.ts'

/** Who did it: an opaque person id and the role they acted in; `system` for rules and the passing of time. */
export interface EventActor {
  readonly id: string
  readonly role: Role | 'system'
}

/**
 * Something that happened to a claim, for ever. JSON only: instants are epoch milliseconds, money integer fen. `clocks`
 * are the clocks that changed as they stand after the event, `notices` the notices it ordered: what the calendar and
 * the policy said then is part of the record, so folding needs neither.
 */
export type ClaimEvent = ClaimFact & {
  readonly at: Instant
  readonly by: EventActor
  readonly clocks?: readonly Clock[]
  readonly notices?: readonly Notice[]
  /** On the last event of an answered command: the answer is the claim as it stands after it. */
  readonly command?: { readonly commandId: string; readonly bodyHash: string }
}

export type ClaimFact =
  | { readonly type: 'ClaimReported'; readonly claimId: string; readonly rules: number; readonly report: LossReport }
  | { readonly type: 'PolicyLookedUp'; readonly policy: Exclude<PolicyTerms, { known: 'pending' }> }
  | { readonly type: 'PolicyRelinked'; readonly policyId: string; readonly because: RelinkReason }
  | { readonly type: 'ReportReminded'; readonly afterDays: number }
  | { readonly type: 'ClaimFiled'; readonly filing: Filing; readonly documents: readonly ClaimDocument[] }
  | { readonly type: 'DuplicateSuspected'; readonly otherClaimId: string }
  | { readonly type: 'DuplicateCleared'; readonly otherClaimId: string }
  | {
      readonly type: 'CopyAbsorbed'
      readonly copyClaimId: string
      /** Who became a claimant here by it. */
      readonly claimants?: readonly string[]
      readonly receivedAt?: Instant
      readonly documents: readonly ClaimDocument[]
      /** Documents the full file had no room for: they stay with the copy. */
      readonly leftOut?: number
    }
  | { readonly type: 'CopyHandedOver'; readonly toClaimId: string }
  | { readonly type: 'CheckStarted' }
  | {
      readonly type: 'ClaimAccepted'
      readonly because: 'complete' | 'denial-not-approved' | 'decidable-without'
      /** What is set aside for it by rule; absent while nobody knows an amount. */
      readonly reserveFen?: Fen
      readonly diagnosis?: ProvenDiagnosis
    }
  | {
      readonly type: 'DocumentsRequested'
      readonly n: number
      readonly items: readonly RequestedItem[]
      readonly noticeN: number
      /** What the customer is given to supply them, promised in the notice. */
      readonly workingDays: number
      /** Of a further request: why a supervisor made it. It pauses nothing of the law (#16). */
      readonly reasonTextId?: string
    }
  | { readonly type: 'SupplementTimeBegan'; readonly request: number }
  | { readonly type: 'DocumentsSupplied'; readonly documents: readonly ClaimDocument[] }
  | {
      readonly type: 'DocumentsCompleted'
      readonly request: number
      /** When the last of them had arrived, where that was earlier than it became known: clocks count from there. */
      readonly arrivedAt?: Instant
    }
  | { readonly type: 'SupplementReminded'; readonly percent: number }
  | { readonly type: 'SupplementTimeRanOut'; readonly request: number }
  | { readonly type: 'ClaimWentDormant' }
  | { readonly type: 'SupplementExtended'; readonly request: number }
  | {
      readonly type: 'ClaimRevived'
      /** Documents wake it: what they leave missing is told with them. */
      readonly withDocuments?: true
    }
  | { readonly type: 'RefusalProposed'; readonly proposal: Proposal }
  | { readonly type: 'ClaimTriaged'; readonly triage: Triage }
  | { readonly type: 'SurveyOrdered'; readonly survey: SurveyOrder }
  | { readonly type: 'SurveyTargetMissed' }
  | {
      readonly type: 'SurveyReported'
      readonly evidence: readonly SurveyEvidence[]
      readonly how?: SurveyManner
      readonly textId?: string
    }
  | { readonly type: 'ReviewBegun' }
  | {
      readonly type: 'ReviewRecorded'
      readonly parts: readonly ReviewPart[]
      readonly textId?: string
      readonly diagnosis?: ProvenDiagnosis
    }
  | { readonly type: 'ComplexityProposed'; readonly reasonTextId: string }
  | { readonly type: 'ComplexityConfirmed' }
  | { readonly type: 'LiabilityFixed' }
  | { readonly type: 'LossAssessed'; readonly assessment: Assessment; readonly proposal: Proposal }
  | ({ readonly type: 'ProposalApproved' } & DecidedBy)
  /** The system decided, by the limits and the service policy named here (A0, #18). */
  | {
      readonly type: 'SmallClaimApproved'
      readonly assessment: Assessment
      readonly proposal: Proposal
      readonly limits: DecidedBy['limits']
      /** Version of the table of limits it was decided by; absent where the service policy stood. */
      readonly limitsVersion?: number
      readonly policyVersion: string
    }
  | ({
      readonly type: 'ReserveSet'
      readonly reserveFen: Fen
      readonly reasonTextId: string
      /** Of the step that set it; null: without limit. */
      readonly limits: { readonly reserveFen: Fen | null }
    } & AuthorityUsed)
  | { readonly type: 'InvoiceRegistered'; readonly invoiceId: string; readonly amountFen: Fen }
  | { readonly type: 'InvoiceVerified'; readonly invoiceId: string }
  | {
      readonly type: 'InvoiceRefuted'
      readonly invoiceId: string
      readonly cause: InvoiceFault
    }
  /** `on`: where it is neither a proposal nor the end of a dispute that is voted on. */
  | { readonly type: 'VoteCast'; readonly vote: Vote; readonly reasonTextId?: string; readonly on?: Motion }
  | { readonly type: 'ReserveProposed'; readonly reserveFen: Fen; readonly reasonTextId: string }
  | { readonly type: 'ReserveReturned'; readonly reasonTextId: string }
  | { readonly type: 'ConcessionProposed'; readonly proposal: Proposal }
  | { readonly type: 'ProposalReturned'; readonly questionTextId: string }
  | { readonly type: 'ClaimOffered' }
  | { readonly type: 'OfferReminded'; readonly percent: number }
  | { readonly type: 'ClaimDenied' }
  | { readonly type: 'ClaimDeclined' }
  /** `agreedAt`: where that was earlier than it became known. */
  | { readonly type: 'OfferAgreed'; readonly how: Agreement['how']; readonly agreedAt?: Instant }
  | PaymentFact
  | { readonly type: 'ClaimPaid' }
  | { readonly type: 'ClaimPaidInPart' }
  | { readonly type: 'FeedbackGiven'; readonly score: number; readonly textId?: string }
  | { readonly type: 'FeedbackAnswered'; readonly textId: string }
  | {
      readonly type: 'ClaimClosed'
      readonly because: 'answered-well' | 'feedback-answered' | 'silence' | 'outstanding'
    }
  | { readonly type: 'ClaimWithdrawn'; readonly reasonTextId: string }
  | {
      readonly type: 'ClaimCancelled'
      readonly because: 'same-claim' | 'joined-claim' | 'test'
      readonly originalClaimId?: string
    }
  | {
      readonly type: 'ClaimReopened'
      readonly reason: ReopenReason | 'dispute-won'
      readonly noteTextId: string
      readonly to: Extract<AskingStage['status'], 'received' | 'assessing'>
    }
  | {
      readonly type: 'OwnerChanged'
      readonly personId: string | null
      readonly role: Role
      readonly how: 'taken' | 'given' | 'returned'
    }
  | { readonly type: 'InterestDeclared'; readonly personId: string }
  | {
      readonly type: 'ContactsChanged'
      readonly preferredChannels: readonly NoticeChannel[]
      /** Party that holds the addresses from now on; absent when they stay as they are. */
      readonly contactId?: string
    }
  | { readonly type: 'ClockEscalated'; readonly clock: ClockId; readonly n: number; readonly level: EscalationLevel }
  /** Nobody told of it has answered in the time of the policy: the next level is told (#73). */
  | { readonly type: 'EscalationUnanswered'; readonly escalation: number; readonly next: Role }
  | { readonly type: 'EscalationAcknowledged'; readonly escalation: number }
  | HoldFact
  | ({ readonly type: 'NoticeDispatched'; readonly n: number; readonly messageId: string } & NoticeSending)
  | { readonly type: 'NoticeDelivered'; readonly n: number; readonly proof: DeliveryProof }
  | { readonly type: 'NoticeFailed'; readonly n: number; readonly cause: string }
  | { readonly type: 'FactDisregarded'; readonly fact: string; readonly reason: string; readonly reference: string }
  | { readonly type: 'FileRested' }
  | { readonly type: 'RulesRaised'; readonly rules: number }
  | { readonly type: 'PrepaymentRequested'; readonly prepayment: Prepayment; readonly textId?: string }
  | ({
      readonly type: 'PrepaymentApproved'
      readonly n: number
      readonly amountFen: Fen
      readonly limits: { readonly prepaymentFen: Fen | null }
      readonly payment: Payment
    } & AuthorityUsed)
  | { readonly type: 'PrepaymentReturned'; readonly n: number; readonly reasonTextId: string }
  /** The sixty days of C11 have come so far, and nobody has answered them (#27). */
  | { readonly type: 'AdvanceAwaited'; readonly instance: number; readonly afterDays: 45 | 55 }
  | { readonly type: 'NothingProvable'; readonly reasonTextId: string }
  /** What an event promises in advance: the customer is asked, or it is proposed without being asked for (#58). */
  | ({ readonly type: 'AdvanceOffered' } & Omit<EmergencyAdvance, 'at'> & NamesVersions)
  /** An event does without the survey that was ordered (#72). */
  | ({ readonly type: 'SurveyWaived'; readonly because: string } & NamesVersions)
  /** A multiplier of authority began or ended: the proposal that waits goes to another step (#72). */
  | ({ readonly type: 'ProposalRerouted'; readonly level: AuthorityLevel } & NamesVersions)
  | ({ readonly type: 'PrepaymentRerouted'; readonly n: number; readonly level: AuthorityLevel } & NamesVersions)
  | { readonly type: 'RefusalStarted'; readonly reasonTextId: string }
  | ({
      readonly type: 'RecoveryOpened'
      readonly evidence?: readonly string[]
      readonly reasonTextId?: string
    } & Pick<Recovery, 'n' | 'cause' | 'amountFen' | 'payeeId'>)
  | { readonly type: 'RecoveryReceived'; readonly n: number; readonly amountFen: Fen; readonly reference: string }
  | ({
      readonly type: 'RecoveryWrittenOff'
      readonly n: number
      readonly reasonTextId: string
    } & AuthorityUsed)
  | { readonly type: 'WriteOffProposed'; readonly n: number; readonly reasonTextId: string }
  | { readonly type: 'WriteOffReturned'; readonly n: number; readonly reasonTextId: string }
  | DisputeFact
  /** The calendar whole: the claim counts by it from then on, whoever folds its log. */
  | { readonly type: 'CalendarChanged'; readonly version: string; readonly calendar: Calendar }
  /** A version of an event, whole (#72): who folds the log needs nothing else to know what it changed. */
  | {
      readonly type: 'EventApplied'
      readonly word: EventWord
      /** `not`: the version does not concern this loss, and is only kept in mind. */
      readonly joins: 'by-scope' | 'by-hand' | 'not'
      /** Why a person joined the claim by hand. */
      readonly reasonTextId?: string
    }
  | { readonly type: 'EventLeft'; readonly eventId: string; readonly reasonTextId: string }
  | {
      readonly type: 'GreenChannelGranted'
      readonly because: readonly GreenReason[]
      /** Of a grant by a person. */
      readonly reasonTextId?: string
    }
  | { readonly type: 'ContactMade'; readonly how: ContactWay; readonly textId?: string }
  /** Listed documents that need not come any more. */
  | ({
      readonly type: 'DocumentsWaived'
      readonly request: number
      readonly kinds: readonly DocumentKind[]
    } & NamesVersions)

/** How delivery is known: the provider's receipt, or a person's word with a reference to the paper. */
export interface DeliveryProof {
  readonly how: 'receipt' | 'by-hand'
  readonly reference: string
  /** The other system's own instant, kept as it came (RFC 3339); the rules use the event's. */
  readonly claimedAt?: string
}

export type ClaimEventType = ClaimFact['type']
export type FactOf<T extends ClaimEventType> = Extract<ClaimFact, { readonly type: T }>
