import type { LadderStep } from '../../domain/authority.ts'
import { defaultLadder, limitOf } from '../../domain/authority.ts'
import { clearEstimateFen } from '../../domain/claim/emergency-advance.ts'
import type { ClaimEvent } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { AuthorityUsed, Claim } from '../../domain/claim/state.ts'
import type { Fen } from '../../domain/money.ts'

interface Passage {
  readonly before: Claim
  readonly events: readonly ClaimEvent[]
}

/** What must hold, at every step of every claim, of what events let the insurer do. */
export const emergencyLaws = {
  'a limit rises only by a multiplier somebody else has raised, before its end, and never above A4': ({
    events,
  }: Passage) =>
    events.flatMap((event) => {
      if (event.type === 'ProposalApproved') return raisedWrongly(event, event.limits)
      return event.type === 'PrepaymentApproved' ? raisedWrongly(event, event.limits) : []
    }),
  'what an event offers in advance is a share of the estimate, and of nothing that is held or doubted': ({
    before,
    events,
  }: Passage) =>
    events.flatMap((event, index) => {
      if (event.type !== 'AdvanceOffered') return []
      const claim = fold(before, events.slice(0, index))
      const most = Math.ceil((event.estimateFen * event.sharePercent) / 100)
      return event.amountFen > 0 && event.amountFen <= most && clearEstimateFen(claim) === event.estimateFen
        ? []
        : [`${event.amountFen} of ${event.estimateFen}`]
    }),
  'what an event changes names a version the claim was told': ({ before, events }: Passage) =>
    events.flatMap((event, index) => {
      if (!('under' in event) || event.under === undefined) return []
      const heard = fold(before, events.slice(0, index)).emergencies?.events ?? []
      return event.under
        .filter(({ eventId }) => !heard.some((each) => each.eventId === eventId))
        .map(({ eventId, version }) => `${event.type} under ${eventId} version ${version}`)
    }),
  'a survey is waived only where nobody died, nobody else is hurt and nothing is held': ({ before, events }: Passage) =>
    events.flatMap((event, index) => {
      if (event.type !== 'SurveyWaived') return []
      const { report, hold, triage } = fold(before, events.slice(0, index))
      const doubt = report.facts.injury === 'death' || report.facts.thirdParty || Boolean(hold?.standing)
      return doubt || triage?.decidedBy === 'reviewer' ? ['a doubt was not looked at'] : []
    }),
}

type Decided = ClaimEvent & AuthorityUsed
type Limits = Readonly<Partial<Record<'paymentFen' | 'refusalFen' | 'prepaymentFen', Fen | null>>>

/** By the ladder of the tests: what stands in the decision against what the step may by itself. */
function raisedWrongly({ at, by, level, multiplier, onBehalfOf }: Decided, limits: Limits): readonly string[] {
  const step = defaultLadder[level - 1]
  if (step === undefined) return ['no step']
  const beyond = level < 4 && above(limits.paymentFen, defaultLadder[3]?.paymentFen)
  const faults: Readonly<Record<string, boolean>> = {
    'a refusal was raised': limits.refusalFen !== undefined && limits.refusalFen !== step.refusalFen,
    'raised by nobody': multiplier === undefined && isRaised(step, limits),
    'after its end': multiplier !== undefined && at >= multiplier.until,
    'by who raised it': multiplier !== undefined && [by.id, onBehalfOf].includes(multiplier.raisedBy),
    'above A4': beyond,
  }
  return Object.keys(faults).filter((fault) => faults[fault])
}

const above = (limit: Fen | null | undefined, own: Fen | null | undefined): boolean => (limit ?? 0) > (own ?? 0)

const isRaised = (step: LadderStep, { paymentFen, prepaymentFen }: Limits): boolean =>
  above(paymentFen, limitOf(step, 'payment')) || above(prepaymentFen, limitOf(step, 'prepayment'))
