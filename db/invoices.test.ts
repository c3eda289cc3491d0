import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { takeIn, testVault } from '../test/take-in.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import type { Invoice } from './invoices.ts'
import { holdInvoice, keepInvoice, readInvoice, releaseInvoice, releaseUnrecorded } from './invoices.ts'

let testDatabase: TestDatabase
let api: Database
let worker: Database
let owner: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  const open = (url: string): Database => openDatabase(url, { max: 10, applicationName: 'invoices-test' })
  api = open(testDatabase.apiUrl)
  worker = open(testDatabase.workerUrl)
  owner = open(testDatabase.ownerUrl)
})
afterAll(async () => {
  await Promise.all([api.close(), worker.close(), owner.close()])
  await testDatabase.drop()
})

let numbers = 10_000_000
const invoiceOf = (invoiceId: string, number = String((numbers += 1)), code?: string): Invoice => ({
  invoiceId,
  details: { number, checkCode: '345678', issuedOn: '2026-11-20', ...(code !== undefined && { code }) },
})
const hold = (claimId: string, invoice: Invoice): Promise<boolean> => holdInvoice(api, testVault, claimId, invoice)

test('what stands on an invoice is sealed, and opens for its claim', async () => {
  const invoice = invoiceOf('inv_1', '90312000000012345678')
  expect(await hold('clm_1', invoice)).toBe(true)
  expect(await readInvoice(worker, testVault, 'clm_1', 'inv_1')).toEqual(invoice.details)
  expect(await readInvoice(worker, testVault, 'clm_2', 'inv_1')).toBeNull()
  const { rows } = await owner.execute(sql`select * from claim_invoices where claim_id = 'clm_1'`)
  expect(JSON.stringify(rows)).not.toContain('90312000000012345678')
})

test('an invoice counts once across all claims, also when ten claim it at the same moment', async () => {
  const { details } = invoiceOf('inv_any')
  const held = await Promise.all(
    Array.from({ length: 10 }, (_, n) => hold(`clm_race_${n}`, { invoiceId: `inv_${n}`, details })),
  )
  expect(held.filter(Boolean)).toHaveLength(1)
})

test('the same request again holds it again, another invoice of the claim does not', async () => {
  const invoice = invoiceOf('inv_a')
  expect(await hold('clm_3', invoice)).toBe(true)
  expect(await hold('clm_3', invoice)).toBe(true)
  expect(await hold('clm_3', { ...invoice, invoiceId: 'inv_b' })).toBe(false)
  expect(await hold('clm_3', invoiceOf('inv_a'))).toBe(false)
})

test('the same number under another code is another invoice', async () => {
  expect(await hold('clm_4', invoiceOf('inv_a', '12345678', '31060126'))).toBe(true)
  expect(await hold('clm_5', invoiceOf('inv_a', '12345678', '31060127'))).toBe(true)
  expect(await hold('clm_5', invoiceOf('inv_b', '12345678', '31060126'))).toBe(false)
})

test('one that was let go may be used, and whoever comes back for it finds it used', async () => {
  const { details } = invoiceOf('inv_a')
  await hold('clm_6', { invoiceId: 'inv_a', details })
  await releaseInvoice(worker, 'clm_6', 'inv_a')
  expect(await hold('clm_7', { invoiceId: 'inv_b', details })).toBe(true)
  expect(await keepInvoice(worker, 'clm_6', 'inv_a')).toBe(false)
  expect(await keepInvoice(worker, 'clm_7', 'inv_b')).toBe(true)
  expect(await hold('clm_6', { invoiceId: 'inv_a', details })).toBe(false)
})

test('one whose command was refused counts for nobody, one that is on record for its claim', async () => {
  const { details } = invoiceOf('inv_a')
  await hold('clm_8', { invoiceId: 'inv_a', details })
  await releaseUnrecorded(api, 'clm_8', 'inv_a')
  const { claimId } = await takeIn(api)
  expect(await hold(claimId, { invoiceId: 'inv_b', details })).toBe(true)
  await recorded(claimId, 'inv_b')
  await releaseUnrecorded(api, claimId, 'inv_b')
  expect(await hold('clm_8', { invoiceId: 'inv_a', details })).toBe(false)
})

test('what only a cancelled claim rests on may be claimed where it belongs', async () => {
  const { claimId } = await takeIn(api)
  const { details } = invoiceOf('inv_a')
  await hold(claimId, { invoiceId: 'inv_a', details })
  expect(await hold('clm_original', { invoiceId: 'inv_b', details })).toBe(false)
  await owner.execute(sql`update claims set status = 'cancelled' where claim_id = ${claimId}`)
  expect(await hold('clm_original', { invoiceId: 'inv_b', details })).toBe(true)
})

/** As if the claim had recorded that it rests on the invoice; the chain of hashes is no matter here. */
async function recorded(claimId: string, invoiceId: string): Promise<void> {
  const event = JSON.stringify({ type: 'InvoiceRegistered', invoiceId, amountFen: 1, at: 0 })
  await owner.execute(sql`insert into claim_events
    (claim_id, position, type, at, actor_id, actor_role, event, prev_hash, hash, recorded_at, clock_ahead_ms)
    values (${claimId}, 1000, 'InvoiceRegistered', 0, 'per_a', 'claimant', ${event}::jsonb, '', '', now(), 0)`)
}
