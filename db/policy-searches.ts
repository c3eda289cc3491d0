import { and, eq, isNull, sql } from 'drizzle-orm'

import { claimLines } from '../domain/claim/codes.ts'
import type { EventScope } from '../domain/emergency/event-word.ts'
import { widestZones } from '../domain/emergency/search-plan.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import { lendDue } from './lending.ts'
import { policySearches } from './response-schema.ts'

export type SearchRow = typeof policySearches.$inferSelect

/**
 * Sets out to search the policies of an event's zones. A zone that was searched for the same days and lines is left as it is,
 * one whose days or lines have changed is searched anew: asking again is safe.
 */
export async function startSearch(
  session: Session,
  { eventId, scope, by }: { readonly eventId: string; readonly scope: EventScope; readonly by: string },
): Promise<void> {
  const { from: firstDay, to: lastDay } = scope
  // In one order, so that the same lines are the same list.
  const lines = claimLines.filter((line) => scope.lines.includes(line))
  const rows = widestZones(scope.zones).map((zone) => ({ eventId, zone, firstDay, lastDay, lines, startedBy: by }))
  if (rows.length === 0) return
  await session
    .insert(policySearches)
    .values(rows)
    .onConflictDoUpdate({
      target: [policySearches.eventId, policySearches.zone],
      set: {
        firstDay: sql`excluded.first_day`,
        lastDay: sql`excluded.last_day`,
        lines: sql`excluded.lines`,
        startedBy: sql`excluded.started_by`,
        cursor: null,
        pages: 0,
        policies: 0,
        state: 'pending',
        attempts: 0,
        nextAttemptAt: sql`now()`,
        startedAt: sql`now()`,
        doneAt: null,
      },
      setWhere: sql`(policy_searches.first_day, policy_searches.last_day, policy_searches.lines)
        is distinct from (excluded.first_day, excluded.last_day, excluded.lines)`,
    })
}

export async function listSearches(session: Session, eventId: string): Promise<readonly SearchRow[]> {
  return session.select().from(policySearches).where(eq(policySearches.eventId, eventId)).orderBy(policySearches.zone)
}

/** A page that is to be asked for, lent to this caller. */
export interface DuePage {
  readonly eventId: string
  readonly zone: string
  readonly firstDay: string
  readonly lastDay: string
  readonly cursor: string | null
  /** When the search began, as the database writes it: one that begins anew is another search. */
  readonly startedAt: string
}

export async function duePages(session: Session, limit: number): Promise<readonly DuePage[]> {
  const returning = sql`policy_searches.event_id, policy_searches.zone, first_day::text, last_day::text, cursor,
    started_at::text`
  const key = ['event_id', 'zone']
  const rows = await lendDue<Row>(session, { table: policySearches, key, returning, limit })
  return rows.map(({ event_id: eventId, first_day: firstDay, last_day: lastDay, started_at: startedAt, ...row }) => {
    return { eventId, zone: row.zone, firstDay, lastDay, cursor: row.cursor, startedAt }
  })
}

type Row = Record<string, unknown> & {
  readonly event_id: string
  readonly zone: string
  readonly first_day: string
  readonly last_day: string
  readonly cursor: string | null
  readonly started_at: string
}

/**
 * Stores what a page brought and where the next one begins, together: whoever dies before is asked for the same page again.
 * What a page brought is stored even when somebody else was faster, since that changes nothing; the place moves once, and never
 * that of a search that has begun anew meanwhile: its pages are of other days.
 */
export function finishPage(
  db: Database,
  page: DuePage,
  {
    next,
    policies,
    store,
  }: { readonly next: string | null; readonly policies: number; readonly store: (session: Session) => Promise<void> },
): Promise<void> {
  const { eventId, zone, cursor, startedAt } = page
  const sameCursor = cursor === null ? isNull(policySearches.cursor) : eq(policySearches.cursor, cursor)
  return inTransaction(db, async (session) => {
    await store(session)
    await session
      .update(policySearches)
      .set({
        cursor: next,
        pages: sql`${policySearches.pages} + 1`,
        policies: sql`${policySearches.policies} + ${policies}`,
        attempts: 0,
        nextAttemptAt: sql`now()`,
        ...(next === null && { state: 'done' as const, doneAt: sql`now()` }),
      })
      .where(
        and(
          eq(policySearches.eventId, eventId),
          eq(policySearches.zone, zone),
          eq(policySearches.state, 'pending'),
          sql`${policySearches.startedAt} = ${startedAt}::timestamptz`,
          sameCursor,
        ),
      )
  })
}
