import { arrival } from './advance-notices.ts'
import type { FactOf } from './events.ts'
import type { Draft } from './notice-drafts.ts'
import { toBranch, toClaimant } from './notice-drafts.ts'
import { stepRoles } from '../authority.ts'
import type { Claim } from './state.ts'

/** What facts about payments tell the customer, and whom of the branch they call. `claim` stands after the fact. */
export const paymentOrders = {
  PaymentSettled: (claim: Claim, { n }: FactOf<'PaymentSettled'>): readonly Draft[] => [
    toClaimant(claim, arrival(claim, n), { payment: n, amountFen: amountOf(claim, n) }),
  ],
  PaymentRejected: (claim: Claim, { n, cause, next }: FactOf<'PaymentRejected'>): readonly Draft[] => {
    if (next === undefined) return accountTrouble(claim, n, { task: 'payment rejected', cause })
    if (next.state === 'waiting') return []
    return [work('payment-clerk', { task: 'the bank keeps turning a payment down', payment: next.n, cause })]
  },
  PaymentBounced: (claim: Claim, { n, cause }: FactOf<'PaymentBounced'>): readonly Draft[] =>
    isOver(claim, n)
      ? [work('payment-clerk', { task: 'money came back', payment: n, cause })]
      : accountTrouble(claim, n, { task: 'money came back', cause }),
  PaymentRecalled: (_claim: Claim, { cause, next }: FactOf<'PaymentRecalled'>): readonly Draft[] => [
    work('payment-clerk', { task: 'payment recalled', payment: next.n, cause }),
  ],
  PaymentOverdueUnknown: (_claim: Claim, { n }: FactOf<'PaymentOverdueUnknown'>): readonly Draft[] => [
    work('supervisor', { task: 'payment outcome unknown', payment: n }),
  ],
  // Whoever changes an account is not always who he says: the customer hears of it by the channels he has named before.
  AccountNamed: (claim: Claim, { next }: FactOf<'AccountNamed'>): readonly Draft[] => [
    toClaimant(claim, 'account-named', { payment: next.n, amountFen: next.amountFen }),
    work('payment-clerk', { task: 'new account: submit the payment', payment: next.n }),
  ],
  PayeeContactMissed: (_claim: Claim, { n }: FactOf<'PayeeContactMissed'>): readonly Draft[] => [
    work('supervisor', { task: 'payee not contacted in time', payment: n }),
  ],
  PaymentHeld: (claim: Claim, { n }: FactOf<'PaymentHeld'>): readonly Draft[] => [held(claim, n)],
  PayeeReminded: (claim: Claim, { n }: FactOf<'PayeeReminded'>): readonly Draft[] => [held(claim, n)],
  CompensationDue: (_claim: Claim, { compensation }: FactOf<'CompensationDue'>): readonly Draft[] => [
    work(stepRoles[compensation.requiredLevel], {
      task: 'paid late: approve the compensation',
      payment: compensation.forPayment,
    }),
  ],
  CompensationReturned: (): readonly Draft[] => [
    work('head-office', { task: 'paid late: answer the committee, which votes anew' }),
  ],
  CompensationApproved: (claim: Claim, { n, payment }: FactOf<'CompensationApproved'>): readonly Draft[] => [
    toClaimant(claim, 'compensation', {
      payment: payment.n,
      amountFen: payment.amountFen,
      lateDays: claim.compensations?.find((known) => known.n === n)?.lateDays ?? 0,
    }),
    work('payment-clerk', { task: 'compensation approved: submit the payment', payment: payment.n }),
  ],
}

/** #39, #44: the payee is asked for another account, and a colleague has a day to reach him. */
const accountTrouble = (claim: Claim, n: number, facts: Draft['facts']): readonly Draft[] => [
  toClaimant(claim, 'account-trouble', { payment: n, amountFen: amountOf(claim, n) }),
  work('payment-clerk', { ...facts, payment: n }),
]

/** Nothing is owed any more: nobody is asked for another account. */
const isOver = (claim: Claim, n: number): boolean =>
  claim.payments.some((payment) => payment.n === n && payment.state === 'void')

const held = (claim: Claim, n: number): Draft =>
  toClaimant(claim, 'payment-held', { payment: n, amountFen: amountOf(claim, n) })

const work = (role: Parameters<typeof toBranch>[1], facts: Draft['facts']): Draft =>
  toBranch('staff-work-item', role, facts)

const amountOf = (claim: Claim, n: number): number => claim.payments.find((payment) => payment.n === n)?.amountFen ?? 0
