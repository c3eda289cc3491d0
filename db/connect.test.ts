import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { inTransaction } from './database.ts'
import { readEvents } from './event-log.ts'
import { exampleRecording } from './example-recording.ts'
import { readHostClock } from './host-clock.ts'
import { recordEvents } from './recording.ts'
import { isUnavailable } from './unavailable.ts'

let testDatabase: TestDatabase
let db: Database
let owner: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase(testDatabase.workerUrl, { max: 2, applicationName: 'connect-test', statementTimeoutMs: 500 })
  owner = openDatabase(testDatabase.ownerUrl, { max: 2, applicationName: 'connect-test-owner' })
})
afterAll(async () => {
  await Promise.all([db.close(), owner.close()])
  await testDatabase.drop()
})

test('a statement that waits too long is a database that is away, and the next one works', async () => {
  const recording = exampleRecording('clm_locked')
  const failure = await inTransaction(owner, async (session) => {
    await session.execute(sql`lock table claims`)
    return failureOf(recordEvents(db, recording))
  })
  expect(isUnavailable(failure)).toBe(true)
  await recordEvents(db, recording)
  expect(await readEvents(db, 'clm_locked')).toHaveLength(3)
})

test('a database that cuts every connection is away, and the pool heals', async () => {
  const patient = openDatabase(testDatabase.workerUrl, { max: 2, applicationName: 'connect-test-cut' })
  await inTransaction(owner, async (session) => {
    await session.execute(sql`lock table claims`)
    const failure = failureOf(inTransaction(patient, (waiting) => waiting.execute(sql`select count(*) from claims`)))
    const cut = sql`
      select pg_terminate_backend(pid) as cut from pg_stat_activity
      where application_name = 'connect-test-cut' and datname = current_database() and wait_event_type = 'Lock'`
    // In the midst of a statement: once it waits for the lock. A transaction would see the activity of its beginning only.
    await expect.poll(async () => (await owner.execute(cut)).rows, { interval: 5 }).toEqual([{ cut: true }])
    expect(isUnavailable(await failure)).toBe(true)
  })
  expect(Math.abs((await readHostClock(patient)) - Date.now())).toBeLessThan(5_000)
  await patient.close()
})

test('a connection that is cut between two statements fails its transaction, and not the process', async () => {
  const mine = sql`from pg_stat_activity where application_name = 'connect-test-between' and datname = current_database()`
  const idle = openDatabase(testDatabase.workerUrl, { max: 1, applicationName: 'connect-test-between' })
  const failure = await failureOf(
    inTransaction(idle, async (session) => {
      await session.execute(sql`select 1`)
      expect((await owner.execute(sql`select pg_terminate_backend(pid) as cut ${mine}`)).rows).toEqual([{ cut: true }])
      await expect.poll(async () => (await owner.execute(sql`select pid ${mine}`)).rows, { interval: 5 }).toEqual([])
      await session.execute(sql`select 2`)
    }),
  )
  expect(isUnavailable(failure)).toBe(true)
  await readHostClock(idle)
  await idle.close()
})

test('a full pool makes callers wait a bounded time', async () => {
  const single = openDatabase(testDatabase.workerUrl, { max: 1, applicationName: 'connect-test-single' })
  const failure = await inTransaction(single, async () => failureOf(single.execute(sql`select 1`)))
  expect(isUnavailable(failure)).toBe(true)
  await single.close()
})

test('a transaction whose work fails leaves nothing behind', async () => {
  const failed = inTransaction(db, async (session) => {
    await recordEvents(session, exampleRecording('clm_rolled_back'))
    throw new Error('on purpose')
  })
  await expect(failed).rejects.toThrow('on purpose')
  expect(await readEvents(db, 'clm_rolled_back')).toEqual([])
})

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(() => undefined).catch((error: unknown) => error)
