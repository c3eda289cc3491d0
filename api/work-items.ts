import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'

import type { Session } from '../db/database.ts'
import { claims } from '../db/schema.ts'
import { workItems } from '../db/work-schema.ts'
import { showInstant } from '../domain/time.ts'

interface WorkItemAsk {
  /** Branch and everything below it. Items of no claim are everybody's. */
  readonly branchPrefix: string
  readonly limit: number
}

/** What a person has to look at and nobody has done yet, oldest first. */
export async function readWorkItems(session: Session, { branchPrefix, limit }: WorkItemAsk) {
  const rows = await session
    .select({
      id: workItems.id,
      kind: workItems.kind,
      reference: workItems.reference,
      claimId: workItems.claimId,
      facts: workItems.facts,
      createdAt: sql`floor(extract(epoch from ${workItems.createdAt}) * 1000)`.mapWith(Number),
    })
    .from(workItems)
    .leftJoin(claims, eq(claims.claimId, workItems.claimId))
    .where(
      and(isNull(workItems.doneAt), or(isNull(workItems.claimId), sql`starts_with(${claims.branch}, ${branchPrefix})`)),
    )
    .orderBy(asc(workItems.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, facts: { ...row.facts }, createdAt: showInstant(row.createdAt) }))
}
