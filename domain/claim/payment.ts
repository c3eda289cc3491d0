import type { Instant } from '../time.ts'
import { MINUTE } from '../time.ts'
import type { BankAnswer, CommandOf, ReceiptOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import type { Claim, Payment } from './state.ts'

/** #37, maker: every payment that is prepared is submitted for the checker. */
export function submitPayments(claim: Claim): Outcome {
  const prepared = claim.payments.filter(({ state }) => state === 'prepared').map(({ n }) => n)
  if (prepared.length === 0) return refuse(claim, 'PAYMENT_NOT_SUBMITTED', 'no payment waits to be submitted')
  return happens({ type: 'PaymentSubmitted', payments: prepared })
}

/** #37, checker: another person than the maker and than who named the payees lets it go, or sends it back. */
export function checkPayment(claim: Claim, { n, verdict, reasonTextId }: CommandOf<'CheckPayment'>): Outcome {
  const payment = claim.payments.find((candidate) => candidate.n === n)
  if (payment === undefined) return refuse(claim, 'PAYMENT_UNKNOWN_NUMBER', `there is no payment ${n}`, { field: '/n' })
  if (payment.state !== 'submitted')
    return refuse(claim, 'PAYMENT_NOT_SUBMITTED', `payment ${n} is ${payment.state}, not submitted`)
  if (verdict === 'approve') return happens({ type: 'PaymentApproved', n })
  if (reasonTextId === undefined)
    return refuse(claim, 'REASON_MISSING', 'say why the payment goes back', { field: '/reason' })
  return happens({ type: 'PaymentReturned', n, reasonTextId })
}

/** Our reference with the bank, unique for ever: the last 28 digits of the claim's id and the payment's number in four. */
export function paymentReference(claimId: string, n: number): string {
  const digits = claimId.replaceAll(/[^0-9A-Za-z]/g, '').replace(/^clm/, '')
  return `${digits.slice(-28)}${String(n).padStart(4, '0')}`
}

/**
 * What the bank's word does to a payment (#38). A fact that does not fit is an error of the order of arrival, so it is
 * told apart: null means "does not apply".
 */
export function bankAnswered(
  claim: Claim,
  { n, answer, cause, screeningId }: ReceiptOf<'BankAnswered'>,
  { now, policy }: Context,
): readonly ClaimFact[] | null {
  const payment = claim.payments.find((candidate) => candidate.n === n)
  if (payment === undefined || !awaited[answer].includes(payment.state)) return null
  // Held back by its screening: nothing but the bank's own word that money moved is news.
  if (payment.screening === 'hit' && !moved.includes(answer)) return null
  return factsOf(payment, answer, {
    queryAt: nextQuery(payment, now, policy.payment.queryAfterMinutes),
    cause: cause ?? 'unknown',
    screening: screeningId === undefined ? {} : { screeningId },
  })
}

/** States in which each answer of the bank is news. */
const awaited: Readonly<Record<BankAnswer, readonly Payment['state'][]>> = {
  'never-seen': ['approved', 'sent', 'unknown'],
  'not-found': ['approved', 'cleared', 'sent', 'unknown'],
  'no-answer': ['approved', 'cleared', 'sent', 'unknown'],
  accepted: ['approved', 'cleared', 'sent', 'unknown'],
  settled: ['approved', 'cleared', 'sent', 'unknown'],
  rejected: ['approved', 'cleared', 'sent', 'unknown'],
}

const moved: readonly BankAnswer[] = ['accepted', 'settled', 'rejected']

function factsOf(
  { n, queries, state }: Payment,
  answer: BankAnswer,
  { queryAt, cause, screening }: { queryAt: Instant; cause: string; screening: { readonly screeningId?: string } },
): readonly ClaimFact[] {
  if (answer === 'settled') return [{ type: 'PaymentSettled', n }]
  if (answer === 'rejected') return [{ type: 'PaymentRejected', n, cause }]
  // The bank took it once: an answer that knows less does not put that in doubt, it is asked again and never sent again.
  if (answer === 'accepted' || state === 'sent') return [{ type: 'PaymentSent', n, queryAt, queries: queries + 1 }]
  if (answer === 'never-seen') return [{ type: 'PaymentCleared', n, ...screening }]
  return [{ type: 'PaymentUnknown', n, queryAt, queries: queries + 1 }]
}

/** The query ladder: 1, 5, 15, 60 minutes from when we heard, then as long as the longest; the age of the bank's word moves nothing. */
export function nextQuery({ queries }: Payment, now: Instant, minutes: readonly number[]): Instant {
  return now + (minutes[queries] ?? Math.max(...minutes)) * MINUTE
}
