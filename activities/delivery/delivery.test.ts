import { randomUUID } from 'node:crypto'
import type { Client } from '@temporalio/client'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { storeReceipt } from '../../db/inbox.ts'
import { openPayment } from '../../db/payments.ts'
import { isStarted, markStarted, startAgain } from '../../db/starts.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { showInstant } from '../../domain/time.ts'
import { calendar } from '../../test/calendar-around.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import type { OwnNamespace } from '../../test/namespace.ts'
import { openNamespace } from '../../test/namespace.ts'
import { takeIn } from '../../test/take-in.ts'
import { claimWorkflowId, lookAtLog } from '../../workflows/claim-contract.ts'
import { deliverReceipts } from './inbox-delivery.ts'
import { startClaim } from './start-claim.ts'
import { startPendingClaims } from './starter.ts'

const log = pino({ level: 'silent' })
const promise = { policy: defaultServicePolicy, calendars: { current: async () => calendar } }

let database: TestDatabase
let api: Database
let worker: Database
let own: OwnNamespace
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = openDatabase(database.apiUrl, { max: 4, applicationName: 'test-api' })
  worker = openDatabase(database.workerUrl, { max: 8, applicationName: 'test-worker' })
  own = await openNamespace(inject('temporalAddress'))
  client = own.client
})

afterAll(async () => {
  await Promise.all([api.close(), worker.close(), own.close()])
  await database.drop()
})

test('each claim is started exactly once, however many starters there are', async () => {
  const inputs = await Promise.all(Array.from({ length: 12 }, () => takeIn(api)))
  await makeDue()
  const desk = { db: worker, client, log, ...promise }
  const rounds = await Promise.all([1, 2, 3, 4].map(() => startPendingClaims(desk)))
  expect(rounds.reduce((sum, moved) => sum + moved, 0)).toBe(inputs.length)
  for (const { claimId } of inputs) {
    expect(await isStarted(worker, claimId)).toBe(true)
    expect(await runsOf(claimId)).toBe(1)
  }
  await makeDue()
  expect(await startPendingClaims(desk)).toBe(0)
})

test('a claim whose API process started it and died before saying so is started already', async () => {
  const input = await takeIn(api)
  expect(await startClaim(client, input)).toBe('started')
  await makeDue()
  expect(await startPendingClaims({ db: worker, client, log, ...promise })).toBe(1)
  expect(await isStarted(worker, input.claimId)).toBe(true)
  expect(await runsOf(input.claimId)).toBe(1)
  expect(await startClaim(client, input)).toBe('already-started')
})

test('a claim that runs and is to be started again is told how long its log is', async () => {
  const input = await takeIn(api)
  await startClaim(client, input)
  await markStarted(worker, input.claimId)
  await startAgain(api, input.claimId)
  await makeDue()
  expect(await startPendingClaims({ db: worker, client, log, ...promise })).toBe(1)
  expect(await isStarted(worker, input.claimId)).toBe(true)
  const { events } = await client.workflow.getHandle(claimWorkflowId(input.claimId)).fetchHistory()
  const told = events?.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => signal ?? [])
  expect(told).toMatchObject([{ signalName: lookAtLog.name }])
  expect(String(told?.[0]?.input?.payloads?.[0]?.data)).toBe(String(input.events.length))
})

test('a claim that was looked at often is looked at again within 80 seconds', async () => {
  const { claimId } = await takeIn(api)
  await markStarted(worker, claimId)
  await api.execute(sql`update starts set attempts = 40 where claim_id = ${claimId}`)
  await startAgain(api, claimId)
  const due = sql`select next_attempt_at <= now() + interval '80 seconds' as within from starts where claim_id = ${claimId}`
  expect((await api.execute(due)).rows).toEqual([{ within: true }])
  await markStarted(worker, claimId)
})

test('an operator finds the claim by its codes and reads what it is, without personal data', async () => {
  const input = await takeIn(api)
  await startClaim(client, input)
  const described = await client.workflow.getHandle(claimWorkflowId(input.claimId)).describe()
  expect(await described.staticSummary()).toBe('medical claim, illness, branch 310000')
  expect(await described.staticDetails()).toContain(input.claimId)
  expect(
    Object.fromEntries(described.typedSearchAttributes.getAll().map((pair) => [pair.key.name, pair.value])),
  ).toMatchObject({ ClaimStatus: 'received', ClaimLine: 'medical', ClaimRegion: '310101', Escalated: false })
})

test('a receipt reaches its claim once, with its age, and the claim can tell a repeat by its id', async () => {
  const input = await takeIn(api)
  await startClaim(client, input)
  const occurredAt = Date.now() - 90_000
  await receive({ type: 'message.delivered', reference: `${input.claimId}-1`, messageId: 'msg_1' }, occurredAt, 'evt-1')
  await receive({ type: 'message.delivered', reference: `${input.claimId}-1`, messageId: 'msg_1' }, occurredAt, 'evt-1')
  expect(await deliverReceipts({ db: worker, client, log, ...promise })).toBe(1)
  const [message] = await signalsOf(input.claimId)
  expect(message).toMatchObject({
    messageId: 'messages/evt-1',
    receipt: {
      type: 'NoticeReceipt',
      n: 1,
      outcome: 'delivered',
      proof: { how: 'receipt', reference: 'msg_1', claimedAt: showInstant(occurredAt) },
    },
  })
  expect(message?.receipt.ageMs).toBeGreaterThanOrEqual(90_000)
  expect(await stateOf('evt-1')).toBe('delivered')
  expect((await signalsOf(input.claimId)).length).toBe(1)
})

test('the bank’s word finds its claim by our reference alone, and our book keeps it', async () => {
  const input = await takeIn(api)
  await startClaim(client, input)
  const reference = `REF${randomUUID().replaceAll('-', '').slice(0, 20)}`
  const payment = { n: 1, payeeId: 'pty_1', amountFen: 100, reference }
  await openPayment(worker, { claimId: input.claimId, payment, approvedBy: 'per_1' })
  await receive({ type: 'transfer.rejected', reference, reason: 'account-closed' }, Date.now() + 60_000, 'evt-2')
  expect(await deliverReceipts({ db: worker, client, log, ...promise })).toBe(1)
  expect((await signalsOf(input.claimId))[0]?.receipt).toEqual({
    type: 'BankAnswered',
    n: 1,
    answer: 'rejected',
    cause: 'account-closed',
    ageMs: 0,
  })
  const { rows } = await worker.execute(sql`select state, cause from payments where reference = ${reference}`)
  expect(rows).toEqual([{ state: 'rejected', cause: 'account-closed' }])
})

test.each([
  ['a reference nobody gave', { type: 'transfer.settled', reference: 'NOBODYS' }, 'reference-unknown'],
  [
    'a claim nobody reported',
    { type: 'message.failed', reference: 'clm_nobody-1', messageId: 'msg_2' },
    'claim-unknown',
  ],
  ['something else altogether', { type: 'weather' }, 'not-understood'],
])('a receipt of %s becomes a work item', async (_what, receipt, reason) => {
  const eventId = randomUUID()
  await receive(receipt, Date.now(), eventId)
  expect(await deliverReceipts({ db: worker, client, log, ...promise })).toBe(1)
  expect(await stateOf(eventId)).toBe('unmatched')
  const reference = `bank/${eventId}`
  const { rows } = await worker.execute(
    sql`select facts->>'reason' as reason from work_items where reference in (${reference}, ${`messages/${eventId}`})`,
  )
  expect(rows).toEqual([{ reason }])
})

test('a receipt that comes before its claim is started waits for it', async () => {
  const input = await takeIn(api)
  await receive({ type: 'message.delivered', reference: `${input.claimId}-1`, messageId: 'msg_3' }, Date.now(), 'evt-3')
  await deliverReceipts({ db: worker, client, log, ...promise })
  expect(await stateOf('evt-3')).toBe('pending')
  await startClaim(client, input)
  await makeDue()
  await deliverReceipts({ db: worker, client, log, ...promise })
  expect(await stateOf('evt-3')).toBe('delivered')
})

async function receive(receipt: Callback, occurredAt: number, eventId: string): Promise<void> {
  const source = receipt.type.startsWith('message') ? 'messages' : 'bank'
  await storeReceipt(api, { source, eventId, receipt, occurredAt })
}

/** Takes back what rows were lent for, instead of waiting until they are due. */
async function makeDue(): Promise<void> {
  await worker.execute(sql`update starts set next_attempt_at = now()`)
  await worker.execute(sql`update inbox set next_attempt_at = now()`)
}

async function runsOf(claimId: string): Promise<number> {
  const workflowId = claimWorkflowId(claimId)
  const history = await client.workflow.getHandle(workflowId).fetchHistory()
  const started = history.events?.filter((event) => event.workflowExecutionStartedEventAttributes) ?? []
  expect(started[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId).toBe(
    started[0]?.workflowExecutionStartedEventAttributes?.originalExecutionRunId,
  )
  return started.length
}

type Callback = Readonly<Record<string, string>> & { readonly type: string }

interface ToldMessage {
  readonly messageId: string
  readonly receipt: Readonly<Record<string, unknown>> & { readonly ageMs: number }
}

async function signalsOf(claimId: string): Promise<readonly ToldMessage[]> {
  const history = await client.workflow.getHandle(claimWorkflowId(claimId)).fetchHistory()
  return (history.events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signal }) => {
    const data = signal?.input?.payloads?.[0]?.data
    return data ? [JSON.parse(Buffer.from(data).toString('utf8')) as ToldMessage] : []
  })
}

async function stateOf(eventId: string): Promise<unknown> {
  const { rows } = await worker.execute(sql`select state from inbox where event_id = ${eventId}`)
  return rows[0]?.['state']
}
