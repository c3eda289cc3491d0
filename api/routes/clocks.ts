import { claimClockIds } from '../../domain/clocks/clock.ts'
import type { Clock, ClockId, ClockProof, PauseRule } from '../../domain/clocks/clock.ts'
import type { Calendar } from '../../domain/clocks/calendar.ts'
import { calendarOfBranch } from '../../domain/clocks/calendar-versions.ts'
import type { ClockQuestionPause } from '../../domain/clocks/clock-preview.ts'
import { previewClock } from '../../domain/clocks/clock-preview.ts'
import { explainDays } from '../../domain/clocks/explanation.ts'
import { explainSteps } from '../../domain/clocks/steps.ts'
import { currentRules, ruleBook } from '../../domain/rules.ts'
import type { Instant } from '../../domain/time.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { Problem } from '../problems.ts'
import type { ClockPreviewBody } from '../wire/clock-preview.ts'
import { clockPreviewAnswer, clockPreviewBody, ruleOnWire, rulesAnswer } from '../wire/clock-preview.ts'
import { clocksOnWire } from '../wire/clock-view.ts'

/** The registry of clocks, and what a clock would be: nothing is stored and nothing is promised. */
export function clockRoutes(app: ApiServer, { calendars }: ApiDependencies): void {
  const rules = {
    summary: 'The registry of clocks, each with its length and the text it comes from',
    description: `Of these run on claims: ${claimClockIds.join(', ')}. The others can be asked about until what they are about is.`,
    tags: ['clocks'],
    response: { 200: rulesAnswer },
  }
  app.get('/v1/rules', { schema: rules }, async () => {
    const { version, clocks } = ruleBook(currentRules)
    const { version: calendarVersion } = await calendars.current()
    return { version, calendarVersion, rules: Object.values(clocks).map(ruleOnWire) }
  })

  const preview = {
    summary: 'When a clock would be due, day by day',
    tags: ['clocks'],
    body: clockPreviewBody,
    response: { 200: clockPreviewAnswer },
  }
  app.post('/v1/clocks/preview', { schema: preview }, async ({ body }) => {
    const newest = await calendars.current()
    return answer(body, body.branch === undefined ? newest : calendarOfBranch(newest, body.branch))
  })
}

function answer(question: ClockPreviewBody, calendar: Calendar) {
  const asOf = question.asOf ?? Date.now()
  const clock = clockOf({ ...question, asOf }, calendar, '#')
  const beside = question.beside.map((other, index) =>
    clockOf({ ...other, pauses: [], asOf }, calendar, `#/beside/${index}`),
  )
  const [shown] = clocksOnWire([clock, ...beside], asOf)
  if (shown === undefined) throw new Problem('INTERNAL')
  const rule = ruleBook(clock.ruleVersion).clocks[clock.id]
  const days = [...explainDays(rule, clock, calendar)]
  return { clock: shown, steps: [...explainSteps(rule, clock, calendar)], days }
}

type AskedClock = Pick<ClockPreviewBody, 'clock' | 'startedAt' | 'length' | 'pauses'> & { readonly asOf: Instant }

/** @throws {Problem} naming the rule and, from `pointer` on, the field that is against it. */
function clockOf(
  { clock: id, length, pauses, asOf, startedAt }: AskedClock,
  calendar: Calendar,
  pointer: string,
): Clock {
  const { version: ruleVersion, clocks } = ruleBook(currentRules)
  const rule = clocks[id as ClockId]
  const asked = { rule, ruleVersion, startedAt, asOf, ...(length === undefined ? {} : { length }) }
  const clock = previewClock({ ...asked, pauses: pauses.map((pause) => pauseOf(rule.pauses, pause)) }, calendar)
  if (!('code' in clock)) return clock
  const { code, field, message: detail } = clock
  throw new Problem(code, { detail, errors: [{ pointer: `${pointer}${field}`, detail, code: 'value' }] })
}

function pauseOf(
  how: PauseRule,
  { from, to, sentAt, fromProof, toProof }: ClockPreviewBody['pauses'][number],
): ClockQuestionPause {
  const [began, ended] = kinds[how]
  return {
    from,
    ...(to !== undefined && { to }),
    ...(sentAt !== undefined && { sentAt }),
    ...(fromProof && { fromProof: proofOf(began, fromProof) }),
    ...(toProof && { toProof: proofOf(ended, toProof) }),
  }
}

const proofOf = (kind: ClockProof['kind'], { reference, channel }: WireProof): ClockProof => ({
  kind,
  reference,
  ...(channel && { channel }),
})

interface WireProof {
  readonly reference: string
  readonly channel?: string | undefined
}

const documents = ['notice-delivered', 'documents-complete'] as const
const kinds: Readonly<Record<PauseRule, readonly [ClockProof['kind'], ClockProof['kind']]>> = {
  supplement: documents,
  'excluded-time': ['excluded-time-began', 'excluded-time-ended'],
  never: documents,
}
