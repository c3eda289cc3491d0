import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { appendEntry } from '../../db/emergency-response.ts'
import type { ResponseEntry } from '../../domain/emergency/response-state.ts'
import { DAY, HOUR, endOfDay } from '../../domain/time.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { stormAt } from '../../test/example-emergency.ts'
import { eventIdOf, recordStorm } from '../../test/recorded-storm.ts'
import { watchResponses } from './response-watch.ts'

let database: TestDatabase
let worker: Database
let api: Database
beforeAll(async () => {
  database = await createTestDatabase()
  worker = openDatabase(database.workerUrl, { max: 2, applicationName: 'watch-test' })
  api = openDatabase(database.apiUrl, { max: 2, applicationName: 'watch-test' })
})
afterAll(async () => {
  await Promise.all([worker.close(), api.close()])
  await database.drop()
})

const itemsOf = async (eventId: string) => {
  const { rows } = await worker.execute<{ target: string }>(sql`
    select (facts ->> 'target') || ' to ' || (facts ->> 'tell') as target from work_items
    where kind = 'event-target-missed' and facts ->> 'eventId' = ${eventId} order by 1`)
  return rows.map(({ target }) => target)
}

const look = (now: number) => watchResponses({ db: worker, now: () => now })

test('what an event owes and is late with becomes one work item, and another one above while it stays undone', async () => {
  const eventId = eventIdOf('1')
  await recordStorm(database, eventId)
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
  await look(stormAt + 20 * HOUR)
  expect(await itemsOf(eventId)).toEqual([])
})

/** How often which count of people was told to whom. */
const countsOf = async (eventId: string, target: string) => {
  const { rows } = await worker.execute<{ told: string }>(sql`
    select (facts ->> 'count') || ' to ' || (facts ->> 'tell') as told from work_items
    where kind = 'event-target-missed' and facts ->> 'eventId' = ${eventId} and facts ->> 'target' = ${target} order by id`)
  return rows.map(({ told }) => told)
}

/** Somebody to contact, by an instant. */
const toContact = (eventId: string, personId: string, dueAt: number) =>
  worker.execute(sql`insert into contact_tasks (event_id, person_id, sources, by_person, raised_at, due_at)
    values (${eventId}, ${personId}, '{policy}', true, ${stormAt}, ${dueAt})`)

test('people nobody has called are told of anew as they become more, and head office hears of the oldest', async () => {
  const eventId = eventIdOf('3')
  await recordStorm(database, eventId, { level: 'III' })
  const dueAt = stormAt + 2 * HOUR
  for (const [at, person] of ['per_a', 'per_b', 'per_c'].entries()) await toContact(eventId, person, dueAt + at * HOUR)
  await look(dueAt)
  expect(await countsOf(eventId, 'contacts')).toEqual([])
  await look(dueAt + 1)
  await look(dueAt + 2)
  expect(await countsOf(eventId, 'contacts')).toEqual(['1 to emergency-commander'])
  await look(dueAt + HOUR)
  expect(await countsOf(eventId, 'contacts')).toEqual(['1 to emergency-commander', '1 to head-office'])
  await look(dueAt + HOUR + 1)
  await look(dueAt + 2 * HOUR + 1)
  expect((await countsOf(eventId, 'contacts')).slice(2)).toEqual(['2 to emergency-commander', '2 to head-office'])
})

test('a call-back that comes too late, or not at all, is told of', async () => {
  const eventId = eventIdOf('4')
  await recordStorm(database, eventId, { level: 'III' })
  const call = (personId: string, n: number, at: number, said: object) =>
    api.execute(sql`insert into contact_calls (event_id, person_id, n, at, call, command_id, body_hash)
      values (${eventId}, ${personId}, ${n}, ${at}, ${JSON.stringify(said)}::jsonb, ${`${personId}-${n}`}, '')`)
  const later = { outcome: 'reached', medium: 'phone', wish: 'later', againInHours: 2, offers: [], by: 'per_x' }
  await call('per_a', 1, stormAt, later)
  await call('per_a', 2, stormAt + HOUR, { ...later, outcome: 'no-answer', wish: undefined })
  await call('per_b', 1, stormAt, later)
  await call('per_b', 2, stormAt + 2 * HOUR, { ...later, wish: 'go-on' })
  await look(stormAt + 2 * HOUR)
  expect(await countsOf(eventId, 'callbacks')).toEqual([])
  await look(stormAt + 2 * HOUR + 1)
  expect(await countsOf(eventId, 'callbacks')).toEqual(['1 to emergency-commander'])
  await call('per_a', 3, stormAt + 4 * HOUR, { ...later, wish: 'no' })
  await look(stormAt + DAY)
  expect(await countsOf(eventId, 'callbacks')).toEqual(['1 to emergency-commander'])
})

test('a lesson is looked after until it is done, also when its event was reviewed', async () => {
  const eventId = eventIdOf('5')
  await recordStorm(database, eventId, { until: 'reviewed' })
  const entries: readonly ResponseEntry[] = [
    { type: 'LessonNoted', at: stormAt, by: 'per_a', n: 1, textId: 'txt_1' },
    { type: 'LessonAssigned', at: stormAt, by: 'per_a', n: 1, ownerId: 'per_o', dueOn: '2026-08-01' },
    { type: 'LessonNoted', at: stormAt, by: 'per_a', n: 2, textId: 'txt_2' },
    { type: 'LessonAssigned', at: stormAt, by: 'per_a', n: 2, ownerId: 'per_o', dueOn: '2026-08-01' },
    { type: 'LessonDone', at: stormAt, by: 'per_o', n: 2 },
  ]
  for (const [at, entry] of entries.entries()) {
    await appendEntry(api, { eventId, n: at + 1, entry, commandId: `lesson-${at}`, bodyHash: '' })
  }
  const over = endOfDay('2026-08-01')
  await look(over)
  expect(await itemsOf(eventId)).toEqual([])
  await look(over + HOUR)
  expect(await itemsOf(eventId)).toEqual(['lesson/1 to emergency-commander', 'lesson/1 to head-office'])
})
