import { existsSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { Client } from 'pg'

import { readMigrateConfig } from '../config.ts'
import { reasonOf } from './reason.ts'

/** Passwords of the process roles; an absent one stays as it is. */
export interface RolePasswords {
  readonly api?: string | undefined
  readonly worker?: string | undefined
  readonly watchdog?: string | undefined
}

/**
 * Brings the schema up to date, as its owner. Any number of runners may come at once and as often as they like: a session
 * lock lets one work, and the others find nothing left to do. Needs a direct connection, no transaction pooler.
 */
export async function migrateDatabase(url: string, passwords: RolePasswords = {}): Promise<void> {
  const client = new Client({
    connectionString: url,
    application_name: 'lipei-migrate',
    connectionTimeoutMillis: 10_000,
  })
  await client.connect()
  try {
    await client.query("set lock_timeout = '120s'")
    await client.query('select pg_advisory_lock(718402)')
    // From here on we wait for running statements: whoever queues behind us must not wait for minutes.
    await client.query("set lock_timeout = '10s'")
    await migrate(drizzle(client), { migrationsFolder: findMigrations() })
    for (const role of ['api', 'worker', 'watchdog'] as const) await setPassword(client, role, passwords[role])
  } finally {
    await client.end()
  }
}

/** The compiler copies no SQL: compiled code (`dist/db`) reads the migrations where the sources have them (`db/migrations`). */
export function findMigrations(): string {
  const places = ['./migrations', '../../db/migrations'].map((place) => fileURLToPath(new URL(place, import.meta.url)))
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`no migrations in ${places.join(' or ')}`)
  return found
}

async function setPassword(client: Client, role: keyof RolePasswords, password: string | undefined): Promise<void> {
  if (password === undefined) return
  const { rows } = await client.query<{ statement: string }>(
    "select format('alter role %I password %L', $1::text, $2::text) as statement",
    [`lipei_${role}`, password],
  )
  for (let tries = 1; ; tries += 1) {
    try {
      await client.query(rows[0]?.statement ?? '')
      return
    } catch (error) {
      // Roles belong to the whole server, our lock to one database: another runner may be setting the same password.
      if (tries === 20 || !(error instanceof Error && error.message === 'tuple concurrently updated')) throw error
    }
  }
}

/** The program: migrates what the environment names. Exit code 2, and the reason, when it cannot. */
export async function runMigrator(): Promise<void> {
  try {
    const config = readMigrateConfig()
    await migrateDatabase(config.LIPEI_DATABASE_URL, {
      api: config.LIPEI_ROLE_PASSWORD_API,
      worker: config.LIPEI_ROLE_PASSWORD_WORKER,
      watchdog: config.LIPEI_ROLE_PASSWORD_WATCHDOG,
    })
    process.stdout.write('the database is up to date\n')
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`)
    process.exitCode = 2
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  await runMigrator()
