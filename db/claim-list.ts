import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, exists, inArray, or, sql } from 'drizzle-orm'

import type { ClaimLine, Role } from '../domain/claim/codes.ts'
import type { ClaimStatus } from '../domain/claim/state.ts'
import type { ListedClaim } from './claim-summary.ts'
import { listedClaim, listedColumns } from './claim-summary.ts'
import type { Place } from './cursor.ts'
import { formatCursor, parseCursor } from './cursor.ts'
import type { Session } from './database.ts'
import { isInForce } from './parties.ts'
import { claimParties, claims } from './schema.ts'

/** All that is given must hold. */
export interface ClaimFilter {
  readonly statuses?: readonly ClaimStatus[] | undefined
  /** Administrative code: the branch and everything below it. */
  readonly branchPrefix?: string | undefined
  readonly line?: ClaimLine | undefined
  readonly ownerId?: string | undefined
  readonly queue?: Role | undefined
  readonly escalated?: boolean | undefined
  /** Claims any of these covers. */
  readonly visibleTo?:
    | {
        readonly branchPrefix?: string
        /** Claimant, insured, or whose own claim was joined. */
        readonly personId?: string
        readonly integratorId?: string
      }
    | undefined
  /** Claims that wait for one of these decisions, by the keys of `decisionKey`. */
  readonly deciding?: readonly string[] | undefined
  /** Blind index of an identity number or a phone that a party of the claim has. */
  readonly party?: { readonly kind: keyof typeof partyIndexes; readonly index: string } | undefined
  /** Blind index of the policy the claim stands under. */
  readonly policyIndex?: string | undefined
}

export interface ClaimListAsk {
  readonly filter: ClaimFilter
  /** `newest` report first, or least `time-left` first, by each claim's own clock; without a deadline last. */
  readonly sort: 'newest' | 'time-left'
  /** `next` of the page before, of the same sort. */
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface ClaimListPage {
  readonly claims: readonly ListedClaim[]
  /** Opaque; null on the last page. */
  readonly next: string | null
}

/** One page. Claims that change between pages may be seen twice or, having moved up, not again; none at rest is missed. */
export async function listClaims(
  session: Session,
  { filter, sort, cursor, limit }: ClaimListAsk,
): Promise<ClaimListPage> {
  const { key, direction, isBehind } = sorts[sort]
  const behind = cursor === undefined ? undefined : isBehind(parseCursor(sort, cursor))
  const rows = await session
    .select({ claim: listedColumns, sortKey: sql<string>`${key}::text` })
    .from(claims)
    .where(and(...conditions(session, filter), behind))
    .orderBy(direction(key), direction(claims.claimId))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    claims: page.map(({ claim }) => listedClaim(claim)),
    next: last === undefined ? null : formatCursor(sort, { key: last.sortKey, claimId: last.claim.claimId }),
  }
}

interface Sort {
  readonly key: SQL
  readonly direction: typeof asc
  readonly isBehind: (place: Place) => SQL
}

const newestKey = sql`${claims.reportedAt}`
/** Written as in the index `claims_time_left`, or it is not used. */
const timeLeftKey = sql`(coalesce(${claims.nextDeadlineAt}, 9000000000000000) - ${claims.clockAheadMs})`

const sorts: Readonly<Record<ClaimListAsk['sort'], Sort>> = {
  newest: {
    key: newestKey,
    direction: desc,
    isBehind: ({ key, claimId }) => sql`(${newestKey}, ${claims.claimId}) < (${key}::bigint, ${claimId})`,
  },
  'time-left': {
    key: timeLeftKey,
    direction: asc,
    isBehind: ({ key, claimId }) => sql`(${timeLeftKey}, ${claims.claimId}) > (${key}::bigint, ${claimId})`,
  },
}

const partyIndexes = { identity: claimParties.identityIndex, phone: claimParties.phoneIndex }

function conditions(session: Session, filter: ClaimFilter): (SQL | undefined)[] {
  const { statuses, branchPrefix, line, ownerId, queue, escalated, visibleTo } = filter
  return [
    statuses && inArray(claims.status, [...statuses]),
    given(visibleTo, isVisibleTo),
    given(branchPrefix, isWithin),
    given(line, (value) => eq(claims.line, value)),
    given(ownerId, (value) => eq(claims.ownerId, value)),
    given(queue, (value) => eq(claims.queue, value)),
    given(escalated, (value) => eq(claims.escalated, value)),
    given(filter.deciding, (keys) => sql`${claims.decisions} && ${sql.param([...keys])}::text[]`),
    given(filter.policyIndex, (index) => eq(claims.policyIndex, index)),
    given(filter.party, ({ kind, index }) => {
      const isParty = and(eq(claimParties.claimId, claims.claimId), eq(partyIndexes[kind], index), isInForce)
      return exists(
        session
          .select({ one: sql`1` })
          .from(claimParties)
          .where(isParty),
      )
    }),
  ]
}

function isVisibleTo({ branchPrefix, personId, integratorId }: NonNullable<ClaimFilter['visibleTo']>): SQL | undefined {
  return or(
    given(branchPrefix, isWithin),
    given(personId, (id) =>
      or(eq(claims.claimantId, id), eq(claims.insuredId, id), sql`${id} = any(${claims.coClaimantIds})`),
    ),
    given(integratorId, (id) => eq(claims.integratorId, id)),
  )
}

const isWithin = (prefix: string): SQL => sql`starts_with(${claims.branch}, ${prefix})`

const given = <T>(value: T | undefined, condition: (value: T) => SQL | undefined): SQL | undefined =>
  value === undefined ? undefined : condition(value)
