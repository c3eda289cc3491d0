import type { EventRefusalCode } from '../domain/emergency/event-refusal.ts'
import type { ProblemKind } from './problem-catalogue.ts'

const fixBody = 'Correct the fields named in errors.'
const readFirst = 'Read the event, then decide again.'
const refused = (title: string, remedy: string): ProblemKind => ({ status: 409, title, remedy })
const wrongValue = (title: string, remedy: string = fixBody): ProblemKind => ({ status: 422, title, remedy })

const refusals = {
  EVENT_STATUS: refused('The event does not stand where this is possible', readFirst),
  EVENT_ROLE: { status: 403, title: 'This role may not do this in an emergency', remedy: 'Ask someone in whoMay.' },
  EVENT_CHANGED: { status: 412, title: 'The event has changed since you read it', remedy: readFirst },
  EVENT_COMMAND_REUSED: {
    status: 422,
    title: 'The Idempotency-Key was used for another request on this event',
    remedy: 'Use a fresh key for a new intent; repeat an old one unchanged.',
  },
  EVENT_OWN_CLAIM: refused(
    'A claim of the commander’s own lies in the scope of the event',
    'Leave the event to another commander.',
  ),
  DIVISION_UNKNOWN: wrongValue(
    'No province or city has this division code',
    'Use two, four or six digits of a code of GB/T 2260; a district counts as known when its city is.',
  ),
  DIVISION_TWICE: wrongValue('A division lies in another one of the list', 'Name the larger one alone.'),
  SCOPE_EMPTY: wrongValue('The scope has no zone or no peril'),
  WINDOW_BACKWARDS: wrongValue('The days of the losses end before they begin'),
  LEVEL_WITHOUT_BASIS: wrongValue(
    'The level rests on nothing',
    'Give a figure of the estimate, or the level the regulator has set.',
  ),
  LEVEL_BELOW_REGULATOR: wrongValue(
    'The level is below the one the regulator has set',
    'Set his level or a higher one.',
  ),
  MEASURE_NEVER_CHANGED: wrongValue(
    'The measure would touch what no level changes',
    'Leave out the document named in errors: who is paid, and that a death happened, is proven at any level.',
  ),
  MEASURE_RANGE: wrongValue('A measure is outside what it may be'),
  MULTIPLIER_ABOVE_CAP: wrongValue(
    'The multiplier of authority is above the cap of the level',
    'Multiply by 2 at most at level II, by 5 at most at level I, at level III not at all.',
  ),
  MULTIPLIER_WITHOUT_END: wrongValue('The multiplier of authority has no end ahead', 'Name in until when it ends.'),
  MULTIPLIER_WITHOUT_NAME: wrongValue('Nobody raises the multiplier of authority by name'),
  END_BEFORE_START: wrongValue('The event would end before it began'),
  EVENT_IN_THE_FUTURE: wrongValue('The instant lies in the future'),
  LESSON_WITHOUT_OWNER: refused(
    'A lesson of the event has no owner or no date',
    'Give every lesson a person and a date, then review.',
  ),
} satisfies Readonly<Record<EventRefusalCode, ProblemKind>>

/** What can be wrong with what is asked of an emergency: a part of the catalogue of problems. */
export const emergencyEventProblems = {
  EMERGENCY_NOT_FOUND: {
    status: 404,
    title: 'There is no such emergency',
    remedy: 'Use an id listed in `GET /v1/emergencies`.',
  },
  ...refusals,
} satisfies Readonly<Record<string, ProblemKind>>
