import type { Session } from '../../db/database.ts'
import { reviewFault } from '../../domain/emergency/summary.ts'
import { eventAtHand, responseProblem } from './event-at-hand.ts'
import { summaryGround } from './sum-up.ts'

/**
 * How many lessons of an emergency have no owner or no date yet: it is reviewed when none is left. What else stands before the
 * review is refused here: a missed target without its cause, nothing learned, the regulator's final report, a plan that a drill
 * has not changed.
 */
export async function lessonsWithoutOwner(session: Session, eventId: string): Promise<number> {
  const ground = await summaryGround(session, await eventAtHand(session, eventId))
  const open = reviewFault(ground)?.fault
  // The event itself refuses these two, by its own log.
  const isTheEvents = open?.code === 'REVIEW_LESSON_OPEN' || open?.code === 'EVENT_NOT_ENDED'
  if (open !== undefined && !isTheEvents) throw responseProblem(open)
  return ground.response.lessons.filter(({ ownerId }) => ownerId === null).length
}
