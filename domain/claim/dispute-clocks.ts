import type { ClockProof } from '../clocks/clock.ts'
import type { Instant } from '../time.ts'
import { dateOf, daysBetween } from '../time.ts'
import type { Wiring } from './clock-changes.ts'
import type { ClockStep } from './clock-steps.ts'
import {
  beginAnew,
  exclude,
  meet,
  meetBegunBy,
  resume,
  start,
  startOnce,
  startOnceBeside,
  startWithin,
  voidClocks,
} from './clock-steps.ts'
import { limitationOf, subjectOf } from './clock-subjects.ts'
import { overtakenDispute } from './dispute-place.ts'
import type { Claim, Notice } from './state.ts'
import { approvalTarget } from './target-clocks.ts'

/**
 * The clocks of a dispute: a complaint's, held here until complaints have a workflow of their own, and the insurer's
 * target. The Insurance Law's own are never touched but by an agreement, which begins C10.
 */
export const disputeWiring: Wiring = {
  ConcessionProposed: (_fact, _claim, at, { policy }) => [meet('C03'), ...approvalTarget(at, policy)],
  DisputeRaised: ({ how, fast, raisedAt }, _claim, at) => (how === 'sued' ? [] : raised(raisedAt ?? at, fast)),
  AssessorAppointed: (_fact, claim) => standStill(appraisalOf(claim, 1)),
  AppraisalRecorded: (_fact, claim) => runOn(appraisalOf(claim, 0)),
  DisputeDecided: () => [meet('T-dispute')],
  DisputeSettled: (_fact, claim, at) => [...runOn('mediation'), meet('T-dispute'), ...agreed(claim, at)],
  MediationBegan: () => standStill('mediation'),
  MediationFailed: () => runOn('mediation'),
  DisputeAdjudicated: () => [meet('T-dispute')],
  LitigationFiled: () => disputeClocks.map((id) => voidClocks(id, 'litigation')),
  DisputeJudged: (_fact, claim, at) => {
    const { payFen = 0, payBy } = claim.dispute?.proposal ?? {}
    return payFen > 0 ? agreed(claim, at, payBy === undefined ? undefined : daysUntil(payBy, at)) : []
  },
}

/** A complaint's first answer and decision, and the insurer's own target. */
export const disputeClocks = ['C16a', 'C16b', 'T-dispute'] as const

/** Notices that answer a dispute: the first word, and how it was decided. */
export const isOfDispute = ({ kind }: Pick<Notice, 'kind'>): boolean =>
  kind === 'dispute-answer' || kind === 'dispute-decision'

/** Told is handed over, posted or sent (complaint measures art. 21): the notice that answers ends the clock it was written for. */
export function disputeTold({ kind, orderedAt }: Pick<Notice, 'kind' | 'orderedAt'>): ClockStep[] {
  if (kind === 'dispute-answer') return [meetBegunBy('C16a', orderedAt)]
  return kind === 'dispute-decision' ? [meetBegunBy('C16a', orderedAt), meetBegunBy('C16b', orderedAt)] : []
}

/** #56: what is disputed is decided anew, which answers the complaint when it is told: its days run until then. */
export const overtaken = (claim: Claim): ClockStep[] =>
  overtakenDispute(claim) === null ? [] : [...runOn('decided anew'), voidClocks('T-dispute', 'decided anew')]

/** Working days of the insurer's target where the dispute was raised within thirty days of the answer. */
const fastWorkingDays = 5

/** New facts restart a complaint's clock (complaint measures art. 18): what the last dispute was to be told is overtaken. */
const raised = (at: Instant, fast: boolean): ClockStep[] => [
  ...disputeClocks.map((id) => voidClocks(id, 'disputed anew')),
  start('C16a', at),
  start('C16b', at),
  fast ? start('T-dispute', at, fastWorkingDays) : start('T-dispute', at),
]

/** Time the complaint measures leave out: an appraisal outside the house (art. 18), a mediation (art. 23). */
const excluding = ['C16b', 'T-dispute'] as const

const standStill = (reference: string): ClockStep[] => {
  const proof: ClockProof = { kind: 'excluded-time-began', reference }
  return excluding.map((id) => exclude(id, proof))
}

const runOn = (reference: string): ClockStep[] => {
  const proof: ClockProof = { kind: 'excluded-time-ended', reference }
  return excluding.map((id) => resume(id, proof))
}

const appraisalOf = ({ dispute }: Claim, next: 0 | 1): string => `appraisal ${(dispute?.appraisals.length ?? 0) + next}`

/** A new agreement: money is owed in the days of the law, or sooner where the judgment says so. An acknowledgement, too. */
function agreed(claim: Claim, at: Instant, days?: number): ClockStep[] {
  return [
    days === undefined ? start('C10', at) : startWithin('C10', at, days),
    voidClocks('C18', 'settled anew'),
    beginAnew(limitationOf(subjectOf(claim)), at),
  ]
}

/** Natural days to the date of the judgment; none where it has passed. */
const daysUntil = (date: string, at: Instant): number => Math.max(0, daysBetween(dateOf(at), date))

/** What was wrong, or lost in a dispute, was owed since the request was received, less what stopped the law then (#69). */
export function owedSince({ filing, clocks }: Claim, at: Instant): ClockStep[] {
  const receivedAt = filing?.receivedAt ?? at
  const first = clocks.find(({ id, startedAt }) => id === 'C06' && startedAt === receivedAt)
  return [startOnceBeside('C06', receivedAt, first?.pauses ?? []), startOnce('C11', receivedAt)]
}
