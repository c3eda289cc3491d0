import type { Logger } from 'pino'
import { readContactFigures } from '../../db/contact-tasks.ts'
import type { Database } from '../../db/database.ts'
import { readEmergency } from '../../db/emergencies.ts'
import { openEvents, readEntries } from '../../db/emergency-response.ts'
import { storeWorkItem } from '../../db/work-items.ts'
import { factsOf } from '../../domain/emergency/event-facts.ts'
import { foldResponse } from '../../domain/emergency/response-state.ts'
import { missedTargets } from '../../domain/emergency/targets.ts'
import type { Instant } from '../../domain/time.ts'

export interface WatchDesk {
  readonly db: Database
  readonly log: Logger
  readonly now: () => Instant
}

const watchEveryMs = 15_000

/**
 * Looks after the targets of every event that is not over: a late bulletin, plan step, contact or report to the regulator
 * becomes one work item, for ever the same one.
 */
export function createResponseWatch({ db, log, now }: WatchDesk): () => Promise<number> {
  let next = 0
  return async () => {
    const at = now()
    if (at < next) return 0
    next = at + watchEveryMs
    for (const eventId of await openEvents(db)) {
      const emergency = await readEmergency(db, eventId)
      if (emergency === null) continue
      const event = factsOf(emergency)
      const [entries, contacts] = await Promise.all([readEntries(db, eventId), readContactFigures(db, eventId, at)])
      for (const { target, dueAt } of missedTargets({ response: foldResponse(entries), event, contacts, now: at })) {
        const { drill } = event
        await storeWorkItem(db, { kind: 'event-target-missed', reference: `${eventId}/${target}`, facts: { eventId, target, dueAt, drill } })
      }
    }
    log.debug('looked after the targets of events')
    return 0
  }
}
