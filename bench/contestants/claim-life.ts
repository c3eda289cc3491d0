import type { ClaimCommandType } from '../../domain/claim/commands.ts'

/**
 * The minimal life of a medical claim, straight through, as Lipei lives it and both twins live it after Lipei. A test
 * holds it against a recorded history, so that they cannot drift apart.
 *
 * | what              | how often | which                                                                           |
 * |-------------------|-----------|---------------------------------------------------------------------------------|
 * | HTTP messages     |        10 | the filing, then the nine below                                                 |
 * | Updates           |         9 | each of the nine                                                                |
 * | callbacks         |         6 | five notices delivered, one transfer settled; each is told to the claim at once |
 * | effect activities |         8 | policy looked up, five notices, payment prepared (row, question) and sent       |
 * | local look-ups    |         1 | a copy of the claim, in the database                                            |
 * | timers held       |         1 | to the end and beyond: a closed claim stays open for what may still come        |
 */
export const minimalLife: readonly ClaimCommandType[] = [
  'AcceptClaim',
  'FixLiability',
  'AssessLoss',
  'ApproveProposal',
  'AgreeOffer',
  'FreezePayees',
  'SubmitPayments',
  'CheckPayment',
  'GiveFeedback',
]

/** What a command does outside, as Lipei's rules would have it; one that is not named here does nothing. */
export const acts: Readonly<Partial<Record<ClaimCommandType, Act>>> = {
  AcceptClaim: { notices: 1 },
  RequestDocuments: { notices: 1 },
  ApproveProposal: { notices: 1 },
  AgreeOffer: { after: 'told' },
  CheckPayment: { pays: true },
  GiveFeedback: { after: 'settled' },
  CancelClaim: { notices: 1 },
}

export interface Act {
  /** How many notices it orders. */
  readonly notices?: number
  /** It lets the payment go. */
  readonly pays?: true
  /** It counts only when the last notice has arrived, or the money has. */
  readonly after?: 'told' | 'settled'
}

/** Notices ordered when a claim is filed (guidance), and when its money has arrived (payment, survey). */
export const noticesAtFirst = 1
export const noticesWhenSettled = 2
