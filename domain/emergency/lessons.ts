import { dateOf } from '../time.ts'
import { fault } from './response-fault.ts'
import type { Response } from './response-state.ts'
import type { ResponseActOf, ResponseContext, ResponseOutcome } from './response-act.ts'
import { missedTargets } from './targets.ts'

/** Why a target was missed, as a code; named again, the later word counts. */
export function nameCause(
  response: Response,
  { target, cause, counted }: ResponseActOf<'NameCause'>,
  { now, by, event }: ResponseContext,
): ResponseOutcome {
  const missed = missedTargets({ response, event, counted, now })
  if (!missed.some((each) => each.target === target)) {
    return fault('TARGET_NOT_MISSED', 'no such target was missed', { field: '/target' })
  }
  return { entry: { type: 'CauseNamed', at: now, by, target, cause } }
}

export function noteLesson(
  { lessons }: Response,
  { textId }: ResponseActOf<'NoteLesson'>,
  { now, by }: ResponseContext,
): ResponseOutcome {
  return { entry: { type: 'LessonNoted', at: now, by, n: lessons.length + 1, textId } }
}

/** Gives a lesson its owner and its day; given anew, the later word counts until it is done. */
export function assignLesson(
  { lessons }: Response,
  { n, ownerId, dueOn }: ResponseActOf<'AssignLesson'>,
  { now, by }: ResponseContext,
): ResponseOutcome {
  const lesson = lessons.find((each) => each.n === n)
  if (lesson === undefined) return fault('LESSON_UNKNOWN', 'there is no lesson of this number')
  if (lesson.doneAt !== null) return fault('LESSON_DONE', 'the lesson was dealt with already')
  if (dueOn < dateOf(now)) return fault('LESSON_DATE', 'the day lies in the past', { field: '/dueOn' })
  return { entry: { type: 'LessonAssigned', at: now, by, n, ownerId, dueOn } }
}

export function finishLesson(
  { lessons }: Response,
  { n }: ResponseActOf<'FinishLesson'>,
  { now, by }: ResponseContext,
): ResponseOutcome {
  const lesson = lessons.find((each) => each.n === n)
  if (lesson === undefined) return fault('LESSON_UNKNOWN', 'there is no lesson of this number')
  if (lesson.doneAt !== null) return fault('LESSON_DONE', 'the lesson was dealt with already')
  if (lesson.ownerId === null) return fault('LESSON_NOT_ASSIGNED', 'a lesson is given an owner and a day first')
  return { entry: { type: 'LessonDone', at: now, by, n } }
}
