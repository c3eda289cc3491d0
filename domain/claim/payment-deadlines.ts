import { endOfNaturalDay } from '../clocks/engine.ts'
import { paymentPolicy } from '../service-policy.ts'
import { MINUTE } from '../time.ts'
import type { Deadline } from './deadlines.ts'
import type { Context } from './decision.ts'
import { reminderAt } from './payee-contact.ts'
import { isHeld, isPaying } from './payment-region.ts'
import type { Claim, Payment, StageOf } from './state.ts'

/** True for an instant that only wakes an effect: its event comes when the bank answers, not when it is asked. */
export const isQuestionToBank = (summary: string): boolean => summary.endsWith(questionToBank)

const questionToBank = ': ask the bank'

/** What the payments of a claim wait for: the bank to be asked, a person to be told, a payee to be reminded. */
export const paymentDeadlines = (claim: Claim, { policy }: Context): readonly Deadline[] =>
  claim.payments.flatMap((payment) => [
    ...questions(payment),
    ...doubts(payment, policy.payment.humanAfterMinutes),
    ...contacts(payment),
    ...reminders(claim, payment),
  ])

/** Also before a payment goes out again: the bank is asked first, always. */
function questions({ n, state, queryAt, retryAt }: Payment): Deadline[] {
  const summary = `payment ${n}${questionToBank}`
  if (state === 'waiting') return retryAt === undefined ? [] : [{ at: retryAt, summary, facts: [] }]
  const asked = (state === 'sent' || state === 'unknown') && typeof queryAt === 'number'
  return asked ? [{ at: queryAt, summary, facts: [] }] : []
}

function doubts({ n, unknownSince, humanTold }: Payment, humanAfterMinutes: number): Deadline[] {
  if (typeof unknownSince !== 'number' || humanTold === true) return []
  const at = unknownSince + humanAfterMinutes * MINUTE
  return [{ at, summary: `payment ${n}: outcome unknown`, facts: [{ type: 'PaymentOverdueUnknown', n }] }]
}

/** #39: the payee is contacted within a day, or the supervisor hears of it. */
function contacts({ n, state, trouble }: Payment): Deadline[] {
  if (state !== 'fix-account' || trouble === undefined || trouble.contacted || trouble.supervisorTold) return []
  return [
    {
      at: trouble.contactDueAt,
      summary: `payment ${n}: contact the payee`,
      facts: [{ type: 'PayeeContactMissed', n }],
    },
  ]
}

/** #43: once a year, until the limitation. */
function reminders(claim: Claim, payment: Payment): Deadline[] {
  const at = reminderAt(claim, payment)
  if (at === null) return []
  const { n, trouble } = payment
  const times = (trouble?.reminders ?? 0) + 1
  return [{ at, summary: `payment ${n}: remind the payee`, facts: [{ type: 'PayeeReminded', n, times }] }]
}

/**
 * #46a, #50: a claim closes when the survey stays unanswered, and never over a payment that is still to become something.
 * Money held for a payee is waited for half a year.
 */
export function paidDeadlines(claim: Claim, stage: StageOf<'paid'>, { policy }: Context): readonly Deadline[] {
  if (isPaying(claim)) return []
  const held = claim.payments.filter(isHeld).map(({ trouble }) => trouble?.heldAt ?? stage.paidAt)
  if (held.length > 0) {
    const at = endOfNaturalDay(Math.max(...held), paymentPolicy(policy).outstandingDays)
    return [{ at, summary: 'money held for a payee: close', facts: [{ type: 'ClaimClosed', because: 'outstanding' }] }]
  }
  const at = endOfNaturalDay(stage.paidAt, policy.feedback.silentDays)
  return [{ at, summary: 'no feedback: close', facts: [{ type: 'ClaimClosed', because: 'silence' }] }]
}
