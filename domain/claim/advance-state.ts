import type { AuthorityLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { PrepaymentReason, RecoveryCause } from './codes.ts'
import type { HadBefore, Receiver } from './payee-commands.ts'
import type { PayeeStanding, Reimbursement } from './payee-state.ts'
import type { CastVote } from './settlement.ts'

/**
 * An advance (理赔预付): what the documents prove at least, paid before the final amount is fixed and netted off when it is
 * (#27, #58). One is asked for at a time.
 */
export interface Prepayment {
  readonly n: number
  readonly why: PrepaymentReason
  readonly amountFen: Fen
  /** Documents of this claim that prove the amount. */
  readonly evidence: readonly string[]
  /** Who gets it; named with the proposal, his account is sealed under this id. */
  readonly payeeId: string
  /** By what right, where not as the insured or the claimant himself, and by which documents of this claim. */
  readonly as?: PayeeStanding
  readonly through?: string
  readonly reimburses?: Reimbursement
  readonly payeeEvidence?: readonly string[]
  readonly identityDocumentId?: string
  /** Who takes it for him on an account of his own: of a minor his guardian. */
  readonly receiver?: Receiver
  /** `void`: overtaken before money left. Whether it is paid, its payment says. */
  readonly state: 'requested' | 'approved' | 'returned' | 'void'
  readonly requestedBy: string
  readonly requestedAt: Instant
  readonly requiredLevel: AuthorityLevel
  /** The step under each factor by which an event may raise the limits, where that is not the same. */
  readonly stepsByFactor?: readonly AuthorityLevel[]
  /** Of the committee so far, where it takes it. */
  readonly votes?: readonly CastVote[]
  readonly approvedBy?: string
  /** Number of its payment, from the approval on. */
  readonly payment?: number
  /** A final sum has counted it, or what it exceeded that sum by is asked back. */
  readonly netted?: boolean
  /** Against whose part, where a final sum was parted; its own payee's id where none of those had it. */
  readonly countedFor?: string
  /** It was counted by a refusal: all of it is asked back, and no agreement owes it should it come back by itself. */
  readonly refused?: boolean
}

/** What of money paid earlier a final sum leaves out (#33 to #36). Both are part of the determination's amount. */
export interface Netting {
  /** Paid in advance. */
  readonly prepaidFen: Fen
  /** Overpaid in an earlier life of the claim and not returned yet. */
  readonly setOffFen: Fen
  /** Each of it and against whose part it counts; absent where one alone shares and had it all. */
  readonly parts?: readonly NettedPart[]
}

/** An advance or an overpaid sum, and how much of it this final sum has counted. */
export interface NettedPart {
  readonly what: HadBefore['what']
  readonly n: number
  /** Whose part it counts against: a payee's id, or its own payee's where none of them had it. */
  readonly payeeId: string
  readonly amountFen: Fen
}

/** What somebody had in advance beyond his part. */
export interface OwedBack {
  readonly payeeId: string
  readonly amountFen: Fen
}

/** Money that should come back (追偿): from who got too much, or from who is liable for the loss (#70, #71). */
export interface Recovery {
  readonly n: number
  readonly cause: RecoveryCause
  readonly amountFen: Fen
  /** Sum of what came in so far. */
  readonly receivedFen: Fen
  /** Netted off in a later determination of the same claim; nobody's account is ever debited. */
  readonly setOffFen: Fen
  /** Who owes it, where payees have parts of their own. */
  readonly payeeId?: string
  readonly state: 'open' | 'recovered' | 'written-off'
  readonly openedBy: string
  readonly openedAt: Instant
  /** Head office asks the committee to give it up; null once that was sent back. */
  readonly writeOff?: BroughtBefore | null
}

/** What head office brought before the committee because nobody decides it alone. */
export interface BroughtBefore {
  readonly reasonTextId: string
  readonly broughtBy: string
  readonly broughtAt: Instant
  readonly votes: readonly CastVote[]
}

/** How far the sixty days of Insurance Law 25 have been asked about, by the instance of C11 they belong to (#27). */
export interface AdvanceAwaited {
  readonly instance: number
  readonly afterDays: 45 | 55
}
