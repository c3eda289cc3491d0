import type { AffectedList, PendingRow } from '../../db/affected-lists.ts'
import { eraseUnmatched, listsById, lookAgainTomorrow, markMatched, pendingRows } from '../../db/affected-lists.ts'
import { raiseTasks } from '../../db/contact-tasks.ts'
import { inTransaction } from '../../db/database.ts'
import { readEventFacts } from '../../db/emergencies.ts'
import { opaquePersonId } from '../../db/person-ids.ts'
import { raiseTask } from '../../domain/emergency/contact-task.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import type { PersonMatch } from '../gateways/portfolio-gateway.ts'
import { personsAtOnce } from '../gateways/portfolio-gateway.ts'
import type { SearchDesk } from './policy-search.ts'

/**
 * Asks the policy system which people of the lists are insured, raises a task for each, and erases who is not in time;
 * resolves to how many rows moved on. Who stands on three lists is one task.
 */
export async function matchLists(desk: SearchDesk): Promise<number> {
  const { db, vault, portfolio } = desk
  const erased = await eraseUnmatched(db)
  const rows = await pendingRows(db, vault, personsAtOnce)
  if (rows.length === 0) return erased
  const persons = rows.map(({ row }, index) => {
    return { ref: String(index), name: row.name, identityNumber: row.identity_number }
  })
  const matches = new Map((await portfolio.matchPersons(persons)).map((match) => [match.ref, match]))
  const lists = new Map((await listsById(db, [...new Set(rows.map(({ listId }) => listId))])).map((l) => [l.listId, l]))
  const events = await eventsOf([...lists.values()], desk)
  for (const [index, row] of rows.entries()) {
    const list = lists.get(row.listId)
    const event = list && events.get(list.eventId)
    if (list && event) await settle(row, { list, event, match: matches.get(String(index)) }, desk)
  }
  return rows.length + erased
}

async function eventsOf(lists: readonly AffectedList[], { db }: SearchDesk): Promise<ReadonlyMap<string, EventFacts>> {
  const events = new Map<string, EventFacts>()
  for (const eventId of new Set(lists.map((list) => list.eventId))) {
    const event = await readEventFacts(db, eventId)
    if (event !== null) events.set(eventId, event)
  }
  return events
}

interface Standing {
  readonly list: AffectedList
  readonly event: EventFacts
  readonly match: PersonMatch | undefined
}

async function settle(
  row: PendingRow,
  { list, event, match }: Standing,
  { db, vault, now }: SearchDesk,
): Promise<void> {
  if (match === undefined) return lookAgainTomorrow(db, row)
  const personId = opaquePersonId(vault, match.personId)
  const task = raiseTask({ personId, source: list.kind, at: now() }, event.measures, event.level)
  await inTransaction(db, async (session) => {
    await raiseTasks(session, vault, list.eventId, [{ task, policies: match.policies }])
    await markMatched(session, { ...row, personId })
  })
}
