import type { AuthorityLevel } from '../authority.ts'
import type { Fen, Share } from '../money.ts'
import type { Instant } from '../time.ts'
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
  /** Part the insured bears himself by the terms, such as what social insurance leaves to him (自付); no refusal. */
  readonly selfPayFen?: Fen
  /** Wear of what was damaged (折旧), as a share of what is covered. */
  readonly depreciationShare?: Share
  /** What social insurance, another policy or who is liable pays of it (其他保险). */
  readonly otherCoverFen?: Fen
  /** What the loss has really cost, where that is not what is claimed. */
  readonly realCostFen?: Fen
  /** Limit of the policy for this item alone (分项限额). */
  readonly limitFen?: Fen
  /** The electronic invoice it rests on: a genuine one of this file. */
  readonly invoiceId?: string
}

/**
 * How the amount came about, each step in whole fen: claimed, less what came off it, less the deductible, times the ratio,
 * at most the limit. What came off nowhere is absent.
 */
export interface Calculation {
  readonly claimedFen: Fen
  readonly notCoveredFen: Fen
  readonly selfPayFen?: Fen
  readonly depreciationFen?: Fen
  readonly otherCoverFen?: Fen
  /** Claimed beyond what the loss has cost the insured: an indemnity is never more (Health measures 5). */
  readonly beyondCostFen?: Fen
  readonly beyondItemLimitsFen?: Fen
  readonly deductibleFen: Fen
  readonly payRatioPercent: number
  readonly limitFen: Fen
  readonly payableFen: Fen
  /** Half a fen is rounded up: of each item after its wear, and once after the ratio. Absent in what was recorded before it was named. */
  readonly rounding?: 'half-up'
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
