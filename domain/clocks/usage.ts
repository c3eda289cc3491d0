import type { Instant } from '../time.ts'
import type { Clock, ClockPause } from './clock.ts'

/** What a clock has used up. Running and paused time together are the time since it started, in ms. */
export interface ClockUsage {
  readonly runningMs: number
  readonly pausedMs: number
  /** Of the running time there is to `dueTarget`, whole per cent; above 100 where it is late. */
  readonly percent: number
}

/** What a clock has used by an instant, or when it ended if that was before. */
export function usageOf(clock: Clock, at: Instant): ClockUsage {
  const { startedAt, dueTarget, pauses, endedAt = at } = clock
  const until = Math.max(startedAt, Math.min(at, endedAt))
  const pausedMs = standing(pauses, (to) => Math.min(to ?? until, until))
  const runningMs = until - startedAt - pausedMs
  // As the escalation at 80 % counts it: an open pause has not moved the due time yet.
  const wholeMs = dueTarget - startedAt - standing(pauses, (to, from) => to ?? from)
  return { runningMs, pausedMs, percent: wholeMs <= 0 ? 100 : Math.floor((runningMs * 100) / wholeMs) }
}

function standing(pauses: readonly ClockPause[], endOf: (to: Instant | undefined, from: Instant) => Instant): number {
  return pauses.reduce((sum, { from, to }) => sum + Math.max(0, endOf(to, from) - from), 0)
}
