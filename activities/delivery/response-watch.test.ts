import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { HOUR } from '../../domain/time.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { stormAt } from '../../test/example-emergency.ts'
import { eventIdOf, recordStorm } from '../../test/recorded-storm.ts'
import { watchResponses } from './response-watch.ts'

let database: TestDatabase
let worker: Database
beforeAll(async () => {
  database = await createTestDatabase()
  worker = openDatabase(database.workerUrl, { max: 2, applicationName: 'watch-test' })
})
afterAll(async () => {
  await worker.close()
  await database.drop()
})

const itemsOf = async (eventId: string) => {
  const { rows } = await worker.execute<{ target: string }>(sql`
    select (facts ->> 'target') || ' to ' || (facts ->> 'tell') as target from work_items
    where kind = 'event-target-missed' and facts ->> 'eventId' = ${eventId} order by 1`)
  return rows.map(({ target }) => target)
}

test('what an event owes and is late with becomes one work item, and another one above while it stays undone', async () => {
  const eventId = eventIdOf('1')
  await recordStorm(database, eventId)
  const look = (now: number) => watchResponses({ db: worker, now: () => now })
  // Declared an hour after it was known, at level I.
  await look(stormAt + 1.25 * HOUR)
  expect(await itemsOf(eventId)).toEqual([])
  await look(stormAt + 2.25 * HOUR)
  expect(await itemsOf(eventId)).toEqual(['regulator/phone to compliance', 'regulator/written to compliance'])
  await look(stormAt + 2.75 * HOUR)
  expect(await itemsOf(eventId)).toEqual([
    'regulator/phone to compliance',
    'regulator/phone to head-office',
    'regulator/written to compliance',
  ])
  await look(stormAt + 12 * HOUR)
  await look(stormAt + 13 * HOUR)
  expect(await itemsOf(eventId)).toEqual([
    'bulletin/1 to compliance',
    'bulletin/1 to head-office',
    'regulator/phone to compliance',
    'regulator/phone to head-office',
    'regulator/written to compliance',
    'regulator/written to head-office',
  ])
})

test('of a lighter event nothing is late within a day', async () => {
  const eventId = eventIdOf('2')
  await recordStorm(database, eventId, { level: 'III' })
  await watchResponses({ db: worker, now: () => stormAt + 20 * HOUR })
  expect(await itemsOf(eventId)).toEqual([])
})
