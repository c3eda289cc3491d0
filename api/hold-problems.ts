import type { RefusalCode } from '../domain/claim/decision.ts'
import type { ProblemKind } from './problem-catalogue.ts'

const readFirst = 'Read the claim and its next actions, then decide again.'
const conflict = (title: string, remedy: string): ProblemKind => ({ status: 409, title, remedy })

/** What holds, proofs of fraud and rescissions refuse. */
export const holdProblems = {
  HELD: conflict(
    'An amount of the claim is held',
    'Let the investigator clear or prove it, or decide on what is not held.',
  ),
  HOLD_AMOUNT: {
    status: 422,
    title: 'A hold names an amount, and a further one more',
    remedy: 'Correct the fields named in errors.',
  },
  HOLD_NOT_PROPOSED: conflict('No hold waits for a second person', readFirst),
  NO_HOLD: conflict('Nothing of the claim is held', readFirst),
  COUNTERSIGNATURE_MISSING: conflict('Compliance has not signed', 'Ask compliance to sign, then decide again.'),
  NOTHING_TO_COUNTERSIGN: conflict('Nothing waits for the signature of compliance', readFirst),
  NON_DISCLOSURE_KNOWN: conflict('What was not disclosed is on record already', readFirst),
  NO_NON_DISCLOSURE: conflict(
    'Nothing undisclosed is on record',
    'Record it first: `POST /v1/claims/{claimId}/non-disclosure`.',
  ),
  RESCISSION_SERVED: conflict('The rescission is served already', readFirst),
  GROUND_LOST: conflict(
    'The contract cannot be rescinded',
    'Decide without this ground; the detail says why it is lost.',
  ),
} satisfies Readonly<Partial<Record<RefusalCode, ProblemKind>>>
