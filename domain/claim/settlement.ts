import type { AuthorityLevel } from '../authority.ts'
import type { Fen, Share } from '../money.ts'
import type { DateText, Instant } from '../time.ts'
import type { RefusalGround } from './codes.ts'

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
  /** What the cut rests on, as with a refusal in whole: clause, documents of this file, and for `exclusion` its proof. */
  readonly clause?: string
  readonly evidence?: readonly string[]
  readonly explainedDocumentId?: string
}

export interface Calculation {
  readonly claimedFen: Fen
  readonly notCoveredFen: Fen
  readonly deductibleFen: Fen
  readonly payRatioPercent: number
  readonly limitFen: Fen
  readonly payableFen: Fen
}

/**
 * Decisions differ in kind, not in amount alone: `ex-gratia` (通融) pays what is not owed, `compromise` (和解) settles what nobody
 * can prove, `judgment` does what a court or a tribunal said. None of the three refuses anything.
 */
export type ProposalKind = 'pay' | 'part' | 'refuse' | 'deny' | 'ex-gratia' | 'compromise' | 'judgment'

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
  /** Cash value or premium that is owed although the claim is refused (Insurance Law 43 to 45): paid like a benefit. */
  readonly stillDueFen?: Fen
  /** A step below which this is never decided, whatever the amount. */
  readonly leastLevel?: AuthorityLevel
  /** The investigator proved what is refused (#56). */
  readonly fraudProven?: true
  /** Who signed for compliance beside the committee. */
  readonly countersignedBy?: string
}

/** By which authority somebody decided: his step, and where its limits come from. */
export interface AuthorityUsed {
  readonly level: AuthorityLevel
  /** Version of the table of limits; absent where the ladder of the service policy stood. */
  readonly limitsVersion?: number
  /** Who lent the step to the one who decided. */
  readonly onBehalfOf?: string
}

/** By which authority a proposal was decided: the step, and its limits at that instant. */
export interface DecidedBy extends AuthorityUsed {
  readonly limits: { readonly paymentFen: Fen | null; readonly refusalFen: Fen | null }
}

/** What one member of the committee (审批委员会) said. */
export type Vote = 'for' | 'against' | 'abstain'

/** A vote as it was cast. */
export interface CastVote {
  readonly personId: string
  readonly vote: Vote
  readonly at: Instant
  readonly reasonTextId?: string
}

/** A proposal somebody with the authority approved, with the limits in force at that instant. */
export interface Determination extends Proposal {
  readonly approvedBy: string
  readonly approvedAt: Instant
  /** 0: by the system, in the lane of small claims (A0). */
  readonly approverLevel: AuthorityLevel | 0
  readonly limits: DecidedBy['limits']
  readonly limitsVersion?: number
  readonly onBehalfOf?: string
  /** Of the committee, in the order they were cast. */
  readonly votes?: readonly CastVote[]
}

export interface Agreement {
  readonly at: Instant
  /** `undisputed`: what was determined, while more is disputed (#35); `settled` and `judged`: how a dispute ended. */
  readonly how: 'agreed' | 'fixed-benefit' | 'silence' | 'undisputed' | 'settled' | 'judged'
  /** The date a judgment sets for the payment (#65). */
  readonly payBy?: DateText
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
  /** What it pays: the determination where nothing is said, an advance, or a loss by our being late. */
  readonly kind?: 'claim' | 'prepayment' | 'compensation'
  readonly submittedBy?: string
  readonly checkedBy?: string
  /** Queries of the bank made while the outcome is unknown. */
  readonly queries: number
  /** When the outcome is to be asked for again. */
  readonly queryAt?: Instant | null
  /** Since when the outcome is unknown: a person is told after the policy's limit. */
  readonly unknownSince?: Instant | null
  /** A person was told that the outcome stays unknown. */
  readonly humanTold?: boolean
  readonly cause?: string
  readonly settledAt?: Instant
}

/**
 * prepared (payees frozen) -> submitted (maker) -> approved (checker) -> cleared (the bank has never seen it) -> sent
 * -> settled; `unknown` whenever an answer is lost: asked for by reference, never sent again.
 * `void`: called off before anything was sent, for a final sum has overtaken it.
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
  | 'void'

export interface Feedback {
  readonly score: number
  readonly at: Instant
  readonly textId?: string
  readonly answeredAt?: Instant
}
