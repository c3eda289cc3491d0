import type { Instant } from '../time.ts'
import type { Calendar } from './calendar.ts'
import type { Clock, ClockProof, ClockRule } from './clock.ts'
import { bindingDue, breaches, pauseClock, resumeClock, startClock } from './engine.ts'

/** A clock somebody wonders about: begun then, standing still in between. */
export interface ClockQuestion {
  /** What happened, happened by then: nothing is received or proven later. */
  readonly asOf: Instant
  readonly rule: ClockRule
  readonly ruleVersion: number
  readonly startedAt: Instant
  /** The promised length; without it the rule's. */
  readonly length?: number
  /** In order; without what proves its delivery, and its arrival where it is over, none is lawful. The last may still be open. */
  readonly pauses: readonly ClockQuestionPause[]
}

export interface ClockQuestionPause {
  /** When the notice was sent, where that is known. */
  readonly sentAt?: Instant
  readonly from: Instant
  /** Absent where it still stands still. */
  readonly to?: Instant
  readonly fromProof?: ClockProof
  readonly toProof?: ClockProof
}

/** Why a question has no lawful answer. */
export interface ClockQuestionFault {
  readonly code:
    | 'PAUSE_NOT_ALLOWED'
    | 'PAUSE_WITHOUT_PROOF'
    | 'PAUSE_OUTSIDE_LIFE'
    | 'BEFORE_THE_ACT'
    | 'IN_THE_FUTURE'
    | 'LENGTH_NOT_ALLOWED'
  /** JSON pointer into the question. */
  readonly field: string
  readonly message: string
}

/** The clock as it would stand at `asOf` were nothing done meanwhile, or the rule and the field that are against it. */
export function previewClock(question: ClockQuestion, calendar: Calendar): Clock | ClockQuestionFault {
  const { asOf, rule, ruleVersion, startedAt, length = rule.length, pauses } = question
  if (length > rule.length && rule.kind !== 'target' && rule.kind !== 'service') {
    const message = `${rule.id} is at most ${rule.length} ${rule.unit} long (${rule.source})`
    return { code: 'LENGTH_NOT_ALLOWED', field: '/length', message }
  }
  if (startedAt > asOf) {
    const message = `${rule.id} starts with what happened, not after now; to ask of days to come, name a later asOf`
    return { code: 'IN_THE_FUTURE', field: '/startedAt', message }
  }
  let clock = startClock({ rule, ruleVersion, n: 1, startedAt, length }, calendar)
  for (const [index, pause] of pauses.entries()) {
    const proved = proofsOf(rule, clock, pause, asOf)
    if ('code' in proved) return { ...proved, field: `/pauses/${index}${proved.field}` }
    const { fromProof, ended } = proved
    clock = pauseClock(rule, clock, pause.from, fromProof)
    if (ended !== undefined) clock = resumeClock(rule, clock, ended, calendar)
  }
  // What stands still is breached by nobody: when it is due is known when it runs on.
  if (clock.state === 'paused') return clock
  return breaches(rule) && asOf >= bindingDue(rule, clock) ? { ...clock, state: 'breached' } : clock
}

interface PauseProofs {
  readonly fromProof: ClockProof
  /** When it ran on and what proves it; absent where it still stands still. */
  readonly ended?: { readonly at: Instant; readonly proof: ClockProof }
}

function proofsOf(
  rule: ClockRule,
  clock: Clock,
  pause: ClockQuestionPause,
  asOf: Instant,
): PauseProofs | ClockQuestionFault {
  // As on a claim: no later list gives back what the first has used (interpretation II art. 15).
  if (rule.pauses === 'supplement' && clock.pauses.length > 0) {
    const message = `${rule.id} stands still once, for the one complete notice: leave out every later pause (${rule.source})`
    return { code: 'PAUSE_NOT_ALLOWED', field: '', message }
  }
  const proofs = lawfulProofs(rule, pause, asOf)
  return 'code' in proofs ? proofs : (placeFault(rule, clock, pause) ?? proofs)
}

/** A pause is lawful from proven delivery to proven arrival; what is proven was sent before, and lies in the past. */
function lawfulProofs(rule: ClockRule, pause: ClockQuestionPause, asOf: Instant): PauseProofs | ClockQuestionFault {
  const { pauses, source } = rule
  const { to, fromProof, toProof } = pause
  if (pauses === 'never') return faultOf(rule, 'PAUSE_NOT_ALLOWED', '', `never stands still (${source})`)
  if (fromProof === undefined)
    return faultOf(rule, 'PAUSE_WITHOUT_PROOF', '/fromProof', `stands still from proven delivery only (${source})`)
  if (pauses === 'supplement' && fromProof.channel === undefined) {
    const message = `needs the channel its notice was delivered by (${source})`
    return faultOf(rule, 'PAUSE_WITHOUT_PROOF', '/fromProof/channel', message)
  }
  if (to !== undefined && toProof === undefined) {
    const message = `runs on from the proven arrival of what was asked for (${source})`
    return faultOf(rule, 'PAUSE_WITHOUT_PROOF', '/toProof', message)
  }
  const ended = to === undefined || toProof === undefined ? {} : { ended: { at: to, proof: toProof } }
  return timeFault(rule, pause, asOf) ?? { fromProof, ...ended }
}

/** What is proven was sent before, and happened by now. */
function timeFault(
  rule: ClockRule,
  { sentAt, from, to }: ClockQuestionPause,
  asOf: Instant,
): ClockQuestionFault | null {
  if (sentAt !== undefined && from < sentAt) {
    const message = `cannot stand still for a notice delivered before it was sent (${rule.source})`
    return faultOf(rule, 'BEFORE_THE_ACT', '/from', message)
  }
  if (from > asOf)
    return faultOf(rule, 'IN_THE_FUTURE', '/from', 'is not proven to stand still later than now; name a later asOf')
  if (to !== undefined && to > asOf)
    return faultOf(rule, 'IN_THE_FUTURE', '/to', 'is not proven to run on later than now; name a later asOf')
  return null
}

function faultOf(
  { id }: ClockRule,
  code: ClockQuestionFault['code'],
  field: string,
  message: string,
): ClockQuestionFault {
  return { code, field, message: `${id} ${message}` }
}

/** Pauses are half open, do not overlap, and lie inside the life of the clock. */
function placeFault(rule: ClockRule, clock: Clock, { from, to }: ClockQuestionPause): ClockQuestionFault | null {
  const last = clock.pauses.at(-1)
  const before = last?.to
  const outside = (field: string, message: string): ClockQuestionFault => ({
    code: 'PAUSE_OUTSIDE_LIFE',
    field,
    message: `${rule.id}: ${message} (${rule.source})`,
  })
  if (from < clock.startedAt) return outside('/from', 'a pause begins after the start')
  if (last !== undefined && before === undefined)
    return outside('/from', 'the pause before it has not ended: say when it did, in its `to`')
  if (before !== undefined && from < before)
    return outside('/from', 'a pause begins after the one before it: none overlap')
  if (from >= clock.dueLegal) return outside('/from', 'a pause begins before the clock is due')
  return to !== undefined && to < from ? outside('/to', 'a pause ends after it began') : null
}
