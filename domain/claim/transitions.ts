import type { ClaimEventType } from './events.ts'
import type { ClaimStatus } from './state.ts'
import { askingStatuses as asking, beforeDecided } from './statuses.ts'

/** One arrow of the lifecycle (赔案流转): which row of the specification, from where, by what, to where. */
export interface Transition {
  readonly row: string
  readonly from: readonly (ClaimStatus | 'none')[]
  readonly by: ClaimEventType
  readonly to: ClaimStatus
}

/**
 * Every change of status there is; the diagram in docs is drawn from it, and a property proves that nothing the rules
 * do leaves it. Arrows that return to the asking status are one row per status.
 */
export const transitions: readonly Transition[] = [
  { row: '#1 #2', from: ['none'], by: 'ClaimReported', to: 'reported' },
  { row: '#1', from: ['reported'], by: 'ClaimWentDormant', to: 'dormant' },
  { row: '#3', from: ['reported'], by: 'ClaimFiled', to: 'received' },
  { row: '#15', from: ['dormant'], by: 'ClaimFiled', to: 'received' },
  { row: '#52', from: ['withdrawn'], by: 'ClaimFiled', to: 'received' },
  { row: '#6', from: ['received'], by: 'ClaimAccepted', to: 'accepted' },
  { row: '#7 #16', from: ['received'], by: 'DocumentsRequested', to: 'awaiting-documents' },
  { row: '#8 #9', from: ['received'], by: 'RefusalProposed', to: 'awaiting-approval' },
  { row: '#8', from: ['awaiting-approval'], by: 'ClaimAccepted', to: 'accepted' },
  ...asking.map((to) => ({ row: '#10', from: ['awaiting-documents'], by: 'DocumentsCompleted', to }) as const),
  { row: '#13', from: ['awaiting-documents'], by: 'SupplementTimeRanOut', to: 'received' },
  { row: '#13 #53a', from: ['awaiting-documents'], by: 'SupplementTimeRanOut', to: 'accepted' },
  { row: '#13', from: ['awaiting-documents'], by: 'SupplementTimeRanOut', to: 'reviewing' },
  { row: '#14', from: ['awaiting-documents'], by: 'ClaimWentDormant', to: 'dormant' },
  { row: '#15', from: ['dormant'], by: 'ClaimRevived', to: 'awaiting-documents' },
  {
    row: '#16a #16',
    from: asking.filter((status) => status !== 'received'),
    by: 'DocumentsRequested',
    to: 'awaiting-documents',
  },
  { row: '#17', from: ['accepted'], by: 'ClaimTriaged', to: 'triaged' },
  { row: '#18', from: ['triaged'], by: 'SmallClaimApproved', to: 'decided' },
  { row: '#19', from: ['triaged'], by: 'SurveyOrdered', to: 'investigating' },
  { row: '#20', from: ['triaged'], by: 'ReviewBegun', to: 'reviewing' },
  { row: '#21', from: ['investigating'], by: 'SurveyReported', to: 'reviewing' },
  { row: '#72', from: ['investigating'], by: 'SurveyWaived', to: 'reviewing' },
  { row: '#24', from: ['reviewing'], by: 'LiabilityFixed', to: 'assessing' },
  { row: '#25', from: ['reviewing', 'assessing'], by: 'RefusalProposed', to: 'awaiting-approval' },
  { row: '#26', from: ['assessing'], by: 'LossAssessed', to: 'awaiting-approval' },
  { row: '#26', from: ['reviewing', 'assessing'], by: 'ConcessionProposed', to: 'awaiting-approval' },
  { row: '#28', from: ['awaiting-approval'], by: 'ProposalApproved', to: 'decided' },
  {
    row: '#56',
    from: ['investigating', 'reviewing', 'assessing', 'offered', 'agreed', 'paying'],
    by: 'FraudProven',
    to: 'awaiting-approval',
  },
  { row: '#30', from: ['awaiting-approval'], by: 'ProposalReturned', to: 'received' },
  { row: '#30', from: ['awaiting-approval'], by: 'ProposalReturned', to: 'reviewing' },
  { row: '#30', from: ['awaiting-approval'], by: 'ProposalReturned', to: 'assessing' },
  { row: '#31', from: ['decided'], by: 'ClaimOffered', to: 'offered' },
  { row: '#32', from: ['decided'], by: 'ClaimDenied', to: 'denied' },
  { row: '#32', from: ['decided'], by: 'ClaimDeclined', to: 'declined' },
  { row: '#33 #34 #35', from: ['offered'], by: 'OfferAgreed', to: 'agreed' },
  { row: '#36', from: ['agreed'], by: 'PayeesFrozen', to: 'paying' },
  { row: '#45', from: ['paying'], by: 'ClaimPaid', to: 'paid' },
  { row: '#46', from: ['paying'], by: 'ClaimPaidInPart', to: 'paid' },
  { row: '#44', from: ['paid', 'feedback', 'closed'], by: 'PaymentBounced', to: 'paying' },
  { row: '#42', from: ['closed'], by: 'AccountNamed', to: 'paying' },
  // Who held money waited for is owed it no more: it is shared out anew.
  { row: '#75', from: ['paid', 'closed'], by: 'PayeesUnfrozen', to: 'paying' },
  { row: '#48', from: ['paid'], by: 'FeedbackGiven', to: 'feedback' },
  { row: '#50 #46a', from: ['feedback', 'paid'], by: 'ClaimClosed', to: 'closed' },
  { row: '#51', from: [...beforeDecided, 'decided', 'offered', 'agreed'], by: 'ClaimWithdrawn', to: 'withdrawn' },
  { row: '#4 #53', from: beforeDecided, by: 'ClaimCancelled', to: 'cancelled' },
  {
    row: '#27',
    from: ['awaiting-documents', 'dormant', 'triaged', 'investigating'],
    by: 'RefusalStarted',
    to: 'reviewing',
  },
  { row: '#27', from: ['awaiting-documents', 'dormant'], by: 'RefusalStarted', to: 'received' },
  { row: '#27', from: ['awaiting-documents', 'dormant'], by: 'RefusalStarted', to: 'accepted' },
  // The second half of the row, where the wrong policy is corrected.
  {
    row: '#53a',
    from: ['triaged', 'investigating', 'reviewing', 'assessing'],
    by: 'PolicyRelinked',
    to: 'accepted',
  },
  {
    row: '#62 #63b #69',
    from: ['closed', 'denied', 'declined', 'paid', 'feedback', 'dormant'],
    by: 'ClaimReopened',
    to: 'received',
  },
  {
    row: '#62 #63b #69',
    from: ['closed', 'declined', 'paid', 'feedback', 'dormant'],
    by: 'ClaimReopened',
    to: 'assessing',
  },
  {
    row: '#62 #63a',
    from: ['paid', 'feedback', 'closed', 'denied', 'declined'],
    by: 'DisputeSettled',
    to: 'agreed',
  },
  { row: '#65', from: ['paid', 'feedback', 'closed', 'denied', 'declined'], by: 'DisputeJudged', to: 'agreed' },
  { row: '#65', from: ['denied', 'declined'], by: 'DisputeJudged', to: 'closed' },
]

/** The row a change of status stands in, or null for one the specification does not know. */
export function transitionOf(from: ClaimStatus | 'none', by: ClaimEventType, to: ClaimStatus): Transition | null {
  return transitions.find((row) => row.by === by && row.to === to && row.from.includes(from)) ?? null
}
