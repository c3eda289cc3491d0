import type { SQL } from 'drizzle-orm'
import { and, eq, sql } from 'drizzle-orm'

import type { EventScope, EventWord } from '../domain/emergency/event-word.ts'
import type { Session } from './database.ts'
import { emergencyTellings } from './emergency-schema.ts'
import { lendDue } from './lending.ts'
import { claims } from './schema.ts'

/** One parameter, however many they are: a text of its own for each length would be planned each time. */
const texts = (values: readonly string[]): SQL => sql`${sql.param([...values])}::text[]`

/** Whether a claim's row lies in the scope: `isInScope` in SQL. */
function fits({ zones, from, to, causes, lines }: EventScope): SQL {
  return sql`(exists (select from unnest(${texts(zones)}) as zone where starts_with(${claims.region}, zone))
    and ${claims.eventDate} between ${from} and ${to} and ${claims.cause} = any(${texts(causes)})
    and (${lines.length === 0} or ${claims.line} = any(${texts(lines)})))`
}

/** An exercise reaches claims for testing only, and nothing else reaches these: the report says of each whether it is one. */
const reaches = ({ scope, drill }: EventWord): SQL =>
  drill ? sql`(${fits(scope)} and ${isForTesting})` : sql`(${fits(scope)} and not ${isForTesting})`

const isForTesting = sql`exists (
  select from claim_events where claim_events.claim_id = ${claims.claimId} and position = 0 and event->'report'->>'isTest' = 'true')`

/**
 * The claims of an emergency that count, as `told` and `claims`: those that were told or are to be; but not a claim for testing
 * that somebody joined to a real one, nor in an exercise any other.
 */
export const countedClaims = (eventId: string): SQL => sql`emergency_tellings as told
  join emergencies using (event_id) join claims using (claim_id)
  join claim_events as filed on filed.claim_id = claims.claim_id and filed.position = 0
  where told.event_id = ${eventId} and coalesce((filed.event->'report'->>'isTest')::boolean, false) = emergencies.drill`

export interface ListedPage {
  /** How many claims of the page are to be told what they have not been told. */
  readonly listed: number
  /** The last claim looked at; null when there is none left. */
  readonly last: string | null
}

/**
 * Lists the next page of open claims to be told of a word: those in its scope, and those that were told of the event before,
 * whatever became of its scope. Of an end only these hear. Listing twice changes nothing, an older version neither.
 */
export async function listClaimsToTell(
  session: Session,
  word: EventWord,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<ListedPage> {
  const { eventId, version, state } = word
  const isMeant = state === 'active' ? reaches(word) : sql`false`
  const { rows } = await session.execute<{ last: string | null; listed: number; seen: number }>(sql`
    with page as (
      select claim_id, rested_at is null as is_open, ${isMeant} as is_meant from claims
      where claim_id > ${after} order by claim_id limit ${limit}
    ), listed as (
      insert into emergency_tellings as told (event_id, claim_id, version)
      select ${eventId}, claim_id, ${version}::int from page
      where is_open and (is_meant or exists (
        select from emergency_tellings as heard where heard.event_id = ${eventId} and heard.claim_id = page.claim_id))
      on conflict (event_id, claim_id) do update set
        version = excluded.version, state = 'pending', attempts = 0, next_attempt_at = now(), listed_at = now()
      where told.version < excluded.version
      returning 1
    )
    select max(claim_id) as last, count(*)::int as seen, (select count(*)::int from listed) as listed from page`)
  const { last = null, listed = 0, seen = 0 } = rows[0] ?? {}
  return { listed, last: seen < limit ? null : last }
}

/** A claim that lies outside the scope and was joined by hand: it is told of this version and of every later one. */
export async function listByHand(session: Session, { eventId, claimId, version }: Telling): Promise<void> {
  await session.insert(emergencyTellings).values({ eventId, claimId, version }).onConflictDoNothing()
}

/** A claim that has to hear the present version, though it may have heard it before: it stands otherwise now. */
export async function listAnew(session: Session, { eventId, claimId, version }: Telling): Promise<void> {
  const { eventId: event, claimId: claim, version: standing } = emergencyTellings
  await session
    .insert(emergencyTellings)
    .values({ eventId, claimId, version })
    .onConflictDoUpdate({
      target: [event, claim],
      set: { version: sql`excluded.version`, ...toBeTold },
      setWhere: sql`${standing} <= excluded.version`,
    })
}

/** A row as it is when it is listed. */
export const toBeTold = { state: 'pending' as const, attempts: 0, nextAttemptAt: sql`now()`, listedAt: sql`now()` }

export interface Telling {
  readonly eventId: string
  readonly claimId: string
  /** The version the claim is listed for. */
  readonly version: number
}

/** A claim on the list, with when it was put there: it may be put there again, for the same version, while it is told. */
export interface ListedTelling extends Telling {
  /** Microseconds of the epoch, in digits. */
  readonly listing: string
}

/** Of these emergencies those each of the claims was ever listed for. */
export async function listedUnder(
  session: Session,
  claimIds: readonly string[],
  eventIds: readonly string[],
): Promise<readonly Pick<Telling, 'claimId' | 'eventId'>[]> {
  const { eventId, claimId } = emergencyTellings
  return session
    .select({ claimId, eventId })
    .from(emergencyTellings)
    .where(sql`${eventId} = any(${texts(eventIds)}) and ${claimId} = any(${texts(claimIds)})`)
}

/** Claims still to be told of an emergency, lent to this caller. Telling twice is harmless: a claim applies a version once. */
export async function pendingEventTellings(session: Session, limit: number): Promise<readonly ListedTelling[]> {
  const rows = await lendDue<{ event_id: string; claim_id: string; version: number; listing: string }>(session, {
    table: emergencyTellings,
    key: ['event_id', 'claim_id'],
    returning: sql`emergency_tellings.event_id, emergency_tellings.claim_id, emergency_tellings.version, ${listedAtMicros} as listing`,
    limit,
  })
  return rows.map(({ event_id: eventId, claim_id: claimId, ...row }) => ({ eventId, claimId, ...row }))
}

const listedAtMicros = sql`(extract(epoch from ${emergencyTellings.listedAt}) * 1000000)::bigint::text`

/** The claim was told of `told`, or there is nobody left to tell; not if it has been listed again since. */
export async function markEventTold(
  session: Session,
  { eventId, claimId, version: listed, listing }: ListedTelling,
  { version, state }: { readonly version: number; readonly state: 'told' | 'ended' },
): Promise<void> {
  const { eventId: event, claimId: claim, version: standing, state: open } = emergencyTellings
  await session
    .update(emergencyTellings)
    .set({ version, state, toldAt: sql`now()` })
    .where(
      and(
        eq(event, eventId),
        eq(claim, claimId),
        eq(standing, listed),
        eq(open, 'pending'),
        sql`${listedAtMicros} = ${listing}`,
      ),
    )
}

/** Whether a claim in the scope that is open is this person's own: as claimant, insured, or whose claim was joined. */
export async function hasOwnClaimIn(session: Session, scope: EventScope, personId: string): Promise<boolean> {
  const { rows } = await session.execute<{ own: boolean }>(sql`
    select exists (
      select from claims where rested_at is null and ${fits(scope)} and ${isOf(personId)}
    ) as own`)
  return rows[0]?.own === true
}

/** Whether an open claim that was told of the event, by hand or under an earlier scope, is this person's own. */
export async function hasOwnClaimTold(session: Session, eventId: string, personId: string): Promise<boolean> {
  const { rows } = await session.execute<{ own: boolean }>(sql`
    select exists (
      select from emergency_tellings join claims using (claim_id)
      where event_id = ${eventId} and rested_at is null and ${isOf(personId)}
    ) as own`)
  return rows[0]?.own === true
}

const isOf = (personId: string): SQL =>
  sql`(claimant_id = ${personId} or insured_id = ${personId} or ${personId} = any(co_claimant_ids))`
