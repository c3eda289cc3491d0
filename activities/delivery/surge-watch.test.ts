import { sql } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { exampleRecording } from '../../db/example-recording.ts'
import { readHostClock } from '../../db/host-clock.ts'
import { recordEvents } from '../../db/recording.ts'
import { countReports } from '../../db/report-counts.ts'
import { dateOf, DAY, HOUR, MINUTE } from '../../domain/time.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { eventIdOf, recordStorm } from '../../test/recorded-storm.ts'
import { watchForSurges } from './surge-watch.ts'

const log = pino({ enabled: false })

let database: TestDatabase
let worker: Database
let owner: Database

beforeAll(async () => {
  database = await createTestDatabase()
  worker = openDatabase(database.workerUrl, { max: 4, applicationName: 'surge-test' })
  owner = openDatabase(database.ownerUrl, { max: 1, applicationName: 'surge-test-owner' })
})
afterAll(async () => {
  await Promise.all([worker.close(), owner.close()])
  await database.drop()
})

let taken = 0

/** So many losses by rain were reported in a district so long ago. */
async function reported(region: string, count: number, agoMs: number): Promise<void> {
  const now = await readHostClock(worker)
  for (let n = 0; n < count; n += 1) {
    taken += 1
    const recording = exampleRecording(`clm_surge_${taken}`, { count: 1 })
    const summary = { ...recording.summary, region, cause: 'rainstorm', reportedAt: now - agoMs } as const
    await recordEvents(worker, { ...recording, summary })
  }
}

const countsOf = async (zone: string) => (await countReports(worker)).counts.filter((count) => count.zone === zone)

async function itemsOf(zone: string): Promise<readonly unknown[]> {
  const { rows } = await owner.execute(sql`
    select reference, facts from work_items where kind = 'reports-surge' and starts_with(reference, ${`${zone}/`})`)
  return rows
}

test('reports are counted by city and peril, of the last hour and of the day before it', async () => {
  expect(await countReports(worker)).toEqual({ day: '', counts: [] })
  await reported('420106', 2, 30 * MINUTE)
  await reported('420107', 1, 59 * MINUTE)
  await reported('420106', 3, 61 * MINUTE)
  await reported('420106', 1, 24 * HOUR + 30 * MINUTE)
  await reported('420106', 5, DAY + 2 * HOUR)
  await reported('430102', 4, 2 * HOUR)
  expect(await countsOf('4201')).toEqual([{ zone: '4201', cause: 'rainstorm', lastHour: 3, dayBefore: 4 }])
  // Where nothing came in the last hour there is nothing to look at.
  expect(await countsOf('4301')).toEqual([])
})

test('a surge is one work item a city, peril and day, however often somebody looks', async () => {
  await reported('440103', 20, 10 * MINUTE)
  await reported('440104', 4, 5 * HOUR)
  expect(await watchForSurges({ db: worker, log })).toBe(0)
  await reported('440103', 1, MINUTE)
  await watchForSurges({ db: worker, log })
  const day = dateOf(await readHostClock(worker))
  expect(await itemsOf('4401')).toEqual([
    {
      reference: `4401/rainstorm/${day}`,
      facts: { zone: '4401', cause: 'rainstorm', lastHour: 20, dayBefore: 4 },
    },
  ])
})

test('few reports, or as many as ever, are no surge', async () => {
  await reported('450102', 19, 10 * MINUTE)
  await reported('460105', 20, 10 * MINUTE)
  await reported('460105', 97, 5 * HOUR)
  await watchForSurges({ db: worker, log })
  expect([await itemsOf('4501'), await itemsOf('4601')]).toEqual([[], []])
})

test('where an emergency about it runs nobody is asked to look, and once it has ended somebody is', async () => {
  await recordStorm(database, eventIdOf('a'))
  await reported('410105', 20, 10 * MINUTE)
  await watchForSurges({ db: worker, log })
  expect(await itemsOf('4101')).toEqual([])
  await owner.execute(sql`update emergencies set status = 'ended'`)
  await watchForSurges({ db: worker, log })
  expect(await itemsOf('4101')).toHaveLength(1)
})
