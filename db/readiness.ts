import { readFileSync } from 'node:fs'
import path from 'node:path'

import { sql } from 'drizzle-orm'

import type { Session } from './database.ts'
import { findMigrations } from './migrate.ts'

/** True when the database has every migration this build was written for; a newer one is fine. Throws when it is away. */
export async function isMigrated(session: Session): Promise<boolean> {
  const { rows } = await session.execute<{ newest: string | null }>(
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  )
  return Number(rows[0]?.newest) >= newestMigration()
}

function newestMigration(): number {
  const journal = readFileSync(path.join(findMigrations(), 'meta', '_journal.json'), 'utf8')
  const { entries } = JSON.parse(journal) as { readonly entries: readonly { readonly when: number }[] }
  return entries.at(-1)?.when ?? 0
}
