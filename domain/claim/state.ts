import type { AuthorityLevel } from '../authority.ts'
import type { Clock } from '../clocks/clock.ts'
import type { Fen, Share } from '../money.ts'
import type { DateText, Instant } from '../time.ts'
import type {
  ClaimChannel,
  ClaimLane,
  ClaimLine,
  DocumentKind,
  LossCause,
  NoticeChannel,
  RefusalGround,
  Role,
} from './codes.ts'

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
  | { readonly status: 'paid'; readonly determination: Determination; readonly paidAt: Instant }
  | {
      readonly status: 'feedback'
      readonly determination: Determination
      readonly paidAt: Instant
      readonly feedback: Feedback
    }
  | { readonly status: 'closed'; readonly determination: Determination; readonly endedAt: Instant }
  | { readonly status: 'denied' | 'declined'; readonly determination: Determination; readonly endedAt: Instant }
  | { readonly status: 'withdrawn' | 'cancelled'; readonly endedAt: Instant; readonly reason: string }

export type ClaimStatus = Stage['status']
export type StageOf<S extends ClaimStatus> = Extract<Stage, { readonly status: S }>

/** Stages that may send the customer back for documents, and that the claim returns to when they are complete. */
export type AskingStage =
  | { readonly status: 'received'; readonly checkStartedAt?: Instant }
  | { readonly status: 'accepted' }
  | { readonly status: 'triaged' }
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
  readonly report: LossReport
  readonly policy: PolicyTerms
  readonly filing?: Filing
  readonly documents: readonly ClaimDocument[]
  readonly requestsMade: number
  readonly acceptedAt?: Instant
  readonly triage?: Triage
  readonly surveyReport?: SurveyReport
  readonly review: Review
  readonly complexity?: Complexity
  readonly assessment?: Assessment
  readonly payees: readonly Payee[]
  readonly payments: readonly Payment[]
  readonly notices: readonly Notice[]
  readonly clocks: readonly Clock[]
  readonly suspicion?: DuplicateSuspicion
  /** Documents and receipt of this copy still to be handed to the claim it copied (#4). */
  readonly handover?: Handover
  readonly owner?: Owner
  readonly acted: readonly ActedAs[]
  readonly reopenings: number
  readonly remindersSent: readonly string[]
  /** Set when the claim's workflow has ended after its lifetime; the next event opens a new run. */
  readonly restedAt?: Instant
  /** The last 200 commands: a repeat is answered from here, an older one from the event log. */
  readonly commands: readonly AnsweredCommand[]
}

/** First notice of loss (报案). Amounts and codes only. */
export interface LossReport {
  readonly reportedAt: Instant
  readonly channel: ClaimChannel
  readonly line: ClaimLine
  readonly branch: string
  /** Administrative division code (GB/T 2260) of the place. */
  readonly region: string
  readonly eventDate: DateText
  readonly cause: LossCause
  readonly facts: LossFacts
  /** Opaque ids of the customer file. */
  readonly claimantId: string
  readonly insuredId: string
  /** Who filed for the claimant over an integration, if anyone. */
  readonly integratorId?: string
  /** Channels by which the customer wants notices, first first. */
  readonly preferredChannels: readonly NoticeChannel[]
  /** A claim for testing, flagged when it is filed; it may be cancelled as such (#53). */
  readonly isTest: boolean
}

/** What triage and the checklist need to know of the loss. */
export interface LossFacts {
  readonly injury: 'none' | 'injury' | 'death'
  readonly thirdParty: boolean
  readonly hospitalised: boolean
}

/** The policy as the policy system knows it, or that we still wait for its answer. */
export type PolicyTerms =
  | { readonly known: 'pending' }
  | { readonly known: 'unknown'; readonly askedAt: Instant }
  | {
      readonly known: 'found'
      readonly inForce: boolean
      readonly line: ClaimLine
      readonly group: boolean
      readonly sumInsuredFen: Fen
      readonly deductibleFen: Fen
      readonly payRatioPercent: number
      /** A fixed benefit needs no agreement (#33, #34). */
      readonly fixedBenefit: boolean
      readonly insuredIds: readonly string[]
      readonly branch: string
    }

/** The claim request (索赔申请) with the instant it reached the insurer, which starts the law's clocks. */
export interface Filing {
  readonly receivedAt: Instant
  readonly claimedFen?: Fen
}

/** Evidence registered by reference; its bytes never pass through Lipei and its file name is personal data. */
export interface ClaimDocument {
  readonly documentId: string
  readonly kind: DocumentKind
  readonly sha256: string
  readonly sizeBytes: number
  readonly receivedAt: Instant
}

/** A correction notice (补正通知): one complete list. */
export interface DocumentRequest {
  readonly n: number
  readonly items: readonly RequestedItem[]
  readonly noticeN: number
  /** Proven delivery of the notice: from here the law's clocks stand still. */
  readonly deliveredAt?: Instant
}

export interface RequestedItem {
  readonly kind: DocumentKind
  /** Why it is needed, in the claimant's language: an opaque id of an encrypted text. */
  readonly reasonTextId: string
  readonly decidableWithout: boolean
  readonly arrived: boolean
}

export interface Triage {
  readonly lane: ClaimLane
  readonly needsSurvey: boolean
  /** Which rows of the triage table decided, for whoever asks why. */
  readonly because: readonly string[]
}

export interface SurveyOrder {
  readonly orderedAt: Instant
  readonly dueAt: Instant
  readonly surveyorId?: string
  readonly targetMissed: boolean
}

export interface SurveyReport {
  readonly reportedAt: Instant
  readonly surveyorId: string
  readonly evidence: readonly SurveyEvidence[]
  readonly textId?: string
}

/** Kinds of survey evidence, checked by kind of loss (#21). */
export type SurveyEvidence =
  | 'scene-photos'
  | 'scene-video'
  | 'object-state'
  | 'itemised-bills'
  | 'hospital-contact'
  | 'claimant-statement'
  | 'third-party-statement'
  | 'liability-document'

export type ReviewPart = 'preliminary' | 'detailed' | 'risk'

/** Review (审核) in its three parts, each with the person who did it. */
export type Review = Readonly<
  Partial<Record<ReviewPart, { readonly by: string; readonly at: Instant; readonly textId?: string }>>
>

export interface Complexity {
  readonly proposedBy: string
  readonly reasonTextId: string
  readonly confirmedAt?: Instant
}

/** Assessment of loss (定损): the calculation is kept whole, so that recomputing it gives the same fen. */
export interface Assessment {
  readonly items: readonly AssessedItem[]
  readonly calculation: Calculation
  readonly assessedBy: string
}

export interface AssessedItem {
  readonly itemId: string
  readonly claimedFen: Fen
  /** Part of the item that the policy does not cover: a refusal of that part (Insurance Law 24). */
  readonly notCoveredFen: Fen
  readonly ground?: RefusalGround
}

export interface Calculation {
  readonly claimedFen: Fen
  readonly notCoveredFen: Fen
  readonly deductibleFen: Fen
  readonly payRatioPercent: number
  readonly limitFen: Fen
  readonly payableFen: Fen
}

export type ProposalKind = 'pay' | 'part' | 'refuse' | 'deny'

/** What an approver is asked to decide; he decides on exactly this version of the claim. */
export interface Proposal {
  readonly kind: ProposalKind
  readonly payFen: Fen
  readonly refuseFen: Fen
  readonly ground?: RefusalGround
  /** Clause of the policy or article a refusal rests on. */
  readonly clause?: string
  readonly evidence: readonly string[]
  readonly reasonTextId?: string
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly requiredLevel: AuthorityLevel
}

/** A proposal somebody with the authority approved, with the limits in force at that instant. */
export interface Determination extends Proposal {
  readonly approvedBy: string
  readonly approvedAt: Instant
  readonly approverLevel: AuthorityLevel
  readonly limits: { readonly paymentFen: Fen | null; readonly refusalFen: Fen | null }
}

export interface Agreement {
  readonly at: Instant
  readonly how: 'agreed' | 'fixed-benefit' | 'silence'
}

/** Someone the money goes to (受益人/领款人). Name and account are encrypted elsewhere under the payee id. */
export interface Payee {
  readonly payeeId: string
  readonly share: Share
  readonly amountFen: Fen
  readonly editedBy: string
}

/** One transfer to one payee. */
export interface Payment {
  readonly n: number
  readonly payeeId: string
  readonly amountFen: Fen
  /** Our reference with the bank: unique for ever, at most 32 letters and digits. */
  readonly reference: string
  readonly state: PaymentState
  readonly submittedBy?: string
  readonly checkedBy?: string
  /** Queries of the bank made while the outcome is unknown. */
  readonly queries: number
  /** When the outcome is to be asked for again. */
  readonly queryAt?: Instant
  /** Since when the outcome is unknown: a person is told after the policy's limit. */
  readonly unknownSince?: Instant
  readonly cause?: string
  readonly settledAt?: Instant
}

/**
 * prepared (payees frozen) -> submitted (maker) -> approved (checker) -> cleared (the bank has never seen it) -> sent
 * -> settled; `unknown` whenever an answer is lost: asked for by reference, never sent again.
 */
export type PaymentState =
  | 'prepared'
  | 'submitted'
  | 'approved'
  | 'cleared'
  | 'sent'
  | 'unknown'
  | 'settled'
  | 'rejected'

export interface Feedback {
  readonly score: number
  readonly at: Instant
  readonly textId?: string
  readonly answeredAt?: Instant
}

/** What a notice tells; one template each. */
export type NoticeKind =
  | 'guidance'
  | 'report-reminder'
  | 'acceptance'
  | 'correction'
  | 'supplement-reminder'
  | 'dormant'
  | 'complex'
  | 'result'
  | 'refusal'
  | 'offer-reminder'
  | 'payment'
  | 'survey'
  | 'withdrawal'
  | 'cancellation'
  | 'breach'
  | 'staff-escalation'
  | 'staff-work-item'

/** One message to one addressee with its proof. A failed channel begets the next one's notice (`retryOf`). */
export interface Notice {
  readonly n: number
  readonly kind: NoticeKind
  readonly channel: NoticeChannel
  /** `claimant`, or the role of the branch that is told. */
  readonly audience: 'claimant' | Role
  readonly state: 'queued' | 'dispatched' | 'delivered' | 'failed'
  readonly orderedAt: Instant
  readonly retryOf?: number
  readonly messageId?: string
  readonly dispatchedAt?: Instant
  readonly deliveredAt?: Instant
  /** Clock, level, amount...: facts the template needs, never personal data. */
  readonly facts: Readonly<Record<string, string | number>>
}

export interface DuplicateSuspicion {
  readonly otherClaimId: string
  readonly since: Instant
}

export interface Handover {
  readonly toClaimId: string
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

export interface AnsweredCommand {
  readonly commandId: string
  readonly bodyHash: string
  readonly version: number
  readonly decisionVersion: number
  readonly status: ClaimStatus
}
