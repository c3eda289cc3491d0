import type { Calendar } from '../../../domain/clocks/calendar.ts'
import { china2024To2026 } from '../../../domain/clocks/china-2024-2026.ts'
import type { Clock, ClockId } from '../../../domain/clocks/clock.ts'
import { pauseClock, resumeClock, startClock } from '../../../domain/clocks/engine.ts'
import { clockRegistry1 as rules } from '../../../domain/clocks/registry.ts'
import type { Instant } from '../../../domain/time.ts'
import { HOUR, MINUTE, startOfDay } from '../../../domain/time.ts'

/** A clock to run. Times are Shanghai's, `YYYY-MM-DD HH:MM`; 24:00 is the end of that day. */
export interface ClockRun {
  readonly rule: ClockId
  /** Where a promise is shorter than the rule's own length; in the rule's unit. */
  readonly length?: number
  /** Where it is not the one of 2024 to 2026. */
  readonly calendar?: Calendar
  readonly start: string
  /** Each from the delivery of the notice to the arrival of the last document. */
  readonly pauses?: readonly (readonly [delivered: string, arrived: string])[]
}

/** One deadline worked by hand, with its reasoning. */
export interface ClockVector extends ClockRun {
  readonly target: string
  /** Where it is later than the target. */
  readonly legal?: string
  readonly provisional?: true
  readonly because: string
}

/** What the engine makes of it, by the calls a claim makes. A clock that may not pause is asked to all the same. */
export function runClock({ rule: id, length, calendar = china2024To2026, start, pauses = [] }: ClockRun): Clock {
  const rule = rules[id]
  const startedAt = instantOf(start)
  const begun = startClock({ rule, ruleVersion: 1, n: 1, startedAt, length: length ?? rule.length }, calendar)
  return pauses.reduce((clock, [delivered, arrived]) => {
    const notice = { kind: 'notice-delivered', reference: 'notice 1' } as const
    const documents = { kind: 'documents-complete', reference: 'request 1' } as const
    const paused = pauseClock(rule, clock, instantOf(delivered), notice)
    return resumeClock(rule, paused, { at: instantOf(arrived), proof: documents }, calendar)
  }, begun)
}

export function instantOf(time: string): Instant {
  const [, date = '', hours, minutes] = /^(\S+) (\d\d):(\d\d)$/.exec(time) ?? []
  return startOfDay(date) + Number(hours) * HOUR + Number(minutes) * MINUTE
}
