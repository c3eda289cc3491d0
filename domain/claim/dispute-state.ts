import type { AuthorityLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import type { DateText, Instant } from '../time.ts'
import type { CourtDateKind, DisputeForum } from './codes.ts'
import type { CastVote, Proposal } from './settlement.ts'

/**
 * Somebody does not accept what was decided (争议). It runs beside the status, which stays; one at a time is open, and
 * the last one stays on the file with what became of it.
 */
export interface Dispute {
  /** Disputes of the claim so far, this one among them. */
  readonly n: number
  readonly state: DisputeState
  readonly raisedAt: Instant
  readonly how: DisputeBeginning
  /** Raised within thirty days of the answer: then it is looked into first. */
  readonly fast: boolean
  readonly reasonTextId: string
  /** What the claimant holds to be owed, where he names it. */
  readonly claimedFen?: Fen
  readonly about: DisputedDecision
  /** Who took it up: somebody who had no part in the decision. */
  readonly handlerId?: string
  readonly appraisals: readonly Appraisal[]
  readonly mediation?: Mediation
  /** What waits for somebody with the authority; null when nothing does any more. */
  readonly proposal?: ResolutionProposal | null
  /** Of the committee, on what is proposed. */
  readonly proposalVotes: readonly CastVote[]
  /** Of a committee that rules after a failed mediation. */
  readonly votes: readonly RulingVote[]
  readonly litigation?: Litigation
  readonly outcome?: DisputeOutcome
  readonly endedAt?: Instant
}

/** raised -> investigating (taken up and answered) -> evaluated -> ended; beside that mediation, litigation. */
export type DisputeState =
  | 'raised'
  | 'investigating'
  | 'evaluated'
  | 'mediation'
  | 'mediation-failed'
  | 'litigation'
  | 'ended'

/** An offer that was not accepted (#35), a decision complained about (#60), or a court that was asked at once (#64). */
export type DisputeBeginning = 'disagreed' | 'raised' | 'sued'

/** `overtaken`: what was disputed gave way to another decision, which may be disputed in its turn (#56). */
export type DisputeOutcome = 'upheld' | 'changed' | 'settled' | 'adjudicated' | 'judged' | 'withdrawn' | 'overtaken'

/** The determination in dispute: who took it may not judge it, and a final ruling comes from above its step. */
export interface DisputedDecision {
  readonly decidedBy: string
  readonly decidedAt: Instant
  /** 0: by the system, in the lane of small claims. */
  readonly level: AuthorityLevel | 0
  /** Who had lent his step to whoever took it: it was taken in his name. */
  readonly onBehalfOf?: string
  /** Members of the committee that took it, with the one whose vote made the majority. */
  readonly votedBy?: readonly string[]
}

/** An independent loss assessor (公估, Insurance Law 129). His time is listed: a complaint's days do not run in it. */
export interface Appraisal {
  readonly appointedBy: 'insurer' | 'claimant' | 'both'
  readonly assessorId: string
  readonly from: Instant
  readonly to?: Instant
  readonly assessedFen?: Fen
  readonly textId?: string
}

/** Mediation (调解) both sides agreed to: its time is left out of the complaint's days (complaint measures art. 23). */
export interface Mediation {
  readonly mediatorId: string
  readonly from: Instant
  readonly to?: Instant
}

export interface RulingVote {
  readonly by: string
  readonly outcome: RulingOutcome
}

export type RulingOutcome = 'uphold' | 'change'

/** A court or a tribunal has the case; nothing of the file may be given up meanwhile. */
export interface Litigation {
  readonly forum: DisputeForum
  readonly filedAt: Instant
  readonly caseTextId: string
  readonly dates: readonly CourtDate[]
}

export interface CourtDate {
  readonly on: DateText
  readonly what: CourtDateKind
}

/** What a handler, a mediation or a judgment proposes, for somebody with the authority to decide. */
export interface ResolutionProposal extends Omit<Proposal, 'kind'> {
  readonly outcome: 'uphold' | 'change' | 'compromise' | 'ex-gratia' | 'judgment'
  /** The date a judgment sets for the payment. */
  readonly payBy?: DateText
}
