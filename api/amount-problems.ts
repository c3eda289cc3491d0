import type { ProblemKind } from './problem-catalogue.ts'

/** What the rules of amounts, reserves and invoices refuse. */
export const amountProblems = {
  FIXED_BENEFIT: {
    status: 422,
    title: 'A fixed benefit is not measured by cost, wear or other cover',
    remedy: 'Correct the fields named in errors.',
  },
  RESERVE_BELOW_PAID: {
    status: 409,
    title: 'More has been paid than the reserve would be',
    remedy: 'Set a reserve for the whole claim.',
  },
  SAME_RESERVE: { status: 409, title: 'This is the reserve already', remedy: 'Nothing is left to do.' },
  INVOICE_KNOWN: { status: 409, title: 'The invoice is on file already', remedy: 'Nothing is left to do.' },
  TOO_MANY_INVOICES: {
    status: 409,
    title: 'The claim has too many invoices',
    remedy: 'Assess the rest by its documents.',
  },
  INVOICE_UNKNOWN: {
    status: 422,
    title: 'The claim has no such invoice',
    remedy: 'Use an invoiceId the claim lists.',
  },
  INVOICE_NOT_VERIFIED: {
    status: 409,
    title: 'The tax authority has not verified the invoice',
    remedy: 'Wait for its answer. Name one that was refuted in an item that pays nothing by it.',
  },
  INVOICE_EXCEEDED: {
    status: 422,
    title: 'More is claimed by an invoice than it says',
    remedy: 'Correct the fields named in errors.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>

/** An invoice is looked for among all claims before its command is sent. */
export const invoiceProblems = {
  INVOICE_ALREADY_USED: {
    status: 409,
    title: 'The invoice is used already',
    remedy: 'An invoice counts once across all claims: check number and code, or claim by another document.',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>
