import { afterAll, describe, expect, test } from 'vitest'

import type { ProblemBody } from './problems.ts'
import { claimId, createShellUnderTest } from './shell-under-test.ts'

const { app, logged } = createShellUnderTest()
afterAll(() => app.close())

const good = { fen: '1250', date: '2026-02-28', name: 'Wang' }
const headers = { authorization: 'Bearer intake-clerk', 'idempotency-key': 'k-1' }

async function send(body: unknown, more: Record<string, string> = {}) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/claims/preview',
    payload,
    headers: { 'content-type': 'application/json', ...headers, ...more },
  })
  return { status: answer.statusCode, body: answer.json<ProblemBody>(), answer }
}

describe('a body that cannot be taken names its fault', () => {
  const cases: [string, unknown, number, string, string | undefined][] = [
    ['is no JSON', '{"fen":', 400, 'JSON_MALFORMED', undefined],
    ['is empty', '', 400, 'JSON_MALFORMED', undefined],
    ['is a list', [], 400, 'REQUEST_MALFORMED', '#'],
    ['poisons a prototype', '{"__proto__":{"x":1}}', 400, 'JSON_MALFORMED', undefined],
    ['poisons a constructor', '{"constructor":{"prototype":{"x":1}}}', 400, 'JSON_MALFORMED', undefined],
    ['has an unknown field', { ...good, approvedFen: '1' }, 400, 'REQUEST_MALFORMED', '#/approvedFen'],
    ['lacks a field', { ...good, name: undefined }, 400, 'REQUEST_MALFORMED', '#/name'],
    ['has a number for a string', { ...good, fen: 1250 }, 400, 'REQUEST_MALFORMED', '#/fen'],
    ['has a list for a string', { ...good, fen: ['1250'] }, 400, 'REQUEST_MALFORMED', '#/fen'],
    ['has a string too long', { ...good, name: 'x'.repeat(21) }, 400, 'REQUEST_MALFORMED', '#/name'],
    ['has negative fen', { ...good, fen: '-1' }, 422, 'VALUE_INVALID', '#/fen'],
    ['has a fraction of a fen', { ...good, fen: '12.5' }, 422, 'VALUE_INVALID', '#/fen'],
    ['has fen in exponents', { ...good, fen: '1e3' }, 422, 'VALUE_INVALID', '#/fen'],
    ['has more fen than are exact', { ...good, fen: '9007199254740993' }, 422, 'VALUE_INVALID', '#/fen'],
    ['has a date that does not exist', { ...good, date: '2026-02-29' }, 422, 'VALUE_INVALID', '#/date'],
    ['has a NUL', { ...good, name: 'a\u0000b' }, 422, 'VALUE_INVALID', '#/name'],
    ['turns the direction of text', { ...good, name: 'a\u202eb' }, 422, 'VALUE_INVALID', '#/name'],
    ['has a lone surrogate', '{"fen":"1","date":"2026-01-01","name":"\\ud800"}', 422, 'VALUE_INVALID', '#/name'],
    ['has an empty name', { ...good, name: ' ' }, 422, 'VALUE_INVALID', '#/name'],
    ['has a fault inside a choice', { ...good, person: { phone: 'x' } }, 422, 'VALUE_INVALID', '#/person/phone'],
    [
      'has an unknown field inside a choice',
      { ...good, person: { phone: '1', x: 1 } },
      400,
      'REQUEST_MALFORMED',
      '#/person/x',
    ],
    ['has no form of a choice', { ...good, person: 'other' }, 422, 'VALUE_INVALID', '#/person'],
  ]
  test.each(cases)('%s', async (_name, body, status, code, pointer) => {
    const { body: problem, answer } = await send(body)
    expect({ status: answer.statusCode, code: problem.code }).toEqual({ status, code })
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(problem.errors?.[0]?.pointer).toBe(pointer)
    expect(problem.title).not.toBe('')
  })

  test('is deeper than any stack', async () => {
    const { body } = await send(`{"fen":"1","date":"2026-01-01","name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    expect(body.code).toBe('REQUEST_MALFORMED')
  })

  test('is larger than 256 KiB', async () => {
    const { body } = await send({ ...good, name: 'x'.repeat(256 * 1024) })
    expect(body).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' })
  })
})

describe('only JSON in UTF-8 is read', () => {
  const types = [
    'text/plain',
    'application/jsonp',
    'application/json; charset=utf-16',
    'application/json, text/plain',
    'application/json;',
    'application/json; x=y',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json\t; charset=latin1',
    '',
  ]
  test.each(types)('%s is 415 or validated', async (type) => {
    const { body } = await send({ ...good, approvedFen: '1' }, { 'content-type': type })
    expect(['MEDIA_TYPE_UNSUPPORTED', 'REQUEST_MALFORMED']).toContain(body.code)
  })

  test.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset=UTF-8'])(
    '%s is read',
    async (type) => {
      const { status } = await send(good, { 'content-type': type })
      expect(status).toBe(200)
    },
  )
})

describe('a request and its repetition', () => {
  test('have the same ids, whatever the order of the fields and the quotes of the key', async () => {
    const first = await send(good)
    const again = await send({ name: 'Wang', date: '2026-02-28', fen: '1250' }, { 'idempotency-key': '"k-1"' })
    expect(again.body).toEqual(first.body)
  })

  test('differ by key, by body and by who asks', async () => {
    const answers = await Promise.all([
      send(good),
      send(good, { 'idempotency-key': 'k-2' }),
      send(good, { authorization: 'Bearer intake-clerk|310000|per_other' }),
      send({ ...good, name: 'Li' }),
    ])
    const [first, otherKey, otherPerson, otherBody] = answers.map(({ answer }) =>
      answer.json<{ commandId: string; bodyHash: string }>(),
    )
    expect(new Set([first?.commandId, otherKey?.commandId, otherPerson?.commandId]).size).toBe(3)
    expect(otherBody).toMatchObject({ commandId: first?.commandId })
    expect(otherBody?.bodyHash).not.toBe(first?.bodyHash)
  })

  test.each([
    ['', 'IDEMPOTENCY_KEY_MISSING'],
    ['a b', 'IDEMPOTENCY_KEY_MALFORMED'],
    ['ключ', 'IDEMPOTENCY_KEY_MALFORMED'],
    ['x'.repeat(256), 'IDEMPOTENCY_KEY_MALFORMED'],
  ])('need a key: %s', async (key, code) => {
    const { body } = await send(good, { 'idempotency-key': key })
    expect(body).toMatchObject({ status: 400, code })
    expect(body.errors?.[0]?.pointer).toBe('header:idempotency-key')
  })

  test('show nothing the schema does not list, and names in one normal form', async () => {
    const { answer } = await send({ ...good, name: 'Zoe\u0308' })
    expect(answer.json()).toEqual({ commandId: expect.any(String), bodyHash: expect.any(String), name: 'Zo\u00eb' })
  })
})

test.each([
  [undefined, 428],
  ['3', 400],
  ['W/"3"', 400],
  ['*', 400],
  ['"3", "4"', 400],
  ['"3"', 200],
])('If-Match %s is answered %i', async (version, status) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/claims/${claimId}/approvals`,
    payload: {},
    headers: { authorization: 'Bearer approver', ...(version !== undefined && { 'if-match': version }) },
  })
  expect(answer.statusCode).toBe(status)
})

test.each([
  ['GET', '/v1/nothing', 404, 'ROUTE_NOT_FOUND'],
  ['DELETE', `/v1/claims/${claimId}`, 405, 'METHOD_NOT_ALLOWED'],
  ['PATCH', '/v1/claims', 405, 'METHOD_NOT_ALLOWED'],
  ['GET', '/v1/claims/%E0%A4%A', 400, 'URL_MALFORMED'],
  ['GET', '/v1/claims?limt=3', 400, 'REQUEST_MALFORMED'],
  ['GET', `/v1/claims/${claimId}?x=1`, 400, 'REQUEST_MALFORMED'],
] as const)('%s %s is a problem', async (method, url, status, code) => {
  const answer = await app.inject({ method, url, headers: { authorization: 'Bearer intake-clerk' } })
  expect(answer.json()).toMatchObject({ status, code })
  expect(answer.statusCode).toBe(status)
})

test('what nobody expected says nothing, in the answer and in the log, but can be found', async () => {
  const answer = await app.inject({
    url: '/v1/claims?limit=1',
    headers: { authorization: 'Bearer intake-clerk', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
  })
  expect(answer.json()).toMatchObject({ status: 500, code: 'INTERNAL', traceId: 'a'.repeat(32), retryable: true })
  expect(answer.body).not.toMatch(/Wang|1101011990/)
  const lines = logged.join('')
  expect(lines).toContain(answer.json<ProblemBody>().instance)
  expect(lines).not.toMatch(/Wang|1101011990|limit=|Bearer/)
})
