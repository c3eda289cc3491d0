import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { AuthorityRow } from '../domain/authority-limits.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { listLimits, putLimits, readLimits } from './authority-limits.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { openDelegations, putDelegations, readDelegations } from './delegations.ts'

let testDatabase: TestDatabase
let api: Database
let worker: Database
let owner: Database
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  api = openDatabase(testDatabase.apiUrl, { max: 4, applicationName: 'authority-test' })
  worker = openDatabase(testDatabase.workerUrl, { max: 2, applicationName: 'authority-test' })
  owner = openDatabase(testDatabase.ownerUrl, { max: 1, applicationName: 'authority-test' })
})
afterAll(async () => {
  await Promise.all([api.close(), worker.close(), owner.close()])
  await testDatabase.drop()
})

const row: AuthorityRow = {
  kind: 'payment',
  branch: '000000',
  currency: 'CNY',
  limitsFen: [null, 1, 2, 3],
  from: '2026-01-01',
}

test('a table of limits is put behind the version it was made from, once, and every version stays', async () => {
  expect(await readLimits(api)).toBeNull()
  const put = (version: number, rows: readonly AuthorityRow[]) => putLimits(api, { version, rows, putBy: 'per_admin' })
  expect(await Promise.all([put(0, [row]), put(0, [])])).toContain(false)
  expect(await put(1, [row, { ...row, line: 'motor' }])).toBe(true)
  expect(await readLimits(api)).toMatchObject({ version: 2, rows: [row, { line: 'motor' }], putBy: 'per_admin' })
  expect((await readLimits(api, 1))?.version).toBe(1)
  expect((await listLimits(api, 9)).map(({ version }) => version)).toEqual([2, 1])
})

const lending = { toPersonId: 'per_he', kinds: ['payment'], from: '2026-03-02', to: '2026-03-06' } as const
const lender = { personId: 'per_li', level: 3, branch: '310000', putBy: 'per_li' } as const

test('what a person lends is the newest he put, and what is over is not read', async () => {
  expect(await readDelegations(api, 'per_li')).toMatchObject({ version: 0, lendings: [], level: null })
  expect(await putDelegations(api, { ...lender, version: 0, lendings: [lending] })).toBe(true)
  expect(await putDelegations(api, { ...lender, version: 0, lendings: [] })).toBe(false)
  const open = { fromPersonId: 'per_li', fromLevel: 3, fromBranch: '310000', ...lending }
  expect(await openDelegations(api, '2026-03-06')).toEqual([open])
  expect(await openDelegations(api, '2026-03-07')).toEqual([])
  expect(await putDelegations(api, { ...lender, version: 1, lendings: [] })).toBe(true)
  expect(await openDelegations(api, '2026-03-02')).toEqual([])
  expect(await readDelegations(api, 'per_li')).toMatchObject({ version: 2, lendings: [] })
})

test('nobody changes what was put, and a worker puts nothing', async () => {
  for (const table of ['authority_limits', 'delegations']) {
    const name = sql.identifier(table)
    for (const session of [api, owner]) {
      await expect(session.execute(sql`update ${name} set put_by = 'per_other'`)).rejects.toMatchObject({
        cause: { code: '42501' },
      })
      await expect(session.execute(sql`delete from ${name}`)).rejects.toMatchObject({ cause: { code: '42501' } })
    }
  }
  await expect(putLimits(worker, { version: 9, rows: [], putBy: 'per_x' })).rejects.toMatchObject({
    cause: { code: '42501' },
  })
})
