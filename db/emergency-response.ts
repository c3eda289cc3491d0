import { and, asc, desc, eq, sql } from 'drizzle-orm'

import type { ResponsePlan } from '../domain/emergency/plan.ts'
import type { ResponseEntry } from '../domain/emergency/response-state.ts'
import type { Session } from './database.ts'
import { emergencyEntries, responsePlans } from './response-schema.ts'

/** The response to an event, entry by entry, as it came. */
export async function readEntries(session: Session, eventId: string): Promise<readonly ResponseEntry[]> {
  const rows = await session
    .select({ entry: emergencyEntries.entry })
    .from(emergencyEntries)
    .where(eq(emergencyEntries.eventId, eventId))
    .orderBy(asc(emergencyEntries.n))
  return rows.map(({ entry }) => entry)
}

interface Appended {
  readonly eventId: string
  /** From 1, one more than were read: somebody else may have taken it meanwhile. */
  readonly n: number
  readonly entry: ResponseEntry
  readonly commandId: string
  readonly bodyHash: string
}

/** Appends the entry; false when the place, or the command, was taken meanwhile: read and judge again. */
export async function appendEntry(session: Session, appended: Appended): Promise<boolean> {
  const rows = await session
    .insert(emergencyEntries)
    .values({ ...appended, type: appended.entry.type })
    .onConflictDoNothing()
    .returning({ n: emergencyEntries.n })
  return rows.length === 1
}

/** The hash of the body this command came with, or null when it did not come yet. */
export async function findEntryCommand(session: Session, eventId: string, commandId: string): Promise<string | null> {
  const [row] = await session
    .select({ bodyHash: emergencyEntries.bodyHash })
    .from(emergencyEntries)
    .where(and(eq(emergencyEntries.eventId, eventId), eq(emergencyEntries.commandId, commandId)))
  return row?.bodyHash ?? null
}

export type StoredPlan = Omit<typeof responsePlans.$inferSelect, 'putAt'> & { readonly putAt: number }

/** A version of a plan, the newest where none is named; null when there is none. */
export async function readPlan(session: Session, planId: string, version?: number): Promise<StoredPlan | null> {
  const { planId: ofPlan, version: ofVersion } = responsePlans
  const named = version === undefined ? undefined : eq(ofVersion, version)
  const [row] = await session
    .select(planColumns)
    .from(responsePlans)
    .where(and(eq(ofPlan, planId), named))
    .orderBy(desc(ofVersion))
    .limit(1)
  return row ?? null
}

/** The newest version of every plan. */
export async function listPlans(session: Session): Promise<readonly StoredPlan[]> {
  return session
    .selectDistinctOn([responsePlans.planId], planColumns)
    .from(responsePlans)
    .orderBy(responsePlans.planId, desc(responsePlans.version))
}

/** Puts a plan behind the version it was made from; false when another was put meanwhile. */
export async function putPlan(
  session: Session,
  put: { readonly planId: string; readonly version: number; readonly plan: ResponsePlan; readonly putBy: string },
): Promise<boolean> {
  const rows = await session
    .insert(responsePlans)
    .values({ ...put, version: put.version + 1 })
    .onConflictDoNothing()
    .returning({ version: responsePlans.version })
  return rows.length === 1
}

const planColumns = {
  planId: responsePlans.planId,
  version: responsePlans.version,
  plan: responsePlans.plan,
  putBy: responsePlans.putBy,
  putAt: sql`floor(extract(epoch from ${responsePlans.putAt}) * 1000)`.mapWith(Number),
}

/** Events somebody still has to respond to: those that are not reviewed yet, and those of which a lesson is still to be done. */
export async function openEvents(session: Session): Promise<readonly string[]> {
  const { rows } = await session.execute<{ eventId: string }>(sql`
    select event_id as "eventId" from emergencies where status <> 'reviewed'
    union
    select assigned.event_id from emergency_entries as assigned
    where assigned.type = 'LessonAssigned' and not exists (
      select from emergency_entries as done
      where done.event_id = assigned.event_id and done.type = 'LessonDone' and done.entry -> 'n' = assigned.entry -> 'n')
    order by 1`)
  return rows.map(({ eventId }) => eventId)
}
