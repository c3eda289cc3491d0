import { isOpen } from '../clocks/engine.ts'
import type { CommandOf, ReceiptOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import { oldestReceipt } from './filing.ts'
import { nextQuery } from './payment.ts'
import type { Claim, Payment } from './state.ts'

// Screening of payees (反洗钱筛查, AML law of 2024). What is said here is for compliance alone: see confidential.ts.

/** Held back by the screening of its payee: nothing is asked of the bank until compliance decides. */
export const isHeldBack = ({ screening }: Pick<Payment, 'screening'>): boolean => screening === 'hit'

/** Payments compliance has to look at: those that were to go out, and those a measure has passed to before anybody let them go. */
export const heldPayments = ({ payments }: Pick<Claim, 'payments'>): readonly Payment[] =>
  payments.filter((payment) => isHeldBack(payment) && notOut.has(payment.state))

const notOut: ReadonlySet<Payment['state']> = new Set<Payment['state']>(['prepared', 'submitted', 'approved'])

/** Whether a measure stands that could be objected to. */
export const standsMeasure = (claim: Claim): boolean => heldPayments(claim).length > 0 || Boolean(claim.measure)

/** #37: the payee matches a list. Nothing has left the house: the payment is frozen. Null: it does not apply. */
export function payeeHit(
  claim: Claim,
  { n, screeningId, matches }: ReceiptOf<'PayeeScreened'>,
  heard: Context,
): readonly ClaimFact[] | null {
  const payment = claim.payments.find((candidate) => candidate.n === n)
  if (payment === undefined || isHeldBack(payment)) return null
  const { state } = payment
  // What the bank took once is asked for again, whatever it says today.
  if (state === 'sent') return [{ type: 'PaymentSent', ...nextQuery(payment, heard) }]
  return goingOut.has(state) ? [{ type: 'ScreeningHit', n, screeningId, matches }] : null
}

/** States in which a payment is about to be sent, for the first time or as one that takes over. */
const goingOut: ReadonlySet<Payment['state']> = new Set<Payment['state']>(['approved', 'waiting', 'cleared', 'unknown'])

/** Compliance releases a held payment, with the entries it looked at, or upholds the measure. Never by itself. */
export function decideScreening(claim: Claim, { n, verdict, reasonTextId }: CommandOf<'DecideScreening'>): Outcome {
  const payment = heldPayments(claim).find((candidate) => candidate.n === n)
  if (payment === undefined)
    return refuse(claim, 'PAYMENT_NOT_HELD', `payment ${n} does not wait for this decision`, { field: '/n' })
  if (verdict === 'uphold') return happens({ type: 'ScreeningUpheld', n, reasonTextId })
  return happens({ type: 'ScreeningReleased', n, matches: payment.screened?.matches ?? [], reasonTextId })
}

/** C26: somebody objects to the measure; it counts from when it came in (AML law art. 39). */
export function recordObjection(
  claim: Claim,
  { textId, ageMs }: CommandOf<'RecordObjection'>,
  { now }: Context,
): Outcome {
  if (!standsMeasure(claim))
    return refuse(claim, 'NO_MEASURE', 'no measure stands on this claim that could be objected to')
  if (hasObjection(claim)) return refuse(claim, 'OBJECTION_OPEN', 'an objection waits for its answer already')
  const field = '/receivedAt'
  if (ageMs < 0) return refuse(claim, 'IN_THE_FUTURE', 'nothing is received after now', { field })
  if (ageMs > oldestReceipt)
    return refuse(claim, 'BEFORE_THE_ACT', 'nothing is entered that was received more than twenty years ago', { field })
  return happens({ type: 'MeasureObjected', textId, receivedAt: now - ageMs })
}

/** C26: compliance answers, in words that say nothing of the measure. */
export function answerObjection(claim: Claim, { textId }: CommandOf<'AnswerObjection'>): Outcome {
  if (!hasObjection(claim)) return refuse(claim, 'NO_OBJECTION', 'no objection waits for an answer')
  return happens({ type: 'ObjectionAnswered', textId })
}

export const hasObjection = ({ clocks }: Claim): boolean => clocks.some((clock) => clock.id === 'C26' && isOpen(clock))
