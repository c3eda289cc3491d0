import type { Fen, Share } from '../money.ts'
import type { Instant } from '../time.ts'

/** By what right somebody is paid (领款身份). Absent on a payee: as the insured or the claimant himself. */
export const payeeStandings = ['insured', 'beneficiary', 'heir', 'third-party', 'provider'] as const
export type PayeeStanding = (typeof payeeStandings)[number]

/** Who takes the money for a payee on an account of his own: a guardian, a mandatary, or whom the claim was assigned to. */
export const receiverKinds = ['guardian', 'mandatary', 'assignee'] as const
export type ReceiverKind = (typeof receiverKinds)[number]

/** Someone the money goes to (受益人/领款人). Name and account are encrypted elsewhere under the payee id. */
export interface Payee {
  readonly payeeId: string
  readonly share: Share
  /** What is left to pay to him. */
  readonly amountFen: Fen
  /** What of his part went out before and is left out of that, where anything did. */
  readonly hadFen?: Fen
  readonly editedBy: string
  readonly as?: PayeeStanding
  /** By whose right: of a death benefit a beneficiary's id or `estate`, of an heir on a liability line `third-party`. */
  readonly through?: string
  readonly receiver?: ReceiverKind
  /** Documents on file that prove the standing and the receiver. */
  readonly evidence?: readonly string[]
}

/** Why payees change after they were named (#75; interpretation III art. 13 for the assignment). */
export const payeeChangeReasons = ['claimant-died', 'payee-changed', 'guardian-appointed', 'claim-assigned'] as const
export type PayeeChangeReason = (typeof payeeChangeReasons)[number]

/** Payees are open again (解冻): somebody has to name new ones before anything more is paid. */
export interface PayeeThaw {
  readonly reason: PayeeChangeReason
  readonly since: Instant
  /** What was owed to those who are to be named anew. */
  readonly owedFen: Fen
  /** What those had of their parts before, where they had anything. */
  readonly hadFen?: Fen
}

/** On which proofs that he paid a third party the insured is paid, and how much they prove together (Insurance Law 65). */
export interface Reimbursement {
  readonly proofs: readonly string[]
  readonly upToFen: Fen
}

/**
 * What the screening of a payee said (反洗钱筛查): `hit` holds the payment back until compliance decides; `pending` was
 * released by compliance and is screened again before it goes.
 */
export type PayeeScreening = 'clear' | 'hit' | 'pending'

/**
 * A measure whose payment is void (续存的管控措施): it stands on until compliance releases a payment it has passed to. For
 * compliance alone.
 */
export interface ScreeningMeasure {
  readonly screeningId: string
  /** Number of the payment it held. */
  readonly payment: number
  /** Position of the event by which that payment became void. */
  readonly event: number
}

/** The last answer of the screening system, and what compliance let pass. Opaque ids. */
export interface ScreeningRecord {
  readonly screeningId: string
  /** Entries of the lists that match and were not released. */
  readonly matches: readonly string[]
  /** Entries compliance looked at and let pass. */
  readonly released: readonly string[]
  readonly releases: number
}
