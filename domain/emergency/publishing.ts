import type { Instant } from '../time.ts'
import { bulletinDueAt, editionsOf } from './bulletin.ts'
import type { EventFacts } from './event-facts.ts'
import { countedFrom } from './event-facts.ts'
import type { Response } from './response-state.ts'
import type { ResponseActOf, ResponseContext, ResponseOutcome } from './response-act.ts'
import { standingSteps } from './steps.ts'

/** By when the next bulletin is due; null once the event has ended and its last bulletin is out. */
export function nextBulletinDueAt({ bulletins }: Response, event: EventFacts): Instant | null {
  const last = bulletins.at(-1)?.at ?? countedFrom(event)
  if (event.state === 'watch' || (event.endedAt !== null && last >= event.endedAt)) return null
  return bulletinDueAt(event.level, last)
}

/** Freezes the figures in four editions; whoever publishes them signs for them by name (签发). */
export function publishBulletin(
  response: Response,
  { figures }: ResponseActOf<'PublishBulletin'>,
  { now, by, event }: ResponseContext,
): ResponseOutcome {
  const late = standingSteps(response, now).filter(({ isLate, doneAt }) => isLate && doneAt === null)
  const editions = editionsOf(
    figures,
    late.map(({ stepId }) => stepId),
  )
  const dueAt = nextBulletinDueAt(response, event) ?? now
  return {
    entry: { type: 'BulletinPublished', at: now, by, n: response.bulletins.length + 1, dueAt, figures, editions },
  }
}
