import { randomUUID } from 'node:crypto'

import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, medicalClaim } from './filings.ts'
import { haveBankFaults } from './outside-faults.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { closed, readyToPay } from './walk.ts'
import { contradictions, readBankBook, readLog, runsOf } from './witnesses.ts'

let stack: Stack
let desk: Desk
beforeAll(async () => {
  stack = await startStack()
  desk = openDesk(stack)
})
afterEach(() => haveBankFaults(stack, {}))
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
})

const agreement: string[] = []
const fileOne = async (): Promise<string> => (await desk.file(anotherLoss(medicalClaim))).claimId
const letGo = (claimId: string, n: number) =>
  desk.ask('payment-checker', claimId, `payments/${n}/check`, { verdict: 'approve' })

/** Waits for a payment to stand where the bank's word has brought it. */
const paymentIs = (claimId: string, n: number, state: string) =>
  until(`payment ${n} to be ${state}`, async () =>
    (await desk.read(claimId)).payments.some((payment) => payment.n === n && payment.state === state),
  )

const otherAccount = {
  name: '林小雨',
  account: { number: '6222020000000009999', holderName: '林小雨', bankCode: '102290000000' },
  identityChecked: true,
}

async function paidAnew(claimId: string, n: number): Promise<void> {
  await desk.ask('claimant', claimId, `payments/${n}/account`, otherAccount)
  await desk.ask('payment-clerk', claimId, 'payments', { action: 'submit' })
  await letGo(claimId, n + 1)
  await desk.reaches(claimId, 'paid')
}

test('an account that takes no money is asked for anew, and the money goes to the new one, once', async () => {
  const claimId = await fileOne()
  await readyToPay(desk, claimId)
  await haveBankFaults(stack, { settleAfterMs: 0, reject: { reason: 'account-closed' } })
  await letGo(claimId, 1)
  await paymentIs(claimId, 1, 'fix-account')
  const stranger = { ...otherAccount, account: { ...otherAccount.account, holderName: '张三丰' } }
  expect(await desk.refusal('claimant', claimId, 'payments/1/account', stranger)).toMatchObject({
    status: 409,
    code: 'ACCOUNT_OF_ANOTHER',
    errors: [{ pointer: '#/account/holderName' }],
  })
  await desk.ask('payment-clerk', claimId, 'payments/1/contact-tries', { outcome: 'reached', note: '客户将提供新账户' })
  await paidAnew(claimId, 1)
  const { payments } = await desk.read(claimId)
  expect(payments).toMatchObject([{ state: 'rejected', replacedBy: 2 }, { state: 'settled' }])
  const booked = await readBankBook(stack)
  const accounts = payments.map(({ reference }) => booked.find((transfer) => transfer.reference === reference)?.state)
  expect(accounts).toEqual(['rejected', 'settled'])
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a bank over its limit is tried again under another reference, without a person', async () => {
  const claimId = await fileOne()
  await readyToPay(desk, claimId)
  await haveBankFaults(stack, { settleAfterMs: 0, reject: { reason: 'bank-limit' } })
  await letGo(claimId, 1)
  await paymentIs(claimId, 2, 'waiting')
  await desk.forward(claimId, 'PT6M', { force: true })
  await desk.reaches(claimId, 'paid')
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('what was recalled goes out again after a maker and a checker', async () => {
  const claimId = await fileOne()
  await readyToPay(desk, claimId)
  await haveBankFaults(stack, { settleAfterMs: 0, recall: {} })
  await letGo(claimId, 1)
  await paymentIs(claimId, 2, 'prepared')
  await desk.ask('payment-clerk', claimId, 'payments', { action: 'submit' })
  await letGo(claimId, 2)
  await desk.reaches(claimId, 'paid')
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('money that comes back to a claim at rest is paid anew, in a new run under the same id', async () => {
  const claimId = await fileOne()
  await closed(desk, claimId)
  await desk.forward(claimId, 'P95D', { force: true })
  await until('the workflow to end', async () => {
    const { status } = await stack.temporal.workflow.getHandle(`claim/${claimId}`).describe()
    return status.name === 'COMPLETED'
  })
  const { reference = '' } = (await desk.read(claimId)).payments[0] ?? {}
  expect((await cameBack(reference)).status).toBe(200)
  await desk.reaches(claimId, 'paying')
  expect(await runsOf(stack.temporal, claimId)).toHaveLength(2)
  await paidAnew(claimId, 1)
  const types = (await readLog(stack, claimId)).map(({ event }) => event.type)
  expect(types.filter((type) => type === 'PaymentBounced')).toHaveLength(1)
  expect((await desk.read(claimId)).payments).toMatchObject([{ state: 'returned' }, { state: 'settled' }])
})

/** The bank's word, signed, that a transfer was given back. */
async function cameBack(reference: string): Promise<Response> {
  const eventId = `evt_${randomUUID()}`
  const sentAt = new Date()
  const receipt = {
    type: 'transfer.returned',
    eventId,
    reference,
    occurredAt: sentAt.toISOString(),
    reason: 'account-closed',
  }
  const body = JSON.stringify(receipt)
  const headers = {
    'content-type': 'application/json',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
    'webhook-signature': new Webhook(stack.secrets.bankCallback).sign(eventId, sentAt, body),
  }
  return fetch(`${stack.url}/v1/callbacks/bank`, { method: 'POST', headers, body })
}
