import type { ClaimCommand } from '../domain/claim/commands.ts'
import type { DisputeCommand } from '../domain/claim/dispute-commands.ts'
import type { Scene } from './claim-story.ts'
import * as disputes from './dispute-examples.ts'
import * as example from './example-claims.ts'

type Acts = Readonly<Record<DisputeCommand['type'] | 'ProposeConcession', readonly [() => Scene, ClaimCommand]>>

/** Every command of a dispute, legal where the scene beside it stands: decided by the lowest step, so that every step may judge it. */
export const disputeActs: Acts = {
  ProposeConcession: [
    example.assessing,
    { type: 'ProposeConcession', kind: 'compromise', payFen: 1, reasonTextId: 'txt' },
  ],
  DisagreeOffer: [example.offered, disputes.disagree],
  RaiseDispute: [example.closed, disputes.raise],
  InvestigateDispute: [disputes.undisputedPaid, disputes.investigate],
  AppointAssessor: [disputes.investigated, { type: 'AppointAssessor', appointedBy: 'both', assessorId: 'assessor-1' }],
  RecordAppraisal: [
    () => disputes.investigated().and({ type: 'AppointAssessor', appointedBy: 'both', assessorId: 'assessor-1' }),
    { type: 'RecordAppraisal', textId: 'txt' },
  ],
  EvaluateDispute: [disputes.investigated, { type: 'EvaluateDispute', outcome: 'uphold', findingTextId: 'txt' }],
  DecideDispute: [() => disputes.evaluated({ outcome: 'uphold' }), disputes.approve],
  StartMediation: [disputes.investigated, disputes.mediate],
  EndMediation: [disputes.mediating, { type: 'EndMediation', outcome: 'failed', textId: 'txt' }],
  AdjudicateDispute: [disputes.mediationFailed, { type: 'AdjudicateDispute', outcome: 'uphold', rulingTextId: 'txt' }],
  FileLitigation: [example.closed, disputes.sue],
  RecordCourtDate: [disputes.atCourt, { type: 'RecordCourtDate', on: '2026-06-01', what: 'hearing' }],
  RecordJudgment: [disputes.atCourt, disputes.judgment(1)],
}

const filers = 'integrator claimant intake-clerk'

/** Who may do what in a dispute, from the roles of the specification and not from the table. */
export const whoMayInDispute: Readonly<Record<keyof Acts, string>> = {
  ProposeConcession: 'reviewer assessor',
  DisagreeOffer: filers,
  RaiseDispute: filers,
  InvestigateDispute: 'dispute-handler',
  AppointAssessor: 'dispute-handler',
  RecordAppraisal: 'dispute-handler',
  EvaluateDispute: 'dispute-handler',
  DecideDispute: 'approver supervisor branch-head head-office',
  StartMediation: 'dispute-handler',
  EndMediation: 'dispute-handler',
  AdjudicateDispute: 'supervisor branch-head head-office',
  FileLitigation: 'dispute-handler supervisor',
  RecordCourtDate: 'dispute-handler supervisor',
  RecordJudgment: 'dispute-handler',
}
