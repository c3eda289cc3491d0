import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type {
  Appraisal,
  CourtDate,
  DisputeBeginning,
  DisputedDecision,
  Litigation,
  ResolutionProposal,
  RulingOutcome,
} from './dispute-state.ts'
import type { AuthorityUsed, DecidedBy } from './settlement.ts'

/** What happens to a disputed claim beside its status, and how the dispute ends (#35, #60-#65). */
export type DisputeFact =
  | {
      readonly type: 'DisputeRaised'
      readonly n: number
      readonly how: DisputeBeginning
      readonly fast: boolean
      readonly reasonTextId: string
      readonly claimedFen?: Fen
      readonly about: DisputedDecision
      /** Where that was earlier than it became known. */
      readonly raisedAt?: Instant
    }
  | { readonly type: 'DisputeAnswered'; readonly answerTextId: string }
  | ({ readonly type: 'AssessorAppointed' } & Pick<Appraisal, 'appointedBy' | 'assessorId'>)
  | { readonly type: 'AppraisalRecorded'; readonly textId: string; readonly assessedFen?: Fen }
  | { readonly type: 'DisputeEvaluated'; readonly proposal: ResolutionProposal }
  | { readonly type: 'ResolutionReturned'; readonly questionTextId: string }
  | ({
      readonly type: 'DisputeDecided'
      readonly outcome: RulingOutcome
      readonly findingTextId: string
    } & AuthorityUsed)
  | ({ readonly type: 'DisputeSettled' } & DecidedBy)
  | { readonly type: 'MediationBegan'; readonly mediatorId: string }
  | { readonly type: 'MediationAgreed'; readonly proposal: ResolutionProposal }
  | { readonly type: 'MediationFailed'; readonly textId: string }
  | { readonly type: 'RulingVoted'; readonly outcome: RulingOutcome; readonly rulingTextId: string }
  | ({
      readonly type: 'DisputeAdjudicated'
      readonly outcome: RulingOutcome
      readonly rulingTextId: string
    } & AuthorityUsed)
  | ({ readonly type: 'LitigationFiled' } & Pick<Litigation, 'forum' | 'caseTextId'>)
  | ({ readonly type: 'CourtDateKept' } & CourtDate)
  | { readonly type: 'JudgmentRecorded'; readonly proposal: ResolutionProposal }
  | ({ readonly type: 'DisputeJudged' } & DecidedBy)
