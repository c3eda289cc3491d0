import { sql } from 'drizzle-orm'

import type { Instant } from '../domain/time.ts'
import type { Session } from './database.ts'

/** Now by the database's clock, which stamps the receipt of every claim whatever API process takes it in. */
export async function readHostClock(session: Session): Promise<Instant> {
  const { rows } = await session.execute<{ now: string }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000) as now`,
  )
  return Number(rows[0]?.now)
}
