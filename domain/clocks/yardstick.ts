import type { Instant } from '../time.ts'
import type { Calendar } from './calendar.ts'
import type { Clock, ClockRule } from './clock.ts'
import { restartClock } from './engine.ts'

/**
 * Whether a clock was met within the norm's own yardstick (C12: 15 working days for 60 %, C13: 10 for 70 %), what was
 * lawfully deducted left out. Null where nothing can be said: the rule has none, the clock is void, or it still has time.
 */
export function keptYardstick(rule: ClockRule, clock: Clock, calendar: Calendar, now: Instant): boolean | null {
  if (rule.yardstick === undefined || clock.state === 'void') return null
  const { length } = rule.yardstick
  const { dueTarget } = restartClock(rule, { ...clock, length }, clock.startedAt, calendar)
  if (clock.endedAt !== undefined) return clock.endedAt < dueTarget
  return clock.state === 'paused' || now < dueTarget ? null : false
}
