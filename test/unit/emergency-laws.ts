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
  const own = { paymentFen: limitOf(step, 'payment'), prepaymentFen: limitOf(step, 'prepayment') }
  const isRaised = (['paymentFen', 'prepaymentFen'] as const).some((name) => (limits[name] ?? 0) > (own[name] ?? 0))
  const refusal = limits.refusalFen ?? null
  const top = defaultLadder[3]
  const beyond = level < 4 && (limits.paymentFen ?? 0) > (top?.paymentFen ?? 0)
  return [
    ...(limits.refusalFen !== undefined && refusal !== step.refusalFen ? ['a refusal was raised'] : []),
    ...(isRaised && multiplier === undefined ? ['raised by nobody'] : []),
    ...(multiplier !== undefined && at >= multiplier.until ? ['after its end'] : []),
    ...(multiplier !== undefined && [by.id, onBehalfOf].includes(multiplier.raisedBy) ? ['by who raised it'] : []),
    ...(beyond ? ['above A4'] : []),
  ]
}
