import { invoiceProblems } from './amount-problems.ts'
import { authorityProblems } from './authority-problems.ts'
import { emergencyEventProblems } from './emergency-event-problems.ts'
import type { ProblemKind } from './problem-catalogue.ts'
import { responseProblems } from './response-problems.ts'

const later = 'Repeat the same request with the same Idempotency-Key after the seconds in Retry-After.'
const fixBody = 'Correct the fields named in errors.'

/** Faults of the request itself and of the world around the API. */
export const wireProblems = {
  JSON_MALFORMED: { status: 400, title: 'The body is not JSON', remedy: 'Send one JSON object in UTF-8.' },
  REQUEST_MALFORMED: {
    status: 400,
    title: 'The request has fields that are unknown, missing or of the wrong type',
    remedy: fixBody,
  },
  URL_MALFORMED: { status: 400, title: 'The address cannot be read', remedy: 'Encode the path as RFC 3986 says.' },
  HTTP_MALFORMED: { status: 400, title: 'The message is not HTTP', remedy: 'Use an HTTP/1.1 client.' },
  IDEMPOTENCY_KEY_MISSING: {
    status: 400,
    title: 'The request has no Idempotency-Key',
    remedy: 'Send a fresh key per intent, and the same key when repeating it.',
  },
  IDEMPOTENCY_KEY_MALFORMED: {
    status: 400,
    title: 'The Idempotency-Key cannot be used',
    remedy: 'Send 1 to 255 visible ASCII characters, bare or in double quotes.',
  },
  IF_MATCH_MALFORMED: {
    status: 400,
    title: 'The If-Match header is no version',
    remedy: 'Send the ETag of the claim as it came, such as "3".',
  },
  CURSOR_MALFORMED: {
    status: 400,
    title: 'The cursor is not ours',
    remedy: 'Follow the link to the next page as it came.',
  },
  TOKEN_MISSING: { status: 401, title: 'There is no bearer token', remedy: 'Send Authorization: Bearer <token>.' },
  TOKEN_INVALID: { status: 401, title: 'The bearer token is not valid', remedy: 'Get a fresh token from the issuer.' },
  SIGNATURE_INVALID: {
    status: 401,
    title: 'The callback is not signed as agreed',
    remedy: 'Sign id, timestamp and raw body with the current secret (Standard Webhooks) and send within 300 seconds.',
  },
  PURPOSE_MISSING: {
    status: 400,
    title: 'Personal data are shown for a purpose only',
    remedy: 'Add purpose, at least 4 characters; it is kept with your name.',
  },
  REVEAL_NOT_ALLOWED: {
    status: 403,
    title: 'This role sees personal data masked only',
    remedy: 'Ask someone in whoMay.',
  },
  WORK_ITEM_NOT_FOUND: {
    status: 404,
    title: 'There is no such work item',
    remedy: 'Use an id of the list; items outside your branch are not shown.',
  },
  CLAIM_NOT_FOUND: {
    status: 404,
    title: 'There is no such claim',
    remedy: 'Check the id; claims outside your scope are not shown.',
  },
  ROUTE_NOT_FOUND: { status: 404, title: 'There is no such address', remedy: 'See /openapi.json.' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The address has no such method', remedy: 'Use a method listed in Allow.' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive', remedy: later, retryable: true },
  BODY_TOO_LARGE: {
    status: 413,
    title: 'The body is larger than 256 KiB',
    remedy: 'Register documents by reference; never send their bytes.',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    title: 'The body is not application/json in UTF-8',
    remedy: 'Send Content-Type: application/json.',
  },
  VALUE_INVALID: { status: 422, title: 'A field has a value that cannot be', remedy: fixBody },
  PAUSE_NOT_ALLOWED: {
    status: 422,
    title: 'This clock never stands still, or does so only once',
    remedy:
      'Leave out the pause named in errors: by `GET /v1/rules`, a clock whose pauses is never has none, one whose pauses is supplement has one.',
  },
  PAUSE_WITHOUT_PROOF: {
    status: 422,
    title: 'A pause is not proven',
    remedy: 'Name by what its beginning and its end are proven: the notice with its channel, and the documents.',
  },
  PAUSE_OUTSIDE_LIFE: {
    status: 422,
    title: 'A pause lies outside the life of the clock, or over another pause',
    remedy: 'Name pauses in order, each between the start and the due time, none over another.',
  },
  LENGTH_NOT_ALLOWED: {
    status: 422,
    title: 'The clock may not be this long',
    remedy: 'Promise at most the length of its rule in `GET /v1/rules`.',
  },
  BRANCH_UNKNOWN: {
    status: 404,
    title: 'There is no such branch',
    remedy: 'Use the administrative code of your branch or of one below it; others are not shown.',
  },
  ROSTER_DAYS: { status: 422, title: 'Days of the roster end before they begin', remedy: fixBody },
  ROSTER_OVERLAP: {
    status: 422,
    title: 'Two entries of the roster say different things of the same day',
    remedy: 'Let a role have one holder a day, and an absent person one stand-in.',
  },
  ROSTER_CIRCLE: {
    status: 422,
    title: 'The stand-ins of the roster stand in for each other',
    remedy: 'Name somebody who is there on these days.',
  },
  ROSTER_CHANGED: {
    status: 412,
    title: 'The roster has changed since you read it',
    remedy: 'Read it again, and put what it should become.',
  },
  CALENDAR_NOT_FOUND: {
    status: 404,
    title: 'There is no such version of the calendar',
    remedy: 'Use a version of `GET /v1/calendars`.',
  },
  CALENDAR_VERSION_TAKEN: {
    status: 409,
    title: 'This version of the calendar was published with another content',
    remedy: 'A version is never changed: publish under a new name.',
  },
  CALENDAR_COVERAGE_SHRINKS: {
    status: 409,
    title: 'The calendar knows fewer days than the one that counts',
    remedy: 'Cover at least what the version named in the detail covers.',
  },
  CALENDAR_SYNTHETIC: {
    status: 422,
    title: 'The name marks a calendar that nobody published',
    remedy: 'Production promises by published calendars: choose a name without synthetic-.',
  },
  CALENDAR_COVERAGE_ORDER: { status: 422, title: 'The calendar ends before it begins', remedy: fixBody },
  CALENDAR_DAY_TWICE: { status: 422, title: 'A date or a province stands in a list twice', remedy: fixBody },
  CALENDAR_DAY_OFF_AND_WORKED: { status: 422, title: 'A date is both off and worked', remedy: fixBody },
  CALENDAR_DAY_NEEDLESS: {
    status: 422,
    title: 'A date is listed as what it is anyhow',
    remedy: 'List weekdays off in offDays, worked Saturdays and Sundays in workDays, and nothing else.',
  },
  CALENDAR_DAY_UNCOVERED: { status: 422, title: 'A date lies outside what the calendar covers', remedy: fixBody },
  CALENDAR_YEAR_WITHOUT_NOTICE: {
    status: 422,
    title: 'A covered year cites no notice',
    remedy: 'Name in notices the notice of the State Council for every year from coveredFrom to coveredTo.',
  },
  PRECONDITION_REQUIRED: {
    status: 428,
    title: 'A decision needs If-Match',
    remedy: 'Read the claim and send its ETag in If-Match, so that you decide on what you saw.',
  },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large', remedy: 'Send less than 16 KiB of headers.' },
  INTERNAL: {
    status: 500,
    title: 'Something went wrong on our side',
    remedy: 'Repeat with the same Idempotency-Key; if it persists, report the request id.',
    retryable: true,
  },
  NOT_STARTED: { status: 503, title: 'The claim is recorded and about to start', remedy: later, retryable: true },
  DATABASE_AWAY: { status: 503, title: 'The database does not answer', remedy: later, retryable: true },
  WORKFLOWS_AWAY: { status: 503, title: 'The workflow engine does not answer', remedy: later, retryable: true },
  POLICY_SYSTEM_AWAY: {
    status: 503,
    title: 'The policy system does not say whose names these are',
    remedy: later,
    retryable: true,
  },
  IDENTITY_PROVIDER_AWAY: {
    status: 503,
    title: 'The keys of the token issuer cannot be read',
    remedy: later,
    retryable: true,
  },
  CLAIM_CLOSED: {
    status: 409,
    title: 'The claim is finished',
    remedy: 'Reopen it with new evidence, or file a new claim.',
  },
  EFFECTS_OPEN: {
    status: 409,
    title: 'Something of the claim is still under way outside',
    remedy: 'Wait for the receipts, or force the jump.',
    retryable: true,
  },
  SIGNAL_UNKNOWN: { status: 404, title: 'There is no such signal', remedy: 'Use a name listed in /openapi.json.' },
  ...authorityProblems,
  ...responseProblems,
  ...emergencyEventProblems,
  ...invoiceProblems,
} satisfies Readonly<Record<string, ProblemKind>>
