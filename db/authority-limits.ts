import { desc, eq, sql } from 'drizzle-orm'

import type { AuthorityRow } from '../domain/authority-limits.ts'
import type { Session } from './database.ts'
import { authorityLimits } from './authority-schema.ts'

/** One version of the table of limits, whole. */
export interface StoredLimits {
  readonly version: number
  readonly rows: readonly AuthorityRow[]
  readonly putBy: string
  /** Host time, epoch ms. */
  readonly putAt: number
}

/** The table in force, or a version of it; null while nobody has put it. */
export async function readLimits(session: Session, version?: number): Promise<StoredLimits | null> {
  const { rows, putBy } = authorityLimits
  const [found] = await session
    .select({ version: authorityLimits.version, rows, putBy, putAt: putAtMs })
    .from(authorityLimits)
    .where(version === undefined ? undefined : eq(authorityLimits.version, version))
    .orderBy(desc(authorityLimits.version))
    .limit(1)
  return found ?? null
}

/** Who put the last versions and when, newest first. */
export async function listLimits(session: Session, limit: number): Promise<readonly Omit<StoredLimits, 'rows'>[]> {
  return session
    .select({ version: authorityLimits.version, putBy: authorityLimits.putBy, putAt: putAtMs })
    .from(authorityLimits)
    .orderBy(desc(authorityLimits.version))
    .limit(limit)
}

/** Puts a table in force behind the version it was made from; false when another was put meanwhile. */
export async function putLimits(
  session: Session,
  { version, rows, putBy }: Omit<StoredLimits, 'putAt'>,
): Promise<boolean> {
  const put = await session
    .insert(authorityLimits)
    .values({ version: version + 1, rows, putBy })
    .onConflictDoNothing()
    .returning({ version: authorityLimits.version })
  return put.length === 1
}

const putAtMs = sql`floor(extract(epoch from ${authorityLimits.putAt}) * 1000)`.mapWith(Number)
