import { sql } from 'drizzle-orm'

import type { ContactTask } from '../domain/emergency/contact-task.ts'
import { formatCursor, parseCursor } from './cursor.ts'
import type { ContactRow } from './contact-tasks.ts'
import { taskOf } from './contact-tasks.ts'
import type { Session } from './database.ts'

/** `to-call`: not reached yet, or asked to be called later; in the order of the time that is left. */
export const contactLists = ['to-call', 'all'] as const
export type ContactListKind = (typeof contactLists)[number]

export interface ContactPage {
  readonly tasks: readonly ContactTask[]
  /** Opaque; null on the last page. */
  readonly next: string | null
}

interface Ask {
  /** Of people with a contract whose branch code begins like this; empty for the whole company. */
  readonly branchPrefix: string
  readonly list: ContactListKind
  readonly cursor?: string | undefined
  readonly limit: number
}

/** One page of the people of an event. Who is reached between two pages is not seen again. */
export async function listContacts(
  session: Session,
  eventId: string,
  { branchPrefix, list, cursor, limit }: Ask,
): Promise<ContactPage> {
  const name = `contacts-${list}`
  // Written as in the index, or it is not used.
  const key = sql`coalesce(next_call_at, due_at)`
  const open = list === 'to-call' ? sql`and (contacted_at is null or next_call_at is not null)` : sql``
  const place = cursor === undefined ? null : parseCursor(name, cursor)
  const behind = place === null ? sql`` : sql`and (${key}, person_id) > (${place.key}::bigint, ${place.claimId})`
  const { rows } = await session.execute<Row>(sql`
    select person_id, sources, by_person, raised_at, due_at, calls, contacted_at, wish, next_call_at, offers, claim_id,
      ${key}::text as key
    from contact_tasks where event_id = ${eventId} ${open} ${behind} ${within(branchPrefix)}
    order by ${key}, person_id limit ${limit + 1}`)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    tasks: page.map((row) => taskOf(rowOf(eventId, row))),
    next: last === undefined ? null : formatCursor(name, { key: last.key, claimId: last.person_id }),
  }
}

/** Whether a person has a contract of the branch. */
export async function seesContact(
  session: Session,
  {
    eventId,
    personId,
    branchPrefix,
  }: { readonly eventId: string; readonly personId: string; readonly branchPrefix: string },
): Promise<boolean> {
  const { rows } = await session.execute(sql`
    select from contact_tasks where event_id = ${eventId} and person_id = ${personId} ${within(branchPrefix)}`)
  return rows.length === 1
}

const within = (branchPrefix: string) =>
  branchPrefix === ''
    ? sql``
    : sql`and exists (select from contact_policies as held where held.event_id = contact_tasks.event_id
        and held.person_id = contact_tasks.person_id and starts_with(held.branch, ${branchPrefix}))`

type Row = Record<string, unknown> & {
  readonly person_id: string
  readonly sources: ContactRow['sources']
  readonly by_person: boolean
  /** Bigints come as text where a statement is written by hand. */
  readonly raised_at: string
  readonly due_at: string
  readonly calls: number
  readonly contacted_at: string | null
  readonly wish: ContactRow['wish']
  readonly next_call_at: string | null
  readonly offers: ContactRow['offers']
  readonly claim_id: string | null
  readonly key: string
}

const instantOf = (text: string | null): number | null => (text === null ? null : Number(text))

const rowOf = (eventId: string, row: Row): ContactRow => ({
  eventId,
  personId: row.person_id,
  sources: row.sources,
  byPerson: row.by_person,
  raisedAt: Number(row.raised_at),
  dueAt: Number(row.due_at),
  calls: row.calls,
  contactedAt: instantOf(row.contacted_at),
  wish: row.wish,
  nextCallAt: instantOf(row.next_call_at),
  offers: row.offers,
  claimId: row.claim_id,
})
