import { randomBytes } from 'node:crypto'

import { Client } from 'pg'
import { inject } from 'vitest'

import { migrateDatabase } from '../db/migrate.ts'

/** A migrated, empty database of one test file, with a URL for each role that uses it. */
export interface TestDatabase {
  readonly ownerUrl: string
  readonly apiUrl: string
  readonly workerUrl: string
  readonly watchdogUrl: string
  readonly drop: () => Promise<void>
}

const template = 'lipei_template'
/** Roles belong to the whole server, so every database of the run shares these passwords. */
const passwords = { api: 'test-api', worker: 'test-worker', watchdog: 'test-watchdog' }

/** Copies the template, which the first caller of the run migrates: about 0.1 s instead of all migrations. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser(async (client) => {
    // Held until this session ends: one process migrates, the others wait for it.
    await client.query('select pg_advisory_lock(718401)')
    await ensureTemplate(client)
    await client.query(`create database ${name} template ${template}`)
  })
  return {
    ownerUrl: urlOf(name),
    apiUrl: urlOf(name, 'lipei_api', passwords.api),
    workerUrl: urlOf(name, 'lipei_worker', passwords.worker),
    watchdogUrl: urlOf(name, 'lipei_watchdog', passwords.watchdog),
    drop: () =>
      asSuperuser(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  }
}

/** A template that was not finished is not marked as one, and is made again. */
async function ensureTemplate(client: Client): Promise<void> {
  const finished = await client.query('select from pg_database where datname = $1 and datistemplate', [template])
  if (finished.rowCount === 1) return
  await client.query(`drop database if exists ${template} with (force)`)
  await client.query(`create database ${template}`)
  await migrateDatabase(urlOf(template), passwords)
  await client.query(`alter database ${template} with is_template true allow_connections false`)
}

async function asSuperuser(use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}

function urlOf(database: string, user?: string, password?: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  if (user !== undefined && password !== undefined) Object.assign(url, { username: user, password })
  return url.href
}
