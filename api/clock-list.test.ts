import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Role } from '../domain/claim/codes.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'

let api: ApiUnderTest
/** Filed claims; of the clocks of each, C01, C02 and C06 are looked at. */
const ids: Record<'pudong' | 'shanghai' | 'nanjing', string> = { pudong: '', shanghai: '', nanjing: '' }

/** In this order the clocks are due, an hour after each other, the first at midnight. */
const everything = [
  'nanjing C01',
  'pudong C01',
  'nanjing C02',
  'shanghai C01',
  'pudong C02',
  'shanghai C02',
  'nanjing C06',
  'pudong C06',
  'shanghai C06',
]
const ofShanghai = everything.filter((name) => !name.startsWith('nanjing'))
const midnight = Date.UTC(2026, 10, 23, 16)

beforeAll(async () => {
  api = await createApiUnderTest()
  ids.pudong = await file('integrator', '310115')
  ids.shanghai = await file('intake-clerk', '310000')
  ids.nanjing = await file('intake-clerk', '320102')
  await asOwner("delete from claim_clocks where clock_id not in ('C01', 'C02', 'C06')", [], 18)
  for (const [hours, name] of everything.entries()) await change(name, `due_target = ${midnight + hours * 3_600_000}`)
  await change('pudong C06', "state = 'paused'")
  await change('shanghai C01', "state = 'breached', provisional = true")
  await asOwner("update claims set owner_id = 'per_owner', queue = null where claim_id = $1", [ids.shanghai])
})
afterAll(() => api.close())

describe('the clocks of a branch, the earliest due first', () => {
  const cases: [string, Call, string[]][] = [
    ['for its supervisor', {}, ofShanghai],
    ['for a district', { branch: '310115' }, ['pudong C01', 'pudong C02', 'pudong C06']],
    ['for another branch', { branch: '320000' }, ['nanjing C01', 'nanjing C02', 'nanjing C06']],
    ['for a branch without claims', { branch: '440000' }, []],
    ['for the whole company', { as: 'head-office', branch: '000000' }, everything],
  ]
  test.each(cases)('%s', async (_name, wish, clocks) => {
    expect(await listed('', wish)).toEqual(clocks)
  })

  test.each<[string, string[]]>([
    ['?state=running', ['pudong C01', 'pudong C02', 'shanghai C02', 'shanghai C06']],
    ['?state=paused', ['pudong C06']],
    ['?state=breached', ['shanghai C01']],
    ['?dueBefore=2026-11-23T17:00:00Z', []],
    ['?dueBefore=2026-11-23T17:00:00.001Z', ['pudong C01']],
    ['?dueBefore=2026-11-24T04:00:00%2B08:00', ['pudong C01', 'shanghai C01']],
    ['?dueBefore=2026-11-23T22:00:00Z&state=running&branch=310115', ['pudong C01', 'pudong C02']],
    ['?branch=310115', ['pudong C01', 'pudong C02', 'pudong C06']],
  ])('narrowed by %s', async (query, clocks) => {
    expect(await listed(query)).toEqual(clocks)
  })

  test('and no filter widens it', async () => {
    expect(await listed('?branch=320000')).toEqual([])
    expect(await listed('?branch=000000')).toEqual(ofShanghai)
  })

  test.each([
    [1, 6],
    [2, 3],
    [4, 2],
  ])('page by page of %i, by the link, each clock once', async (limit, count) => {
    const pages: Page[] = []
    let url: string | undefined = `/v1/clocks?limit=${limit}&branch=310000`
    while (url !== undefined && pages.length < 9) {
      const answer = await call(url)
      pages.push(answer.json<Page>())
      url = /^<(.+)>; rel="next"$/.exec(String(answer.headers['link']))?.[1]
    }
    expect(pages.flatMap(named)).toEqual(ofShanghai)
    expect(pages.map(({ page }) => page.hasMore)).toEqual(pages.map((_page, index) => index + 1 < count))
    expect(pages.at(-1)?.page.next).toBeNull()
  })
})

test('a clock is shown with both due times, whose turn it is, and where to read on', async () => {
  const [late] = (await call('/v1/clocks?state=breached')).json<{ data: object[] }>().data
  const instant = expect.stringMatching(/^2\d{3}-\d\d-\d\dT.*\+08:00$/) as string
  const self = `/v1/claims/${ids.shanghai}`
  expect(late).toEqual({
    claimId: ids.shanghai,
    id: 'C01',
    n: 1,
    state: 'breached',
    dueTarget: '2026-11-24T03:00:00.000+08:00',
    dueLegal: instant,
    provisional: true,
    ownerId: 'per_owner',
    queue: null,
    asOf: instant,
    links: { self, events: `${self}/events`, clocks: `${self}/clocks`, nextActions: `${self}/next-actions` },
  })
})

test('it is for staff: a customer sees the clocks of a claim, not who is late', async () => {
  for (const as of ['integrator', 'claimant'] as const) {
    const answer = (await call('/v1/clocks', { as })).json<{ whoMay: readonly string[] }>()
    expect(answer).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED' })
    expect(answer.whoMay).toContain('supervisor')
    expect(answer.whoMay).not.toContain(as)
  }
})

describe('a question that cannot be answered is refused, and the field named', () => {
  test.each([
    ['dueBefore=tomorrow', 'query:dueBefore'],
    ['dueBefore=2026-11-24', 'query:dueBefore'],
    ['dueBefore=2026-02-30T00:00:00Z', 'query:dueBefore'],
    ['dueBefore=2026-11-24T00:00:00', 'query:dueBefore'],
    ['dueBefore=2026-11-24T00:00:00+08:00', 'query:dueBefore'],
    ['dueBefore=', 'query:dueBefore'],
    ['state=met', 'query:state'],
    ['state=late', 'query:state'],
    ['state=running&state=paused', 'query:state'],
    ['branch=31', 'query:branch'],
    ['branch=31%2500', 'query:branch'],
    ['limit=0', 'query:limit'],
    ['limit=101', 'query:limit'],
    ['sort=newest', 'query:sort'],
  ])('%s', async (query, pointer) => {
    const answer = (await call(`/v1/clocks?${query}`)).json<object>()
    expect(answer).toMatchObject({ status: 400, code: 'REQUEST_MALFORMED', errors: [{ pointer }] })
  })

  test('a cursor of nobody, or of another list', async () => {
    const other = (await call('/v1/claims?limit=1')).json<Page>().page.next ?? ''
    const cut = ((await call('/v1/clocks?limit=1')).json<Page>().page.next ?? '').slice(0, -6)
    for (const cursor of ['forged', other, cut]) {
      expect((await call(`/v1/clocks?cursor=${cursor}`)).json()).toMatchObject({
        status: 400,
        code: 'CURSOR_MALFORMED',
        errors: [{ pointer: 'query:cursor' }],
      })
    }
  })
})

test('the documentation names what may be asked', async () => {
  interface Operation {
    readonly parameters: readonly { readonly name: string; readonly schema: { readonly enum?: readonly string[] } }[]
  }
  const { paths } = (await api.app.inject('/openapi.json')).json<{ paths: Record<string, { get: Operation }> }>()
  const parameters = paths['/v1/clocks']?.get.parameters ?? []
  expect(parameters.map(({ name }) => name)).toEqual(['limit', 'cursor', 'dueBefore', 'state', 'branch'])
  expect(parameters.find(({ name }) => name === 'state')?.schema.enum).toEqual(['running', 'paused', 'breached'])
})

interface Call {
  readonly as?: Role
  readonly branch?: string
}

interface Page {
  readonly data: readonly { readonly claimId: string; readonly id: string }[]
  readonly page: { readonly next: string | null; readonly hasMore: boolean }
}

async function call(url: string, { as = 'supervisor', ...wish }: Call = {}) {
  return api.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${await api.tokenOf(as, wish)}` } })
}

const listed = async (query: string, wish?: Call): Promise<string[]> =>
  named((await call(`/v1/clocks${query}`, wish)).json<Page>())

const named = ({ data }: Page): string[] => data.map(({ claimId, id }) => `${placeOf(claimId)} ${id}`)
const placeOf = (claimId: string): string => Object.entries(ids).find(([, id]) => id === claimId)?.[0] ?? 'unknown'

async function file(as: Role, region: string): Promise<string> {
  const payload = {
    channel: 'web',
    line: 'medical',
    policyNo: 'P-2026-88',
    region,
    eventDate: '2026-08-01',
    cause: 'illness',
    facts: { injury: 'none', thirdParty: false, hospitalised: false },
    claimant: { name: '赵六', identityNumber: '11010119900307777X', phone: '13911112222' },
    insured: 'same',
    preferredChannels: ['sms'],
    description: '门诊费用',
    filing: { documents: [] },
  }
  const headers = { authorization: `Bearer ${await api.tokenOf(as)}`, 'idempotency-key': `file-${region}` }
  const answer = await api.app.inject({ method: 'POST', url: '/v1/claims', headers, payload })
  return answer.json<{ claimId: string }>().claimId
}

/** The state of a clock as time and notices would have made it. */
async function change(name: string, what: string): Promise<void> {
  const [place, clock] = name.split(' ')
  const claimId = ids[place as keyof typeof ids]
  await asOwner(`update claim_clocks set ${what} where claim_id = $1 and clock_id = $2`, [claimId, clock ?? ''])
}

async function asOwner(statement: string, values: readonly string[], rows = 1): Promise<void> {
  const client = new Client({ connectionString: api.database.ownerUrl })
  await client.connect()
  const { rowCount } = await client.query(statement, [...values])
  await client.end()
  expect(rowCount).toBe(rows)
}
