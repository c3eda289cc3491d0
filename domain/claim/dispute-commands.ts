import type { Fen } from '../money.ts'
import type { AgeMs, DateText } from '../time.ts'
import type { CourtDateKind, DisputeForum } from './codes.ts'
import type { Appraisal, ProposalKind, RulingOutcome } from './state.ts'

/** What the claimant does not accept, in words that were stored before, and what he holds to be owed. */
export interface Objection {
  readonly identityChecked: boolean
  readonly reasonTextId: string
  readonly claimedFen?: Fen
  /** Since the claimant said so, where that was not now. */
  readonly ageMs?: AgeMs
}

/** What people may ask of a claim whose decision is disputed (争议处理). */
export type DisputeCommand =
  /** #35: the offer is not accepted; what was determined is paid all the same. */
  | ({ readonly type: 'DisagreeOffer' } & Objection)
  | ({ readonly type: 'RaiseDispute' } & Objection)
  | { readonly type: 'InvestigateDispute'; readonly answerTextId: string }
  | {
      readonly type: 'AppointAssessor'
      readonly appointedBy: Appraisal['appointedBy']
      readonly assessorId: string
    }
  | { readonly type: 'RecordAppraisal'; readonly textId: string; readonly assessedFen?: Fen }
  | ({ readonly type: 'EvaluateDispute'; readonly findingTextId: string } & DisputeFinding)
  | ({ readonly type: 'DecideDispute' } & (
      | { readonly verdict: 'approve' }
      | { readonly verdict: 'return'; readonly questionTextId: string }
    ))
  | { readonly type: 'StartMediation'; readonly mediatorId: string }
  | ({ readonly type: 'EndMediation'; readonly textId: string } & (
      | { readonly outcome: 'agreed'; readonly payFen: Fen }
      | { readonly outcome: 'failed' }
    ))
  | { readonly type: 'AdjudicateDispute'; readonly outcome: RulingOutcome; readonly rulingTextId: string }
  | { readonly type: 'FileLitigation'; readonly forum: DisputeForum; readonly caseTextId: string }
  | { readonly type: 'RecordCourtDate'; readonly on: DateText; readonly what: CourtDateKind }
  | {
      readonly type: 'RecordJudgment'
      /** To be paid besides what was paid already; zero where the claimant lost. */
      readonly payFen: Fen
      readonly payBy?: DateText
      readonly rulingTextId: string
    }

/** What the handler finds: the decision stands, is to be taken anew, or the case is settled for an amount. */
export type DisputeFinding =
  | { readonly outcome: 'uphold' | 'change' }
  | { readonly outcome: Concession; readonly payFen: Fen }

/** Decisions that pay without saying that it is owed. */
export type Concession = Extract<ProposalKind, 'compromise' | 'ex-gratia'>
