import type { Fen } from '../money.ts'
import type { DesignatedBeneficiary } from './beneficiaries.ts'
import type { DateText, Instant } from '../time.ts'
import type {
  ClaimChannel,
  ClaimLane,
  ClaimLine,
  DocumentKind,
  LossCause,
  NoticeChannel,
  SurveyManner,
} from './codes.ts'
import type { ListableDisease } from './diseases.ts'
import type { GreenReason } from './emergency-state.ts'

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
  /** Opaque id of the policy number the filer named; the number is encrypted elsewhere under it. */
  readonly policyId: string
  /** Opaque ids of the customer file. */
  readonly claimantId: string
  readonly insuredId: string
  /** In whose place the claimant asks, where he is neither the insured nor a beneficiary (Insurance Law 65, CTALI 27). */
  readonly capacity?: ClaimantCapacity
  /** Who filed for the claimant over an integration, if anyone. */
  readonly integratorId?: string
  /** Channels by which the customer wants notices, first first. */
  readonly preferredChannels: readonly NoticeChannel[]
  /** A claim for testing, flagged when it is filed; it may be cancelled as such (#53). */
  readonly isTest: boolean
  /** The insurer found the person and began the claim, since he or the family wished to go on (#2): for which event. */
  readonly foundFor?: string
  /** The list the person was found on and the recorded wish stand in place of the claim form; older ones of `foundFor` lack it. */
  readonly requestedByList?: true
  /** What speaks for the green channel by what the filer said or the rule of age found; absent where nothing does. */
  readonly greenReasons?: readonly GreenReason[]
}

/** The injured third party himself (直接请求权), or a hospital or repairer with the insured's authorisation (直付). */
export const claimantCapacities = ['third-party', 'provider'] as const
export type ClaimantCapacity = (typeof claimantCapacities)[number]

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
      /** First day of the cover, where the policy system names it: what was promised for old policies waits for it. */
      readonly effectiveFrom?: DateText
      /** Natural days from the first day of cover in which the policy waits (等待期), where the policy system names them; 0: it does not. */
      readonly waitingDays?: number
      readonly sumInsuredFen: Fen
      readonly deductibleFen: Fen
      readonly payRatioPercent: number
      /** A fixed benefit needs no agreement (#33, #34). */
      readonly fixedBenefit: boolean
      /** Periods the contract promises beside those of the law. */
      readonly contractPeriods: ContractPeriods
      readonly branch: string
      /** Whom the policy names for a death benefit, where its line has one. */
      readonly beneficiaries?: readonly DesignatedBeneficiary[]
      /** Of critical illness: the diseases it promises to pay for in one day, where the policy system names them. */
      readonly diseases?: readonly ListableDisease[]
    }

/** In natural days, each where the contract names one. */
export interface ContractPeriods {
  readonly paymentDays?: number
  readonly determinationDays?: number
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
  /** The supplement time was lengthened once because the reminders could not be delivered. */
  readonly extended?: boolean
}

export interface RequestedItem {
  readonly kind: DocumentKind
  /** Why it is needed, in the claimant's language: an opaque id of an encrypted text. */
  readonly reasonTextId: string
  readonly decidableWithout: boolean
  readonly arrived: boolean
  /** Arrival of the first document of its kind since it was asked for. */
  readonly arrivedAt?: Instant
  /** An event took it off the list: it need not come any more. */
  readonly waivedAt?: Instant
}

/**
 * What medical proof says of a critical illness, as a person read it. Which disease it is the claim does not know: its code is
 * sealed under `diseaseTextId`.
 */
export interface ProvenDiagnosis {
  /** The proof, a document of this file. */
  readonly documentId: string
  readonly diseaseTextId: string
  /** By the proof nobody has diagnosed a listed disease of this insured before. */
  readonly isFirst: boolean
  /** Absent where the policy was not known yet, or in whatever asked without comparing. */
  readonly compared?: ComparedDiagnosis
}

/** What the sealed code and the claims of the same insured say, found by whoever passes the command on. */
export interface ComparedDiagnosis {
  /** The policy whose list it was compared with. */
  readonly policyId: string
  readonly isListed: boolean
  /** The same insured has claimed for a critical illness before. */
  readonly claimedBefore: boolean
}

export interface Triage {
  readonly lane: ClaimLane
  readonly needsSurvey: boolean
  /** Which rows of the triage table decided, for whoever asks why. */
  readonly because: readonly string[]
  readonly decidedBy: 'rules' | 'reviewer'
}

export interface SurveyOrder {
  readonly orderedAt: Instant
  readonly dueAt: Instant
  readonly targetMissed: boolean
  /** Made from afar by the event it was ordered under: who goes there all the same says why. Absent: on the spot. */
  readonly how?: 'remote'
}

export interface SurveyReport {
  readonly reportedAt: Instant
  readonly surveyorId: string
  readonly evidence: readonly SurveyEvidence[]
  /** Absent: at the place. */
  readonly how?: SurveyManner
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
  | 'recognised-report'

export type ReviewPart = 'preliminary' | 'detailed' | 'risk'

/** Review (审核) in its three parts, each with the person who did it. */
export type Review = Readonly<
  Partial<Record<ReviewPart, { readonly by: string; readonly at: Instant; readonly textId?: string }>>
>

export interface Complexity {
  readonly proposedBy: string
  readonly reasonTextId: string
  readonly confirmedAt?: Instant
  /** Proven delivery of the customer's notice: complex is only who was told so before C05 was due (#23). */
  readonly toldAt?: Instant
}
