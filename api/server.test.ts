import { connect } from 'node:net'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Role } from '../domain/claim/codes.ts'
import { roles } from '../domain/claim/codes.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import { openDatabase } from '../db/connect.ts'
import { recordEmergency } from '../db/emergencies.ts'
import { foldEmergency } from '../domain/emergency/event-evolve.ts'
import { declared, stormId } from '../test/example-emergency.ts'
import { permissionMatrix } from './permission-matrix.ts'
import type { ProblemBody } from './problems.ts'

let api: ApiUnderTest
let claimId: string
let itemId: string
const matrix = Object.entries(permissionMatrix).map(([route, { who }]) => ({ route, who }))

beforeAll(async () => {
  api = await createApiUnderTest()
  const answer = await api.app.inject({
    method: 'POST',
    url: '/v1/claims',
    headers: { authorization: `Bearer ${await api.tokenOf('claimant')}`, 'idempotency-key': 'k' },
    payload: {
      channel: 'app',
      line: 'travel',
      policyNo: 'P1',
      region: '310115',
      eventDate: '2026-08-01',
      cause: 'other',
      facts: { injury: 'none', thirdParty: false, hospitalised: false },
      claimant: { name: 'Zhao', identityNumber: '110101199003077770', phone: '13900000000' },
      insured: 'same',
      preferredChannels: ['app'],
      description: 'lost luggage',
    },
  })
  claimId = answer.json<{ claimId: string }>().claimId
  const { rows } = await api.db.$client.query<{ id: string }>(
    `insert into work_items (kind, reference, claim_id, facts) values ('x', 'x', $1, '{}') returning id`,
    [claimId],
  )
  itemId = rows[0]?.id ?? ''
  await recordStorm()
})
afterAll(() => api.close())

/** An emergency there is, recorded as its workflow would. */
async function recordStorm(): Promise<void> {
  const worker = openDatabase(api.database.workerUrl, { max: 1, applicationName: 'server-test' })
  const { past } = declared()
  await recordEmergency(worker, { eventId: stormId, from: 0, events: past, emergency: foldEmergency(null, past) })
  await worker.close()
}

/** Knocks at a route without a body: whoever is let in is told so by 400, 428 or an answer, never by 401, 403 or 404. */
async function knock(route: string, token?: string) {
  const [method, pattern = ''] = route.split(' ')
  const url = pattern
    .replace(':claimId', claimId)
    .replace(':itemId', itemId)
    .replace(':eventId', stormId)
    .replace(':planId', 'rainstorm')
    .replace(':branch', '310115')
    .replace(':version', 'cn-2026-1')
    .replace(':name', 'claim-filed')
    .replace(/:n\b/, '1')
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const answer = await api.app.inject({ method: method as 'GET' | 'POST' | 'PUT', url, headers })
  return {
    status: answer.statusCode,
    code: answer.headers['content-type']?.includes('problem') ? answer.json<ProblemBody>().code : '',
  }
}

test('every row of the matrix is a route', () => {
  const missing = matrix.filter(({ route }) => {
    const [method = '', url = ''] = route.split(' ')
    return !api.app.hasRoute({ method, url })
  })
  expect(missing).toEqual([])
})

/** At the door, not by what was asked for behind it. */
const isTurnedAway = (status: number, code: string): boolean =>
  [401, 403, 404].includes(status) && code !== 'PLAN_NOT_FOUND' && code !== 'CONTACT_NOT_FOUND'

describe('the matrix, role by role', () => {
  const guarded = matrix.filter(({ who }) => Array.isArray(who)) as { route: string; who: readonly Role[] }[]
  test.each(guarded)('$route', async ({ route, who }) => {
    const isClaim = route.includes(':claimId')
    expect(await knock(route)).toMatchObject({ status: 401, code: 'TOKEN_MISSING' })
    for (const role of roles) {
      const { status, code } = await knock(route, await api.tokenOf(role))
      const seesClaim = !isClaim || role !== 'integrator'
      const expected = seesClaim ? (who.includes(role) ? 'in' : 'ROLE_NOT_ALLOWED') : 'CLAIM_NOT_FOUND'
      expect({ role, got: isTurnedAway(status, code) ? code : 'in' }).toEqual({ role, got: expected })
      if (!isClaim) continue
      const stranger = await knock(route, await api.tokenOf(role, { branch: '320000', person: 'per_stranger' }))
      expect({ role, ...stranger }).toEqual({ role, status: 404, code: 'CLAIM_NOT_FOUND' })
    }
  })
})

test('every operation is documented, with its problems', async () => {
  const answer = await api.app.inject('/openapi.json')
  const { openapi, paths } = answer.json<{
    openapi: string
    paths: Record<string, Record<string, { summary?: string; responses: object }>>
  }>()
  expect(openapi).toBe('3.1.0')
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  )
  const routes = matrix.filter(({ route }) => route.includes(' /v1/'))
  expect(operations).toHaveLength(routes.length)
  expect(operations.filter(({ summary }) => summary === undefined)).toEqual([])
  expect(operations.filter(({ responses }) => !('4XX' in responses && '5XX' in responses))).toEqual([])
})

test('a call that changes something names the headers it needs, one that does not names none', async () => {
  interface Operation {
    readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[]
  }
  const { paths } = (await api.app.inject('/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>()
  const headersOf = (path: string): string[] =>
    ((paths[path]?.['post'] ?? paths[path]?.['put'])?.parameters ?? [])
      .filter((parameter) => parameter.in === 'header')
      .map(({ name }) => name)
  expect(headersOf('/v1/claims')).toEqual(['Idempotency-Key', 'If-Match', 'Prefer'])
  expect(headersOf('/v1/claims/{claimId}/approvals')).toEqual(['Idempotency-Key', 'If-Match'])
  for (const path of ['/v1/claims/preview', '/v1/clocks/preview', '/v1/claims/search', '/v1/calendars/{version}'])
    expect(headersOf(path)).toEqual([])
  expect(headersOf('/v1/duty-rosters/{branch}')).toEqual(['If-Match'])
  expect(headersOf('/v1/callbacks/bank')).not.toContain('Idempotency-Key')
})

test('the documentation shows a body that can be sent as it is', async () => {
  interface Shown {
    readonly post: {
      readonly requestBody: { readonly content: { readonly 'application/json': { readonly example: unknown } } }
    }
  }
  const { paths } = (await api.app.inject('/openapi.json')).json<{ paths: Record<string, Shown> }>()
  const { example } = paths['/v1/claims']?.post.requestBody.content['application/json'] ?? {}
  expect(example).toMatchObject({ policyNo: 'P-MED-0001', insured: 'same' })
})

test('partners read in the documentation what they are to send', async () => {
  interface Sent {
    readonly post: { readonly requestBody: { readonly content: Record<string, { readonly schema: SentShape }> } }
  }
  interface SentShape {
    readonly required: readonly string[]
    readonly properties: Record<string, { readonly enum?: readonly string[] }>
  }
  const { paths } = (await api.app.inject('/openapi.json')).json<{ paths: Record<string, Sent> }>()
  const shapeOf = (partner: string) =>
    paths[`/v1/callbacks/${partner}`]?.post.requestBody.content['application/json']?.schema
  expect(shapeOf('bank')?.required).toEqual(['type', 'eventId', 'reference', 'occurredAt'])
  expect(shapeOf('bank')?.properties['type']?.enum).toContain('transfer.settled')
  expect(shapeOf('messages')?.required).toContain('messageId')
})

test('alive, and ready though the workflow engine is away', async () => {
  expect((await api.app.inject('/livez')).json()).toEqual({ status: 'live' })
  const ready = await api.app.inject('/readyz')
  expect(ready.statusCode).toBe(200)
  expect(ready.json()).toEqual({ status: 'degraded', checks: { postgres: 'up', migrations: 'up', temporal: 'down' } })
})

test('the documentation is there, and what a problem refers to', async () => {
  expect((await api.app.inject('/docs/')).statusCode).toBe(200)
  expect((await api.app.inject('/docs/static/swagger-ui.css')).statusCode).toBe(200)
  expect((await api.app.inject('/docs/problems')).body).toContain('id="CLAIM_NOT_FOUND"')
})

test('a command is 503 with Retry-After while the workflow engine is away, and may be repeated', async () => {
  const answer = await api.app.inject({
    method: 'POST',
    url: `/v1/claims/${claimId}/withdrawal`,
    headers: { authorization: `Bearer ${await api.tokenOf('claimant')}`, 'idempotency-key': 'w', 'if-match': '"1"' },
    payload: { identityChecked: true, reason: 'found it' },
  })
  expect(answer.json()).toMatchObject({ status: 503, code: 'WORKFLOWS_AWAY', retryable: true })
  expect(answer.headers['retry-after']).toBe('2')
})

describe('what is hardly HTTP is answered on the socket', () => {
  const cases: [string, string, number, string][] = [
    ['no HTTP', 'HELLO\r\n\r\n', 400, 'HTTP_MALFORMED'],
    [
      'headers without end',
      `GET /livez HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      'two lengths',
      'POST /v1/claims HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'HTTP_MALFORMED',
    ],
  ]
  test.each(cases)('%s', async (_name, sent, status, code) => {
    const { port } = new URL(await api.app.listen({ host: '127.0.0.1', port: 0 }).catch(() => listening()))
    const said = await exchange(Number(port), sent)
    expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(JSON.parse(said.slice(said.indexOf('{')))).toMatchObject({ status, code })
  })

  const listening = (): string => {
    const address = api.app.server.address()
    return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
  }

  const exchange = (port: number, sent: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let said = ''
      const socket = connect(port, '127.0.0.1', () => void socket.write(sent))
      socket.on('data', (chunk) => (said += chunk.toString()))
      socket.on('close', () => resolve(said))
      socket.on('error', reject)
    })
})

test('addresses of the customer are sealed once, however often the request is repeated, and count only when it succeeds', async () => {
  const put = async () =>
    api.app.inject({
      method: 'PUT',
      url: `/v1/claims/${claimId}/contacts`,
      headers: { authorization: `Bearer ${await api.tokenOf('claimant')}`, 'idempotency-key': 'c' },
      payload: { preferredChannels: ['sms'], phone: '13712345678' },
    })
  expect((await put()).json()).toMatchObject({ status: 503, code: 'WORKFLOWS_AWAY' })
  await put()
  const { rows } = await api.db.$client.query<{ row: string }>(
    "select p::text as row from claim_parties p where kind = 'contact'",
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.row).not.toContain('13712345678')
  const found = await api.app.inject({
    method: 'POST',
    url: '/v1/claims/search',
    headers: { authorization: `Bearer ${await api.tokenOf('supervisor')}` },
    payload: { phone: '13712345678' },
  })
  expect(found.json()).toMatchObject({ data: [] })
})
