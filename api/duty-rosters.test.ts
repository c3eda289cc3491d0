import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Role } from '../domain/claim/codes.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await createApiUnderTest()
})
afterAll(() => api.close())

const duty = { role: 'supervisor', personId: 'per_li', from: '2026-01-01' }
const absence = { personId: 'per_li', standInId: 'per_he', from: '2026-03-02', to: '2026-03-06' }
const roster = { duties: [duty], standIns: [absence] }

interface Call {
  readonly as?: Role
  readonly branch?: string
  readonly ifMatch?: string
}

async function call(method: 'GET' | 'PUT', branch: string, payload?: object, wish: Call = {}) {
  const { as = 'supervisor', ifMatch, ...of } = wish
  const headers = {
    authorization: `Bearer ${await api.tokenOf(as, of)}`,
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  }
  return api.app.inject({ method, url: `/v1/duty-rosters/${branch}`, headers, ...(payload && { payload }) })
}

test('a roster is put, read by colleagues, and the same again is no new version', async () => {
  expect((await call('GET', '310101')).json()).toMatchObject({ version: 0, duties: [], standIns: [], putBy: null })
  const put = await call('PUT', '310101', roster)
  expect(put.statusCode).toBe(200)
  expect(put.headers['etag']).toBe('"1"')
  expect(put.json()).toMatchObject({ branch: '310101', version: 1, ...roster, putBy: 'per_supervisor' })
  expect((await call('PUT', '310101', roster)).json()).toEqual(put.json())
  expect((await call('GET', '310101', undefined, { as: 'reviewer' })).json()).toEqual(put.json())
})

test('with If-Match it is put over the version that was seen, and over no other', async () => {
  await call('PUT', '310104', roster)
  const next = { duties: [duty], standIns: [] }
  expect((await call('PUT', '310104', next, { ifMatch: '"0"' })).json()).toMatchObject({
    status: 412,
    code: 'ROSTER_CHANGED',
  })
  expect((await call('PUT', '310104', next, { ifMatch: '"1"' })).json()).toMatchObject({ version: 2, ...next })
})

describe('a roster that cannot be is refused with its field, and nothing changes', () => {
  test.each<[string, object, string, string]>([
    ['overlapping duties', { duties: [duty, { ...duty, personId: 'per_b' }] }, 'ROSTER_OVERLAP', '#/duties/1/from'],
    [
      'stand-ins in a circle',
      { standIns: [absence, { ...absence, personId: 'per_he', standInId: 'per_li' }] },
      'ROSTER_CIRCLE',
      '#/standIns/0/standInId',
    ],
    ['days that end before they begin', { duties: [{ ...duty, to: '2025-12-31' }] }, 'ROSTER_DAYS', '#/duties/0/to'],
    ['an unknown role', { duties: [{ ...duty, role: 'janitor' }] }, 'VALUE_INVALID', '#/duties/0/role'],
    ['a role nobody tells', { duties: [{ ...duty, role: 'claimant' }] }, 'VALUE_INVALID', '#/duties/0/role'],
    ['a day there is not', { duties: [{ ...duty, from: '2026-02-30' }] }, 'VALUE_INVALID', '#/duties/0/from'],
    ['a name', { duties: [{ ...duty, personId: 'Li Lei' }] }, 'VALUE_INVALID', '#/duties/0/personId'],
    ['an unknown field', { shifts: [] }, 'REQUEST_MALFORMED', '#/shifts'],
  ])('%s', async (_fault, change, code, pointer) => {
    const answer = await call('PUT', '310105', { duties: [], standIns: [], ...change })
    expect(answer.json()).toMatchObject({ code, errors: [{ pointer }] })
    expect([400, 422]).toContain(answer.statusCode)
    expect((await call('GET', '310105')).json()).toMatchObject({ version: 0 })
  })
})

test.each(['990000', '31', 'shanghai', '320000', '000000'])(
  'branch %s is no branch of this caller, whether it exists or not',
  async (branch) => {
    for (const answer of [await call('GET', branch), await call('PUT', branch, roster)]) {
      expect(answer.json()).toMatchObject({ status: 404, code: 'BRANCH_UNKNOWN', errors: [{ pointer: 'path:branch' }] })
    }
  },
)

test('head office keeps the roster of the company, a reviewer none', async () => {
  const company = { as: 'head-office', branch: '000000' } as const
  const compliance = { duties: [{ ...duty, role: 'compliance' }], standIns: [] }
  expect((await call('PUT', '000000', compliance, company)).json()).toMatchObject({ version: 1 })
  expect((await call('PUT', '310106', roster, { as: 'reviewer' })).json()).toMatchObject({
    status: 403,
    code: 'ROLE_NOT_ALLOWED',
    whoMay: expect.arrayContaining(['supervisor', 'branch-head', 'security-admin']),
  })
})
