import type { ClaimEventType } from '../../domain/claim/events.ts'
import type { NoticeKind } from '../../domain/claim/state.ts'
import type { Passage } from './claim-laws.ts'

/** What the customer is told of an event that changes the status, once and at once. */
export const toldByStatus: Readonly<Partial<Record<ClaimEventType, readonly NoticeKind[]>>> = {
  ClaimReported: ['guidance'],
  ClaimAccepted: ['acceptance'],
  DocumentsRequested: ['correction'],
  ClaimWentDormant: ['dormant'],
  ClaimRevived: ['revived'],
  ProposalApproved: ['result', 'refusal'],
  SmallClaimApproved: ['result', 'refusal'],
  DisputeSettled: ['dispute-decision'],
  DisputeJudged: ['dispute-decision'],
  PayeesUnfrozen: ['payee-change'],
  AccountNamed: ['account-named'],
  ClaimPaid: ['survey'],
  ClaimWithdrawn: ['withdrawal'],
  ClaimCancelled: ['cancellation'],
  ClaimReopened: ['reopened'],
  PolicyRelinked: ['policy-correction'],
}

/** Why he is told nothing of the others. */
export const untoldByStatus: Readonly<Partial<Record<ClaimEventType, string>>> = {
  ClaimFiled: 'he filed it; the acceptance answer is owed within its clock',
  DocumentsCompleted: 'he brought them; the answer they were awaited for follows',
  SupplementTimeRanOut: 'what becomes of the claim is told when it is decided or rests',
  ClaimTriaged: 'nothing is asked or promised by it',
  SurveyOrdered: 'the surveyor speaks to him',
  SurveyReported: 'part of the examination he was told of with the acceptance',
  SurveyWaived: 'part of the examination he was told of with the acceptance',
  ReviewBegun: 'part of the examination he was told of with the acceptance',
  LiabilityFixed: 'he is told what is decided, not what is prepared',
  LossAssessed: 'he is told what is decided, not what is prepared',
  RefusalProposed: 'he is told what is decided, not what is prepared',
  RefusalStarted: 'he is told what is decided, not what is prepared',
  ConcessionProposed: 'he is told what is decided, not what is prepared',
  FraudProven: 'he is told what is decided, not what is prepared',
  ProposalReturned: 'he is told what is decided, not what is prepared',
  ClaimOffered: 'the notice of the decision reached him: that is what this says',
  ClaimDeclined: 'the notice of the decision reached him: that is what this says',
  ClaimDenied: 'the notice of the decision reached him: that is what this says',
  OfferAgreed: 'his own word',
  PayeesFrozen: 'named by him',
  PaymentBounced: 'he is asked for another account, when one is needed, by the notice of the trouble',
  ClaimPaidInPart: 'each payment that arrives is told by itself',
  FeedbackGiven: 'his own word',
  ClaimClosed: 'nothing changes for him: it can be opened again as before',
}

export const noticeLaws = {
  'the customer is told once of each change he sees': ({ events }: Passage) =>
    events.flatMap(({ type, notices = [] }) => {
      const kinds = toldByStatus[type]
      if (kinds === undefined) return []
      const told = notices.filter(({ audience, kind }) => audience === 'claimant' && kinds.includes(kind))
      return told.length === 1 ? [] : [`${type} told ${told.length} times`]
    }),
} as const
