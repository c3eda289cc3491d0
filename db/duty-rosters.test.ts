import { afterAll, beforeAll, expect, test } from 'vitest'

import type { DutyRoster } from '../domain/duty/roster.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { putRoster, readRoster, readRosters } from './duty-rosters.ts'

let testDatabase: TestDatabase
let api: Database
let worker: Database
let owner: Database
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  api = openDatabase(testDatabase.apiUrl, { max: 4, applicationName: 'rosters-test' })
  worker = openDatabase(testDatabase.workerUrl, { max: 2, applicationName: 'rosters-test' })
  owner = openDatabase(testDatabase.ownerUrl, { max: 1, applicationName: 'rosters-test' })
})
afterAll(async () => {
  await Promise.all([api.close(), worker.close(), owner.close()])
  await testDatabase.drop()
})

const held = (personId: string): DutyRoster => ({
  duties: [{ role: 'supervisor', personId, from: '2026-01-01' }],
  standIns: [],
})

test('a branch without a roster has an empty one, of version 0', async () => {
  expect(await readRoster(api, '440000')).toEqual({
    branch: '440000',
    version: 0,
    duties: [],
    standIns: [],
    putBy: null,
    putAt: null,
  })
})

test('the newest version is in force, and of two made from the same one only the first is put', async () => {
  const put = (version: number, personId: string) =>
    putRoster(api, { branch: '310000', version, putBy: 'per_wu', roster: held(personId) })
  expect(await put(0, 'per_a')).toBe(true)
  const both = await Promise.all([put(1, 'per_b'), put(1, 'per_c')])
  expect(both.filter(Boolean)).toHaveLength(1)
  const roster = await readRoster(api, '310000')
  expect(roster).toMatchObject({ version: 2, putBy: 'per_wu', ...held(both[0] ? 'per_b' : 'per_c') })
  expect(roster.putAt).toBeGreaterThan(Date.now() - 60_000)
})

test('the worker reads those of a branch and above it, nearest first, and puts none', async () => {
  await putRoster(api, { branch: '000000', version: 0, putBy: 'per_wu', roster: held('per_top') })
  const [near, top, ...more] = await readRosters(worker, ['310115', '310000', '000000'])
  expect([near?.duties[0]?.personId, top?.duties[0]?.personId, more]).toEqual([
    expect.stringMatching(/^per_[bc]$/),
    'per_top',
    [],
  ])
  const order = { branch: '310000', version: 2, putBy: 'per_worker', roster: held('per_x') }
  await expect(putRoster(worker, order)).rejects.toMatchObject({ cause: { code: '42501' } })
})

test('nobody changes or deletes a version, not even the owner by accident', async () => {
  for (const statement of ["update duty_rosters set put_by = 'per_x'", 'delete from duty_rosters']) {
    await expect(owner.execute(statement)).rejects.toMatchObject({ cause: { code: '42501' } })
  }
})
