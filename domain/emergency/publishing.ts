import type { Instant } from '../time.ts'
import { bulletinDueAt, editionsOf } from './bulletin.ts'
import type { EventFacts } from './event-facts.ts'
import type { Response } from './response-state.ts'
import type { ResponseActOf, ResponseContext, ResponseOutcome } from './response-act.ts'
import { standingSteps } from './steps.ts'

/**
 * By when the next bulletin is due: the earliest date that any level gave since the last one, or since the declaration, each level
 * counted from its own instant. So a level that goes down takes back no date, and one that goes up has missed none. Null
 * without a declaration, and once a bulletin is out that came after the end was put on record.
 */
export function nextBulletinDueAt(
  { bulletins }: Response,
  { levels, declaredAt, endRecordedAt }: EventFacts,
): Instant | null {
  if (declaredAt === null) return null
  const last = bulletins.at(-1)?.at ?? declaredAt
  if (endRecordedAt !== null && bulletins.some(({ at }) => at >= endRecordedAt)) return null
  const from = Math.max(last, declaredAt)
  const held = levels.filter((_, index) => (levels[index + 1]?.since ?? Infinity) > from)
  return Math.min(...held.map(({ level, since }) => bulletinDueAt(level, Math.max(from, since))))
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
