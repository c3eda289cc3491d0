import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import type { IncomingReceipt } from './inbox.ts'
import { markDelivered, markUnmatched, pendingReceipts, storeReceipt } from './inbox.ts'
import { isStarted, markStarted, pendingStarts } from './starts.ts'

let testDatabase: TestDatabase
let api: Database
let worker: Database
let owner: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  api = openDatabase(testDatabase.apiUrl, { max: 10, applicationName: 'inbox-test' })
  worker = openDatabase(testDatabase.workerUrl, { max: 10, applicationName: 'inbox-test' })
  owner = openDatabase(testDatabase.ownerUrl, { max: 1, applicationName: 'inbox-test' })
})
afterAll(async () => {
  await Promise.all([api.close(), worker.close(), owner.close()])
  await testDatabase.drop()
})
beforeEach(async () => {
  await owner.execute(sql`truncate inbox, starts, work_items`)
})

const receiptOf = (eventId: string): IncomingReceipt => ({
  source: 'bank',
  eventId,
  claimId: 'clm_1',
  receipt: { reference: 'R1', state: 'settled' },
  occurredAt: Date.now() - 60_000,
})

test('a receipt is kept once, whatever is said under its id later', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => storeReceipt(api, receiptOf('evt_1'))))
  expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1)
  expect(await storeReceipt(api, { ...receiptOf('evt_1'), receipt: { state: 'rejected' } })).toBe('known')
  const [pending, ...more] = await pendingReceipts(worker, 10)
  expect(more).toEqual([])
  expect(pending).toMatchObject({ eventId: 'evt_1', claimId: 'clm_1', receipt: { state: 'settled' }, attempts: 1 })
  await markDelivered(worker, { source: 'bank', eventId: 'evt_1' })
  expect(await storeReceipt(api, receiptOf('evt_1'))).toBe('known')
  expect(await nextDue()).toEqual([])
})

test('two sources may use the same id', async () => {
  expect(await storeReceipt(api, receiptOf('evt_1'))).toBe('stored')
  expect(await storeReceipt(api, { ...receiptOf('evt_1'), source: 'messages' })).toBe('stored')
})

test('a receipt says how long ago it happened, never a negative time', async () => {
  await storeReceipt(api, receiptOf('evt_past'))
  await storeReceipt(api, { ...receiptOf('evt_future'), occurredAt: Date.now() + 3_600_000 })
  const ages = new Map((await pendingReceipts(worker, 10)).map(({ eventId, ageMs }) => [eventId, ageMs]))
  expect(Math.abs((ages.get('evt_past') ?? 0) - 60_000)).toBeLessThan(10_000)
  expect(ages.get('evt_future')).toBe(0)
})

test('workers that ask at the same time share the receipts, and one that died gives its own back', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, n) => storeReceipt(api, receiptOf(`evt_${n}`))))
  const shares = await Promise.all(Array.from({ length: 6 }, () => pendingReceipts(worker, 5)))
  const lent = shares.flat().map(({ eventId }) => eventId)
  expect(lent).toHaveLength(30)
  expect(new Set(lent).size).toBe(30)
  expect(await pendingReceipts(worker, 5)).toEqual([])
  const again = await nextDue()
  expect(again).toHaveLength(30)
  expect(again.every(({ attempts }) => attempts === 2)).toBe(true)
})

test('a receipt that matches nothing becomes one work item and is not handed out again', async () => {
  await storeReceipt(api, receiptOf('evt_lost'))
  const lost = {
    source: 'bank',
    eventId: 'evt_lost',
    claimId: 'clm_1',
    reference: 'R1',
    reason: 'claim-ended',
  } as const
  await markUnmatched(worker, lost)
  await markUnmatched(worker, lost)
  expect(await nextDue()).toEqual([])
  const { rows } = await api.execute(sql`select kind, reference, claim_id, facts, done_at from work_items`)
  const facts = { source: 'bank', eventId: 'evt_lost', reason: 'claim-ended', reference: 'R1' }
  expect(rows).toEqual([
    { kind: 'unmatched-receipt', reference: 'bank/evt_lost', claim_id: 'clm_1', facts, done_at: null },
  ])
})

test('starts are lent to one worker each until they are marked as started', async () => {
  await owner.execute(sql`
    insert into starts (claim_id, next_attempt_at) select 'clm_' || n, now() - interval '1 second'
    from generate_series(1, 20) n`)
  const shares = await Promise.all(Array.from({ length: 4 }, () => pendingStarts(worker, 5)))
  expect(new Set(shares.flat()).size).toBe(20)
  expect(await pendingStarts(worker, 5)).toEqual([])
  await markStarted(worker, 'clm_1')
  await markStarted(api, 'clm_2')
  expect([await isStarted(api, 'clm_1'), await isStarted(api, 'clm_3'), await isStarted(api, 'clm_99')]).toEqual([
    true,
    false,
    false,
  ])
  await owner.execute(sql`update starts set next_attempt_at = now()`)
  expect(await pendingStarts(worker, 50)).toHaveLength(18)
})

test('attempts that fail come further and further apart, at most sixteen seconds', async () => {
  await owner.execute(sql`insert into starts (claim_id, attempts, next_attempt_at)
    values ('clm_new', 0, now()), ('clm_old', 40, now())`)
  await pendingStarts(worker, 5)
  const { rows } = await worker.execute(sql`
    select claim_id, round(extract(epoch from next_attempt_at - now()))::int between 1 and 70 as soon,
      extract(epoch from next_attempt_at - now()) > 12 as late from starts order by 1`)
  expect(rows).toEqual([
    { claim_id: 'clm_new', soon: true, late: false },
    { claim_id: 'clm_old', soon: true, late: true },
  ])
})

/** What is handed out when every lease has run out. */
async function nextDue(): ReturnType<typeof pendingReceipts> {
  await owner.execute(sql`update inbox set next_attempt_at = now()`)
  return pendingReceipts(worker, 50)
}
