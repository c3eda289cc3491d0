import type { AuthorityLevel, AuthorityNeed, LadderStep } from '../authority.ts'
import { requiredLevel } from '../authority.ts'
import { multiplierCap } from '../emergency/measures.ts'
import { multipliedLadder } from '../emergency/multiplied-ladder.ts'
import type { Instant } from '../time.ts'
import type { Deadline } from './deadlines.ts'
import { naming } from './emergency-sources.ts'
import type { HeardEvent, NamesVersions } from './emergency-state.ts'
import { isCurrent, multipliersOf } from './emergency.ts'
import type { ClaimFact } from './events.ts'
import { timesNow } from './raised-authority.ts'
import type { Claim, Prepayment, Proposal, StageOf } from './state.ts'

/** Every whole factor a commander may raise the limits by, none first. */
const factors = Array.from({ length: Math.max(...Object.values(multiplierCap)) }, (_, index) => index + 1)

/**
 * The step that decides a proposal under each factor of the limits, the first without any; nothing where it is the same step under
 * all of them. Kept with the proposal, for the table of limits is told with a request only.
 */
export function stepsByFactor(
  base: readonly LadderStep[],
  need: AuthorityNeed,
): { readonly stepsByFactor?: readonly AuthorityLevel[] } {
  const steps = factors.map((times) => requiredLevel(multipliedLadder(base, times), need))
  return new Set(steps).size === 1 ? {} : { stepsByFactor: steps }
}

/** #72: a multiplier began or ended while a proposal waited: it goes to the step that decides it now. */
export function rerouted(
  claim: Claim,
  { proposal }: StageOf<'awaiting-approval'>,
  { now }: { readonly now: Instant },
): ClaimFact | null {
  const level = stepOn(claim, proposal, now)
  return level === proposal.requiredLevel ? null : { type: 'ProposalRerouted', level, ...routedBy(claim, now) }
}

/** #58, #72: as {@link rerouted}, for the advance that waits for a word, wherever the claim stands. */
export function advanceRerouted(claim: Claim, { now }: { readonly now: Instant }): ClaimFact | null {
  const waiting = waitingAdvance(claim)
  if (waiting === undefined) return null
  const level = stepOn(claim, waiting, now)
  if (level === waiting.requiredLevel) return null
  return { type: 'PrepaymentRerouted', n: waiting.n, level, ...routedBy(claim, now) }
}

/** The ends of multipliers at which a waiting proposal goes back to another step. */
export const rerouteDeadlines = (claim: Claim, stage: StageOf<'awaiting-approval'>): readonly Deadline[] =>
  stage.proposal.stepsByFactor === undefined ? [] : atEnds(claim, (now) => rerouted(claim, stage, { now }))

/** The ends at which a waiting advance does. */
export const advanceRerouteDeadlines = (claim: Claim): readonly Deadline[] =>
  waitingAdvance(claim)?.stepsByFactor === undefined ? [] : atEnds(claim, (now) => advanceRerouted(claim, { now }))

function atEnds(claim: Claim, follows: (now: Instant) => ClaimFact | null): readonly Deadline[] {
  const ends = multipliersOf(claim).map(({ until }) => until)
  return [...new Set(ends)]
    .filter((at) => at > claim.lastAt)
    .flatMap((at) => {
      const fact = follows(at)
      return fact === null ? [] : [{ at, summary: 'raised limits end', facts: [fact] }]
    })
}

const waitingAdvance = ({ prepayments = [] }: Claim): Prepayment | undefined =>
  prepayments.find(({ state }) => state === 'requested')

const stepOn = (
  claim: Claim,
  { stepsByFactor: steps, requiredLevel: standing }: Pick<Proposal, 'stepsByFactor' | 'requiredLevel'>,
  now: Instant,
): AuthorityLevel => steps?.[timesNow(claim, now) - 1] ?? standing

/** The event by which the limits stand as they do: which raises them, or by whose word or end they were last lowered. */
function routedBy(claim: Claim, now: Instant): NamesVersions {
  const joined = claim.emergencies?.events.filter((heard) => heard.joined !== undefined) ?? []
  const raising = timesNow(claim, now) > 1 ? joined.filter((heard) => raisesNow(heard, now)) : []
  const timesOf = ({ measures: { multiplier } }: HeardEvent): number => multiplier?.times ?? 1
  const [largest] = raising.toSorted((a, b) => timesOf(b) - timesOf(a))
  const [last] = joined.toSorted((a, b) => changedAt(b, now) - changedAt(a, now))
  const event = largest ?? last
  return naming(event === undefined ? [] : [event])
}

const raisesNow = (heard: HeardEvent, now: Instant): boolean =>
  isCurrent(heard) && heard.measures.multiplier !== null && now < heard.measures.multiplier.until

/** When an event last changed what the limits are: at the end of its multiplier, or when a version of it was heard. */
function changedAt(heard: HeardEvent, now: Instant): Instant {
  const { heardAt = 0, measures } = heard
  const until = measures.multiplier?.until ?? Infinity
  return isCurrent(heard) && until <= now ? Math.max(until, heardAt) : heardAt
}
