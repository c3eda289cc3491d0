import type { PayeeRefusalCode } from '../domain/claim/decision.ts'

const readFirst = 'Read the claim and its next actions, then decide again.'
const nameDocument = 'Register the document named in the detail, and name its id.'

/** What the rules of payees, of their screening and of rescue costs refuse. */
export const payeeProblems = {
  PAYEES_FROZEN: {
    status: 409,
    title: 'The payees are frozen',
    remedy: 'Thaw those that change by `POST /v1/claims/{claimId}/payees/thaw`, with the documents that show why.',
  },
  PAYEE_UNKNOWN: { status: 409, title: 'The claim has no such payee', remedy: readFirst },
  PAYEE_NOT_ON_FILE: {
    status: 409,
    title: 'The payee is not the insured of this claim',
    remedy:
      'Say in as by what right he is paid, with the documents that prove it; correct the name where it is the insured’s.',
  },
  STANDING_NOT_POSSIBLE: {
    status: 409,
    title: 'By this right nobody is paid on this claim',
    remedy: 'Read the detail and name the right the payee has, in as and through.',
  },
  EARLIER_MONEY_UNCLEAR: {
    status: 409,
    title: 'It is not certain whose part money counts against that went out before',
    remedy: 'Say in had which payee had the advance or the overpaid sum of the detail, or that none of them had it.',
  },
  THAW_ONE_BY_ONE: {
    status: 409,
    title: 'These payees are thawed one after the other',
    remedy: 'Thaw one of them, name who comes after him, then thaw the next.',
  },
  PAYMENT_UNDER_WAY: {
    status: 409,
    title: 'The money of this payee is on its way',
    remedy: 'Name other payees, or wait until the bank has said no. Where fraud is found, renew the hold.',
  },
  AGE_DISAGREES: {
    status: 409,
    title: 'The birth date on file says another age',
    remedy: 'Say minor as the identity number does, or correct the number.',
  },
  GUARDIAN_MISSING: { status: 409, title: 'A minor is paid through a guardian', remedy: nameDocument },
  PROVIDER_UNAUTHORISED: {
    status: 409,
    title: 'The insured has not authorised direct settlement',
    remedy: nameDocument,
  },
  PAYEE_UNIDENTIFIED: { status: 409, title: 'From this case total on payees are identified', remedy: nameDocument },
  BENEFICIARIES_MISSING: {
    status: 409,
    title: 'Nobody said whom the death benefit was meant for',
    remedy:
      'List them in beneficiaries as the policy does, with what became of each; an empty list where nobody is named.',
  },
  DESIGNATION_UNCLEAR: {
    status: 409,
    title: 'The list of beneficiaries says nothing certain',
    remedy: 'Correct the fields named in errors.',
  },
  BENEFICIARY_SHARES: {
    status: 409,
    title: 'The payees are not those entitled, or not with these shares',
    remedy: 'Name the payees and shares given in the detail, each with the right it rests on in through.',
  },
  LIABILITY_THIRD_PARTY_UNPAID: {
    status: 409,
    title: 'The injured third party has not been paid',
    remedy: 'Name the third party as payee, or prove what the insured paid and name it in upToFen.',
  },
  LIABILITY_NOT_ESTABLISHED: {
    status: 409,
    title: 'The liability towards the third party is not established',
    remedy: nameDocument,
  },
  PAYMENT_NOT_HELD: { status: 409, title: 'The payment does not wait for this decision', remedy: readFirst },
  NO_MEASURE: { status: 409, title: 'No measure stands that could be objected to', remedy: readFirst },
  OBJECTION_OPEN: { status: 409, title: 'An objection waits for its answer', remedy: 'Answer it first.' },
  NO_OBJECTION: { status: 409, title: 'No objection waits for an answer', remedy: readFirst },
  RESCUE_NOT_COVERED: {
    status: 409,
    title: 'Rescue costs are paid by compulsory motor insurance only',
    remedy: 'Read the policy of the claim; relink it where it stands under the wrong one.',
  },
  RESCUE_NOTED: {
    status: 409,
    title: 'A notice of the police stands already',
    remedy: 'Pay the costs it names before the next one is entered.',
  },
} satisfies Readonly<Record<PayeeRefusalCode, { status: number; title: string; remedy: string }>>
