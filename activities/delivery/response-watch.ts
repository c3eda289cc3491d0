import type { Database } from '../../db/database.ts'
import { readEventFacts } from '../../db/emergencies.ts'
import { openEvents, readEntries } from '../../db/emergency-response.ts'
import { readContactTargets } from '../../db/event-targets.ts'
import { storeWorkItem } from '../../db/work-items.ts'
import { missKey } from '../../domain/emergency/counted-targets.ts'
import { foldResponse } from '../../domain/emergency/response-state.ts'
import { missesToTell, toldOfMiss } from '../../domain/emergency/targets.ts'
import type { Instant } from '../../domain/time.ts'

interface WatchDesk {
  readonly db: Database
  readonly now: () => Instant
}

/**
 * Looks after the targets of every event that is not over: a late bulletin, plan step, contact, call-back, lesson or report to the
 * regulator becomes one work item for each who is told of it, for ever the same one; of people, another one with every step their
 * count has reached. What claims were promised their own clocks look after. Never has more to do at once, and so resolves to 0.
 */
export async function watchResponses({ db, now }: WatchDesk): Promise<number> {
  for (const eventId of await openEvents(db)) {
    const event = await readEventFacts(db, eventId)
    if (event === null) continue
    const at = now()
    const [entries, counted] = await Promise.all([readEntries(db, eventId), readContactTargets(db, eventId, at)])
    for (const missed of missesToTell({ response: foldResponse(entries), event, counted, now: at })) {
      const { target, dueAt, count } = missed
      for (const [above, tell] of toldOfMiss(missed, at).entries()) {
        const facts = { eventId, target, dueAt, tell, drill: event.drill, ...(count !== undefined && { count }) }
        const key = `${eventId}/${missKey(missed)}`
        const reference = above === 0 ? key : `${key}/${tell}`
        await storeWorkItem(db, { kind: 'event-target-missed', reference, facts })
      }
    }
  }
  return 0
}
