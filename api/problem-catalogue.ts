import type { RefusalCode } from '../domain/claim/decision.ts'
import { advanceProblems } from './advance-problems.ts'
import { amountProblems } from './amount-problems.ts'
import { disputeProblems } from './dispute-problems.ts'
import { emergencyProblems } from './emergency-problems.ts'
import { holdProblems } from './hold-problems.ts'
import { wireProblems } from './wire-problems.ts'
import { payeeProblems } from './payee-problems.ts'

/** What a stable problem code means: its status, a title that never varies, and what whoever gets it should do. */
export interface ProblemKind {
  readonly status: number
  readonly title: string
  readonly remedy: string
  /** True when the very same request may succeed later, under the same Idempotency-Key. */
  readonly retryable?: true
}

const fixBody = 'Correct the fields named in errors.'
const readFirst = 'Read the claim and its next actions, then decide again.'
const listedInClaim = 'Use a number listed in `GET /v1/claims/{claimId}`.'

/** What the rules of a claim refuse: 409, unless the address, the caller's role, version, key or a value alone is at fault. */
const refusals = {
  WRONG_STATUS: refused('The claim does not stand where this is possible', readFirst),
  ROLE_NOT_ALLOWED: { status: 403, title: 'This role may not do this', remedy: 'Ask someone in whoMay.' },
  SEPARATION_OF_DUTIES: refused('Another person must do this', 'Ask a colleague who did not act on what is decided.'),
  OWN_CLAIM: refused('Nobody acts on a claim of their own or their family', 'Return it to the queue.'),
  INTEREST_KNOWN: refused('This interest is declared already', 'Nothing is left to do.'),
  TOO_MANY_INTERESTED: refused('Too many colleagues declared an interest', 'Ask compliance to look at the claim.'),
  CO_CLAIMANT: refused(
    'Only whoever filed the claim speaks for the whole of it',
    'Leave it to the claimant who filed; read, and bring documents of your own.',
  ),
  AUTHORITY_EXCEEDED: refused('The amount is above this authority', 'Leave it to a level in whoMay.'),
  STALE_VERSION: { status: 412, title: 'The claim has changed since you read it', remedy: readFirst },
  COMMAND_REUSED: {
    status: 422,
    title: 'The Idempotency-Key was used for another body',
    remedy: 'Use a fresh key for a new intent; repeat an old one unchanged.',
  },
  DUPLICATE_SUSPECTED: refused(
    'The claim may be a copy of another',
    'Let a person look at the claim named in otherClaimId and answer `POST /v1/claims/{claimId}/duplicate-check` first.',
  ),
  NO_SUSPICION: refused('No copy is suspected', readFirst),
  SAME_CLAIM_ID: refused('A claim is no copy of itself', fixBody),
  NOTHING_REQUESTED: wrongValue('A correction notice names at least one document'),
  ITEM_LISTED_TWICE: wrongValue('One item stands in the list twice'),
  DOCUMENT_KNOWN: refused('A document with this id is already registered', 'Use an id of its own for every document.'),
  TOO_MANY_DOCUMENTS: refused('The claim holds too many documents', 'Register pages that belong together as one.'),
  SECOND_REQUEST: refused('Documents were already asked for', 'A second request needs a new fact and a supervisor.'),
  GROUND_CONDITION_UNMET: refused('The condition of this ground is not met', 'Add what the ground asks for.'),
  GROUND_FACTS_UNKNOWN: refused(
    'Nobody knows a fact this ground rests on',
    'Let the policy system name what detail says, or refuse on another ground.',
  ),
  EVIDENCE_UNKNOWN: refused('A document named as evidence is not registered', 'Name documents of this claim.'),
  EVIDENCE_MISSING: refused('Evidence this needs is missing', 'Add the kinds named in the detail.'),
  POLICY_UNKNOWN: refused('The policy is not known yet', 'Wait for the policy system, and try again.'),
  TOO_LATE_TO_DENY: refused('It is too late to deny at acceptance', 'Accept the claim and decide it in review.'),
  SURVEY_UNDECIDED: refused('Whether a survey is needed is not decided', 'Say so in needsSurvey.'),
  LANE_ONLY_RAISED: refused('A lane may be raised, never lowered', fixBody),
  REVIEW_INCOMPLETE: refused('A part of the review is missing', 'Record the parts named in the detail.'),
  REVIEW_PART_TAKEN: refused('This part of the review is recorded already', readFirst),
  NO_COMPLEXITY_PROPOSED: refused('Nobody proposed that the case is complex', readFirst),
  COMPLEXITY_KNOWN: refused('The case is marked complex already', readFirst),
  NOTHING_ASSESSED: wrongValue('An assessment has at least one item'),
  ITEM_AMOUNTS: wrongValue('The amounts of an item contradict each other'),
  GROUND_MISSING: wrongValue('What is not paid needs its ground'),
  CLAUSE_MISSING: wrongValue('What is not paid needs the clause it rests on'),
  NOTHING_PAYABLE: refused('Nothing would be paid', 'Propose a refusal with its ground instead.'),
  IDENTITY_UNCHECKED: refused('The identity was not checked', 'Check the identity and say so.'),
  SHARES_NOT_WHOLE: wrongValue('The shares do not sum to 100.00 %'),
  PAYEE_LISTED_TWICE: wrongValue('One payee stands in the list twice'),
  ROUNDING_PAYEE_UNKNOWN: wrongValue('The payee of the rounding is not in the list'),
  ACCOUNT_OF_ANOTHER: refused(
    'The account belongs to another person',
    'Name an account of the payee, or prove who takes the money for him.',
  ),
  PAYMENT_UNKNOWN_NUMBER: notThere('The claim has no payment of this number', listedInClaim),
  PAYMENT_NOT_SUBMITTED: refused('The payment does not wait for a checker', readFirst),
  PAYMENT_OPEN: refused('Money of this claim is still on its way', 'Let every payment be settled, then ask again.'),
  ACCOUNT_NOT_ASKED: refused('The payment waits for no other account', readFirst),
  COMPENSATION_UNKNOWN: refused('No compensation of this number waits for approval', readFirst),
  REASON_MISSING: wrongValue('A reason is missing'),
  SCORE_RANGE: wrongValue('A score is an integer from 1 to 10'),
  NOT_A_TEST: refused('Only a claim filed as a test may be cancelled as one', readFirst),
  SAME_POLICY: refused('The claim stands under this policy already', 'Name the policy it should stand under.'),
  TOO_MANY_RELINKS: refused('The claim was under too many policies', 'Find the right one, and file the loss anew.'),
  ALREADY_PAID: refused('Money was paid under this policy', 'File the loss anew under the right one.'),
  NEVER_ASSESSED: refused('The claim was never assessed', 'Reopen it to received.'),
  NOTICE_UNKNOWN: notThere('The claim has no notice of this number', listedInClaim),
  NOTICE_SETTLED: refused('The delivery of this notice is known already', readFirst),
  BEFORE_THE_ACT: wrongValue('The instant lies before what it answers'),
  IN_THE_FUTURE: wrongValue('The instant lies in the future'),
  ASSIGNEE_MISSING: wrongValue('Giving a claim needs a person'),
  ASSIGNEE_ROLE: wrongValue('This is no step of the role'),
  NOT_OWNER: refused('Someone else owns the claim', 'Let the owner return it, or a supervisor give it.'),
  CHANNEL_MISSING: wrongValue('At least one channel is needed'),
  ESCALATION_UNKNOWN: notThere(
    'The claim has no escalation of this number',
    'Use a number listed in `GET /v1/claims/{claimId}/clocks`.',
  ),
  ESCALATION_CLEARED: refused(
    'The escalation is cleared already',
    'Nothing is left to do: the record says who did it.',
  ),
  ESCALATION_NOT_TOLD: refused('This role was not told of the escalation', 'Ask someone in whoMay.'),
  AMOUNT_NOT_FEN: wrongValue('An amount is a whole number of fen, not negative'),
  ...disputeProblems,
  ...holdProblems,
  ...advanceProblems,
  ...emergencyProblems,
  ...amountProblems,
  DOUBLE_VOTE: refused('This member of the committee has voted already', 'Leave it to members who have not.'),
  COMMITTEE_NOT_NEEDED: refused('A lower step suffices for this decision', 'Leave it to a level in whoMay.'),
  BEFORE_COMMITTEE: refused('The committee votes on this already', 'Wait for its votes: who brought it is told.'),
  NOTHING_BROUGHT: refused(
    'Nothing of this kind waits for the committee',
    'Let head office bring it: a reserve at `/reserve`, a write-off at `/recoveries/{n}/write-off`.',
  ),
  ...payeeProblems,
} satisfies Readonly<Record<RefusalCode, ProblemKind>>

export type ProblemCode = keyof typeof wireProblems | RefusalCode

/** Every problem the API can answer with: the documentation page is made from this table. */
export const problemCatalogue: Readonly<Record<ProblemCode, ProblemKind>> = { ...wireProblems, ...refusals }

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(problemCatalogue, text)
}

function refused(title: string, remedy: string): ProblemKind {
  return { status: 409, title, remedy }
}

/** A thing of the claim that the address names and the claim does not have. */
function notThere(title: string, remedy: string): ProblemKind {
  return { status: 404, title, remedy }
}

function wrongValue(title: string): ProblemKind {
  return { status: 422, title, remedy: fixBody }
}
