import type { AuthorityLevel } from '../authority.ts'
import type { AuthorityMultiplier } from '../emergency/measures.ts'
import type { Fen, Share } from '../money.ts'
import type { DateText, Instant } from '../time.ts'
import type { LiftableLimit, RefusalGround } from './codes.ts'
import type { PayeeScreening, Reimbursement, ScreeningRecord } from './payee-state.ts'

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
  /** The limit of a medical policy that what is not covered exceeds. */
  readonly cutBy?: LiftableLimit
  /** What saved life or limb (急救): some events lift limits for it alone. */
  readonly emergencyCare?: boolean
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
  /** The step under each factor a commander may raise the limits by, none first; absent where it is always the same. */
  readonly stepsByFactor?: readonly AuthorityLevel[]
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
  /** What a commander had raised his limits by. */
  readonly multiplier?: AuthorityMultiplier
}

/** By which authority a proposal was decided: the step, and its limits at that instant. */
export interface DecidedBy extends AuthorityUsed {
  readonly limits: { readonly paymentFen: Fen | null; readonly refusalFen: Fen | null }
}

/** What one member of the committee (审批委员会) said. */
export type Vote = 'for' | 'against' | 'abstain'

/**
 * What else than a proposal the committee votes on (议案): an advance, a compensation or a write-off by its number, or the
 * reserve head office brought before it, by its amount: another may have taken its place meanwhile.
 */
export type Motion =
  | { readonly kind: 'advance' | 'compensation' | 'write-off'; readonly n: number }
  | { readonly kind: 'reserve'; readonly reserveFen: Fen }

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
  readonly multiplier?: AuthorityMultiplier
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

/** What a transfer pays: the determination, an advance of it, or what paying late costs (Insurance Law 23(2)). */
export type PaymentKind = 'claim' | 'prepayment' | 'compensation'

/** One transfer to one payee. */
export interface Payment {
  readonly n: number
  /** Absent: `claim`. */
  readonly kind?: PaymentKind
  readonly payeeId: string
  /** Where the insured is paid what he has paid a third party. */
  readonly reimburses?: Reimbursement
  /** Whose sealed account it goes to, where it is not the one that was frozen with the payee (#42). */
  readonly accountId?: string
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
  /** Absent until the first answer of the screening system. */
  readonly screening?: PayeeScreening
  readonly screened?: ScreeningRecord
  readonly returnedAt?: Instant
  /** What came back, where less of it is owed again: then the amount is what is owed (#44, #59). */
  readonly returnedFen?: Fen
  /** Number of the first payment of the chain this one stands in: it took over from one that failed. */
  readonly origin?: number
  /** Number of the payment that took over from this one: then nothing more becomes of it. */
  readonly replacedBy?: number
  /** How often in a row the bank turned it down for reasons of its own (#40), and when it goes out again. */
  readonly refusals?: number
  readonly retryAt?: Instant
  /** The way it goes through the banks, where it is not the usual one (#40). */
  readonly rail?: PaymentRail
  /** What is done to reach the payee whose account did not take it (#39, #44). */
  readonly trouble?: AccountTrouble
}

export type PaymentRail = 'other'

/** A payee has to name another account: since when, and who tried to reach him. */
export interface AccountTrouble {
  readonly since: Instant
  /** By then somebody has tried to reach him, or the supervisor is told. */
  readonly contactDueAt: Instant
  readonly contacted: boolean
  readonly supervisorTold: boolean
  /** Tries in a row that reached nobody. */
  readonly tries: number
  readonly heldAt?: Instant
  /** Yearly reminders since it is held. */
  readonly reminders: number
}

/**
 * prepared (payees frozen) -> submitted (maker) -> approved (checker) -> cleared (the bank has never seen it) -> sent
 * -> settled; `unknown` whenever an answer is lost: asked for by reference, never sent again. An account that takes no
 * money -> fix-account -> held-for-payee, both left by a new payment. What the bank turned down is rejected, what it gave
 * back recalled, what came back from an account returned: each of them replaced; its successor may be `waiting` for its time.
 */
export type PaymentState =
  | 'prepared'
  | 'submitted'
  | 'approved'
  | 'waiting'
  | 'cleared'
  | 'sent'
  | 'unknown'
  | 'settled'
  | 'fix-account'
  | 'held-for-payee'
  | 'rejected'
  | 'returned'
  | 'recalled'
  /**
   * Its payees changed while its money was in the house (#75), or a final sum has overtaken the advance: nothing is sent under
   * its reference any more.
   */
  | 'void'

/** What is owed to a payee because his money came late (迟延赔偿): computed when it came, paid when approved. */
export interface Compensation {
  readonly n: number
  readonly forPayment: number
  readonly payeeId: string
  readonly lateDays: number
  /** The rate it was computed by, in hundredths of a percent a year. */
  readonly annualBasisPoints: number
  readonly amountFen: Fen
  readonly requiredLevel: AuthorityLevel
  readonly approvedBy?: string
  /** Of the committee so far, where it takes it. */
  readonly votes?: readonly CastVote[]
}

export interface Feedback {
  readonly score: number
  readonly at: Instant
  readonly textId?: string
  readonly answeredAt?: Instant
}
