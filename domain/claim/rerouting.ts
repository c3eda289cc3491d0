import type { AuthorityLevel, AuthorityNeed, LadderStep } from '../authority.ts'
import { requiredLevel } from '../authority.ts'
import { multiplierCap } from '../emergency/measures.ts'
import { multipliedLadder } from '../emergency/multiplied-ladder.ts'
import type { Instant } from '../time.ts'
import type { Deadline } from './deadlines.ts'
import { multipliersOf } from './emergency.ts'
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
  return level === proposal.requiredLevel ? null : { type: 'ProposalRerouted', level }
}

/** #58, #72: as {@link rerouted}, for the advance that waits for a word, wherever the claim stands. */
export function advanceRerouted(claim: Claim, { now }: { readonly now: Instant }): ClaimFact | null {
  const waiting = waitingAdvance(claim)
  if (waiting === undefined) return null
  const level = stepOn(claim, waiting, now)
  return level === waiting.requiredLevel ? null : { type: 'PrepaymentRerouted', n: waiting.n, level }
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
