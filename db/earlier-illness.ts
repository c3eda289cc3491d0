import { and, eq, exists, isNotNull, lt, ne, notInArray, sql } from 'drizzle-orm'
import type { AnyColumn } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type { ClaimStatus } from '../domain/claim/state.ts'
import type { Session } from './database.ts'
import { claimParties, claims } from './schema.ts'

/** What was cancelled or taken back says nothing of an illness. */
const withoutClaim: ClaimStatus[] = ['cancelled', 'withdrawn']

/**
 * Whether the insured of a claim, found by the blind index of his identity number, has claimed for a critical illness before:
 * by a claim reported earlier, whatever became of it but that it was cancelled or withdrawn.
 */
export async function claimedIllnessBefore(session: Session, claimId: string): Promise<boolean> {
  const [other, own, theirs] = [alias(claims, 'other'), alias(claimParties, 'own'), alias(claimParties, 'theirs')]
  const isSameInsured = and(
    eq(theirs.identityIndex, own.identityIndex),
    ne(theirs.claimId, own.claimId),
    eq(theirs.kind, insuredKind(theirs.claimId)),
  )
  const isEarlier = and(
    eq(other.claimId, theirs.claimId),
    eq(other.line, 'critical-illness'),
    notInArray(other.status, withoutClaim),
    lt(other.reportedAt, claims.reportedAt),
  )
  const [found] = await session
    .select({ claimId: claims.claimId })
    .from(claims)
    .innerJoin(own, and(eq(own.claimId, claims.claimId), eq(own.kind, insuredKind(own.claimId))))
    .where(
      and(
        eq(claims.claimId, claimId),
        isNotNull(own.identityIndex),
        exists(
          session
            .select({ one: sql`1` })
            .from(theirs)
            .innerJoin(other, isEarlier)
            .where(isSameInsured),
        ),
      ),
    )
    .limit(1)
  return found !== undefined
}

/** Of a claim whose insured asks himself the claimant is the insured. */
const insuredKind = (claimId: AnyColumn) =>
  sql<'insured' | 'claimant'>`case when exists (select 1 from ${claimParties} as named
    where named.claim_id = ${claimId} and named.kind = 'insured') then 'insured' else 'claimant' end`
