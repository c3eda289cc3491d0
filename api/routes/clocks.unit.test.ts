import { afterAll, expect, test } from 'vitest'

import { china2024To2026 } from '../../domain/clocks/china-2024-2026.ts'
import { toldByKind } from '../../domain/clocks/lateness.ts'
import { clockRegistry1 } from '../../domain/clocks/registry.ts'
import { currentRules } from '../../domain/rules.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { createShell } from '../shell.ts'
import { clockRoutes } from './clocks.ts'

const app = createShell(
  { logLevel: 'silent' },
  {
    verifyToken: async () => ({
      clientId: 'c',
      personId: 'per_1',
      roles: ['supervisor'],
      branch: '3101',
      authorityLevel: 2,
    }),
    opaqueIdOf: String,
    keepRefusal: async () => undefined,
    findClaim: async () => null,
  },
)
const source = 'Guangxi government notice'
const provincial = [{ branchPrefix: '45', offDays: ['2026-04-20', '2026-04-21'], source }]
const calendar = { ...china2024To2026, provincial }
clockRoutes(app, { calendars: { current: async () => calendar } } as unknown as ApiDependencies)
afterAll(() => app.close())

interface Answer {
  readonly code?: string
  readonly detail?: string
  readonly errors?: readonly { readonly pointer: string }[]
  readonly clock?: Readonly<Record<string, unknown>>
  readonly steps?: readonly string[]
  readonly days?: readonly { readonly date: string; readonly counted: number | null; readonly because: string }[]
}

async function preview(payload: object): Promise<Answer & { readonly status: number }> {
  const headers = { authorization: 'Bearer t' }
  const answer = await app.inject({ method: 'POST', url: '/v1/clocks/preview', payload, headers })
  return { ...answer.json<Answer>(), status: answer.statusCode }
}

const startedAt = '2026-03-02T09:00:00+08:00'
const proofs = { fromProof: { reference: 'msg_3', channel: 'app' }, toProof: { reference: 'request 1' } }
const pause = { from: '2026-03-06T09:00:00+08:00', to: '2026-03-20T09:00:00+08:00', ...proofs }

test('the registry in force names each clock with its length, the text it comes from, and who is told of its lateness', async () => {
  const answer = await app.inject({ method: 'GET', url: '/v1/rules', headers: { authorization: 'Bearer t' } })
  const { rules, calendarVersion } = answer.json<{ rules: readonly unknown[]; calendarVersion: string }>()
  expect(rules).toHaveLength(Object.keys(clockRegistry1).length)
  expect(rules).toContainEqual({ ...clockRegistry1.C06, told: { ...toldByKind.law } })
  expect(rules).toContainEqual({ ...clockRegistry1.C14, told: {} })
  expect(calendarVersion).toBe('cn-2026-1')
})

test('a clock is explained day by day, its pause deducted', async () => {
  const answer = await preview({ clock: 'C06', startedAt, pauses: [pause] })
  expect(answer.clock).toMatchObject({
    dueTarget: '2026-04-16T00:00:00.000+08:00',
    dueLegal: '2026-04-16T00:00:00.000+08:00',
    binding: { by: 'C06', n: 1 },
  })
  expect(answer.steps?.at(-1)).toContain('(msg_3, request 1): due at 24:00 of 2026-04-15')
  expect(answer.days?.filter(({ because }) => because === 'pause')).toHaveLength(14)
  expect(answer.days?.at(-1)).toEqual({ date: '2026-04-15', counted: 30, because: 'natural day' })
})

test.each([
  [
    'of a clock that never stands still',
    { clock: 'C11', pauses: [pause] },
    'PAUSE_NOT_ALLOWED',
    '#/pauses/0',
    'art. 25',
  ],
  [
    'before the start',
    { clock: 'C06', pauses: [{ ...pause, from: '2026-03-01T09:00:00+08:00' }] },
    'PAUSE_OUTSIDE_LIFE',
    '#/pauses/0/from',
    'C06',
  ],
  ['a second time', { clock: 'C06', pauses: [pause, pause] }, 'PAUSE_NOT_ALLOWED', '#/pauses/1', 'C06'],
  ['over another', { clock: 'C16b', pauses: [pause, pause] }, 'PAUSE_OUTSIDE_LIFE', '#/pauses/1/from', 'C16b'],
  [
    'backwards',
    { clock: 'C06', pauses: [{ ...pause, from: pause.to, to: pause.from }] },
    'PAUSE_OUTSIDE_LIFE',
    '#/pauses/0/to',
    'C06',
  ],
  [
    'without proof of delivery',
    { clock: 'C06', pauses: [{ ...pause, fromProof: undefined }] },
    'PAUSE_WITHOUT_PROOF',
    '#/pauses/0/fromProof',
    'interpretation II art. 15',
  ],
  [
    'without the channel of its notice',
    { clock: 'C06', pauses: [{ ...pause, fromProof: { reference: 'msg_3' } }] },
    'PAUSE_WITHOUT_PROOF',
    '#/pauses/0/fromProof/channel',
    'C06',
  ],
  [
    'delivered before its notice was sent',
    { clock: 'C06', pauses: [{ ...pause, sentAt: '2026-03-06T09:00:01+08:00' }] },
    'BEFORE_THE_ACT',
    '#/pauses/0/from',
    'C06',
  ],
  [
    'answered in the future',
    { clock: 'C06', asOf: '2026-03-19T09:00:00+08:00', pauses: [pause] },
    'IN_THE_FUTURE',
    '#/pauses/0/to',
    'C06',
  ],
])('a pause %s is refused, with the rule and the field', async (_which, body, code, pointer, rule) => {
  const answer = await preview({ startedAt, ...body })
  expect(answer).toMatchObject({ status: 422, code, errors: [{ pointer }] })
  expect(answer.detail).toContain(rule)
})

test('a length above the rule’s is refused with the article, an unknown clock with its field', async () => {
  const longer = await preview({ clock: 'C10', startedAt, length: 11 })
  expect(longer).toMatchObject({ status: 422, code: 'LENGTH_NOT_ALLOWED', errors: [{ pointer: '#/length' }] })
  expect(longer.detail).toContain('Insurance Law art. 23')
  const unknown = await preview({ clock: 'C99', startedAt })
  expect(unknown).toMatchObject({ status: 422, errors: [{ pointer: '#/clock' }] })
})

test('a receipt in the future is refused, unless the question is asked as of then', async () => {
  const later = '2099-01-04T00:00:00+08:00'
  const refused = await preview({ clock: 'C06', startedAt: later })
  expect(refused).toMatchObject({ status: 422, code: 'IN_THE_FUTURE', errors: [{ pointer: '#/startedAt' }] })
  expect(refused.detail).toContain('C06')
  expect(await preview({ clock: 'C06', startedAt: later, asOf: later })).toMatchObject({ status: 200 })
})

test('of the clocks that run beside it the earliest of the same act binds, and the answer says why', async () => {
  const beside = [{ clock: 'C10', startedAt: '2026-09-23T11:00:00+08:00' }]
  const question = { clock: 'C13', startedAt: '2026-09-23T11:00:00+08:00', asOf: '2026-09-24T11:00:00+08:00' }
  const answer = await preview({ ...question, beside })
  expect(answer.clock).toMatchObject({
    dueTarget: '2026-10-22T00:00:00.000+08:00',
    binding: { by: 'C10', dueTarget: '2026-10-04T00:00:00.000+08:00' },
  })
  expect(answer.clock?.['binding']).toMatchObject({ because: expect.stringContaining('art. 23') as string })
  const wrong = await preview({ ...question, beside: [{ clock: 'C10', startedAt: '2026-09-25T11:00:00+08:00' }] })
  expect(wrong).toMatchObject({ code: 'IN_THE_FUTURE', errors: [{ pointer: '#/beside/0/startedAt' }] })
})

test('the answer says what is used by now, by which rules and which calendar, and whether that is final', async () => {
  const answer = await preview({ clock: 'C06', startedAt, asOf: '2026-03-17T09:00:00+08:00' })
  const runningMs = 15 * 24 * 3_600_000
  expect(answer.clock).toMatchObject({
    used: { runningMs, pausedMs: 0, percent: 48 },
    ruleVersion: currentRules,
    calendarVersion: 'cn-2026-1',
    provisional: false,
  })
})

test.each([
  ['a start before our time', { startedAt: '1999-12-31T00:00:00Z' }, '#/startedAt'],
  ['a start after it', { startedAt: '9999-12-31T00:00:00Z' }, '#/startedAt'],
  ['a pause into another age', { pauses: [{ from: pause.from, to: '9998-01-01T00:00:00Z' }] }, '#/pauses/0/to'],
  ['pauses of more than three years', { pauses: [{ from: pause.from, to: '2029-06-01T00:00:00Z' }] }, '#/pauses'],
  ['a length of more than a year of days', { clock: 'C14', length: 367 }, '#/length'],
])('%s is refused before anything is counted', async (_what, change, pointer) => {
  const answer = await preview({ clock: 'C06', startedAt, ...change })
  expect(answer.status).toBe(422)
  expect(answer.errors?.map(({ pointer: at }) => at)).toContain(pointer)
})

test.each([
  ['the country', {}, '2026-04-22', 3],
  ['a branch of a province without days of its own', { branch: '310115' }, '2026-04-22', 3],
  ['a branch of a province that rests two days', { branch: '450100' }, '2026-04-24', 5],
])('working days are those of %s', async (_whose, branch, last, days) => {
  const answer = await preview({ clock: 'C13', length: 3, startedAt: '2026-04-17T09:00:00+08:00', ...branch })
  expect(answer.days?.at(-1)).toMatchObject({ date: last, counted: 3 })
  expect(answer.days?.filter(({ date }) => date > '2026-04-19')).toHaveLength(days)
})

test('a branch that cannot be one is refused', async () => {
  const answer = await preview({ clock: 'C13', startedAt, branch: 'Nanning' })
  expect(answer).toMatchObject({ status: 422, errors: [{ pointer: '#/branch' }] })
})

test('the longest question there is has an answer', async () => {
  const longest = { from: '2099-01-05T00:00:00+08:00', to: '2099-12-31T00:00:00+08:00', ...proofs }
  const years = { startedAt: '2099-01-04T00:00:00+08:00', asOf: '2099-12-31T00:00:00+08:00' }
  const answer = await preview({ clock: 'C06', ...years, pauses: [longest] })
  expect(answer.clock).toMatchObject({ dueTarget: expect.stringMatching(/^2100-01-/) as string, provisional: true })
})

test('a pause that is still open is asked about without an end: the clock stands still as of then', async () => {
  const { to: _to, toProof: _toProof, ...open } = pause
  const asOf = '2026-03-20T09:00:00+08:00'
  const answer = await preview({ clock: 'C06', startedAt, asOf, pauses: [open] })
  expect(answer.clock).toMatchObject({
    state: 'paused',
    dueTarget: '2026-04-02T00:00:00.000+08:00',
    pauses: [{ from: '2026-03-06T09:00:00.000+08:00' }],
    used: { runningMs: 4 * 24 * 3_600_000, pausedMs: 14 * 24 * 3_600_000 },
    binding: null,
  })
  expect(answer.steps?.at(-1)).toContain('stands still since 2026-03-06 09:00 (msg_3)')
})

test('what proves the end of a pause comes with the end', async () => {
  const { to: _to, ...proved } = pause
  const answer = await preview({ clock: 'C06', startedAt, pauses: [proved] })
  expect(answer).toMatchObject({ status: 400, errors: [{ pointer: '#/pauses/0/to' }] })
})

test('an empty reference of a proof is called empty, one that hides a control character unreadable', async () => {
  const said = async (reference: string) =>
    (await preview({ clock: 'C06', startedAt, pauses: [{ ...pause, toProof: { reference } }] })).detail
  expect(await said('')).toBe('#/pauses/0/toProof/reference must not be empty')
  expect(await said('  ')).toBe('#/pauses/0/toProof/reference must not be empty')
  expect(await said('request\u0007 1')).toContain('must be readable text without control characters')
})
