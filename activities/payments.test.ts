import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import { exampleRecording, exampleStart } from '../db/example-recording.ts'
import { storeParties } from '../db/parties.ts'
import { beginSend } from '../db/payments.ts'
import { recordEvents } from '../db/recording.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import { HOUR } from '../domain/time.ts'
import { startBankSimulator } from '../simulators/bank.ts'
import { startScreeningSimulator } from '../simulators/screening.ts'
import type { Simulator } from '../simulators/server.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { storm } from '../test/emergency-claims.ts'
import { testVault as vault } from '../test/take-in.ts'
import type { PaymentActivities, PaymentOrder } from '../workflows/claim-contract.ts'
import { createHttpBankGateway } from './gateways/bank-gateway.ts'
import { createHttpScreeningGateway } from './gateways/screening-gateway.ts'
import { createPaymentActivities } from './index.ts'

// The real book of payments against a bank that keeps its own: the bank's book is the witness.

const log = pino({ level: 'silent' })
const account = { number: '6222020000000000', holderName: '李梅', bankCode: 'ICBC' }

let database: TestDatabase
let api: Database
let worker: Database
let folder: string
let bank: Simulator
let screening: Simulator
let activities: PaymentActivities

beforeAll(async () => {
  database = await createTestDatabase()
  api = openDatabase(database.apiUrl, { max: 2, applicationName: 'test-api' })
  worker = openDatabase(database.workerUrl, { max: 8, applicationName: 'test-worker' })
  folder = await mkdtemp(path.join(tmpdir(), 'lipei-bank-'))
  bank = await startBankSimulator({ port: 0, dataDir: folder, settleAfterMs: 600_000, settlingMs: 0 })
  const gateway = createHttpBankGateway({ baseUrl: bank.url, timeoutMs: 1_000 })
  screening = await startScreeningSimulator({ port: 0, dataDir: folder })
  const gateways = {
    bank: gateway,
    screening: createHttpScreeningGateway({ baseUrl: screening.url, timeoutMs: 1_000 }),
  }
  activities = createPaymentActivities({ db: worker, vault, log, gateways })
})

beforeEach(() => haveFaults({}))

afterAll(async () => {
  await Promise.all([api.close(), worker.close(), bank.close(), screening.close()])
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

test('one payment: intent, question, one send', async () => {
  const order = await orderFor()
  expect((await activities.preparePayment(order)).answer).toBe('never-seen')
  expect((await activities.sendPayment(order)).answer).toBe('accepted')
  expect(await bookOf(order)).toMatchObject([{ amountFen: '500000', account, duplicates: 0 }])
  expect((await activities.queryPayment(order)).answer).toBe('accepted')
  expect(await stateOf(order)).toBe('accepted')
})

test('fifty sends at once are one transfer', async () => {
  const order = await orderFor()
  await activities.preparePayment(order)
  await Promise.all(Array.from({ length: 50 }, () => activities.sendPayment(order)))
  expect(await bookOf(order)).toMatchObject([{ duplicates: 0 }])
})

test('the settling time of the bank holds back a repeated send, not the first', async () => {
  await haveFaults({ settlingMs: 600_000, refuseThenHang: 1 })
  const order = await orderFor()
  expect((await activities.preparePayment(order)).answer).toBe('never-seen')
  expect((await activities.sendPayment(order)).answer).toBe('no-answer')
  await letAttemptAge(order)
  expect((await activities.queryPayment(order)).answer).toBe('not-found')
  expect((await activities.sendPayment(order)).answer).toBe('not-found')
  expect(await bookOf(order)).toEqual([])
})

test('a send that was never cleared asks first, and is cleared by that', async () => {
  const order = await orderFor()
  expect((await activities.sendPayment(order)).answer).toBe('never-seen')
  expect(await bookOf(order)).toEqual([])
})

test('the bank takes it and its answer is lost: found by reference, not sent again', async () => {
  const order = await orderFor()
  await activities.preparePayment(order)
  await haveFaults({ hangAfterAccept: 1 })
  expect(await activities.sendPayment(order)).toEqual({ answer: 'no-answer', cause: 'GatewayUnavailable', ageMs: 0 })
  expect(await stateOf(order)).toBe('unknown')
  expect((await activities.sendPayment(order)).answer).toBe('accepted')
  expect(await bookOf(order)).toMatchObject([{ duplicates: 0 }])
})

test('the bank never takes it: once that is final it goes out under the same reference', async () => {
  const order = await orderFor()
  await activities.preparePayment(order)
  await haveFaults({ refuseThenHang: 1 })
  expect((await activities.sendPayment(order)).answer).toBe('no-answer')
  expect((await activities.queryPayment(order)).answer).toBe('not-found')
  await letAttemptAge(order)
  expect((await activities.queryPayment(order)).answer).toBe('never-seen')
  expect((await activities.sendPayment(order)).answer).toBe('accepted')
  expect(await bookOf(order)).toMatchObject([{ duplicates: 0 }])
})

test('a worker killed between the compare-and-set and the call leaves a payment that can still be made', async () => {
  const order = await orderFor()
  await activities.preparePayment(order)
  expect(await beginSend(worker, order.payment.reference, 'of a dead process')).toBe(true)
  expect((await activities.sendPayment(order)).answer).toBe('not-found')
  await letAttemptAge(order)
  expect((await activities.queryPayment(order)).answer).toBe('never-seen')
  expect((await activities.sendPayment(order)).answer).toBe('accepted')
  expect(await bookOf(order)).toMatchObject([{ duplicates: 0 }])
})

test('a reference that is another transfer’s sends nothing and stays open for a person', async () => {
  const order = await orderFor()
  await activities.preparePayment(order)
  const other = { ...order, payment: { ...order.payment, amountFen: 1 } }
  expect(await activities.sendPayment(other)).toEqual({ answer: 'no-answer', cause: 'intent-conflict', ageMs: 0 })
  expect(await bookOf(order)).toEqual([])
})

test('of a claim whose log says that it is of an exercise nothing leaves, though its payment was cleared before', async () => {
  const order = await orderFor()
  await activities.preparePayment(order)
  await recordTold(order.claimId, storm({ drill: true }))
  expect(await activities.sendPayment(order)).toEqual({ answer: 'no-answer', cause: 'exercise', ageMs: 0 })
  expect([await bookOf(order), await stateOf(order)]).toEqual([[], 'cleared'])
})

test('a real event keeps no payment back', async () => {
  const order = await orderFor()
  await activities.preparePayment(order)
  await recordTold(order.claimId, storm())
  expect((await activities.sendPayment(order)).answer).toBe('accepted')
})

test('a payee without an account fails before the attempt is taken', async () => {
  const order = await orderFor({ withAccount: false })
  await activities.preparePayment(order)
  await expect(activities.sendPayment(order)).rejects.toMatchObject({ type: 'NO_ACCOUNT' })
  expect(await stateOf(order)).toBe('cleared')
})

test('who stands on a list is sent nothing until compliance releases the entry, in the book and at the bank', async () => {
  const order = await orderFor({ name: '名单示例' })
  const found = await activities.preparePayment(order)
  expect(found).toMatchObject({ answer: 'screening-hit', matches: ['list-example-1'] })
  expect((await activities.sendPayment(order)).answer).toBe('screening-hit')
  expect([await bookOf(order), await stateOf(order)]).toEqual([[], 'prepared'])
  const released = { ...order, released: ['list-example-1'] }
  expect((await activities.preparePayment(released)).answer).toBe('never-seen')
  expect((await activities.sendPayment(released)).answer).toBe('accepted')
  expect(await bookOf(order)).toMatchObject([{ duplicates: 0 }])
})

test('who takes the money on another account is screened, and the payee by the number he was named with', async () => {
  const { claimId, payment, ...order } = await orderFor()
  const identityNumber = '990000198907010019'
  const { holderName: name } = account
  const guardians = { ...account, number: '6222020000000001', holderName: '监护示例' }
  const receiver = { identityNumber: '990000196001010018' }
  await storeParties(api, vault, claimId, [
    { partyId: 'pty_named', kind: 'payee', details: { name, identityNumber, account } },
    { partyId: 'pty_to', kind: 'payee', details: { name, account: guardians, receiver } },
  ])
  const asked = { ...order, claimId, payment: { ...payment, payeeId: 'pty_to' }, namedAs: 'pty_named' }
  await haveEntry('list-guardian', { name: 'x', identityNumber: '990000196001010018' })
  await haveEntry('list-payee', { name: 'x', identityNumber })
  const found = await activities.preparePayment(asked)
  expect(found).toMatchObject({ answer: 'screening-hit', matches: ['list-guardian', 'list-payee'] })
})

test('what the database complains of says neither whose account nor which', async () => {
  const order = await orderFor()
  const amountFen = Number.NaN
  const failure: unknown = await activities
    .preparePayment({ ...order, payment: { ...order.payment, reference: 'R1', amountFen } })
    .catch((thrown: unknown) => thrown)
  expect(String(failure)).toMatch(/^ApplicationFailure: preparePayment failed: \w+ \w+$/)
})

async function orderFor({ withAccount = true, name = account.holderName } = {}): Promise<PaymentOrder> {
  const claimId = `clm_${randomUUID()}`
  const payeeId = `pty_${randomUUID()}`
  const details = withAccount ? { name, account } : { name }
  await storeParties(api, vault, claimId, [{ partyId: payeeId, kind: 'payee', details }])
  const reference = randomUUID().replaceAll('-', '')
  return { claimId, payment: { n: 1, payeeId, amountFen: 500_000, reference }, approvedBy: 'per_checker' }
}

/** The claim of an order was told of an event, by its log. */
async function recordTold(claimId: string, word: EventWord): Promise<void> {
  const { events, ...recording } = exampleRecording(claimId, { count: 2 })
  const by = { id: 'system', role: 'system' } as const
  const applied: ClaimEvent = { type: 'EventApplied', word, joins: 'by-scope', at: exampleStart + HOUR, by }
  await recordEvents(worker, { ...recording, events: [...events.slice(0, 1), applied] })
}

async function haveFaults(faults: object): Promise<void> {
  const body = JSON.stringify({ settlingMs: 0, ...faults })
  const answer = await fetch(`${bank.url}/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(answer.status).toBe(200)
}

async function haveEntry(entryId: string, entry: object): Promise<void> {
  const answer = await fetch(`${screening.url}/entries/${entryId}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(entry),
  })
  expect(answer.status).toBe(200)
}

async function bookOf({ payment }: PaymentOrder): Promise<readonly { reference: string }[]> {
  const answer = await fetch(`${bank.url}/book`)
  const { transfers } = (await answer.json()) as { transfers: { reference: string }[] }
  return transfers.filter(({ reference }) => reference === payment.reference)
}

async function stateOf({ payment }: PaymentOrder): Promise<unknown> {
  const { rows } = await worker.execute(sql`select state from payments where reference = ${payment.reference}`)
  return rows[0]?.['state']
}

/** Two minutes pass for the attempt, without waiting for them. */
async function letAttemptAge({ payment }: PaymentOrder): Promise<void> {
  await worker.execute(
    sql`update payments set attempt_at = attempt_at - interval '2 minutes' where reference = ${payment.reference}`,
  )
}
