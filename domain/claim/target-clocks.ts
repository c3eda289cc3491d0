import type { ServicePolicy } from '../service-policy.ts'
import type { Instant } from '../time.ts'
import type { ClockStep } from './clock-steps.ts'
import { asOf, start, startAfresh, voidClocks } from './clock-steps.ts'
import type { Claim, Triage } from './state.ts'

const anew = 'triaged anew'

/**
 * #17: the target of a lane runs from the triage that chose it, also through a new triage that finds one of the same length
 * (#53). Critical illness that is paid in one day has the day it was promised (C19) and no target beside it.
 */
export function laneTarget(
  claim: Claim,
  triage: Triage,
  at: Instant,
  { targets }: ServicePolicy,
): readonly ClockStep[] {
  if (targets === undefined || triage.lane === 'CI-1-day') return [voidClocks('T-lane', anew)]
  return [asOf({ ...claim, triage }, [startAfresh('T-lane', at, anew)])]
}

/** #29: how long a proposal waits for a word on it. */
export const approvalTarget = (at: Instant, { targets }: ServicePolicy): readonly ClockStep[] =>
  targets === undefined ? [] : [start('T-approval', at)]
