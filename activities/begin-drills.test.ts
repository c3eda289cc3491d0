import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import { readEmergency } from '../db/emergencies.ts'
import { putPlan } from '../db/emergency-response.ts'
import type { ResponsePlan } from '../domain/emergency/plan.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { beginDrills } from './begin-drills.ts'

let database: TestDatabase
let worker: Database
let api: Database
beforeAll(async () => {
  database = await createTestDatabase()
  worker = openDatabase(database.workerUrl, { max: 2, applicationName: 'drill-test' })
  api = openDatabase(database.apiUrl, { max: 2, applicationName: 'drill-test-api' })
})
afterAll(async () => {
  await Promise.all([worker.close(), api.close()])
  await database.drop()
})

const noon = Date.UTC(2026, 8, 10, 4)
const plan: ResponsePlan = {
  kinds: ['natural-disaster'],
  levels: ['I'],
  steps: [{ stepId: 'group', title: 'Set up the task group', owner: 'disposal-team', withinMinutes: 30, after: [] }],
  resources: [],
}

test('a plan that is exercised has a drill, once a day it is asked for, and another one at the next', async () => {
  await putPlan(api, { planId: 'unexercised', version: 0, plan, putBy: 'per_head' })
  const exercised = { ...plan, exercise: { zones: ['4101'] } }
  await putPlan(api, { planId: 'storm', version: 0, plan: exercised, putBy: 'per_head' })
  const begin = (date: string, now: number) => beginDrills(date, { db: worker, now: () => now })
  expect(await begin('2026-09-10', noon)).toBe(1)
  expect(await begin('2026-09-10', noon + 60_000)).toBe(1)
  const { rows } = await worker.execute<{ reference: string; plan: string }>(
    sql`select reference, facts ->> 'planId' as plan from work_items where kind = 'drill-due'`,
  )
  expect(rows).toMatchObject([{ plan: 'storm' }])
  const [item] = rows
  expect(await readEmergency(worker, item?.reference ?? '')).toMatchObject({
    status: 'watch',
    drill: true,
    kind: 'natural-disaster',
    incident: { zones: ['4101'] },
    reportedBy: 'system',
    knownAt: noon,
  })
  expect(await begin('2026-12-10', Date.UTC(2026, 11, 10, 4))).toBe(1)
  const { rows: all } = await worker.execute(sql`select from work_items where kind = 'drill-due'`)
  expect(all).toHaveLength(2)
})
