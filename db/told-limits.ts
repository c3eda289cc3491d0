import { eq } from 'drizzle-orm'

import type { ToldAuthority } from '../domain/claim/told-authority.ts'
import { branchAndAbove } from '../domain/duty/roster.ts'
import type { StoredLimits } from './authority-limits.ts'
import { readLimits } from './authority-limits.ts'
import type { Session } from './database.ts'
import { claims } from './schema.ts'

/** The rows of a table of limits that may concern a claim of this branch. */
export function limitsFor({ version, rows }: StoredLimits, branch: string): NonNullable<ToldAuthority['limits']> {
  const places = branchAndAbove(branch)
  return { version, rows: rows.filter((row) => places.includes(row.branch)) }
}

/**
 * What a claim is told of authority with the word that its money arrived: what came late is owed with its cost, and that is
 * routed by the ladder of the day like everything else (#47). Nothing while nobody has put a table.
 */
export async function authorityOnArrival(
  session: Session,
  claimId: string,
): Promise<{ readonly authority?: ToldAuthority }> {
  const limits = await readLimits(session)
  if (limits === null) return {}
  const [claim] = await session.select({ branch: claims.branch }).from(claims).where(eq(claims.claimId, claimId))
  return claim === undefined ? {} : { authority: { limits: limitsFor(limits, claim.branch), delegations: [] } }
}
