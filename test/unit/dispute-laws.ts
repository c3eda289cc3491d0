import { openDispute, tookDecision } from '../../domain/claim/dispute-place.ts'
import type { ClaimEvent } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { refusesForFraud } from '../../domain/claim/fraud-level.ts'
import type { Claim } from '../../domain/claim/state.ts'

interface Passage {
  readonly before: Claim
  readonly events: readonly ClaimEvent[]
}

/** What must hold of a dispute at every step of every claim. */
export const disputeLaws = {
  'who took a decision, alone or in the committee, does not judge a dispute about it': ({ before, events }: Passage) =>
    events.flatMap((event, index) => {
      if (event.type !== 'VoteCast' && !judging.has(event.type)) return []
      const claim = fold(before, events.slice(0, index))
      const dispute = openDispute(claim)
      // Who voted on the decision may vote on another matter of the claim meanwhile, such as a reserve.
      const judges = event.type !== 'VoteCast' || (event.on === undefined && claim.stage.status !== 'awaiting-approval')
      return dispute !== null && judges && tookDecision(dispute, event.by.id) ? [event.type] : []
    }),
  'what takes back a refusal for fraud is decided by the committee, and compliance has signed it': ({
    before,
    events,
  }: Passage) =>
    events.flatMap((event, index) => {
      if (event.type !== 'DisputeSettled' && event.type !== 'DisputeDecided') return []
      const claim = fold(before, events.slice(0, index))
      const proposal = openDispute(claim)?.proposal
      const wasFraud = 'determination' in claim.stage && refusesForFraud(claim.stage.determination)
      if (!wasFraud || !proposal || proposal.outcome === 'uphold') return []
      const isWhole = event.level === 5 && proposal.countersignedBy !== undefined
      return isWhole ? [] : [`${event.type} of A${event.level}`]
    }),
}

/** Clocks that stand still for an appraisal or a mediation. */
export const excluding: ReadonlySet<string> = new Set(['C16b', 'T-dispute'])

/** Rows 60 to 65: a claim that has ended may be disputed, and is owed the answer; the target ends with the dispute. */
export const isInDispute = ({ dispute }: Claim, id: string): boolean =>
  dispute !== undefined && (id === 'C16a' || id === 'C16b' || (id === 'T-dispute' && dispute.state !== 'ended'))

export const isTimeLeftOut = ({ dispute }: Claim): boolean =>
  dispute?.state === 'mediation' || (dispute?.appraisals ?? []).some(({ to }) => to === undefined)

const judging: ReadonlySet<string> = new Set([
  'DisputeAnswered',
  'DisputeEvaluated',
  'DisputeDecided',
  'DisputeSettled',
  'RulingVoted',
  'DisputeAdjudicated',
  'DisputeJudged',
])
