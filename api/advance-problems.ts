interface RefusedAdvance {
  readonly status: 404 | 409
  readonly title: string
  readonly remedy: string
}

const readFirst = 'Read the claim and its next actions, then decide again.'

/** What the rules of advances and recoveries refuse: a part of the catalogue of problems. */
export const advanceProblems = {
  PREPAYMENT_UNKNOWN: notThere('No advance of this number waits for a decision'),
  PREPAYMENT_OPEN: refused('Another advance is not paid yet', 'Let it be decided and paid, or returned, first.'),
  PREPAYMENT_AMOUNT: refused(
    'The advance is nothing, or more than may be advanced',
    'Name an amount above zero and at most what the detail says.',
  ),
  TOO_MANY_PREPAYMENTS: refused('The claim has had too many advances', 'Decide the claim.'),
  ADVANCE_NOT_DUE: refused('The sixty days of the law do not ask for this now', readFirst),
  ADVANCE_IN_FLIGHT: refused(
    'The outcome of an advance is not known yet',
    'Wait for the bank: what is left to pay depends on it.',
  ),
  ADVANCE_PAID: refused('Money was paid in advance on this claim', 'Decide the claim instead of cancelling it.'),
  RECOVERY_UNKNOWN: notThere('No recovery of this number is open'),
  RECOVERY_AMOUNT: refused(
    'The amount is nothing, or more than there is to get back',
    'Name an amount above zero and at most what the detail says.',
  ),
  RECOVERY_NOT_ALLOWED: refused(
    'The law gives no right against this person here',
    'Leave it, or name what the detail asks for.',
  ),
  TOO_MANY_RECOVERIES: refused('The claim has too many recoveries', 'Get back what is open first.'),
} as const satisfies Readonly<Record<string, RefusedAdvance>>

function refused(title: string, remedy: string): RefusedAdvance {
  return { status: 409, title, remedy }
}

/** The number stands in the address. */
function notThere(title: string): RefusedAdvance {
  return { status: 404, title, remedy: readFirst }
}
