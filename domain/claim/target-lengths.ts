import type { ClockId } from '../clocks/clock.ts'
import type { ServicePolicy } from '../service-policy.ts'
import type { Claim } from './state.ts'

/**
 * How long a target of the insurer is (自定时效), in working days; null for a clock that is none, or where none is set. A
 * claim that is to be triaged again has no lane to say: what runs meanwhile is shortened by nothing.
 */
export function targetLength(id: ClockId, { triage }: Claim, { targets }: ServicePolicy): number | null {
  // As long as the measures of the event say, which are given where they start; another event alone shortens them.
  if (id === 'E1' || id === 'E2') return Infinity
  if (targets === undefined) return null
  if (id === 'T-approval') return targets.approvalWorkingDays
  if (id !== 'T-lane') return null
  return !triage || triage.lane === 'CI-1-day' ? Infinity : targets.laneWorkingDays[triage.lane]
}
