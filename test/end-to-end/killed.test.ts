import { randomUUID } from 'node:crypto'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { until } from '../shell/outside-world.ts'
import type { Desk, Reply } from './desk.ts'
import { openDesk } from './desk.ts'
import { haveBankFaults, haveMessageFaults } from './outside-faults.ts'
import { anotherLoss, medicalClaim } from './filings.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { accepted, closed, readyToPay, reviewed } from './walk.ts'
import { contradictions, ownerQuery, readBankBook, readLog, readUnbooked, runsOf } from './witnesses.ts'

let stack: Stack
let desk: Desk
beforeAll(async () => {
  stack = await startStack({ killable: true })
  desk = openDesk(stack, { patient: true })
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
const approve = { verdict: 'approve' }
const accept = { action: 'accept' }

const fileOne = async (): Promise<string> => (await desk.file(anotherLoss(medicalClaim))).claimId
const countOf = async (claimId: string, type: string): Promise<number> =>
  (await readLog(stack, claimId)).filter(({ event }) => event.type === type).length
const paymentOf = async (claimId: string) => (await desk.read(claimId)).payments[0]

async function isBooked(claimId: string): Promise<boolean> {
  const payment = await paymentOf(claimId)
  return (await readBankBook(stack)).some(({ reference }) => reference === payment?.reference)
}

describe('killed while a command waits for its recording, the caller repeats and it happens once:', () => {
  test.each(['api', 'worker'] as const)('%s', async (name) => {
    const claimId = await fileOne()
    const key = randomUUID()
    stack.wires.workerToPostgres.cut()
    const door = `/v1/claims/${claimId}/acceptance`
    const asking = desk.send('intake-clerk', 'POST', door, accept, { key }).catch(() => null)
    await until('the Update to be accepted', () => hasAcceptedUpdate(claimId))
    await stack.parts[name].kill()
    stack.wires.workerToPostgres.mend()
    const reply = await asking
    expect([reply && withWhen(reply)]).toMatchObject([comeAgain[name]])
    await stack.parts[name].start()
    await desk.ask('intake-clerk', claimId, 'acceptance', accept, { key })
    expect(await countOf(claimId, 'ClaimAccepted')).toBe(1)
    expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
  })
})

/** A killed API answers nothing; of a killed worker the API says what is away, and after how many seconds to come again. */
const comeAgain = {
  api: null,
  worker: { status: 503, body: { code: 'WORKFLOWS_AWAY', retryable: true }, saysWhen: true },
}

const withWhen = (reply: Reply) => ({ ...reply, saysWhen: Number(reply.headers.get('retry-after')) > 0 })

async function hasAcceptedUpdate(claimId: string): Promise<boolean> {
  const { events } = await stack.temporal.workflow.getHandle(`claim/${claimId}`).fetchHistory()
  return events?.some((event) => event.workflowExecutionUpdateAcceptedEventAttributes) === true
}

describe('a worker killed with three payments under way', () => {
  let slow: string
  let taken: string
  let untouched: string
  beforeAll(async () => {
    ;[slow, taken, untouched] = await Promise.all([toBePaid(), toBePaid(), toBePaid()])
    await haveBankFaults(stack, { hangAfterAccept: 1 })
    await release(taken)
    await until('the bank to take it', () => isBooked(taken))
    await haveBankFaults(stack, { refuseThenHang: 1, settlingMs: 0 })
    await release(untouched)
    await haveBankFaults(stack, { delayMs: 1_000, settlingMs: 0 })
    await release(slow)
    await stack.parts.worker.kill()
    await stack.parts.worker.start()
  })

  test('one a slow bank was being told of: paid once', async () => {
    await desk.reaches(slow, 'paid')
    expect(await contradictions(stack, desk, slow)).toEqual(agreement)
  })

  test('one the bank took, whose answer never came: paid once', async () => {
    await desk.reaches(taken, 'paid')
    expect(await contradictions(stack, desk, taken)).toEqual(agreement)
  })

  test('one the bank never took: asked for, found never seen, sent again under the same reference', async () => {
    await haveBankFaults(stack, { settlingMs: 0 })
    await until('the outcome to be unknown', async () => (await paymentOf(untouched))?.state === 'unknown')
    // Whoever sent may be on the wire for 90 s; nobody is, so they may be over.
    const age = `update payments set attempt_at = attempt_at - interval '2 minutes' where claim_id = $1`
    await ownerQuery(stack, age, [untouched])
    await desk.forward(untouched, 'PT61S', { force: true })
    await desk.reaches(untouched, 'paid')
    expect(await contradictions(stack, desk, untouched)).toEqual(agreement)
  })

  async function toBePaid(): Promise<string> {
    const claimId = await fileOne()
    await readyToPay(desk, claimId)
    return claimId
  }

  async function release(claimId: string): Promise<void> {
    await desk.ask('payment-checker', claimId, 'payments/1/check', approve)
    await until('the transfer to reach the bank', () => hasReachedTheBank(claimId))
  }
})

async function isInBook(claimId: string, state: string): Promise<boolean> {
  const [row] = await ownerQuery<{ state: string }>(stack, 'select state from payments where claim_id = $1', [claimId])
  return row?.state === state
}

async function hasReachedTheBank(claimId: string): Promise<boolean> {
  const reference = (await paymentOf(claimId))?.reference ?? ''
  return (await readUnbooked(stack)).includes(reference) || (await isBooked(claimId))
}

test('an API killed between storing a claim and starting it: started once, with the receipt it acknowledged', async () => {
  const key = randomUUID()
  const loss = anotherLoss(medicalClaim)
  const known = await claimIds()
  stack.wires.apiToTemporal.silence()
  const filing = desk.send('integrator', 'POST', '/v1/claims', loss, { key }).catch(() => null)
  const claimId = await until(
    'the claim to be stored',
    async () => (await claimIds()).find((id) => !known.includes(id)) ?? null,
  )
  await stack.parts.api.kill()
  // Whoever files waits a moment for the start: the answer or the end may have come first, and it is the same claim.
  const told = (await filing)?.body as { readonly claimId: string } | undefined
  expect([undefined, claimId]).toContain(told?.claimId)
  stack.wires.apiToTemporal.mend()
  await stack.parts.api.start()
  const again = await desk.send('integrator', 'POST', '/v1/claims', loss, { key })
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(await desk.file(loss, { key })).toMatchObject({ claimId })
  await accepted(desk, claimId)
  expect(await claimIds()).toHaveLength(known.length + 1)
  expect(await runsOf(stack.temporal, claimId)).toHaveLength(1)
  const [first] = await readLog(stack, claimId)
  const [row] = await ownerQuery<{ at: string }>(stack, 'select reported_at as at from claims where claim_id = $1', [
    claimId,
  ])
  expect(Number(row?.at)).toBe(first?.event.at)
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

const claimIds = async (): Promise<string[]> =>
  (await ownerQuery<{ claim_id: string }>(stack, 'select claim_id from claims')).map((row) => row.claim_id)

test('a bank killed before it settles still knows its book and tells us', async () => {
  const claimId = await fileOne()
  await readyToPay(desk, claimId)
  await haveBankFaults(stack, { settleAfterMs: 1_000 })
  await desk.ask('payment-checker', claimId, 'payments/1/check', approve)
  await until('the bank to take it', () => isBooked(claimId))
  await stack.parts.bank.kill()
  await stack.parts.bank.start()
  await desk.reaches(claimId, 'paid')
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a message provider killed with a notice on its way reports it after its restart', async () => {
  await haveMessageFaults(stack, { deliverAfterMs: 1_000 })
  const claimId = await fileOne()
  await until('the notice to leave', async () => (await desk.read(claimId)).notices[0]?.state === 'dispatched')
  await stack.parts.messages.kill()
  await stack.parts.messages.start()
  await until('the notice to arrive', async () => (await desk.read(claimId)).notices[0]?.state === 'delivered')
  expect(await countOf(claimId, 'NoticeDelivered')).toBe(1)
})

test('without Temporal claims are taken in and read, commands wait; afterwards each claim is started once', async () => {
  const before = await fileOne()
  await desk.reaches(before, 'received')
  await stack.parts.temporal.kill()
  const filed = await Promise.all(Array.from({ length: 5 }, fileOne))
  expect((await desk.get('supervisor', `/v1/claims/${before}`)).status).toBe(200)
  const key = randomUUID()
  const refused = await desk.send('intake-clerk', 'POST', `/v1/claims/${before}/acceptance`, accept, { key })
  expect(refused).toMatchObject({ status: 503, body: { code: 'WORKFLOWS_AWAY', retryable: true } })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  const readiness = (await (await fetch(`${stack.url}/readyz`)).json()) as object
  expect(readiness).toMatchObject({ status: 'degraded', checks: { temporal: 'down', postgres: 'up' } })
  await stack.parts.temporal.start()
  await desk.ask('intake-clerk', before, 'acceptance', accept, { key })
  for (const claimId of [before, ...filed]) {
    await until(`${claimId} to be started`, () => isStarted(claimId))
    expect(await runsOf(stack.temporal, claimId)).toHaveLength(1)
    expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
  }
})

async function isStarted(claimId: string): Promise<boolean> {
  const [row] = await ownerQuery<{ state: string }>(stack, 'select state from starts where claim_id = $1', [claimId])
  return row?.state === 'started'
}

test('without Postgres everybody is asked to come again; what was acknowledged is there, what was paid is known', async () => {
  const [waiting, paying] = [await fileOne(), await fileOne()]
  await readyToPay(desk, paying)
  await haveBankFaults(stack, { settleAfterMs: 500 })
  await desk.ask('payment-checker', paying, 'payments/1/check', approve)
  await until('the send to be acknowledged', () => isInBook(paying, 'accepted'))
  for (const wire of [stack.wires.apiToPostgres, stack.wires.workerToPostgres]) wire.cut()
  const key = randomUUID()
  const loss = anotherLoss(medicalClaim)
  const asked = await Promise.all([
    desk.send('integrator', 'POST', '/v1/claims', loss, { key }),
    desk.get('supervisor', `/v1/claims/${waiting}`),
    desk.send('intake-clerk', 'POST', `/v1/claims/${waiting}/acceptance`, accept, { key }),
  ])
  expect(asked).toMatchObject(asked.map(() => ({ status: 503, body: { code: 'DATABASE_AWAY', retryable: true } })))
  expect(asked.every(({ headers }) => Number(headers.get('retry-after')) > 0)).toBe(true)
  for (const wire of [stack.wires.apiToPostgres, stack.wires.workerToPostgres]) wire.mend()
  const { claimId } = await desk.file(loss, { key })
  await desk.ask('intake-clerk', waiting, 'acceptance', accept, { key })
  await desk.reaches(paying, 'paid')
  for (const each of [claimId, waiting, paying]) expect(await contradictions(stack, desk, each)).toEqual(agreement)
})

test('after the loss of every process at once, started again in another order, all claims go on', async () => {
  const [fresh, deep, money] = [await fileOne(), await fileOne(), await fileOne()]
  await reviewed(desk, deep)
  await readyToPay(desk, money)
  await desk.ask('payment-checker', money, 'payments/1/check', approve)
  const { worker, api, temporal, bank, messages, policy } = stack.parts
  await Promise.all([worker, api, temporal, bank, messages, policy].map((part) => part.kill()))
  const starting = [worker.start(), messages.start(), policy.start(), temporal.start(), bank.start()]
  await Promise.all([...starting, api.start()])
  await desk.reaches(money, 'paid')
  await closed(desk, fresh)
  const items = [{ itemId: 'invoice-1', claimedFen: '500000', notCoveredFen: '0' }]
  await desk.ask('assessor', deep, 'assessment', { items })
  for (const each of [fresh, deep, money]) expect(await contradictions(stack, desk, each)).toEqual(agreement)
})
