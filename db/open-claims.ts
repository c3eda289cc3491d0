import { and, asc, eq, gt, isNull } from 'drizzle-orm'

import type { Session } from './database.ts'
import { claims } from './schema.ts'
import { starts } from './work-schema.ts'

/**
 * Ids of claims whose workflow was started and that have not come to rest since, in their order, from behind `after` on:
 * by all that is recorded, each has a run.
 */
export async function openClaims(
  session: Session,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await session
    .select({ claimId: claims.claimId })
    .from(claims)
    .innerJoin(starts, eq(starts.claimId, claims.claimId))
    .where(and(isNull(claims.restedAt), eq(starts.state, 'started'), gt(claims.claimId, after)))
    .orderBy(asc(claims.claimId))
    .limit(limit)
  return rows.map(({ claimId }) => claimId)
}
