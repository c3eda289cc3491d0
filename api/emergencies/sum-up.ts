import { readFigures } from '../../db/emergency-figures.ts'
import { readEntries, readPlan } from '../../db/emergency-response.ts'
import { readHostClock } from '../../db/host-clock.ts'
import type { Session } from '../../db/database.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import { foldResponse } from '../../domain/emergency/response-state.ts'
import type { SummaryGround } from '../../domain/emergency/summary.ts'

/** Everything the summary of an event rests on, as of now. */
export async function summaryGround(db: Session, event: EventFacts): Promise<SummaryGround> {
  const { eventId } = event
  const [entries, now] = await Promise.all([readEntries(db, eventId), readHostClock(db)])
  const response = foldResponse(entries)
  const [figures, plan] = await Promise.all([
    readFigures(db, eventId, now),
    response.plan === null ? null : readPlan(db, response.plan.planId),
  ])
  return { event, response, entries, figures, newestPlanVersion: plan?.version ?? null, now }
}
