import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

import type { Session } from './database.ts'

/** A table of due work: `state`, `next_attempt_at` and `attempts`, and the columns that name a row. */
interface DueWork {
  readonly table: PgTable
  readonly key: readonly string[]
  /** What is wanted of each row lent. */
  readonly returning: SQL
  readonly limit: number
}

/**
 * Pending rows whose time has come, oldest first. Each is lent to this caller: nobody else gets it before its next
 * attempt is due, after 4, 8 and then every 16 seconds. Whoever dies in between gives its rows back by that.
 */
export async function lendDue<Row extends Record<string, unknown>>(
  session: Session,
  { table, key, returning, limit }: DueWork,
): Promise<readonly Row[]> {
  const columns = key.map((name) => sql.identifier(name))
  const sameRow = columns.map((column) => sql`${table}.${column} = due.${column}`)
  const { rows } = await session.execute<Row>(sql`
    with due as (
      select ${sql.join(columns, sql`, `)} from ${table} where state = 'pending' and next_attempt_at <= now()
      order by next_attempt_at limit ${limit} for update skip locked
    )
    update ${table} set
      attempts = attempts + 1,
      next_attempt_at = now() + interval '2 seconds' * 2 ^ least(attempts + 1, 3)
    from due where ${sql.join(sameRow, sql` and `)}
    returning ${returning}`)
  return rows as Row[]
}
