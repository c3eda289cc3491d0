import type { ClockId, ClockProof } from '../../domain/clocks/clock.ts'
import type { Calendar } from '../../domain/clocks/calendar.ts'
import { previewClock } from '../../domain/clocks/clock-preview.ts'
import { explainDays } from '../../domain/clocks/explanation.ts'
import { currentRules, ruleBook } from '../../domain/rules.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { Problem } from '../problems.ts'
import type { ClockPreviewBody } from '../wire/clock-preview.ts'
import { clockPreviewAnswer, clockPreviewBody, ruleOnWire, rulesAnswer } from '../wire/clock-preview.ts'
import { clocksOnWire } from '../wire/clock-view.ts'

/** The registry of clocks, and what a clock would be: nothing is stored and nothing is promised. */
export function clockRoutes(app: ApiServer, { calendar }: ApiDependencies): void {
  const rules = {
    summary: 'The registry of clocks, each with its length and the text it comes from',
    description: 'Of these, C01, C02, C06 and C14 run on claims so far; the others can be asked about.',
    tags: ['clocks'],
    response: { 200: rulesAnswer },
  }
  app.get('/v1/rules', { schema: rules }, async () => {
    const { version, clocks } = ruleBook(currentRules)
    return { version, calendarVersion: calendar.version, rules: Object.values(clocks).map(ruleOnWire) }
  })

  const preview = {
    summary: 'When a clock would be due, day by day',
    tags: ['clocks'],
    body: clockPreviewBody,
    response: { 200: clockPreviewAnswer },
  }
  app.post('/v1/clocks/preview', { schema: preview }, async ({ body }) => answer(body, calendar))
}

function answer({ clock: id, startedAt, length, pauses }: ClockPreviewBody, calendar: Calendar) {
  const { version: ruleVersion, clocks } = ruleBook(currentRules)
  const rule = clocks[id as ClockId]
  const asked = { rule, ruleVersion, startedAt, ...(length === undefined ? {} : { length }) }
  const proved = pauses.map(({ from, to }) => ({ from, to, fromProof: supposed, toProof: supposed }))
  const clock = previewClock({ ...asked, pauses: proved }, calendar)
  if ('code' in clock) {
    const { code, field, message: detail } = clock
    throw new Problem(code, { detail, errors: [{ pointer: `#${field}`, detail, code: 'value' }] })
  }
  const [shown] = clocksOnWire([clock])
  if (shown === undefined) throw new Problem('INTERNAL')
  return { clock: shown, days: [...explainDays(rule, clock, calendar)] }
}

/** A question supposes its proofs. */
const supposed: ClockProof = { kind: 'notice-delivered', reference: 'supposed' }
