import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest, secrets } from '../test/api-under-test.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await createApiUnderTest()
})
afterAll(() => api.close())

let events = 0
const freshId = (): string => `evt_${(events += 1)}`
const settled = (eventId: string) => ({
  type: 'transfer.settled',
  eventId,
  reference: 'LPUNKNOWN1',
  bankReference: 'BK1',
  amountFen: '100',
  occurredAt: '2026-11-22T09:00:00Z',
})

interface Sending {
  readonly url?: string
  readonly id?: string
  readonly secret?: string
  readonly at?: Date
  /** Sent instead of what was signed. */
  readonly altered?: string
  readonly headers?: Record<string, string>
}

async function send(
  body: unknown,
  { url = 'bank', id, secret = secrets.bank, at = new Date(), altered, headers }: Sending = {},
) {
  const raw = typeof body === 'string' ? body : JSON.stringify(body)
  const eventId = id ?? (body as { eventId: string }).eventId
  const answer = await api.app.inject({
    method: 'POST',
    url: `/v1/callbacks/${url}`,
    payload: altered ?? raw,
    headers: {
      'content-type': 'application/json',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(eventId, at, raw),
      ...headers,
    },
  })
  return { status: answer.statusCode, body: answer.json<{ code?: string }>() }
}

const rowsOf = async (eventId: string) =>
  (await api.db.$client.query('select source, claim_id, state, receipt from inbox where event_id = $1', [eventId])).rows

test('a signed receipt is kept once and answered 200, however often it comes', async () => {
  const receipt = settled(freshId())
  const answers = await Promise.all([send(receipt), send(receipt), send(receipt)])
  expect([...answers, await send(receipt)].map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const rows = await rowsOf(receipt.eventId)
  expect(rows).toMatchObject([
    { source: 'bank', claim_id: null, state: 'pending', receipt: { reference: 'LPUNKNOWN1' } },
  ])
})

test('the secret before the rotation still holds', async () => {
  expect(await send(settled(freshId()), { secret: secrets.bankOld })).toMatchObject({ status: 200 })
})

test('a receipt of a notice stands under its claim', async () => {
  const eventId = freshId()
  const claimId = 'clm_00000000-0000-7000-8000-000000000001'
  const receipt = {
    type: 'message.failed',
    eventId,
    messageId: 'msg_1',
    reference: `${claimId}-3`,
    occurredAt: '2026-11-22T09:00:00Z',
    reason: '用户王小明停机',
  }
  expect(await send(receipt, { url: 'messages', secret: secrets.messages })).toMatchObject({ status: 200 })
  expect(await rowsOf(eventId)).toMatchObject([{ claim_id: claimId, receipt: { reason: 'other' } }])
})

test('what the partner says beyond the contract is not kept', async () => {
  const receipt = { ...settled(freshId()), holderName: '王小明' }
  expect(await send(receipt)).toMatchObject({ status: 200 })
  expect(JSON.stringify(await rowsOf(receipt.eventId))).not.toContain('小明')
})

describe('a callback that is not signed as agreed is 401 and keeps nothing', () => {
  const minutes = (n: number): Date => new Date(Date.now() + n * 60_000)
  const cases: [string, Sending][] = [
    ['another secret', { secret: secrets.messages }],
    ['one byte more', { altered: `${JSON.stringify(settled('x'))} ` }],
    ['the same JSON written anew', { altered: JSON.stringify(settled('x'), null, 1) }],
    ['an old timestamp', { at: minutes(-6) }],
    ['a timestamp of the future', { at: minutes(6) }],
    [
      'a fresh timestamp under an old signature',
      { at: minutes(-6), headers: { 'webhook-timestamp': String(Math.floor(Date.now() / 1_000)) } },
    ],
    ['another id', { headers: { 'webhook-id': 'evt_other' } }],
    ['no id', { headers: { 'webhook-id': '' } }],
    ['no timestamp', { headers: { 'webhook-timestamp': '' } }],
    ['a timestamp that is none', { headers: { 'webhook-timestamp': 'now' } }],
    ['no signature', { headers: { 'webhook-signature': '' } }],
    ['a signature without its value', { headers: { 'webhook-signature': 'v1' } }],
    ['an empty signature', { headers: { 'webhook-signature': 'v1,' } }],
    ['a signature of another version', { headers: { 'webhook-signature': 'v2,AAAA' } }],
  ]
  test.each(cases)('%s', async (_name, sending) => {
    const receipt = settled(freshId())
    expect(await send(receipt, sending)).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } })
    expect(await rowsOf(receipt.eventId)).toEqual([])
  })
})

describe('a signed callback we do not understand is told, so that it is repeated', () => {
  const cases: [string, (eventId: string) => unknown, number][] = [
    ['no JSON', () => '{"type":', 400],
    ['nothing', () => '', 400],
    ['another type', (eventId) => ({ ...settled(eventId), type: 'transfer.teleported' }), 400],
    ['no instant', (eventId) => ({ ...settled(eventId), occurredAt: 'yesterday' }), 400],
    ['another event id than the signed one', () => settled('evt_elsewhere'), 422],
  ]
  test.each(cases)('%s', async (_name, bodyOf, status) => {
    const id = freshId()
    expect(await send(bodyOf(id), { id })).toMatchObject({ status })
    expect(await rowsOf(id)).toEqual([])
  })
})
