import { isOpen } from '../clocks/engine.ts'
import type { Instant } from '../time.ts'
import type { ClockStep } from './clock-steps.ts'
import { meet, startOnce, startOrHasten, voidClocks } from './clock-steps.ts'
import { documentsCompleteAt } from './clock-subjects.ts'
import { measuresOf } from './emergency.ts'
import type { ClaimFact } from './events.ts'
import { evolveEmergency } from './evolve-emergency.ts'
import { isAccepted } from './evolve-stage.ts'
import type { Claim, ClaimStatus } from './state.ts'
import { isUndecided } from './statuses.ts'

/**
 * #72: the targets of an event or of the green channel, from the instant they came to hold: a declaration breaches nothing. One
 * that runs already keeps its date where that is the earlier.
 */
export function emergencyTargets(before: Claim, fact: ClaimFact, at: Instant): readonly ClockStep[] {
  const claim = { ...before, ...evolveEmergency(before, { ...fact, at, by: { id: 'system', role: 'system' } }) }
  const settling = isBeingSettled(claim) ? settleTarget(claim, at) : []
  return [...firstContact(claim, at, before.emergencies), ...settling, ...sooner(claim, at)]
}

/** E3, where it runs: by the day the events promise now, if that is the earlier one. */
function sooner(claim: Claim, at: Instant): readonly ClockStep[] {
  const { withinWorkingDays } = measuresOf(claim).prepayment
  const isRunning = claim.clocks.some((clock) => clock.id === 'E3' && isOpen(clock))
  return isRunning && withinWorkingDays !== undefined ? [startOrHasten('E3', at, withinWorkingDays)] : []
}

/** E2 and C21b, where the documents have just become complete, or are found to be so: from the last of them. */
export const settleFromDocuments = (claim: Claim, at: Instant): readonly ClockStep[] =>
  settleTarget(claim, Math.min(at, documentsCompleteAt(claim, at)))

/**
 * E2 from an instant, and C21b beside it, where the claim was promised them; never from before they were promised. The epidemic
 * policy is one day whatever the measures of the event say.
 */
export function settleTarget(claim: Claim, from: Instant): readonly ClockStep[] {
  const { settleWorkingDays } = measuresOf(claim)
  const { settleSince = from, epidemicSince } = claim.emergencies ?? {}
  return [
    ...(settleWorkingDays === null ? [] : [startOrHasten('E2', Math.max(from, settleSince), settleWorkingDays)]),
    ...(epidemicSince === undefined ? [] : [startOnce('C21b', Math.max(from, epidemicSince))]),
  ]
}

/**
 * E1 and C21a run for whoever is not decided on yet and to whom nobody has spoken. The hour of the epidemic policy is counted from
 * the report, though it was entered later: what is over by then is missed, and told at once.
 */
function firstContact(claim: Claim, at: Instant, before: Claim['emergencies']): readonly ClockStep[] {
  const { contactHours } = measuresOf(claim)
  const { contact, epidemicSince } = claim.emergencies ?? {}
  if (contact !== undefined || !isUndecided(claim.stage.status)) return []
  // Once it has begun, what begins anew after it has ended does so from now on.
  const from = before?.epidemicSince === undefined ? epidemicSince : at
  return [
    ...(contactHours === null ? [] : [startOrHasten('E1', at, contactHours)]),
    ...(epidemicSince === undefined ? [] : [startOnce('C21a', from ?? at)]),
  ]
}

/** Somebody spoke with the customer. */
export const contacted = (): readonly ClockStep[] => [meet('E1'), meet('C21a')]

/** Everybody has his money, or will have what is held for him. */
export const settled = (): readonly ClockStep[] => [meet('E2'), meet('C21b')]

/** Everybody has his money: the targets are kept, and nobody has to be spoken to first. */
export const paid = (): readonly ClockStep[] => [...settled(), ...paidInPart()]

/** What is held for its payee is still to be settled; who has had money needs none in advance. */
export const paidInPart = (): readonly ClockStep[] => [meet('E3'), voidClocks('E1', 'paid'), voidClocks('C21a', 'paid')]

/** Settling waits for something. */
export const settlingVoid = (reason: string): readonly ClockStep[] => [
  voidClocks('E2', reason),
  voidClocks('C21b', reason),
]

/** Nothing is owed: no target of an event is left. */
export const targetsVoid = (reason: string): readonly ClockStep[] =>
  (['E1', 'E2', 'E3', 'C21a', 'C21b'] as const).map((id) => voidClocks(id, reason))

/** The documents are complete, and something may be owed. */
function isBeingSettled(claim: Claim): boolean {
  const { stage } = claim
  if (!isAccepted(claim)) return false
  return working.has(stage.status) || ('determination' in stage && owing.has(stage.status))
}

const working: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>([
  'accepted',
  'triaged',
  'investigating',
  'reviewing',
  'assessing',
  'awaiting-approval',
])
const owing: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['decided', 'offered', 'agreed', 'paying'])
