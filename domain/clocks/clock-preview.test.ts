import { expect, test } from 'vitest'
import type { DateText, Instant } from '../time.ts'
import { HOUR, endOfDay, startOfDay } from '../time.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { ClockId, ClockProof } from './clock.ts'
import type { ClockQuestionPause } from './clock-preview.ts'
import { previewClock } from './clock-preview.ts'
import { clockRegistry1 as rules } from './registry.ts'

const at = (date: DateText, hour = 9): Instant => startOfDay(date) + hour * HOUR
const fromProof: ClockProof = { kind: 'notice-delivered', reference: 'notice 3', channel: 'app' }
const toProof: ClockProof = { kind: 'documents-complete', reference: 'request 1' }
const pause = (from: Instant, to: Instant) => ({ from, to, fromProof, toProof })

const ask = (id: ClockId, pauses: readonly ClockQuestionPause[] = [], length?: number) =>
  previewClock(
    {
      asOf: at('2026-06-01'),
      rule: rules[id],
      ruleVersion: 1,
      startedAt: at('2026-03-02'),
      pauses,
      ...(length === undefined ? {} : { length }),
    },
    china,
  )

test('thirty days with a lawful pause of fourteen end on 15 April', () => {
  expect(ask('C06', [pause(at('2026-03-06'), at('2026-03-20'))])).toMatchObject({
    dueTarget: endOfDay('2026-04-15'),
    pauses: [{ fromProof, toProof }],
  })
})

test('what is over by the day one asks as of is breached, what is not runs', () => {
  expect(ask('C06', [pause(at('2026-03-06'), at('2026-03-20'))])).toMatchObject({ state: 'breached' })
  expect(ask('C11')).toMatchObject({ state: 'breached' })
  expect(ask('C23a')).toMatchObject({ state: 'running' })
})

test('a promise shortens; what the law sets is not lengthened by a question either', () => {
  expect(ask('C06', [], 10)).toMatchObject({ dueTarget: endOfDay('2026-03-12') })
  expect(ask('C06', [], 31)).toMatchObject({ code: 'LENGTH_NOT_ALLOWED', field: '/length' })
  expect(ask('C14', [], 31)).toMatchObject({ length: 31 })
})

test('a clock that never stands still says so, and which text it comes from', () => {
  expect(ask('C11', [pause(at('2026-03-06'), at('2026-03-20'))])).toEqual({
    code: 'PAUSE_NOT_ALLOWED',
    field: '/pauses/0',
    message: 'C11 never stands still (Insurance Law art. 25)',
  })
})

test.each([
  ['before the clock started', [pause(at('2026-03-01'), at('2026-03-06'))], '/pauses/0/from'],
  ['after it was due', [pause(at('2026-04-02'), at('2026-04-03'))], '/pauses/0/from'],
  ['backwards', [pause(at('2026-03-06'), at('2026-03-05'))], '/pauses/0/to'],
])('a pause %s is refused with its field', (_where, pauses, field) => {
  expect(ask('C06', pauses)).toMatchObject({ code: 'PAUSE_OUTSIDE_LIFE', field })
})

test('a clock that stands still for its one notice is asked about with one pause', () => {
  const later = pause(at('2026-03-23'), at('2026-03-25'))
  expect(ask('C06', [pause(at('2026-03-06'), at('2026-03-20')), later])).toEqual({
    code: 'PAUSE_NOT_ALLOWED',
    field: '/pauses/1',
    message: expect.stringMatching(/^C06 stands still once, .*art\. 15/) as string,
  })
})

test('times that the text excludes may be several, and do not overlap', () => {
  const excluded = (begins: DateText, ends: DateText): ClockQuestionPause => ({
    ...pause(at(begins), at(ends)),
    fromProof: { kind: 'excluded-time-began', reference: 'mediation 5' },
  })
  const first = excluded('2026-03-06', '2026-03-10')
  expect(ask('C16b', [first, excluded('2026-03-11', '2026-03-12')])).toMatchObject({ pauses: [{}, {}] })
  expect(ask('C16b', [first, excluded('2026-03-09', '2026-03-11')])).toMatchObject({
    code: 'PAUSE_OUTSIDE_LIFE',
    field: '/pauses/1/from',
  })
})

const [from, to] = [at('2026-03-06'), at('2026-03-20')]

test.each<[string, ClockQuestionPause, string, string]>([
  ['without proof of delivery', { from, to, toProof }, 'PAUSE_WITHOUT_PROOF', '/pauses/0/fromProof'],
  [
    'without the channel of its notice',
    { from, to, toProof, fromProof: { kind: 'notice-delivered', reference: 'notice 3' } },
    'PAUSE_WITHOUT_PROOF',
    '/pauses/0/fromProof/channel',
  ],
  ['without proof of arrival', { from, to, fromProof }, 'PAUSE_WITHOUT_PROOF', '/pauses/0/toProof'],
  ['delivered before it was sent', { ...pause(from, to), sentAt: from + 1 }, 'BEFORE_THE_ACT', '/pauses/0/from'],
  ['that began after now', pause(at('2026-06-02'), at('2026-06-03')), 'IN_THE_FUTURE', '/pauses/0/from'],
  ['answered after now', pause(from, at('2026-06-01') + 1), 'IN_THE_FUTURE', '/pauses/0/to'],
])('a pause %s is refused with its rule, its text and its field', (_what, asked, code, field) => {
  const fault = ask('C06', [asked])
  expect(fault).toMatchObject({ code, field })
  expect('message' in fault && fault.message).toMatch(/^C06 /)
})

test('delivered in the very instant it was sent, answered in the very instant that is now, a pause is lawful', () => {
  expect(ask('C06', [{ ...pause(from, at('2026-06-01')), sentAt: from }])).toMatchObject({ state: 'running' })
})

test('time that the text itself excludes needs its proof, and no channel', () => {
  const mediation = { from, to, fromProof: { kind: 'excluded-time-began', reference: 'mediation 5' }, toProof } as const
  expect(ask('C16b', [mediation])).toMatchObject({ pauses: [mediation] })
  expect(ask('C16b', [{ from, to, toProof }])).toMatchObject({ code: 'PAUSE_WITHOUT_PROOF' })
})

test('nothing is received after now; days to come are asked about with a later now', () => {
  const question = { rule: rules.C06, ruleVersion: 1, startedAt: from, pauses: [] }
  expect(previewClock({ ...question, asOf: from }, china)).toMatchObject({ state: 'running' })
  expect(previewClock({ ...question, asOf: from - 1 }, china)).toMatchObject({
    code: 'IN_THE_FUTURE',
    field: '/startedAt',
    message: expect.stringContaining('C06') as string,
  })
})

test('a pause that is still open stops the clock, and no due time is breached meanwhile', () => {
  const open = { from, fromProof }
  expect(ask('C06', [open])).toMatchObject({ state: 'paused', pauses: [open], dueTarget: endOfDay('2026-04-01') })
  expect(ask('C11', [open])).toMatchObject({ code: 'PAUSE_NOT_ALLOWED' })
  expect(ask('C06', [{ from }])).toMatchObject({ code: 'PAUSE_WITHOUT_PROOF', field: '/pauses/0/fromProof' })
})

test('after a pause that has not ended there is no other', () => {
  const mediation = { from, fromProof: { kind: 'excluded-time-began', reference: 'mediation 5' } } as const
  expect(ask('C16b', [mediation])).toMatchObject({ state: 'paused' })
  expect(ask('C16b', [mediation, { ...mediation, from: to }])).toMatchObject({
    code: 'PAUSE_OUTSIDE_LIFE',
    field: '/pauses/1/from',
  })
})
