import type { Instant } from '../time.ts'
import { MINUTE } from '../time.ts'
import type { BankAnswer, CommandOf, ReceiptOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { isOfExercise } from './emergency.ts'
import type { ClaimFact } from './events.ts'
import type { BankProof } from './payment-facts.ts'
import { blockedByHold } from './hold.ts'
import { bounced, recalled, rejected } from './payment-outcomes.ts'
import { isPrincipal } from './payment-region.ts'
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
  if (verdict === 'approve' && isOfExercise(claim)) {
    return refuse(claim, 'EXERCISE_NOT_PAID', 'a claim of an exercise is worked like any other, but no money leaves')
  }
  // What paying late cost is owed beside the sum that is looked into.
  const held = isPrincipal(payment) ? blockedByHold(claim, payment.amountFen) : null
  if (verdict === 'approve') return held ?? happens({ type: 'PaymentApproved', n })
  if (reasonTextId === undefined)
    return refuse(claim, 'REASON_MISSING', 'say why the payment goes back', { field: '/reason' })
  return happens({ type: 'PaymentReturned', n, reasonTextId })
}

/**
 * What the bank's word does to a payment (#38 to #44). A fact that does not fit is an error of the order of arrival, so it
 * is told apart: null means "does not apply".
 */
export function bankAnswered(
  claim: Claim,
  { n, answer, cause = 'unknown', proof, screeningId }: ReceiptOf<'BankAnswered'>,
  heard: Context,
): readonly ClaimFact[] | null {
  const payment = claim.payments.find((candidate) => candidate.n === n)
  if (payment === undefined || !awaited[answer].includes(payment.state)) return null
  // Held back by its screening: nothing but the bank's own word that money moved is news.
  if (payment.screening === 'hit' && !moved.has(answer)) return null
  const screening = screeningId === undefined ? {} : { screeningId }
  return [news[answer](claim, payment, { cause, proof: proof ?? { reference: payment.reference }, screening, heard })]
}

const moving = ['approved', 'waiting', 'cleared', 'sent', 'unknown'] as const satisfies readonly Payment['state'][]

/** States in which each answer of the bank is news. */
const awaited: Readonly<Record<BankAnswer, readonly Payment['state'][]>> = {
  'never-seen': ['approved', 'waiting', 'sent', 'unknown'],
  'not-found': moving,
  'no-answer': moving,
  accepted: moving,
  settled: moving,
  rejected: moving,
  recalled: moving,
  // The word that it was settled may come later than that it came back, or never.
  returned: [...moving, 'settled'],
}

const moved: ReadonlySet<BankAnswer> = new Set<BankAnswer>(['accepted', 'settled', 'rejected', 'recalled', 'returned'])

interface Word {
  readonly cause: string
  readonly proof: BankProof
  /** The screening that came before, where the payee was screened. */
  readonly screening: { readonly screeningId?: string }
  readonly heard: Context
}

const news: Readonly<Record<BankAnswer, (claim: Claim, payment: Payment, word: Word) => ClaimFact>> = {
  settled: (_claim, { n }) => ({ type: 'PaymentSettled', n }),
  rejected: (claim, payment, { cause, heard }) => rejected(claim, payment, cause, heard),
  recalled: (claim, payment, { cause }) => recalled(claim, payment, cause),
  returned: (_claim, payment, { cause, proof, heard }) => bounced(payment, cause, proof, heard),
  accepted: (_claim, payment, { heard }) => taken(payment, heard),
  // The bank took it once: an answer that knows less does not put that in doubt, it is asked again and never sent again.
  'never-seen': (_claim, payment, { screening, heard }) =>
    payment.state === 'sent' ? taken(payment, heard) : { type: 'PaymentCleared', n: payment.n, ...screening },
  'not-found': (_claim, payment, { heard }) => doubted(payment, heard),
  'no-answer': (_claim, payment, { heard }) => doubted(payment, heard),
}

const taken = (payment: Payment, heard: Context): ClaimFact => ({ type: 'PaymentSent', ...nextQuery(payment, heard) })

const doubted = (payment: Payment, heard: Context): ClaimFact =>
  payment.state === 'sent' ? taken(payment, heard) : { type: 'PaymentUnknown', ...nextQuery(payment, heard) }

/** The query ladder: 1, 5, 15, 60 minutes from when we heard, then as long as the longest; the age of the bank's word moves nothing. */
export function nextQuery(
  { n, queries }: Payment,
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): { readonly n: number; readonly queryAt: Instant; readonly queries: number } {
  const minutes = policy.payment.queryAfterMinutes
  const queryAt = now + (minutes[queries] ?? Math.max(...minutes)) * MINUTE
  return { n, queryAt, queries: queries + 1 }
}
