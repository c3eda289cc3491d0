import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { currentRules } from '../domain/rules.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import type { ProblemBody } from './problems.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await createApiUnderTest()
})
afterAll(() => api.close())

const person = { name: '王小明', identityNumber: '110101199003074258', phone: '13800138000', email: 'wang@example.com' }
const document = {
  documentId: 'doc-1',
  kind: 'medical-invoice',
  sha256: 'a'.repeat(64),
  sizeBytes: 1_000,
  location: 'oss://bucket/canary-location',
  fileName: '王小明-发票.pdf',
}
const report = {
  channel: 'app',
  line: 'medical',
  policyNo: 'POLICY-CANARY-0001',
  region: '310115',
  eventDate: '2026-08-01',
  cause: 'illness',
  facts: { injury: 'none', thirdParty: false, hospitalised: true },
  claimant: person,
  insured: 'same',
  preferredChannels: ['app', 'sms'],
  description: '急性阑尾炎住院，canary-story',
}
const filed = { ...report, filing: { claimedFen: '1234500', documents: [document] } }

let keys = 0
const freshKey = (): string => `key-${(keys += 1)}`

async function file(body: unknown, { key = freshKey(), token }: { key?: string; token?: string } = {}) {
  const authorization = `Bearer ${token ?? (await api.tokenOf('intake-clerk'))}`
  return api.app.inject({
    method: 'POST',
    url: '/v1/claims',
    payload: body as object,
    headers: { authorization, 'idempotency-key': key },
  })
}

interface Answer {
  readonly claimId: string
  readonly status: string
  readonly version: number
  readonly decisionVersion: number
  readonly acceptBy: string | null
}

const countClaims = async (): Promise<number> =>
  (await api.db.$client.query<{ n: number }>('select count(*)::int as n from claims')).rows[0]?.n ?? -1

describe('a claim is taken in while the workflow engine is away', () => {
  test('as a report alone', async () => {
    const answer = await file(report)
    const { claimId, ...rest } = answer.json<Answer>()
    expect(answer.statusCode).toBe(202)
    expect(answer.headers).toMatchObject({ etag: `"${rest.decisionVersion}"`, location: `/v1/claims/${claimId}` })
    expect(rest).toMatchObject({ status: 'reported', acceptBy: null })
  })

  test('with its filing, whose clocks start at the receipt and not at the entry', async () => {
    const answer = await file({ ...report, filing: { ...filed.filing, receivedAgeMinutes: 60 } })
    const { claimId, status, acceptBy } = answer.json<Answer>()
    expect(status).toBe('received')
    const clocks = await get(`/v1/claims/${claimId}/clocks`)
    const { asOf, clocks: list } = clocks.json<{
      asOf: string
      clocks: { id: string; startedAt: string; dueTarget: string; source: string }[]
    }>()
    const acceptance = list.find(({ id }) => id === 'C02')
    expect(acceptance?.dueTarget).toBe(acceptBy)
    expect(acceptance?.source).toContain('norm')
    const ageMs = Date.parse(asOf) - Date.parse(acceptance?.startedAt ?? '')
    expect(ageMs).toBeGreaterThanOrEqual(3_600_000)
    expect(ageMs).toBeLessThan(3_660_000)
  })

  test('each of its clocks with its text, both due times, what is used, what binds, its rules and its calendar', async () => {
    const { claimId } = (await file(filed)).json<Answer>()
    const answer = (await get(`/v1/claims/${claimId}/clocks`)).json<{ asOf: string; clocks: { id: string }[] }>()
    const instant = expect.stringMatching(/^2\d{3}-\d\d-\d\dT.*\+08:00$/) as string
    expect(answer.asOf).toEqual(instant)
    expect(answer.clocks.find(({ id }) => id === 'C06')).toMatchObject({
      source: expect.stringContaining('Insurance Law art. 23') as string,
      state: 'running',
      startedAt: instant,
      dueTarget: instant,
      dueLegal: instant,
      used: { runningMs: expect.any(Number) as number, pausedMs: 0, percent: 0 },
      pauses: [],
      // An ordinary medical claim of an individual: the service rules' five working days come before the law's thirty.
      binding: { by: 'C05', n: 1, dueTarget: instant, because: expect.stringContaining('is due before C06') as string },
      provisional: false,
      ruleVersion: currentRules,
      calendarVersion: expect.stringMatching(/^synthetic-/) as string,
    })
  })

  test('and waits to be started', async () => {
    const { claimId } = (await file(report)).json<Answer>()
    const { rows } = await api.db.$client.query('select state from starts where claim_id = $1', [claimId])
    expect(rows).toEqual([{ state: 'pending' }])
  })
})

describe('filing again', () => {
  test('ten times at once under one key is one claim and one answer', async () => {
    const before = await countClaims()
    const key = freshKey()
    const answers = await Promise.all(Array.from({ length: 10 }, () => file(filed, { key })))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(answers.every(({ statusCode }) => statusCode === 202)).toBe(true)
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(9)
    expect(await countClaims()).toBe(before + 1)
  })

  test('under one key with another body is refused and stores nothing', async () => {
    const key = freshKey()
    await file(filed, { key })
    const before = await countClaims()
    const answer = await file({ ...filed, description: 'another story' }, { key })
    expect(answer.json()).toMatchObject({ status: 422, code: 'COMMAND_REUSED' })
    expect(await countClaims()).toBe(before)
  })

  test('under the same key of somebody else is another claim', async () => {
    const key = freshKey()
    const first = await file(filed, { key })
    const other = await file(filed, { key, token: await api.tokenOf('intake-clerk', { person: 'per_colleague' }) })
    expect(other.json<Answer>().claimId).not.toBe(first.json<Answer>().claimId)
  })
})

describe('a filing that cannot be taken is refused with the field named', () => {
  const cases: [string, unknown, number, string, string][] = [
    ['without a policy', { ...report, policyNo: undefined }, 400, 'REQUEST_MALFORMED', '#/policyNo'],
    ['with an approved amount', { ...report, approvedFen: '1' }, 400, 'REQUEST_MALFORMED', '#/approvedFen'],
    ['of an unknown line', { ...report, line: 'pets' }, 422, 'VALUE_INVALID', '#/line'],
    ['on a day that never was', { ...report, eventDate: '2026-02-30' }, 422, 'VALUE_INVALID', '#/eventDate'],
    ['from nowhere', { ...report, region: '31011x' }, 422, 'VALUE_INVALID', '#/region'],
    ['with no channel', { ...report, preferredChannels: [] }, 422, 'VALUE_INVALID', '#/preferredChannels'],
    [
      'with a channel twice',
      { ...report, preferredChannels: ['sms', 'sms'] },
      422,
      'VALUE_INVALID',
      '#/preferredChannels',
    ],
    [
      'with a channel only colleagues are reached by',
      { ...report, preferredChannels: ['sms', 'staff'] },
      422,
      'VALUE_INVALID',
      '#/preferredChannels/1',
    ],
    [
      'with a channel that is somebody walking',
      { ...report, preferredChannels: ['by-hand'] },
      422,
      'VALUE_INVALID',
      '#/preferredChannels/0',
    ],
    [
      'with a person id that is a name',
      { ...report, claimant: { ...person, personId: '王小明' } },
      422,
      'VALUE_INVALID',
      '#/claimant/personId',
    ],
    [
      'with a forged hash',
      { ...filed, filing: { documents: [{ ...document, sha256: 'x' }] } },
      422,
      'VALUE_INVALID',
      '#/filing/documents/0/sha256',
    ],
    [
      'received tomorrow',
      { ...report, filing: { documents: [], receivedAt: '2999-01-01T00:00:00+08:00' } },
      422,
      'VALUE_INVALID',
      '#/filing/receivedAt',
    ],
    [
      'received without an offset',
      { ...report, filing: { documents: [], receivedAt: '2026-11-01T00:00:00' } },
      422,
      'VALUE_INVALID',
      '#/filing/receivedAt',
    ],
    [
      'with one document twice',
      { ...filed, filing: { documents: [document, document] } },
      409,
      'DOCUMENT_KNOWN',
      '#/documents/1/documentId',
    ],
  ]
  test.each(cases)('%s', async (_name, body, status, code, pointer) => {
    const before = await countClaims()
    const problem = (await file(body)).json<ProblemBody>()
    expect(problem).toMatchObject({ status, code })
    expect(problem.errors?.[0]?.pointer).toBe(pointer)
    expect(await countClaims()).toBe(before)
  })

  test('for another than the claimant of the token', async () => {
    const token = await api.tokenOf('claimant', { person: 'per_wang' })
    const answer = await file({ ...report, claimant: { ...person, personId: 'per_li' } }, { token })
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ pointer: '#/claimant/personId' }] })
  })

  test('by who may not', async () => {
    const answer = await file(report, { token: await api.tokenOf('approver') })
    expect(answer.json()).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' })
  })
})

async function get(url: string, token?: string) {
  const authorization = `Bearer ${token ?? (await api.tokenOf('intake-clerk'))}`
  return api.app.inject({ url, headers: { authorization } })
}

test('the same person is the same person, whoever files and however the number is written', async () => {
  const first = (await file(report)).json<Answer>()
  const again = (
    await file({ ...report, claimant: { ...person, identityNumber: person.identityNumber.toLowerCase() } })
  ).json<Answer>()
  const rows = await api.db.$client.query('select distinct claimant_id from claims where claim_id = any($1)', [
    [first.claimId, again.claimId],
  ])
  expect(rows.rows).toHaveLength(1)
})

test('no personal data stands in a plain column, in an event, in an answer or in the log', async () => {
  const { claimId } = (await file(filed)).json<Answer>()
  const tables = [
    'claims',
    'claim_events',
    'claim_clocks',
    'claim_parties',
    'claim_texts',
    'starts',
    'idempotency_keys',
  ]
  const dumps = await Promise.all(tables.map((table) => api.db.$client.query(`select t::text as row from ${table} t`)))
  const answers = await Promise.all(
    ['', '/events', '/clocks', '/next-actions'].map((rest) => get(`/v1/claims/${claimId}${rest}`)),
  )
  const everything = [
    ...dumps.map(({ rows }) => JSON.stringify(rows)),
    ...answers.map(({ body }) => body),
    ...api.logged,
  ].join('\n')
  for (const canary of [
    '小明',
    '110101199003074258',
    '13800138000',
    'wang@example.com',
    'POLICY-CANARY-0001',
    'canary',
  ]) {
    expect(everything.includes(canary)).toBe(false)
  }
  expect(everything).toContain(claimId)
})
