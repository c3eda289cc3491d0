import type { AuthorityLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import type {
  Appraisal,
  CourtDate,
  DisputeBeginning,
  DisputedDecision,
  Litigation,
  ResolutionProposal,
  RulingOutcome,
} from './dispute-state.ts'

/** The limits in force when somebody with the authority decided. */
interface Decided {
  readonly level: AuthorityLevel
  readonly limits: { readonly paymentFen: Fen | null; readonly refusalFen: Fen | null }
}

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
    }
  | { readonly type: 'DisputeAnswered'; readonly answerTextId: string }
  | ({ readonly type: 'AssessorAppointed' } & Pick<Appraisal, 'appointedBy' | 'assessorId'>)
  | { readonly type: 'AppraisalRecorded'; readonly textId: string; readonly assessedFen?: Fen }
  | { readonly type: 'DisputeEvaluated'; readonly proposal: ResolutionProposal }
  | { readonly type: 'ResolutionReturned'; readonly questionTextId: string }
  | { readonly type: 'DisputeDecided'; readonly outcome: RulingOutcome; readonly findingTextId: string }
  | ({ readonly type: 'DisputeSettled' } & Decided)
  | { readonly type: 'MediationBegan'; readonly mediatorId: string }
  | { readonly type: 'MediationAgreed'; readonly proposal: ResolutionProposal }
  | { readonly type: 'MediationFailed'; readonly textId: string }
  | { readonly type: 'RulingVoted'; readonly outcome: RulingOutcome; readonly rulingTextId: string }
  | { readonly type: 'DisputeAdjudicated'; readonly outcome: RulingOutcome; readonly rulingTextId: string }
  | ({ readonly type: 'LitigationFiled' } & Pick<Litigation, 'forum' | 'caseTextId'>)
  | ({ readonly type: 'CourtDateKept' } & CourtDate)
  | { readonly type: 'JudgmentRecorded'; readonly proposal: ResolutionProposal }
  | ({ readonly type: 'DisputeJudged' } & Decided)
