import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Role } from '../domain/claim/codes.ts'
import { addDays, dateOf } from '../domain/time.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await createApiUnderTest()
})
afterAll(() => api.close())

const payment = {
  kind: 'payment',
  branch: '000000',
  currency: 'CNY',
  limitsFen: ['100', '200', '300', 'unlimited'],
  from: '2026-01-01',
}

interface Call {
  readonly as?: Role
  readonly person?: string
  readonly level?: number
  readonly ifMatch?: string
}

async function call(method: 'GET' | 'PUT', url: string, payload?: object, wish: Call = {}) {
  const { as = 'security-admin', ifMatch, ...of } = wish
  const headers = {
    authorization: `Bearer ${await api.tokenOf(as, of)}`,
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  }
  return api.app.inject({ method, url, headers, ...(payload && { payload }) })
}

const limits = '/v1/authority-limits'
const delegations = '/v1/delegations'

test('while nobody has put a table, the ladder of the service policy is shown as rows', async () => {
  const shown = (await call('GET', limits, undefined, { as: 'approver' })).json<{ version: number; rows: object[] }>()
  expect(shown).toMatchObject({ version: 0, putBy: null, history: [] })
  expect(shown.rows).toContainEqual(
    expect.objectContaining({ kind: 'refusal', limitsFen: [null, '10000000', '50000000', 'unlimited'] }),
  )
})

test('a table is put whole by the security administrator, and every version is kept', async () => {
  const first = await call('PUT', limits, { rows: [payment] })
  expect(first.json()).toMatchObject({ version: 1, putBy: 'per_security-admin', rows: [payment] })
  expect(first.headers['etag']).toBe('"1"')
  expect((await call('PUT', limits, { rows: [payment] })).json()).toMatchObject({ version: 1 })
  const stale = await call('PUT', limits, { rows: [] }, { ifMatch: '"0"' })
  expect(stale.json()).toMatchObject({ status: 412, code: 'LIMITS_CHANGED' })
  const second = await call('PUT', limits, { rows: [{ ...payment, line: 'motor' }] }, { ifMatch: '"1"' })
  expect(second.json()).toMatchObject({ version: 2, history: [{ version: 2 }, { version: 1 }] })
  expect((await call('GET', `${limits}?version=1`)).json()).toMatchObject({ version: 1, rows: [payment] })
  expect((await call('GET', `${limits}?version=9`)).json()).toMatchObject({ status: 404, code: 'LIMITS_NOT_FOUND' })
})

test('what the system may decide is a column of its rows of payments, put and shown like the others', async () => {
  const rows = [
    { ...payment, line: 'medical', systemFen: '100', samplePercent: 20 },
    { ...payment, systemFen: null },
  ]
  expect((await call('PUT', limits, { rows })).json()).toMatchObject({ rows })
  expect((await call('GET', limits)).json()).toMatchObject({ rows })
})

test.each(['supervisor', 'head-office', 'compliance'] as const)(
  '%s reads the table and does not put it',
  async (as) => {
    expect(await call('GET', limits, undefined, { as })).toMatchObject({ statusCode: 200 })
    expect((await call('PUT', limits, { rows: [] }, { as })).json()).toMatchObject({
      status: 403,
      code: 'ROLE_NOT_ALLOWED',
      whoMay: ['security-admin'],
    })
  },
)

describe('a table that cannot be is refused with its field', () => {
  test.each<[string, object[], string, string]>([
    ['two rows of one day', [payment, payment], 'LIMITS_OVERLAP', '#/rows/1/from'],
    ['days that run back', [{ ...payment, to: '2025-12-31' }], 'LIMITS_DAYS', '#/rows/0/to'],
    ['a branch there is not', [{ ...payment, branch: '990000' }], 'LIMITS_BRANCH', '#/rows/0/branch'],
    [
      'a higher step that may less',
      [{ ...payment, limitsFen: ['2', '1', '3', '4'] }],
      'LIMITS_ORDER',
      '#/rows/0/limitsFen/1',
    ],
    ['a system that refuses', [{ ...payment, kind: 'refusal', systemFen: '1' }], 'LIMITS_SYSTEM', '#/rows/0/systemFen'],
    ['no sample at all', [{ ...payment, systemFen: '1', samplePercent: 0 }], 'VALUE_INVALID', '#/rows/0/samplePercent'],
    ['an unknown kind', [{ ...payment, kind: 'gift' }], 'VALUE_INVALID', '#/rows/0/kind'],
    ['an unknown currency', [{ ...payment, currency: 'USD' }], 'VALUE_INVALID', '#/rows/0/currency'],
  ])('%s', async (_what, rows, code, pointer) => {
    expect((await call('PUT', limits, { rows })).json()).toMatchObject({ code, errors: [{ pointer }] })
  })
})

const today = dateOf(Date.now())
const lending = { toPersonId: 'per_he', kinds: ['payment'], from: today, to: addDays(today, 5) }

test('who holds a step lends it, and who was lent it sees by whom', async () => {
  const head = { as: 'branch-head', level: 3 } as const
  expect((await call('GET', delegations, undefined, head)).json()).toMatchObject({ version: 0, delegations: [] })
  const put = await call('PUT', delegations, { delegations: [lending] }, head)
  expect(put.json()).toMatchObject({ version: 1, level: 3, delegations: [lending], lentToMe: [] })
  expect((await call('PUT', delegations, { delegations: [lending] }, head)).json()).toMatchObject({ version: 1 })
  const lent = await call('GET', delegations, undefined, { as: 'approver', person: 'per_he', level: 1 })
  expect(lent.json()).toMatchObject({
    version: 0,
    lentToMe: [{ fromPersonId: 'per_branch-head', level: 3, branch: '310000', kinds: ['payment'] }],
  })
  const stale = await call('PUT', delegations, { delegations: [] }, { ...head, ifMatch: '"0"' })
  expect(stale.json()).toMatchObject({ status: 412, code: 'DELEGATION_CHANGED' })
})

test('what was lent is not lent back, nor by who holds nothing', async () => {
  const he = { as: 'approver', person: 'per_he', level: 1 } as const
  const back = { ...lending, toPersonId: 'per_branch-head' }
  expect((await call('PUT', delegations, { delegations: [back] }, he)).json()).toMatchObject({
    status: 422,
    code: 'DELEGATION_CIRCLE',
    errors: [{ pointer: '#/delegations/0/toPersonId' }],
  })
  const none = await call('PUT', delegations, { delegations: [lending] }, { as: 'approver', person: 'per_none' })
  expect(none.json()).toMatchObject({ status: 409, code: 'DELEGATION_NOTHING_TO_LEND' })
  const reviewer = await call('PUT', delegations, { delegations: [] }, { as: 'reviewer' })
  expect(reviewer.json()).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' })
})
