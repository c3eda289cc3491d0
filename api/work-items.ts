import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'

import { formatCursor, parseCursor } from '../db/cursor.ts'
import type { Session } from '../db/database.ts'
import { claims } from '../db/schema.ts'
import { workItems } from '../db/work-schema.ts'
import { showInstant } from '../domain/time.ts'

interface WorkItemAsk {
  /** Branch and everything below it. Items of no claim we know are the whole company's. */
  readonly branchPrefix: string
  readonly limit: number
  /** `next` of the page before. */
  readonly cursor?: string | undefined
}

/**
 * One page of what a person has to look at and nobody has done yet, oldest first.
 *
 * @throws {CursorInvalid}
 */
export async function readWorkItems(session: Session, { branchPrefix, limit, cursor }: WorkItemAsk) {
  const behind = cursor === undefined ? undefined : gt(workItems.id, Number(parseCursor(list, cursor).key))
  const rows = await session
    .select({
      id: workItems.id,
      kind: workItems.kind,
      reference: workItems.reference,
      claimId: workItems.claimId,
      facts: workItems.facts,
      createdAt: epochMs(workItems.createdAt),
    })
    .from(workItems)
    .where(and(isNull(workItems.doneAt), isWithin(branchPrefix), behind))
    .orderBy(asc(workItems.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    items: page.map((row) => ({ ...row, facts: { ...row.facts }, createdAt: showInstant(row.createdAt) })),
    next: last === undefined ? null : formatCursor(list, { key: String(last.id), claimId: last.claimId ?? '' }),
  }
}

interface Done {
  readonly id: number
  readonly branchPrefix: string
  /** Opaque id of who did it. */
  readonly by: string
}

/** Takes an item off the list; who did it first stays who did it. Null for an item that is not there to be seen. */
export async function markWorkItemDone(session: Session, { id, branchPrefix, by }: Done) {
  const [done] = await session
    .update(workItems)
    .set({ doneAt: sql`coalesce(${workItems.doneAt}, now())`, doneBy: sql`coalesce(${workItems.doneBy}, ${by})` })
    .where(and(eq(workItems.id, id), isWithin(branchPrefix)))
    .returning({ id: workItems.id, doneAt: epochMs(workItems.doneAt), doneBy: sql<string>`${workItems.doneBy}` })
  return done === undefined ? null : { ...done, doneAt: showInstant(done.doneAt) }
}

const list = 'work-items'

function isWithin(branchPrefix: string) {
  const branch = sql`(select ${claims.branch} from ${claims} where ${claims.claimId} = ${workItems.claimId})`
  return sql`starts_with(coalesce(${branch}, ''), ${branchPrefix})`
}

const epochMs = (column: typeof workItems.createdAt | typeof workItems.doneAt) =>
  sql`floor(extract(epoch from ${column}) * 1000)`.mapWith(Number)
