import type { SQL } from 'drizzle-orm'
import { and, asc, eq, isNull, lt, notInArray, sql } from 'drizzle-orm'

import type { Role } from '../domain/claim/codes.ts'
import type { Clock } from '../domain/clocks/clock.ts'
import type { Instant } from '../domain/time.ts'
import { hostNow } from './claim-summary.ts'
import type { Place } from './cursor.ts'
import { CursorInvalid, formatCursor, parseCursor } from './cursor.ts'
import type { Session } from './database.ts'
import { claimClocks, claims } from './schema.ts'

/** The states of a clock that has not ended; `breached` is late and not done yet. */
export type OpenClockState = Extract<Clock['state'], 'running' | 'paused' | 'breached'>

/** All that is given must hold. */
export interface ClockFilter {
  /** Administrative code: claims of the branch and everything below it. The caller's own comes as `visibleBranch`. */
  readonly branchPrefix?: string | undefined
  readonly visibleBranch: string
  readonly state?: OpenClockState | undefined
  /** Epoch ms; what is due at this instant is not before it. */
  readonly dueBefore?: Instant | undefined
  /** Clocks the reader may not know of. */
  readonly hidden?: readonly Clock['id'][] | undefined
}

export interface ClockListAsk {
  readonly filter: ClockFilter
  /** `next` of the page before. */
  readonly cursor?: string | undefined
  readonly limit: number
}

/** An open clock (时限) with whose turn it is on its claim. */
export interface ListedClock extends Pick<Clock, 'id' | 'n' | 'state' | 'dueTarget' | 'dueLegal' | 'provisional'> {
  readonly claimId: string
  readonly ownerId: string | null
  readonly queue: Role | null
  /** Now by the claim's own clock: from here time left is counted. */
  readonly asOf: Instant
}

export interface ClockListPage {
  readonly clocks: readonly ListedClock[]
  /** Opaque; null on the last page. */
  readonly next: string | null
}

/**
 * One page of the clocks nobody has ended, the earliest `dueTarget` first. A clock that moves between pages (paused,
 * run on) may be seen twice or not again; none at rest is missed.
 *
 * @throws {CursorInvalid}
 */
export async function listOpenClocks(
  session: Session,
  { filter, cursor, limit }: ClockListAsk,
): Promise<ClockListPage> {
  const behind = cursor === undefined ? undefined : isBehind(parseCursor(list, cursor))
  const rows = await session
    .select(columns)
    .from(claimClocks)
    .innerJoin(claims, eq(claims.claimId, claimClocks.claimId))
    // A claim that rests has nothing left to do; what outlives it is its limitation, which is nobody's task.
    .where(and(isNull(claimClocks.endedAt), isNull(claims.restedAt), ...conditions(filter), behind))
    .orderBy(asc(claimClocks.dueTarget), asc(claimClocks.claimId), asc(claimClocks.clockId), asc(claimClocks.n))
    .limit(limit + 1)
  const page = rows.slice(0, limit).map(({ hostNow: now, clockAheadMs, ...clock }) => {
    return { ...clock, asOf: now + clockAheadMs }
  })
  const last = rows.length > limit ? page.at(-1) : undefined
  return { clocks: page, next: last === undefined ? null : formatCursor(list, placeOf(last)) }
}

const list = 'open-clocks'

const columns = {
  claimId: claimClocks.claimId,
  id: claimClocks.clockId,
  n: claimClocks.n,
  state: claimClocks.state,
  dueTarget: claimClocks.dueTarget,
  dueLegal: claimClocks.dueLegal,
  provisional: claimClocks.provisional,
  ownerId: claims.ownerId,
  queue: claims.queue,
  clockAheadMs: claims.clockAheadMs,
  hostNow,
}

function conditions({ branchPrefix = '', visibleBranch, state, dueBefore, hidden }: ClockFilter): (SQL | undefined)[] {
  return [
    isWithin(visibleBranch),
    isWithin(branchPrefix),
    state && eq(claimClocks.state, state),
    dueBefore === undefined ? undefined : lt(claimClocks.dueTarget, dueBefore),
    hidden && notInArray(claimClocks.clockId, [...hidden]),
  ]
}

const isWithin = (prefix: string): SQL => sql`starts_with(${claims.branch}, ${prefix})`

/** A claim may have several clocks due at one instant: the place names the clock. */
const placeOf = ({ dueTarget, claimId, id, n }: ListedClock): Place => ({
  key: String(dueTarget),
  claimId,
  row: `${id}/${n}`,
})

function isBehind({ key, claimId, row = '' }: Place): SQL {
  const [, id, n] = /^([\w-]{1,16})\/(\d{1,9})$/.exec(row) ?? []
  if (id === undefined) throw new CursorInvalid()
  const { dueTarget, claimId: ofClaim, clockId, n: instance } = claimClocks
  return sql`(${dueTarget}, ${ofClaim}, ${clockId}, ${instance}) > (${key}::bigint, ${claimId}, ${id}, ${n}::integer)`
}
