import { readEmergencyEvents } from '../../db/emergencies.ts'
import { readFigures } from '../../db/emergency-figures.ts'
import { readEntries, readPlan } from '../../db/emergency-response.ts'
import { readClaimTargets, readContactTargets } from '../../db/event-targets.ts'
import { readHostClock } from '../../db/host-clock.ts'
import type { Session } from '../../db/database.ts'
import type { CountedTarget } from '../../domain/emergency/counted-targets.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import { foldResponse } from '../../domain/emergency/response-state.ts'
import type { SummaryGround } from '../../domain/emergency/summary.ts'
import type { Instant } from '../../domain/time.ts'

/** Everything the summary of an event rests on, as of now. */
export async function summaryGround(db: Session, event: EventFacts): Promise<SummaryGround> {
  const { eventId } = event
  const [log, entries, now] = await Promise.all([
    readEmergencyEvents(db, eventId),
    readEntries(db, eventId),
    readHostClock(db),
  ])
  const response = foldResponse(entries)
  const [figures, counted, plan] = await Promise.all([
    readFigures(db, eventId, now),
    countedTargets(db, eventId, now),
    response.plan === null ? null : readPlan(db, response.plan.planId),
  ])
  return { event, log, response, entries, figures, counted, newestPlanVersion: plan?.version ?? null, now }
}

/** What of an event's targets is counted: people to be called, and what its claims were promised. */
export async function countedTargets(db: Session, eventId: string, now: Instant): Promise<readonly CountedTarget[]> {
  const [people, claims] = await Promise.all([readContactTargets(db, eventId, now), readClaimTargets(db, eventId, now)])
  return [...people, ...claims]
}
