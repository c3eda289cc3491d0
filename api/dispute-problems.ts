import type { ProblemKind } from './problem-catalogue.ts'

/** What the rules of a dispute refuse. */
export const disputeProblems = {
  NO_DISPUTE: { status: 409, title: 'No dispute of the claim is open', remedy: 'Raise one first.' },
  DISPUTE_OPEN: { status: 409, title: 'A dispute of the claim is open', remedy: 'Let it be decided first.' },
  DISPUTE_STATE: {
    status: 409,
    title: 'The dispute does not stand where this is possible',
    remedy: 'Read the claim and its next actions, then decide again.',
  },
  DISPUTE_FULL: {
    status: 409,
    title: 'The dispute holds as many of these as it may',
    remedy: 'Go on with those there are.',
  },
  SETTLEMENT_AMOUNT: {
    status: 422,
    title: 'The amount is none that may be settled for',
    remedy: 'Correct the fields named in errors.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>
