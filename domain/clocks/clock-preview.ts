import type { Instant } from '../time.ts'
import type { Calendar } from './calendar.ts'
import type { Clock, ClockProof, ClockRule } from './clock.ts'
import { pauseClock, resumeClock, startClock } from './engine.ts'

/** A clock somebody wonders about: begun then, standing still in between. */
export interface ClockQuestion {
  readonly rule: ClockRule
  readonly ruleVersion: number
  readonly startedAt: Instant
  /** The promised length; without it the rule's. */
  readonly length?: number
  /** In order; each with what proves its delivery and its arrival. */
  readonly pauses: readonly ClockQuestionPause[]
}

export interface ClockQuestionPause {
  readonly from: Instant
  readonly to: Instant
  readonly fromProof: ClockProof
  readonly toProof: ClockProof
}

/** Why a question has no lawful answer. */
export interface ClockQuestionFault {
  readonly code: 'PAUSE_NOT_ALLOWED' | 'PAUSE_OUTSIDE_LIFE' | 'LENGTH_NOT_ALLOWED'
  /** JSON pointer into the question. */
  readonly field: string
  readonly message: string
}

/** The clock as it would stand after its last pause, or the rule and the field that are against it. */
export function previewClock(question: ClockQuestion, calendar: Calendar): Clock | ClockQuestionFault {
  const { rule, ruleVersion, startedAt, length = rule.length, pauses } = question
  if (length > rule.length && rule.kind !== 'target' && rule.kind !== 'service') {
    const message = `${rule.id} is at most ${rule.length} ${rule.unit} long (${rule.source})`
    return { code: 'LENGTH_NOT_ALLOWED', field: '/length', message }
  }
  let clock = startClock({ rule, ruleVersion, n: 1, startedAt, length }, calendar)
  for (const [index, pause] of pauses.entries()) {
    const fault = faultOf(rule, clock, pause)
    if (fault !== null) return { ...fault, field: `/pauses/${index}${fault.field}` }
    const standing = pauseClock(rule, clock, pause.from, pause.fromProof)
    clock = resumeClock(rule, standing, { at: pause.to, proof: pause.toProof }, calendar)
  }
  return clock
}

/** Pauses are half open, do not overlap, and lie inside the life of a clock that may stand still at all. */
function faultOf(rule: ClockRule, clock: Clock, { from, to }: ClockQuestionPause): ClockQuestionFault | null {
  if (rule.pauses === 'never') {
    return { code: 'PAUSE_NOT_ALLOWED', field: '', message: `${rule.id} never stands still (${rule.source})` }
  }
  const earliest = clock.pauses.at(-1)?.to ?? clock.startedAt
  const outside = (field: string, message: string): ClockQuestionFault => ({
    code: 'PAUSE_OUTSIDE_LIFE',
    field,
    message: `${rule.id}: ${message}`,
  })
  if (from < earliest) return outside('/from', 'a pause begins after the start and after the pause before it')
  if (from >= clock.dueLegal) return outside('/from', 'a pause begins before the clock is due')
  return to < from ? outside('/to', 'a pause ends after it began') : null
}
