import { readContactFigures } from '../../db/contact-tasks.ts'
import type { Database } from '../../db/database.ts'
import { readEventFacts } from '../../db/emergencies.ts'
import { openEvents, readEntries } from '../../db/emergency-response.ts'
import { storeWorkItem } from '../../db/work-items.ts'
import { foldResponse } from '../../domain/emergency/response-state.ts'
import { missedTargets, toldOfMiss } from '../../domain/emergency/targets.ts'
import type { Instant } from '../../domain/time.ts'

interface WatchDesk {
  readonly db: Database
  readonly now: () => Instant
}

/**
 * Looks after the targets of every event that is not over: a late bulletin, plan step, contact or report to the regulator
 * becomes one work item for each who is told of it, for ever the same one. Never has more to do at once, and so resolves to 0.
 */
export async function watchResponses({ db, now }: WatchDesk): Promise<number> {
  for (const eventId of await openEvents(db)) {
    const event = await readEventFacts(db, eventId)
    if (event === null) continue
    const at = now()
    const [entries, contacts] = await Promise.all([readEntries(db, eventId), readContactFigures(db, eventId, at)])
    for (const missed of missedTargets({ response: foldResponse(entries), event, contacts, now: at })) {
      const { target, dueAt } = missed
      for (const [above, tell] of toldOfMiss(missed, at).entries()) {
        const facts = { eventId, target, dueAt, tell, drill: event.drill }
        const reference = above === 0 ? `${eventId}/${target}` : `${eventId}/${target}/${tell}`
        await storeWorkItem(db, { kind: 'event-target-missed', reference, facts })
      }
    }
  }
  return 0
}
