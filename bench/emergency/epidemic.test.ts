import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { exampleRecording } from '../../db/example-recording.ts'
import { recordEvents } from '../../db/recording.ts'
import type { Instant } from '../../domain/time.ts'
import { HOUR, MINUTE } from '../../domain/time.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { stormAt } from '../../test/example-emergency.ts'
import { eventIdOf, recordStorm } from '../../test/recorded-storm.ts'
import { judgeEpidemic } from './epidemic.ts'

const eventId = eventIdOf('1')
const declaredAt = stormAt + HOUR
let database: TestDatabase
let worker: Database

beforeAll(async () => {
  database = await createTestDatabase()
  worker = openDatabase(database.workerUrl, { max: 2, applicationName: 'epidemic-test' })
  await recordStorm(database, eventId)
})
afterAll(async () => {
  await worker.close()
  await database.drop()
})

/** Somebody who fell ill in the zone, with a first contact that began some time after the report. */
async function ill(claimId: string, reportedAt: Instant, begunAfterMs: number): Promise<void> {
  const { summary, clocks, ...recording } = exampleRecording(claimId)
  const place = { region: '420106', cause: 'illness', reportedAt } as const
  const startedAt = reportedAt + begunAfterMs
  const due = { startedAt, dueTarget: startedAt + HOUR, dueLegal: startedAt + HOUR }
  const contact = clocks.map((clock) => ({ ...clock, ...due, id: 'E1' as const }))
  await recordEvents(worker, { ...recording, summary: { ...summary, ...place }, clocks: contact })
}

test('a contact is late that is due later than an hour, and what telling may take, after the report or the declaration', async () => {
  await ill('clm_soon', declaredAt + HOUR, 5_000)
  await ill('clm_in_time', declaredAt + HOUR, 10 * MINUTE)
  await ill('clm_before', declaredAt - HOUR, HOUR + MINUTE)
  expect(await judgeEpidemic(database.ownerUrl, eventId)).toMatchObject({ claims: 3, contactLate: 0 })
  await ill('clm_late', declaredAt + HOUR, 59 * MINUTE)
  expect(await judgeEpidemic(database.ownerUrl, eventId)).toMatchObject({ claims: 4, contactLate: 1, people: 0 })
})
