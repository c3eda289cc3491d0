import type { ResponseFaultCode } from '../domain/emergency/response-fault.ts'
import type { ProblemKind } from './problem-catalogue.ts'

const fixBody = 'Correct the fields named in errors.'
const readFirst = 'Read `GET /v1/emergencies/{eventId}/response`, then decide again.'
const fileWithCustomer = 'File the claim with the customer: `POST /v1/claims`.'
const readSummary = 'Read `GET /v1/emergencies/{eventId}/summary` and settle what it names as open.'

const refused = (title: string, remedy = readFirst): ProblemKind => ({ status: 409, title, remedy })
const wrong = (title: string): ProblemKind => ({ status: 422, title, remedy: fixBody })
const missing = (title: string): ProblemKind => ({ status: 404, title, remedy: readFirst })

/** What the rules of the response to an event refuse. */
const responseFaults = {
  CONTACT_OWN: refused('Nobody calls himself', 'Leave the call to a colleague.'),
  CONTACT_WISH_MISSING: wrong('What the person wants is missing'),
  CONTACT_WISH_UNHEARD: wrong('Who was not reached has said nothing'),
  CONTACT_NOT_BY_PERSON: wrong('At this level a message alone is no contact'),
  CONTACT_CLAIMED: refused('A claim was started for this person', 'Go on there: `claimId` of the contact names it.'),
  CONTACT_WISH_OTHER: refused('The person has not asked to go on', 'Record the wish with a call first.'),
  INSURER_START_NOT_ALLOWED: refused(
    'The measures of the event leave the claim request to the customer',
    fileWithCustomer,
  ),
  EVENT_NOT_ACTIVE: refused('The event does not run', fileWithCustomer),
  LIST_EVIDENCE_MISSING: refused('The person stands on no published list', fileWithCustomer),
  LOSS_OUTSIDE_EVENT: wrong('The loss lies outside the event'),
  DEATH_NOT_LISTED: wrong('No list of the government says that the person is dead'),
  PLAN_STEP_TWICE: wrong('A step stands in the plan twice'),
  PLAN_STEP_UNKNOWN: wrong('A step waits for one the plan does not have'),
  PLAN_CIRCLE: wrong('Steps of the plan wait for each other'),
  PLAN_RESOURCE_TWICE: wrong('A resource stands in the plan twice'),
  PLAN_EXERCISE_ZONE: wrong('There is no such division to exercise the plan in'),
  PLAN_NOT_FOR_EVENT: refused('The plan is for other kinds of events or levels', 'Follow a plan for this one.'),
  STEP_UNKNOWN: missing('The plan that is followed has no such step'),
  STEP_CHECKED: refused('The step was checked off already'),
  STEP_BEFORE: refused('Another step comes first'),
  STEP_OF_ANOTHER: { status: 403, title: 'Another role owns the step', remedy: 'Ask someone in whoMay.' },
  SIGNED_IN: refused('You are signed in for this event already', 'Nothing is left to do.'),
  NOT_SIGNED_IN: refused('You are not signed in for this event', 'Nothing is left to do.'),
  RESOURCE_UNKNOWN: wrong('The plan that is followed has no such resource'),
  RESOURCE_CEILING: refused(
    'More than the ceiling of the resource',
    'Release something first, or put a plan with more.',
  ),
  COMMITMENT_UNKNOWN: missing('There is no commitment of this number'),
  COMMITMENT_RELEASED: refused('The commitment was released already', 'Nothing is left to do.'),
  REPORT_ORDER: refused('This report to the regulator does not come now', 'Make the one that comes next.'),
  REPORT_FINAL: refused('The final report was made', 'Nothing follows it.'),
  EVENT_NOT_ENDED: refused('The event has not ended', 'End the event first.'),
  TARGET_NOT_MISSED: refused('No such target was missed', readSummary),
  LESSON_UNKNOWN: missing('There is no lesson of this number'),
  LESSON_DATE: wrong('The day of a lesson lies in the past'),
  LESSON_DONE: refused('The lesson was dealt with already', 'Nothing is left to do.'),
  LESSON_NOT_ASSIGNED: refused('The lesson has no owner yet', 'Give it an owner and a day first.'),
  REVIEW_LESSON_OPEN: refused('A lesson has no owner and no day', readSummary),
  REVIEW_CAUSE_MISSING: refused('A missed target has no cause', readSummary),
  REVIEW_LESSON_MISSING: refused('Targets were missed and nothing was learned', readSummary),
  REVIEW_REPORT_MISSING: refused('The regulator waits for the final report', readSummary),
  REVIEW_PLAN_MISSING: refused(
    'The drill has followed no plan',
    'Have it follow the plan it exercises, and put the new version of that plan.',
  ),
  REVIEW_PLAN_UNREVISED: refused('The drill has not led to a new version of its plan', readSummary),
} satisfies Readonly<Record<ResponseFaultCode, ProblemKind>>

export const responseProblems = {
  ...responseFaults,
  EMERGENCY_NOT_DECLARED: {
    status: 409,
    title: 'The event is watched and not declared',
    remedy: 'Declare it first: before that it has no zone to search.',
  },
  CONTACT_NOT_FOUND: {
    status: 404,
    title: 'Nobody of this id is to be contacted for the event',
    remedy: 'Use a person listed in `GET /v1/emergencies/{eventId}/contacts`.',
  },
  LIST_INVALID: {
    status: 422,
    title: 'The list has lines that cannot be',
    remedy: 'Correct the lines and columns named in errors; nothing of the file was taken.',
  },
  PLAN_NOT_FOUND: {
    status: 404,
    title: 'There is no such response plan',
    remedy: 'Use a plan listed in `GET /v1/response-plans`.',
  },
  PLAN_CHANGED: {
    status: 412,
    title: 'The plan has changed since you read it',
    remedy: 'Read it again, and put what it should become.',
  },
  RESPONSE_BUSY: {
    status: 503,
    title: 'Others act on this event at the same moment',
    remedy: 'Send the same request again after Retry-After.',
    retryable: true,
  },
} satisfies Readonly<Record<string, ProblemKind>>
