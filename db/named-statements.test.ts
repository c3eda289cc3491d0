import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { readSummary } from './claim-summary.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { inTransaction } from './database.ts'
import { exampleRecording } from './example-recording.ts'
import { recordEvents } from './recording.ts'

let testDatabase: TestDatabase
let db: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase(testDatabase.ownerUrl, { max: 1, applicationName: 'named-statements-test' })
})
afterAll(async () => {
  await db.close()
  await testDatabase.drop()
})

test('a statement is parsed once on a connection, inside a transaction and outside', async () => {
  await recordEvents(db, exampleRecording('clm_1'))
  await recordEvents(db, exampleRecording('clm_2'))
  await inTransaction(db, (session) => recordEvents(session, exampleRecording('clm_3')))
  const uses = (await parsed()).filter(({ statement }) => statement.includes('record_events'))
  expect(uses).toMatchObject([{ uses: 3 }])
})

test('a statement goes on working when it has failed, and when its table has got another column', async () => {
  await expect(recordEvents(db, exampleRecording('clm_4', { from: 2 }))).rejects.toThrow('has no events from 0')
  await recordEvents(db, exampleRecording('clm_4'))
  expect(await readSummary(db, 'clm_4')).toMatchObject({ version: 3 })
  await db.execute(sql`alter table claims add column later text`)
  expect(await readSummary(db, 'clm_4')).toMatchObject({ version: 3 })
  await db.execute(sql`alter table claims drop column later`)
})

test('texts without end do not fill the memory of a connection', async () => {
  for (let n = 0; n < 250; n += 1) {
    const { rows } = await db.execute(sql`select ${sql.raw(String(n))}::integer as n`)
    expect(rows).toEqual([{ n }])
  }
  expect((await parsed()).length).toBeLessThanOrEqual(200)
})

/** What the one connection holds, and how often it was run. */
async function parsed(): Promise<readonly { statement: string; uses: number }[]> {
  const { rows } = await db.$client.query<{ statement: string; uses: number }>(
    'select statement, (generic_plans + custom_plans)::integer as uses from pg_prepared_statements',
  )
  return rows
}
