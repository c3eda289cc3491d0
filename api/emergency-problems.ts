import type { RefusalCode } from '../domain/claim/decision.ts'
import type { ProblemKind } from './problem-catalogue.ts'

const readFirst = 'Read the claim and its next actions, then decide again.'
const refused = (title: string, remedy: string): ProblemKind => ({ status: 409, title, remedy })

/** What a claim refuses of events, the green channel and first contacts: a part of the catalogue of problems. */
export const emergencyProblems = {
  DOCUMENT_WAIVED: refused(
    'The document is not asked for: an event waives it, or a list stands in its place',
    'Leave it off the list: what is waived is not asked for again.',
  ),
  EVENT_UNKNOWN: {
    status: 404,
    title: 'No declared event of this id',
    remedy: 'Use an id listed in `GET /v1/emergencies`.',
  },
  EVENT_ENDED: refused('The event has ended', 'Grant the green channel instead, where a reason for it holds.'),
  EVENT_JOINED: refused('The claim belongs to this event already', readFirst),
  EVENT_NOT_JOINED: refused('The claim does not belong to this event', readFirst),
  EXERCISE_ONLY: refused('The event is an exercise', 'Join claims that were filed for testing.'),
  EXERCISE_NOT_PAID: refused(
    'The claim belongs to an exercise: no money leaves',
    'Cancel the claim as a test when the exercise is over.',
  ),
  GREEN_CHANNEL_KNOWN: refused('The green channel is open for these reasons already', readFirst),
  CONTACT_KNOWN: refused('The first contact is on record already', readFirst),
  SURVEY_MANNER: refused('The claim may not be surveyed in this manner', 'Have somebody look at the place.'),
  LIMIT_LIFTED: refused('An event has lifted this limit', 'Do not cut the item for it; the detail names the item.'),
} satisfies Readonly<Partial<Record<RefusalCode, ProblemKind>>>
