import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

import type { CountedTarget } from '../domain/emergency/counted-targets.ts'
import { claimTargets } from '../domain/emergency/counted-targets.ts'
import type { Instant } from '../domain/time.ts'
import { DAY, HOUR } from '../domain/time.ts'
import type { Session } from './database.ts'
import { countedClaims } from './emergency-tellings.ts'

/** The first contacts of an event and the call-backs that were asked for, counted at an instant. */
export async function readContactTargets(
  session: Session,
  eventId: string,
  now: Instant,
): Promise<readonly CountedTarget[]> {
  const [contacts, callbacks] = await Promise.all([
    session.execute<Counted>(sql`
      select 'contacts' as target, ${counted({ due: sql`due_at`, done: sql`contacted_at`, now: sql`${now}::bigint` })}
      from contact_tasks where event_id = ${eventId}`),
    // Who was reached and said "later" is owed a call; one nobody answers is none.
    session.execute<Counted>(sql`
      with asked as (
        select at + coalesce((call ->> 'againInHours')::bigint * ${HOUR}::bigint, ${DAY}::bigint) as due_at,
          (select min(at) from contact_calls as again
            where again.event_id = asked.event_id and again.person_id = asked.person_id and again.n > asked.n
              and again.call ->> 'outcome' = 'reached') as done_at
        from contact_calls as asked
        where event_id = ${eventId} and call ->> 'outcome' = 'reached' and call ->> 'wish' = 'later'
      )
      select 'callbacks' as target, ${counted({ due: sql`due_at`, done: sql`done_at`, now: sql`${now}::bigint` })}
      from asked`),
  ])
  return [...contacts.rows, ...callbacks.rows]
}

/** The targets of the claims of an event that ran since it concerned them (E1 to E3, C21), each by the claim's own clock. */
export async function readClaimTargets(
  session: Session,
  eventId: string,
  now: Instant,
): Promise<readonly CountedTarget[]> {
  const { rows } = await session.execute<Counted>(sql`
    with concerned as (${concernedClaims(eventId)}),
    promised as (
      select clock_id, due_target, ended_at, ${now}::bigint + clock_ahead_ms as now
      from concerned join claims using (claim_id) join claim_clocks using (claim_id)
      where clock_id = any(${sql.param([...claimTargets])}::text[]) and claim_clocks.state <> 'void'
        and (ended_at is null or ended_at >= since)
    )
    select 'claims/' || clock_id as target, ${counted({ due: sql`due_target`, done: sql`ended_at`, now: sql`promised.now` })}
    from promised group by clock_id order by array_position(${sql.param([...claimTargets])}::text[], clock_id)`)
  return rows
}

/** Of the claims that count those an event concerned, each since when, by its own clock: since the first version that was about it. */
export const concernedClaims = (eventId: string): SQL => sql`
  select claim_id, min(at) as since from claim_events
  where claim_id in (select told.claim_id from ${countedClaims(eventId)}) and type = 'EventApplied'
    and event -> 'word' ->> 'eventId' = ${eventId} and event ->> 'joins' <> 'not'
  group by claim_id`

type Counted = CountedTarget & Record<string, unknown>

/** The columns of what is counted, of rows with an instant by which each was due and one at which it was done. */
const counted = ({ due, done, now }: { readonly due: SQL; readonly done: SQL; readonly now: SQL }): SQL => sql`
  count(*)::int as "all", count(*) filter (where ${done} <= ${due})::int as met,
  count(*) filter (where coalesce(${done}, ${now}) > ${due})::int as missed,
  (min(${due}) filter (where ${done} is null))::float8 as "oldestDueAt"`
