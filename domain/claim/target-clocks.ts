import type { ServicePolicy } from '../service-policy.ts'
import type { Instant } from '../time.ts'
import type { ClockStep } from './clock-steps.ts'
import { asOf, start, voidClocks } from './clock-steps.ts'
import type { Claim, Triage } from './state.ts'

/**
 * #17: the target of a lane runs from the triage that chose it; who chooses the same lane again moves nothing. Critical
 * illness that is paid in one day has the day it was promised (C19) and no target beside it.
 */
export function laneTarget(
  claim: Claim,
  triage: Triage,
  at: Instant,
  { targets }: ServicePolicy,
): readonly ClockStep[] {
  const isRunning = claim.clocks.some(({ id, endedAt }) => id === 'T-lane' && endedAt === undefined)
  if (isRunning && claim.triage?.lane === triage.lane) return []
  const ended = voidClocks('T-lane', 'triaged anew')
  if (targets === undefined || triage.lane === 'CI-1-day') return [ended]
  return [ended, asOf({ ...claim, triage }, [start('T-lane', at)])]
}

/** #29: how long a proposal waits for a word on it. */
export const approvalTarget = (at: Instant, { targets }: ServicePolicy): readonly ClockStep[] =>
  targets === undefined ? [] : [start('T-approval', at)]
