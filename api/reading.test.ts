import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Role } from '../domain/claim/codes.ts'
import { currentRules } from '../domain/rules.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'

let api: ApiUnderTest
/** Claims by the name of their place: filed by an integrator, by a clerk elsewhere. */
const ids: Record<'shanghai' | 'nanjing' | 'own', string> = { shanghai: '', nanjing: '', own: '' }

beforeAll(async () => {
  api = await createApiUnderTest()
  ids.shanghai = await file('integrator', { region: '310115' })
  ids.nanjing = await file('intake-clerk', { region: '320102', insured })
  ids.own = await file('claimant', { region: '310115' })
})
afterAll(() => api.close())

const report = {
  channel: 'web',
  line: 'medical',
  policyNo: 'P-2026-77',
  eventDate: '2026-08-01',
  cause: 'illness',
  facts: { injury: 'none', thirdParty: false, hospitalised: false },
  claimant: { name: '赵六', identityNumber: '11010119900307777X', phone: '13911112222' },
  insured: 'same',
  preferredChannels: ['sms'],
  description: '门诊费用',
}

const insured = { name: '钱七', identityNumber: '110101199003070011', phone: '13911112223', personId: 'per_insured' }

async function call(method: 'GET' | 'POST', url: string, { as = 'intake-clerk', body, ...wish }: Call = {}) {
  const headers = {
    authorization: `Bearer ${await api.tokenOf(as, wish)}`,
    'idempotency-key': `k-${url}-${as}-${JSON.stringify(body)}`.replaceAll(/[^!-~]/g, '').slice(-200),
  }
  return api.app.inject({ method, url, headers, ...(body !== undefined && { payload: body }) })
}

interface Call {
  readonly as?: Role
  readonly branch?: string
  readonly person?: string
  readonly body?: object
}

async function file(as: Role, change: object): Promise<string> {
  const answer = await call('POST', '/v1/claims', { as, body: { ...report, ...change } })
  return answer.json<{ claimId: string }>().claimId
}

interface Page {
  readonly data: readonly { claimId: string }[]
  readonly page: { next: string | null }
}

const listed = async (url: string, wish: Call): Promise<string[]> =>
  (await call('GET', url, wish)).json<Page>().data.map(({ claimId }) => claimId)

describe('a list holds what the caller may see', () => {
  const cases: [string, Call, (keyof typeof ids)[]][] = [
    ['a clerk of Shanghai', {}, ['shanghai', 'own']],
    ['a clerk of Nanjing', { branch: '320100' }, ['nanjing']],
    ['head office', { as: 'head-office', branch: '000000' }, ['shanghai', 'nanjing', 'own']],
    ['the integrator who filed', { as: 'integrator' }, ['shanghai']],
    ['another integrator', { as: 'integrator', person: 'per_other' }, []],
    ['the claimant', { as: 'claimant' }, ['own']],
    ['the insured of a claim another person filed', { as: 'claimant', person: 'per_insured' }, ['nanjing']],
    ['another claimant', { as: 'claimant', person: 'per_other' }, []],
  ]
  test.each(cases)('%s', async (_name, wish, places) => {
    const seen = await listed('/v1/claims', wish)
    expect(seen.toSorted()).toEqual(places.map((place) => ids[place]).toSorted())
  })

  test('and a filter never widens it', async () => {
    expect(await listed('/v1/claims?branch=320000', {})).toEqual([])
    expect(await listed('/v1/claims?branch=000000', {})).toHaveLength(2)
    expect(await listed('/v1/claims?branch=310115', {})).toHaveLength(2)
    expect(await listed('/v1/claims?status=closed', {})).toEqual([])
  })

  test('page by page, by the link', async () => {
    const first = await call('GET', '/v1/claims?limit=1')
    const link = /^<(.+)>; rel="next"$/.exec(String(first.headers['link']))?.[1] ?? ''
    const second = await call('GET', link)
    const both = [first, second].flatMap((answer) => answer.json<Page>().data.map(({ claimId }) => claimId))
    expect(both.toSorted()).toEqual([ids.shanghai, ids.own].toSorted())
    expect(second.json<Page>().page.next).toBeNull()
  })

  test.each([
    ['/v1/claims?cursor=forged', 'CURSOR_MALFORMED'],
    ['/v1/claims?limit=1000', 'REQUEST_MALFORMED'],
    ['/v1/claims?limit=1&limit=2', 'REQUEST_MALFORMED'],
    ["/v1/claims?status=closed'%20or%201=1", 'REQUEST_MALFORMED'],
    ['/v1/claims?clam=1', 'REQUEST_MALFORMED'],
  ])('%s is refused', async (url, code) => {
    expect((await call('GET', url)).json()).toMatchObject({ status: 400, code })
  })
})

describe('search finds by what only people know, within the scope', () => {
  const search = async (body: object, wish: Call = {}): Promise<string[]> =>
    (await call('POST', '/v1/claims/search', { ...wish, body })).json<Page>().data.map(({ claimId }) => claimId)

  test.each([
    [{ identityNumber: '11010119900307777x' }],
    [{ phone: '+86 139 1111 2222' }],
    [{ policyNo: 'P-2026-77' }],
  ])('%j', async (body) => {
    expect((await search(body)).toSorted()).toEqual([ids.shanghai, ids.own].toSorted())
  })

  test('nothing by another number, and nothing of another branch', async () => {
    expect(await search({ phone: '13911112223' })).toEqual([])
    expect(await search({ policyNo: 'P-2026-77' }, { branch: '320000' })).toEqual([ids.nanjing])
  })

  test.each([[{}], [{ phone: '1', policyNo: 'P' }]])('one key at a time: %j', async (body) => {
    expect((await call('POST', '/v1/claims/search', { body })).json()).toMatchObject({ status: 422 })
  })

  test('is for staff', async () => {
    const answer = await call('POST', '/v1/claims/search', { as: 'integrator', body: { policyNo: 'P-2026-77' } })
    expect(answer.statusCode).toBe(403)
  })
})

describe('a claim is read', () => {
  const readOne = (query = '', wish: Call = {}) => call('GET', `/v1/claims/${ids.own}${query}`, wish)

  test('with its ETag, its links and persons masked', async () => {
    const answer = await readOne()
    const body = answer.json<{ decisionVersion: number; parties: { details: { name?: string } }[] }>()
    expect(answer.headers['etag']).toBe(`"${body.decisionVersion}"`)
    expect(body).toMatchObject({ claimId: ids.own, status: 'reported', links: { self: `/v1/claims/${ids.own}` } })
    expect(answer.body).not.toMatch(/赵六|7777X|13911112222|门诊费用|P-2026-77/)
    expect(body.parties[0]?.details.name).toBe('赵**')
  })

  test('in full for a purpose, and the reading is kept', async () => {
    const answer = await readOne('?reveal=true&purpose=call+the+customer')
    expect(answer.body).toMatch(/赵六/)
    expect(answer.body).toMatch(/门诊费用/)
    const { rows } = await api.db.$client.query(
      'select reader_id, reader_role, purpose from reads where claim_id = $1',
      [ids.own],
    )
    expect(rows).toEqual([{ reader_id: 'per_intake-clerk', reader_role: 'intake-clerk', purpose: 'call the customer' }])
  })

  test('never in full without a purpose, nor by a role that needs no names', async () => {
    expect((await readOne('?reveal=true')).json()).toMatchObject({ status: 400, code: 'PURPOSE_MISSING' })
    const sre = await readOne('?reveal=true&purpose=curious', { as: 'sre' })
    expect(sre.json()).toMatchObject({
      status: 403,
      code: 'REVEAL_NOT_ALLOWED',
      whoMay: expect.arrayContaining(['reviewer']),
    })
  })

  test('by its customer without how it is worked', async () => {
    const asClaimant = (await readOne('', { as: 'claimant' })).json<object>()
    const asClerk = (await readOne()).json<object>()
    expect(asClaimant).not.toHaveProperty('desk')
    expect(asClerk).toHaveProperty('desk')
  })

  test('with its events, whole for staff and told for customers', async () => {
    const [staff, customer] = await Promise.all([
      call('GET', `/v1/claims/${ids.own}/events`),
      call('GET', `/v1/claims/${ids.own}/events`, { as: 'claimant' }),
    ])
    expect(staff.json()).toMatchObject({
      data: [{ position: 0, type: 'ClaimReported', by: { id: 'per_claimant' }, facts: { rules: currentRules } }],
    })
    expect(customer.json<{ data: object[] }>().data[0]).not.toHaveProperty('facts')
  })

  test('with its events page by page, by a cursor of this log only', async () => {
    const filed = await file('intake-clerk', { region: '310115', filing: { documents: [] } })
    const events = `/v1/claims/${filed}/events`
    const first = await call('GET', `${events}?limit=1`)
    const { next } = first.json<Page>().page
    const link = /^<(.+)>; rel="next"$/.exec(String(first.headers['link']))?.[1] ?? ''
    expect(new URL(link, 'http://api').searchParams.get('cursor')).toBe(next)
    expect((await call('GET', link)).json()).toMatchObject({ data: [{ position: 1 }] })
    const forged = (key: string) => Buffer.from(JSON.stringify(['events', key, filed])).toString('base64url')
    const wrong = [
      `${ids.shanghai}/events?cursor=${next}`,
      ...['-1', '9'.repeat(18)].map((key) => `${filed}/events?cursor=${forged(key)}`),
    ]
    for (const address of wrong) {
      expect((await call('GET', `/v1/claims/${address}`)).json()).toMatchObject({
        status: 400,
        code: 'CURSOR_MALFORMED',
      })
    }
  })

  test('with what may be done next, and by whom', async () => {
    const answer = await call('GET', `/v1/claims/${ids.own}/next-actions`)
    expect(answer.json()).toMatchObject({
      status: 'reported',
      missing: expect.arrayContaining(['document claim-form']),
      actions: expect.arrayContaining([expect.objectContaining({ command: 'FileClaim', mine: true })]),
    })
  })
})

test('a work item of another branch is not shown', async () => {
  const insert = 'insert into work_items (kind, reference, claim_id, facts) values ($1, $2, $3, $4)'
  await api.db.$client.query(insert, ['unmatched-receipt', 'bank/evt_1', null, {}])
  await api.db.$client.query(insert, ['payment-unknown', 'x', ids.nanjing, {}])
  const kinds = async (branch: string): Promise<string[]> =>
    (await call('GET', '/v1/work-items', { branch })).json<{ data: { kind: string }[] }>().data.map(({ kind }) => kind)
  expect(await kinds('310000')).toEqual([])
  expect(await kinds('320000')).toEqual(['payment-unknown'])
  expect(await kinds('000000')).toEqual(['unmatched-receipt', 'payment-unknown'])
})

test('work items are read page by page, and no other list’s cursor is taken', async () => {
  const wish = { branch: '000000' }
  const first = await call('GET', '/v1/work-items?limit=1', wish)
  const link = /^<(.+)>; rel="next"$/.exec(String(first.headers['link']))?.[1] ?? ''
  const second = (await call('GET', link, wish)).json<ItemPage>()
  expect([...first.json<ItemPage>().data, ...second.data].map(({ kind }) => kind)).toEqual([
    'unmatched-receipt',
    'payment-unknown',
  ])
  expect(second.page.next).toBeNull()
  const { next } = (await call('GET', '/v1/claims?limit=1')).json<Page>().page
  expect((await call('GET', `/v1/work-items?cursor=${next}`, wish)).json()).toMatchObject({ code: 'CURSOR_MALFORMED' })
})

test('a work item is done once, by who did it first, within the branch', async () => {
  const [item] = (await call('GET', '/v1/work-items', { branch: '320000' })).json<ItemPage>().data
  const done = (wish: Call) => call('POST', `/v1/work-items/${item?.id}/done`, { branch: '320000', ...wish })
  expect((await done({ as: 'supervisor', branch: '310000' })).json()).toMatchObject({ code: 'WORK_ITEM_NOT_FOUND' })
  expect((await done({ as: 'reviewer' })).json()).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' })
  const first = await done({ as: 'supervisor' })
  expect(first.json()).toEqual({ id: item?.id, doneAt: expect.stringMatching(/\+08:00$/), doneBy: 'per_supervisor' })
  expect((await done({ as: 'payment-clerk' })).json()).toEqual(first.json())
  expect((await call('GET', '/v1/work-items', { branch: '320000' })).json()).toMatchObject({ data: [] })
})

interface ItemPage {
  readonly data: readonly { readonly id: number; readonly kind: string }[]
  readonly page: { readonly next: string | null }
}
