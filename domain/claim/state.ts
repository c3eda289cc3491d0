import type { Calendar } from '../clocks/calendar.ts'
import type { Clock } from '../clocks/clock.ts'
import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { CoClaimant } from './joined-claimants.ts'
import type { Role } from './codes.ts'
import type { AdvanceAwaited, OwedBack, Prepayment, Recovery } from './advance-state.ts'
import type { EmergencyAdvance } from './emergency-advance-state.ts'
import type {
  ClaimDocument,
  Complexity,
  DocumentRequest,
  Filing,
  LossReport,
  PolicyTerms,
  ProvenDiagnosis,
  Review,
  SurveyOrder,
  SurveyReport,
  Triage,
} from './evidence.ts'
import type { Dispute } from './dispute-state.ts'
import type { ClaimEscalation } from './escalation.ts'
import type { EmergencyRegion } from './emergency-state.ts'
import type { FallenApproval } from './fallen-approvals.ts'
import type { HoldRegion, NonDisclosure } from './hold-state.ts'
import type { ClaimInvoice } from './invoice-state.ts'
import type { Notice } from './notice.ts'
import type { Payee, PayeeChangeReason, PayeeThaw, ScreeningMeasure } from './payee-state.ts'
import type { ProposedReserve, Reserve } from './reserve-state.ts'
import type {
  Agreement,
  Assessment,
  CastVote,
  Compensation,
  Determination,
  Feedback,
  Payment,
  Proposal,
} from './settlement.ts'

export type * from './advance-state.ts'
export type * from './dispute-state.ts'
export type * from './emergency-advance-state.ts'
export type * from './emergency-state.ts'
export type * from './evidence.ts'
export type * from './hold-state.ts'
export type * from './invoice-state.ts'
export type * from './notice.ts'
export type * from './payee-state.ts'
export type * from './reserve-state.ts'
export type * from './settlement.ts'

/** One claim (赔案), from first notice to closure: where it stands, and beside that everything established so far. */
export type Claim = ClaimFile & { readonly stage: Stage }

/** Where the claim stands (赔案状态). Each status carries only what is known while the claim waits there. */
export type Stage =
  | { readonly status: 'reported' }
  | AskingStage
  | AwaitingDocuments
  | { readonly status: 'dormant'; readonly since: Instant; readonly from: DormantFrom }
  | AwaitingApproval
  | { readonly status: 'decided'; readonly determination: Determination }
  | { readonly status: 'offered'; readonly determination: Determination; readonly offeredAt: Instant }
  | { readonly status: 'agreed'; readonly determination: Determination; readonly agreement: Agreement }
  | { readonly status: 'paying'; readonly determination: Determination; readonly agreement: Agreement }
  | Paid
  | (Omit<Paid, 'status' | 'partial'> & { readonly status: 'feedback'; readonly feedback: Feedback })
  | {
      readonly status: 'closed'
      readonly determination: Determination
      readonly agreement?: Agreement
      readonly endedAt: Instant
      /** Money is still held for a payee (#46a). */
      readonly outstanding?: true
    }
  | { readonly status: 'denied' | 'declined'; readonly determination: Determination; readonly endedAt: Instant }
  | { readonly status: 'withdrawn' | 'cancelled'; readonly endedAt: Instant; readonly reason: string }

interface Paid {
  readonly status: 'paid'
  readonly determination: Determination
  /** Kept for money that comes back (#44). */
  readonly agreement?: Agreement
  readonly paidAt: Instant
  /** Somebody's money is held for him (#46). */
  readonly partial?: true
}

export type ClaimStatus = Stage['status']
export type StageOf<S extends ClaimStatus> = Extract<Stage, { readonly status: S }>

/** Stages that may send the customer back for documents, and that the claim returns to when they are complete. */
export type AskingStage =
  | { readonly status: 'received'; readonly checkStartedAt?: Instant }
  | {
      readonly status: 'accepted' | 'triaged'
      /** Ordered before the claim was relinked. */ readonly survey?: SurveyOrder
    }
  | { readonly status: 'investigating'; readonly survey: SurveyOrder }
  | { readonly status: 'reviewing' }
  | { readonly status: 'assessing' }

export interface AwaitingDocuments {
  readonly status: 'awaiting-documents'
  readonly request: DocumentRequest
  readonly asker: AskingStage
}

type DormantFrom = { readonly status: 'reported' } | AwaitingDocuments

export interface AwaitingApproval {
  readonly status: 'awaiting-approval'
  readonly proposal: Proposal
  /** Where the claim goes back to when the approver returns it with questions. */
  readonly asker: Extract<AskingStage, { status: 'received' | 'reviewing' | 'assessing' }>
  /** What the committee has said of this proposal so far. */
  readonly votes?: readonly CastVote[]
}

/** What is established about the claim and lives beside its status, each region with its own rules. */
export interface ClaimFile {
  readonly claimId: string
  /** Version of the rules the claim runs by (see domain/rules.ts). */
  readonly rules: number
  /** Events so far; the next event has this position. */
  readonly version: number
  /** Raised by status, documents, amount, payees, basis and blocks only: what a decision binds and the ETag shows. */
  readonly decisionVersion: number
  readonly lastAt: Instant
  /** When the claim entered its present status. */
  readonly statusSince: Instant
  readonly report: LossReport
  /** The policy the claim stands under, and in order those it stood under before (#53). */
  readonly policyId: string
  readonly formerPolicyIds: readonly string[]
  readonly policy: PolicyTerms
  readonly filing?: Filing
  readonly documents: readonly ClaimDocument[]
  readonly requestsMade: number
  readonly acceptedAt?: Instant | null
  /** Electronic invoices it rests on, each with what the tax authority said of it. */
  readonly invoices?: readonly ClaimInvoice[]
  /** What was set aside for it, the newest last. Those at hand: the log has them all. */
  readonly reserves?: readonly Reserve[]
  /** What the committee is asked to set aside; null once it has decided. */
  readonly proposedReserve?: ProposedReserve | null
  /** What somebody read of a critical illness in its medical proof; absent while nobody has. */
  readonly diagnosis?: ProvenDiagnosis
  readonly triage?: Triage | null
  readonly surveyReport?: SurveyReport
  readonly review: Review
  readonly complexity?: Complexity | null
  readonly assessment?: Assessment | null
  readonly payees: readonly Payee[]
  /** Set while payees that were frozen are to be named anew (#75). */
  readonly thaw?: PayeeThaw | null
  /** Why payees change, told before any was named (#75); null once they are. */
  readonly changeTold?: PayeeChangeReason | null
  /** What the screening of a payee left behind when his payment became void; null once compliance has released it. */
  readonly measure?: ScreeningMeasure | null
  readonly payments: readonly Payment[]
  readonly hold?: HoldRegion
  /** Of the contract the claim stands under; null once it has gone under another. */
  readonly disclosure?: NonDisclosure | null
  /** Events and green channel; absent while nothing of it has touched the claim. */
  readonly emergencies?: EmergencyRegion
  /** Advances, oldest first; absent while none was asked for. */
  readonly prepayments?: readonly Prepayment[]
  readonly advanceAwaited?: AdvanceAwaited
  /** What was last offered or computed because of an event. */
  readonly emergencyAdvance?: EmergencyAdvance | null
  /** Money that should come back; absent while there is none. */
  readonly recoveries?: readonly Recovery[]
  /** Paid in advance beyond what is owed: asked back at once by a recovery of its own (#59). */
  readonly owedBackFen?: Fen | null
  /** The same of payees who have parts of their own, each by himself. */
  readonly owedBack?: readonly OwedBack[] | null
  readonly compensations?: readonly Compensation[]
  /** Those at hand, see memory.ts: the log has them all. */
  readonly notices: readonly Notice[]
  /** Notices ordered so far; the next one has the number behind it. */
  readonly noticesOrdered: number
  /** Those at hand, see memory.ts: the newest instance of every clock is among them, the database has them all. */
  readonly clocks: readonly Clock[]
  /** Those at hand: every one that stands is among them, the log has them all. */
  readonly escalations: readonly ClaimEscalation[]
  readonly escalationsRaised: number
  /** The latest version of the calendar the claim was told of; absent while it counts by the one its run was given. */
  readonly calendar?: Calendar
  /** The last versions it was told of, in order of arrival. */
  readonly calendarsHeard?: readonly string[]
  readonly suspicion?: DuplicateSuspicion | null
  /** The last claims a person said this one is no copy of: they are not suspected again. */
  readonly notCopiesOf: readonly string[]
  /** Documents and receipt of this copy still to be handed to the claim it copied (#4). */
  readonly handover?: Handover
  /** Claimants whose own claims were joined to this one (#4). */
  readonly coClaimants?: readonly CoClaimant[]
  readonly owner?: Owner | null
  readonly acted: readonly ActedAs[]
  /** Approvals that fell because what they bound was changed, the newest last; absent while none did. */
  readonly fallen?: readonly FallenApproval[]
  /** Colleagues whose family or interest the claim concerns; absent while there is none. */
  readonly interested?: readonly string[]
  readonly reopenings: number
  /**
   * Set while a claim that was refused for fraud is open again and nothing new is decided: whatever is, the committee decides with
   * compliance (#56, #69).
   */
  readonly refusedForFraud?: true | null
  /** When the present life of a reopened claim began. */
  readonly reopenedAt?: Instant
  readonly dispute?: Dispute
  readonly remindersSent: readonly string[]
  /** Set when the claim's workflow has ended after its lifetime; the next event opens a new run. */
  readonly restedAt?: Instant | null
  /** The last 200 commands: a repeat is answered from here, an older one from the event log. */
  readonly commands: readonly AnsweredCommand[]
}

export interface DuplicateSuspicion {
  readonly otherClaimId: string
  readonly since: Instant
}

export interface Handover {
  readonly toClaimId: string
  /** Who goes along: absent where nobody does. */
  readonly claimants?: readonly string[]
  readonly done: boolean
}

export interface Owner {
  readonly personId: string
  readonly role: Role
  readonly since: Instant
}

/** Who did what on this claim: the memory behind the separation of duties. */
export interface ActedAs {
  readonly personId: string
  readonly as: Duty
}

export type Duty =
  | 'intake'
  | 'reviewer'
  | 'surveyor'
  | 'assessor'
  | 'proposer'
  | 'approver'
  | 'payee-editor'
  | 'payment-maker'
  | 'payment-checker'
  | 'dispute-handler'
  | 'siu-investigator'
  | 'countersigner'
  | 'advance-proposer'
  | 'recoverer'
  | 'writer-off'
  | 'feedback-answerer'

export interface AnsweredCommand {
  readonly commandId: string
  readonly bodyHash: string
  readonly version: number
  readonly decisionVersion: number
  readonly status: ClaimStatus
}
