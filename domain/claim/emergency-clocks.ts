import type { Instant } from '../time.ts'
import type { ClockStep } from './clock-steps.ts'
import { meet, startOrHasten, voidClocks } from './clock-steps.ts'
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
  return [...firstContact(claim, at), ...(isBeingSettled(claim) ? settleTarget(claim, at) : [])]
}

/**
 * E2, where the documents have just become complete, or are found to be so: from the last of them or from when the target was
 * promised, whichever is later.
 */
export function settleFromDocuments(claim: Claim, at: Instant): readonly ClockStep[] {
  const { settleSince = at } = claim.emergencies ?? {}
  return settleTarget(claim, Math.min(at, Math.max(documentsCompleteAt(claim, at), settleSince)))
}

/** E2, where the last document arrived before it was entered: from its arrival, and never from before the target was promised. */
export function settleFromArrival(claim: Claim, arrivedAt: Instant): readonly ClockStep[] {
  const { settleSince = arrivedAt } = claim.emergencies ?? {}
  return settleTarget(claim, Math.max(arrivedAt, settleSince))
}

/** E2 from an instant, where the claim was promised one. */
export function settleTarget(claim: Claim, from: Instant): readonly ClockStep[] {
  const { settleWorkingDays } = measuresOf(claim)
  return settleWorkingDays === null ? [] : [startOrHasten('E2', from, settleWorkingDays)]
}

/** E1 runs for whoever is not decided on yet and to whom nobody has spoken. */
function firstContact(claim: Claim, at: Instant): readonly ClockStep[] {
  const { contactHours } = measuresOf(claim)
  const isOwed = claim.emergencies?.contact === undefined && isUndecided(claim.stage.status)
  return contactHours === null || !isOwed ? [] : [startOrHasten('E1', at, contactHours)]
}

/** Everybody has his money: the targets are kept, and nobody has to be spoken to first. */
export const paid = (): readonly ClockStep[] => [meet('E2'), ...paidInPart()]

/** What is held for its payee is still to be settled; who has had money needs none in advance. */
export const paidInPart = (): readonly ClockStep[] => [meet('E3'), voidClocks('E1', 'paid')]

/** Nothing is owed: no target of an event is left. */
export const targetsVoid = (reason: string): readonly ClockStep[] =>
  (['E1', 'E2', 'E3'] as const).map((id) => voidClocks(id, reason))

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
