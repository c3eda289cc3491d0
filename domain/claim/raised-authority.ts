import type { LadderStep } from '../authority.ts'
import { multiplierCap } from '../emergency/measures.ts'
import type { AuthorityMultiplier } from '../emergency/measures.ts'
import { isInForce, multipliedLadder } from '../emergency/multiplied-ladder.ts'
import type { Instant } from '../time.ts'
import type { Actor, ClaimCommandType } from './commands.ts'
import type { Context } from './decision.ts'
import { currentEvents } from './emergency.ts'
import type { Claim } from './state.ts'

/** What a commander has raised the limits by: the ladder without it, and every multiplier that counts now. */
export interface RaisedLimits {
  readonly base: readonly LadderStep[]
  readonly inForce: readonly StandingMultiplier[]
}

/** A multiplier, and for whom it does not count: who raised it, and who brought the claim under it by hand. */
interface StandingMultiplier {
  readonly multiplier: AuthorityMultiplier
  readonly notFor: readonly string[]
}

/** What is paid or advanced, from its proposal to the word on it. Giving up a recovery is measured by what a step may pay, and is neither. */
const reached: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'AssessLoss',
  'ApproveProposal',
  'ReturnProposal',
  'VoteProposal',
  'RequestPrepayment',
  'DecidePrepayment',
])

/** By how many times the limits stand raised for the claim, a whole number; 1 where nobody has raised them. */
export const timesNow = (claim: Claim, now: Instant): number =>
  Math.floor(largestOf(multipliersNow(claim, now))?.times ?? 1)

/** The context of a command on a claim whose event raises the limits; the very same where none does, or where it reaches nothing. */
export function underMultipliers(claim: Claim, type: ClaimCommandType, context: Context): Context {
  const inForce = reached.has(type) ? multipliersNow(claim, context.now) : []
  if (inForce.length === 0) return context
  const { policy } = context
  const ladder = raisedBy(policy.ladder, inForce)
  return { ...context, raised: { base: policy.ladder, inForce }, policy: { ...policy, ladder } }
}

/**
 * The ladder one person decides by: what he raised himself, or what he joined the claim to himself, does not count for him, nor
 * what whoever lent him his step did.
 */
export function ladderOf(actor: Actor, { policy, raised }: Context): readonly LadderStep[] {
  return raised === undefined ? policy.ladder : raisedBy(raised.base, usableBy(actor, raised))
}

/** The multiplier a person's limits stand under; null where they are those of the table. */
export const multiplierOf = (actor: Actor, { raised }: Context): AuthorityMultiplier | null =>
  raised === undefined ? null : largestOf(usableBy(actor, raised))

/** A version that names more than its level allows raises no more than that. */
const multipliersNow = (claim: Claim, now: Instant): readonly StandingMultiplier[] =>
  currentEvents(claim)
    .flatMap(({ level, measures: { multiplier }, joinedBy }) => {
      if (multiplier === null) return []
      const { raisedBy: commander } = multiplier
      const notFor = joinedBy === undefined ? [commander] : [commander, joinedBy]
      return [{ multiplier: { ...multiplier, times: Math.min(multiplier.times, multiplierCap[level]) }, notFor }]
    })
    .filter(({ multiplier }) => isInForce(multiplier, now))

const usableBy = ({ id, onBehalfOf }: Actor, { inForce }: RaisedLimits): readonly StandingMultiplier[] =>
  inForce.filter(({ notFor }) => !notFor.some((barred) => barred === id || barred === onBehalfOf))

function raisedBy(base: readonly LadderStep[], standing: readonly StandingMultiplier[]): readonly LadderStep[] {
  const largest = largestOf(standing)
  return largest === null ? base : multipliedLadder(base, largest.times)
}

/** Of equal ones that which holds longest: the order in which events were declared decides nothing. */
const largestOf = (standing: readonly StandingMultiplier[]): AuthorityMultiplier | null =>
  standing
    .map(({ multiplier }) => multiplier)
    .toSorted((a, b) => b.times - a.times || b.until - a.until || (a.raisedBy < b.raisedBy ? -1 : 1))[0] ?? null
