import { and, eq, sql } from 'drizzle-orm'

import type { ContactFigures } from '../domain/emergency/bulletin.ts'
import type { Call, ContactTask } from '../domain/emergency/contact-task.ts'
import { contactDueAt, isByPerson } from '../domain/emergency/contact-task.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import type { ListedPolicy } from '../domain/emergency/search-plan.ts'
import type { Instant } from '../domain/time.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import { contactCalls, contactPolicies, contactTasks } from './response-schema.ts'
import type { Vault } from './vault.ts'

/** Somebody who was found, and the contracts by which. */
export interface Found {
  readonly task: ContactTask
  readonly policies: readonly ListedPolicy[]
}

/**
 * Raises a task for each person found; who has one already keeps it, with the new source and the earlier date, exactly as
 * `foundAgain` has it. Repeating changes nothing. Resolves to how many people are new.
 */
export async function raiseTasks(
  session: Session,
  vault: Vault,
  eventId: string,
  found: readonly Found[],
): Promise<number> {
  if (found.length === 0) return 0
  // In one order everywhere, so that two searches that find the same people do not wait for each other in a circle.
  const sorted = found.toSorted((a, b) => (a.task.personId < b.task.personId ? -1 : 1))
  const rows = sorted.map(({ task: { sources, offers, ...task } }) => {
    return { eventId, ...task, sources: [...sources], offers: [...offers] }
  })
  const raised = await session
    .insert(contactTasks)
    .values(rows)
    .onConflictDoUpdate({
      target: [contactTasks.eventId, contactTasks.personId],
      set: {
        sources: sql`array(select source from unnest(${inSourceOrder}) source
          where source = any(contact_tasks.sources) or source = any(excluded.sources))`,
        byPerson: sql`contact_tasks.by_person or excluded.by_person`,
        raisedAt: sql`least(contact_tasks.raised_at, excluded.raised_at)`,
        dueAt: sql`least(contact_tasks.due_at, excluded.due_at)`,
      },
    })
    .returning({ isNew: sql<boolean>`xmax = 0` })
  await storePolicies(session, vault, eventId, sorted)
  return raised.filter(({ isNew }) => isNew).length
}

/**
 * A version of the event reaches whoever was found before and is not reached yet, exactly as `underVersion` has it. Repeating
 * changes nothing.
 */
export async function hastenTasks(
  session: Session,
  { eventId, level, measures }: Pick<EventWord, 'eventId' | 'level' | 'measures'>,
  now: Instant,
): Promise<void> {
  const dueAt = sql`${contactDueAt(now, measures)}::bigint`
  const byPerson = sql`${isByPerson(level)}::boolean`
  // In the same order as they are raised in, see raiseTasks.
  await session.execute(sql`
    with meant as (
      select person_id from contact_tasks
      where event_id = ${eventId} and contacted_at is null and (due_at > ${dueAt} or (${byPerson} and not by_person))
      order by person_id for update
    )
    update contact_tasks as task set due_at = least(due_at, ${dueAt}), by_person = by_person or ${byPerson}
    from meant where task.event_id = ${eventId} and task.person_id = meant.person_id`)
}

const inSourceOrder = sql`array['policy', 'hospital-list', 'government-list', 'agent-list']`

async function storePolicies(session: Session, vault: Vault, eventId: string, found: readonly Found[]): Promise<void> {
  const rows = found.flatMap(({ task: { personId }, policies }) =>
    policies.map(({ policyNo, line, branch }) => ({
      eventId,
      personId,
      policyIndex: vault.index('policy', policyNo),
      line,
      branch,
      ...vault.seal(eventId, sealedPolicy(personId), policyNo),
    })),
  )
  if (rows.length > 0) await session.insert(contactPolicies).values(rows).onConflictDoNothing()
}

const sealedPolicy = (personId: string): string => `contact/${personId}/policy`

export async function readTask(session: Session, eventId: string, personId: string): Promise<ContactTask | null> {
  const [row] = await session
    .select()
    .from(contactTasks)
    .where(and(eq(contactTasks.eventId, eventId), eq(contactTasks.personId, personId)))
  return row === undefined ? null : taskOf(row)
}

export type ContactRow = typeof contactTasks.$inferSelect

export function taskOf({ eventId: _event, ...task }: ContactRow): ContactTask {
  return task
}

/** The contracts of a person, with their numbers in the clear. */
export async function readContactPolicies(
  session: Session,
  vault: Vault,
  { eventId, personId }: { readonly eventId: string; readonly personId: string },
): Promise<readonly Pick<ListedPolicy, 'policyNo' | 'line' | 'branch'>[]> {
  const { eventId: ofEvent, personId: ofPerson, policyIndex } = contactPolicies
  const rows = await session
    .select()
    .from(contactPolicies)
    .where(and(eq(ofEvent, eventId), eq(ofPerson, personId)))
    .orderBy(policyIndex)
  return rows.map(({ line, branch, keyId, ciphertext }) => {
    const policyNo = vault.open(eventId, sealedPolicy(personId), { keyId, ciphertext })
    return { policyNo, line, branch }
  })
}

/** A call as it is put on record, with the task it leads to. */
export interface CallRecord {
  readonly eventId: string
  readonly at: Instant
  readonly call: Call
  /** The task after the call. */
  readonly task: ContactTask
  readonly commandId: string
  readonly bodyHash: string
}

/** Keeps the call and changes the task; false when another call came between reading and storing: judge again. */
export function storeCall(db: Database, { eventId, task, ...record }: CallRecord): Promise<boolean> {
  const { personId, calls, contactedAt, wish, nextCallAt, offers } = task
  return inTransaction(db, async (session) => {
    const changed = await session
      .update(contactTasks)
      .set({ calls, contactedAt, wish, nextCallAt, offers: [...offers] })
      .where(
        and(eq(contactTasks.eventId, eventId), eq(contactTasks.personId, personId), eq(contactTasks.calls, calls - 1)),
      )
      .returning({ personId: contactTasks.personId })
    if (changed.length === 0) return false
    await session.insert(contactCalls).values({ eventId, personId, n: calls, ...record })
    return true
  })
}

/** The call this command was, or null when it was none yet. */
export async function findCall(
  session: Session,
  commandId: string,
): Promise<{ readonly bodyHash: string; readonly personId: string; readonly eventId: string } | null> {
  const { bodyHash, personId, eventId } = contactCalls
  const [row] = await session
    .select({ bodyHash, personId, eventId })
    .from(contactCalls)
    .where(eq(contactCalls.commandId, commandId))
  return row ?? null
}

/** The claim the insurer started for this person; false when one stands there already. */
export async function markClaimed(
  session: Session,
  { eventId, personId, claimId }: { readonly eventId: string; readonly personId: string; readonly claimId: string },
): Promise<boolean> {
  const marked = await session
    .update(contactTasks)
    .set({ claimId })
    .where(
      and(eq(contactTasks.eventId, eventId), eq(contactTasks.personId, personId), sql`${contactTasks.claimId} is null`),
    )
    .returning({ personId: contactTasks.personId })
  return marked.length === 1
}

/** How the contacts of an event stand at an instant. */
export async function readContactFigures(session: Session, eventId: string, now: Instant): Promise<ContactFigures> {
  const { rows } = await session.execute<ContactFigures & Record<string, unknown>>(sql`
    select count(*)::int as tasks, count(contacted_at)::int as contacted,
      count(*) filter (where coalesce(contacted_at, ${now}) > due_at)::int as missed,
      count(*) filter (where wish = 'go-on')::int as "goOn",
      count(*) filter (where wish = 'later')::int as later,
      count(*) filter (where wish = 'no')::int as no
    from contact_tasks where event_id = ${eventId}`)
  return rows[0] ?? { tasks: 0, contacted: 0, missed: 0, goOn: 0, later: 0, no: 0 }
}
