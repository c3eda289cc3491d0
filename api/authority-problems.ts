import type { ProblemKind } from './problem-catalogue.ts'

const fixBody = 'Correct the fields named in errors.'

/** What can be wrong with a table of limits of authority, and with what somebody lends of his. */
export const authorityProblems = {
  LIMITS_NOT_FOUND: {
    status: 404,
    title: 'There is no such version of the table of limits',
    remedy: 'Use a version of its history.',
  },
  LIMITS_BRANCH: { status: 422, title: 'A row of the table of limits names a branch there is not', remedy: fixBody },
  LIMITS_DAYS: { status: 422, title: 'Days of the table of limits end before they begin', remedy: fixBody },
  LIMITS_ORDER: {
    status: 422,
    title: 'A higher step may less than a lower one',
    remedy: 'Name for A1 to A4 limits none of which is lower than the one before it.',
  },
  LIMITS_SYSTEM: {
    status: 422,
    title: 'What a row says of the system (A0) cannot be',
    remedy: 'Name systemFen in rows of payments only, in whole fen, and samplePercent beside it, from 1 to 100.',
  },
  LIMITS_OVERLAP: {
    status: 422,
    title: 'Two rows of the table limit the same decisions on the same day',
    remedy: 'Let a kind of decision have one row a day for each line and branch.',
  },
  LIMITS_CHANGED: {
    status: 412,
    title: 'The table of limits has changed since you read it',
    remedy: 'Read it again, and put what it should become.',
  },
  DELEGATION_DAYS: { status: 422, title: 'Days of the delegation end before they begin', remedy: fixBody },
  DELEGATION_OVERLAP: {
    status: 422,
    title: 'Two persons are lent the same on the same day',
    remedy: 'Lend a kind of decision to one person a day.',
  },
  DELEGATION_CIRCLE: {
    status: 422,
    title: 'The delegation leads back to whom it comes from',
    remedy: 'Lend it to somebody who does not lend his own to you, through others or not, on these days.',
  },
  DELEGATION_CHANGED: {
    status: 412,
    title: 'What you lend has changed since you read it',
    remedy: 'Read it again, and put what it should become.',
  },
  DELEGATION_NOTHING_TO_LEND: {
    status: 409,
    title: 'You hold no step of authority to lend',
    remedy: 'Only who decides alone, A1 to A4, at a branch lends authority; what was lent is not lent on.',
  },
} satisfies Readonly<Record<string, ProblemKind>>
