import { randomUUID } from 'node:crypto'

import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, medicalClaim } from './filings.ts'
import { haveBankFaults, haveMessageFaults } from './outside-faults.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { paid, readyToPay } from './walk.ts'
import { contradictions, ownerQuery, readLog } from './witnesses.ts'

let stack: Stack
let desk: Desk
beforeAll(async () => {
  stack = await startStack()
  desk = openDesk(stack)
})
afterEach(async () => {
  await haveBankFaults(stack, {})
  await haveMessageFaults(stack, {})
})
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
})

const agreement: string[] = []
const fileOne = async (): Promise<string> => (await desk.file(anotherLoss(medicalClaim))).claimId
const countOf = async (claimId: string, type: string): Promise<number> =>
  (await readLog(stack, claimId)).filter(({ event }) => event.type === type).length

interface Delivery {
  readonly source?: 'bank' | 'messages'
  readonly secret?: string
  readonly sentAt?: Date
  readonly body?: string
}

/** Posts a callback as a partner would, or as somebody who would like to be one. */
async function callBack(
  receipt: { readonly eventId: string; readonly occurredAt: string },
  delivery: Delivery = {},
): Promise<Response> {
  const { source = 'bank', sentAt = new Date() } = delivery
  const { secret = source === 'bank' ? stack.secrets.bankCallback : stack.secrets.messagesCallback } = delivery
  const body = JSON.stringify(receipt)
  const headers = {
    'content-type': 'application/json',
    'webhook-id': receipt.eventId,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(receipt.eventId, sentAt, body),
  }
  const sent = delivery.body ?? body
  return fetch(`${stack.url}/v1/callbacks/${source}`, { method: 'POST', headers, body: sent })
}

const settledReceipt = (reference: string) => ({
  type: 'transfer.settled',
  eventId: `evt_${randomUUID()}`,
  reference,
  occurredAt: new Date().toISOString(),
})

test('every receipt delivered six times counts once', async () => {
  await haveBankFaults(stack, { duplicateCallbacks: 5 })
  await haveMessageFaults(stack, { duplicateCallbacks: 5 })
  const claimId = await fileOne()
  await paid(desk, claimId)
  expect(await countOf(claimId, 'PaymentSettled')).toBe(1)
  expect(await countOf(claimId, 'FactDisregarded')).toBe(0)
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a receipt that comes while the bank’s answer hangs settles the payment without it', async () => {
  const claimId = await fileOne()
  await readyToPay(desk, claimId)
  await haveBankFaults(stack, { hangAfterAccept: 1, settleAfterMs: 0 })
  await desk.ask('payment-checker', claimId, 'payments/1/check', { verdict: 'approve' })
  await desk.reaches(claimId, 'paid')
  const [row] = await ownerQuery<{ state: string }>(stack, 'select state from payments where claim_id = $1', [claimId])
  expect(row?.state).toBe('settled')
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a forged, an altered and an old receipt are turned away and change nothing', async () => {
  await haveBankFaults(stack, { settleAfterMs: 600_000 })
  const claimId = await fileOne()
  await readyToPay(desk, claimId)
  await desk.ask('payment-checker', claimId, 'payments/1/check', { verdict: 'approve' })
  await until('the bank to take it', async () => (await desk.read(claimId)).payments[0]?.state === 'sent')
  const receipt = settledReceipt((await desk.read(claimId)).payments[0]?.reference ?? '')
  const forged = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const attempts = [
    await callBack(receipt, { secret: forged }),
    await callBack(receipt, { secret: stack.secrets.messagesCallback }),
    await callBack(receipt, { body: JSON.stringify(receipt, undefined, 1) }),
    await callBack(receipt, { sentAt: new Date(Date.now() - 301_000) }),
    await callBack(receipt, { sentAt: new Date(Date.now() + 301_000) }),
  ]
  expect(attempts.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  expect(await ownerQuery(stack, 'select from inbox where event_id = $1', [receipt.eventId])).toEqual([])
  expect((await desk.read(claimId)).payments).toMatchObject([{ state: 'sent' }])
})

test('a receipt of nothing we know is taken and becomes work for a person, never a 404 to the bank', async () => {
  const receipt = settledReceipt('NOBODYSENTTHIS0001')
  expect((await callBack(receipt)).status).toBe(200)
  expect((await callBack(receipt)).status).toBe(200)
  const items = await until('a work item', async () => {
    const rows = await ownerQuery<{ kind: string }>(
      stack,
      'select kind, facts from work_items where reference like $1',
      [`%${receipt.eventId}%`],
    )
    return rows.length > 0 && rows
  })
  expect(items).toHaveLength(1)
  const seen = await desk.get('sre', '/v1/work-items')
  expect(seen.text).toContain(receipt.eventId)
})

test('a receipt of a partner who no longer speaks our language is told what is wrong', async () => {
  const refused = await callBack({ ...settledReceipt('X1'), occurredAt: 'yesterday' })
  expect(refused.status).toBe(400)
  expect(await refused.json()).toMatchObject({ code: 'REQUEST_MALFORMED', errors: [{ pointer: '#/occurredAt' }] })
})

test('a notice that must arrive and fails on one channel goes out on the next', async () => {
  await haveMessageFaults(stack, { failDelivery: ['app'] })
  const claimId = await fileOne()
  await desk.ask('intake-clerk', claimId, 'acceptance', { action: 'accept' })
  const noticesOn = async (channel: string) =>
    (await desk.read(claimId)).notices.filter((notice) => notice.kind === 'acceptance' && notice.channel === channel)
  await until('the acceptance to arrive', async () => (await noticesOn('sms'))[0]?.state === 'delivered')
  expect(await noticesOn('app')).toMatchObject([{ state: 'failed' }])
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})
