import { afterAll, beforeAll, expect, test } from 'vitest'

import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import type { TransferIntent, TransferOutcome } from './payments.ts'
import {
  PaymentConflict,
  beginSend,
  clearPayment,
  findPayment,
  keepOutcome,
  loseAnswer,
  openPayment,
} from './payments.ts'

let testDatabase: TestDatabase
let db: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase(testDatabase.workerUrl, { max: 10, applicationName: 'payments-test' })
})
afterAll(async () => {
  await db.close()
  await testDatabase.drop()
})

const orderOf = (reference: string, n = 1): TransferIntent => ({
  claimId: `clm_${reference}`,
  payment: { n, payeeId: 'pty_1', amountFen: 9_007_199_254_740_991, reference },
  approvedBy: 'per_checker',
})

test('an intent is written once and read by everybody else', async () => {
  const opened = await Promise.all(Array.from({ length: 10 }, () => openPayment(db, orderOf('R1'))))
  expect(new Set(opened.map((booked) => JSON.stringify(booked))).size).toBe(1)
  expect(opened[0]).toMatchObject({
    amountFen: 9_007_199_254_740_991,
    state: 'prepared',
    attempt: null,
    attemptAgeMs: null,
  })
  expect(await findPayment(db, 'R-unknown')).toBeNull()
})

test.each<[string, (order: TransferIntent) => TransferIntent]>([
  ['another amount', (order) => ({ ...order, payment: { ...order.payment, amountFen: 2 } })],
  ['another payee', (order) => ({ ...order, payment: { ...order.payment, payeeId: 'pty_2' } })],
  ['another claim', (order) => ({ ...order, claimId: 'clm_other' })],
  ['another number', (order) => ({ ...order, payment: { ...order.payment, n: 2 } })],
  [
    'another reference for the same payment',
    (order) => ({ ...order, payment: { ...order.payment, reference: 'R2b' } }),
  ],
])('a reference that stands for %s is refused', async (_, change) => {
  await openPayment(db, orderOf('R2'))
  await expect(openPayment(db, change(orderOf('R2')))).rejects.toThrow(PaymentConflict)
})

test('one clearance allows one send, however many try', async () => {
  await openPayment(db, orderOf('R3'))
  expect(await beginSend(db, 'R3', 'too-early')).toBe(false)
  expect(await clearPayment(db, 'R3', null)).toBe(true)
  const begun = await Promise.all(Array.from({ length: 10 }, (_, n) => beginSend(db, 'R3', `attempt-${n}`)))
  expect(begun.filter(Boolean)).toHaveLength(1)
  const booked = await findPayment(db, 'R3')
  expect(booked).toMatchObject({ state: 'sent', attempt: `attempt-${begun.indexOf(true)}` })
  expect(booked?.attemptAgeMs).toBeGreaterThanOrEqual(0)
})

test('a lost answer makes the outcome unknown, for the attempt that holds the row only', async () => {
  await openPayment(db, orderOf('R4'))
  await clearPayment(db, 'R4', null)
  await beginSend(db, 'R4', 'mine')
  await loseAnswer(db, 'R4', 'not-mine')
  expect(await findPayment(db, 'R4')).toMatchObject({ state: 'sent' })
  await loseAnswer(db, 'R4', 'mine')
  expect(await findPayment(db, 'R4')).toMatchObject({ state: 'unknown', attempt: 'mine' })
  expect(await beginSend(db, 'R4', 'again')).toBe(false)
})

test('an unknown transfer is cleared only with the attempt that was seen', async () => {
  await openPayment(db, orderOf('R5'))
  await clearPayment(db, 'R5', null)
  await beginSend(db, 'R5', 'first')
  expect(await clearPayment(db, 'R5', null)).toBe(false)
  expect(await clearPayment(db, 'R5', 'first')).toBe(true)
  await beginSend(db, 'R5', 'second')
  expect(await clearPayment(db, 'R5', 'first')).toBe(false)
})

test.each<[TransferOutcome['state'], TransferOutcome['state'], TransferOutcome['state']]>([
  ['accepted', 'settled', 'settled'],
  ['settled', 'accepted', 'settled'],
  ['settled', 'rejected', 'settled'],
  ['rejected', 'settled', 'rejected'],
  ['rejected', 'returned', 'rejected'],
  ['settled', 'returned', 'returned'],
  ['returned', 'settled', 'returned'],
])('after %s the bank says %s: it is %s', async (first, second, kept) => {
  const reference = `R6${first}${second}`
  await openPayment(db, orderOf(reference))
  await keepOutcome(db, reference, { state: first })
  await keepOutcome(db, reference, { state: second, cause: 'closed-account' })
  expect(await findPayment(db, reference)).toMatchObject({ state: kept })
  expect(await clearPayment(db, reference, null)).toBe(false)
  expect(await beginSend(db, reference, 'late')).toBe(false)
})
