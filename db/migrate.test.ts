import { randomBytes } from 'node:crypto'

import { Client } from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'

import { openDatabase } from './connect.ts'
import { migrateDatabase } from './migrate.ts'
import { isMigrated } from './readiness.ts'

const passwords = { api: 'test-api', worker: 'test-worker', watchdog: 'test-watchdog' }
let name: string
let url: string

beforeEach(async () => {
  name = `migrate_${randomBytes(6).toString('hex')}`
  url = Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` }).href
  await asSuperuser(`create database ${name}`)
})
afterEach(() => asSuperuser(`drop database ${name} with (force)`))

test('a fresh database is migrated, and migrating again changes nothing', async () => {
  await migrateDatabase(url)
  const tables = await describeSchema()
  expect(tables).toContain('claim_events.hash text')
  await migrateDatabase(url)
  expect(await describeSchema()).toEqual(tables)
})

test('three runners at once on an empty database all succeed', async () => {
  await Promise.all(Array.from({ length: 3 }, () => migrateDatabase(url, passwords)))
  expect(await describeSchema()).toContain('claim_events.hash text')
})

test('three runners at once on a database that is up to date all succeed and change nothing', async () => {
  await migrateDatabase(url, passwords)
  const [tables, steps] = [await describeSchema(), await describeSteps()]
  await Promise.all(Array.from({ length: 3 }, () => migrateDatabase(url, passwords)))
  expect(await describeSchema()).toEqual(tables)
  expect(await describeSteps()).toEqual(steps)
})

test('runners of different databases set the passwords of the same roles at once', async () => {
  const other = `${name}_b`
  await asSuperuser(`create database ${other}`)
  const otherUrl = Object.assign(new URL(url), { pathname: `/${other}` }).href
  const runs = Array.from({ length: 6 }, (_, run) => migrateDatabase(run % 2 === 0 ? url : otherUrl, passwords))
  await expect(Promise.all(runs)).resolves.toHaveLength(6)
  await asSuperuser(`drop database ${other} with (force)`)
})

test('a process knows whether the schema is at least its own', async () => {
  await migrateDatabase(url, passwords)
  const asApi = Object.assign(new URL(url), { username: 'lipei_api', password: passwords.api }).href
  const api = openDatabase(asApi, { max: 1, applicationName: 'migrate-test' })
  const owner = openDatabase(url, { max: 1, applicationName: 'migrate-test' })
  expect(await isMigrated(api)).toBe(true)
  await owner.execute(
    'delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)',
  )
  expect(await isMigrated(api)).toBe(false)
  await owner.execute('delete from drizzle.__drizzle_migrations')
  expect(await isMigrated(api)).toBe(false)
  await Promise.all([api.close(), owner.close()])
})

const describeSchema = (): Promise<string[]> =>
  linesOf(
    "select table_name || '.' || column_name || ' ' || data_type as line from information_schema.columns " +
      "where table_schema = 'public' order by 1",
  )

/** The migrations the database has had, each as often as it was run. */
const describeSteps = (): Promise<string[]> =>
  linesOf("select id || ' ' || hash as line from drizzle.__drizzle_migrations order by id")

async function linesOf(query: string): Promise<string[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ line: string }>(query)
  await client.end()
  return rows.map(({ line }) => line)
}

async function asSuperuser(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  await client.query(statement)
  await client.end()
}
