import type { AnyColumn } from 'drizzle-orm'
import { and, asc, eq, isNotNull, lt, ne, notInArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type { ClaimStatus } from '../domain/claim/state.ts'
import type { Session } from './database.ts'
import { claimEvents, claims } from './schema.ts'

const ended: ClaimStatus[] = ['closed', 'denied', 'declined', 'withdrawn', 'cancelled']

/**
 * The open claim this one may be a copy of (#4): same policy, event date, cause and insured, entered earlier. Of two that
 * look for each other at once only the later one finds the other. The log's order counts, not the receipt: what lay at a
 * counter for hours is entered last and carries the earlier receipt. A relinked claim (#53) entered its policy then.
 */
export async function findDuplicate(session: Session, claimId: string): Promise<{ otherClaimId: string } | null> {
  const other = alias(claims, 'other')
  const isSameLoss = and(
    eq(other.policyIndex, claims.policyIndex),
    eq(other.eventDate, claims.eventDate),
    eq(other.cause, claims.cause),
    eq(other.insuredId, claims.insuredId),
  )
  const isEarlier = lt(enteredAs(other.claimId), enteredAs(claims.claimId))
  const isOpen = and(notInArray(other.status, ended), ne(other.claimId, claims.claimId))
  const [found] = await session
    .select({ otherClaimId: other.claimId })
    .from(claims)
    .innerJoin(other, and(isSameLoss, isEarlier, isOpen))
    .where(and(eq(claims.claimId, claimId), isNotNull(claims.policyIndex)))
    .orderBy(asc(other.reportedAt), asc(other.claimId))
    .limit(1)
  return found ?? null
}

/** Number, in the log of all claims, of the event that put the claim under its policy. */
const enteredAs = (claimId: AnyColumn) =>
  sql<number>`(select max(${claimEvents.globalSeq}) from ${claimEvents}
    where ${claimEvents.claimId} = ${claimId} and ${claimEvents.type} in ('ClaimReported', 'PolicyRelinked'))`
