import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { Claim, ClaimFile, Payment } from './state.ts'

/** The money side of the claim after the event: assessment, payees, each payment on its own. */
export function evolveSettlement(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  return change === undefined ? {} : change(claim, event)
}

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

const changes: Changes = {
  LossAssessed: (_claim, { assessment }) => ({ assessment }),
  PayeesFrozen: (claim, { payees, payments }) => ({
    payees,
    payments: [...claim.payments, ...payments],
    ...(claim.thaw ? { thaw: null } : {}),
  }),
  PaymentSubmitted: (claim, { payments, by }) => change(claim, payments, { state: 'submitted', submittedBy: by.id }),
  PaymentReturned: (claim, { n }) => change(claim, [n], { state: 'prepared' }),
  PaymentApproved: (claim, { n, by }) => change(claim, [n], { state: 'approved', checkedBy: by.id }),
  PaymentCleared: (claim, { n, screeningId }) =>
    change(claim, [n], {
      state: 'cleared',
      ...settledDoubt,
      ...(screeningId === undefined ? {} : { screening: 'clear' as const }),
    }),
  PaymentSent: (claim, { n, queryAt, queries }) =>
    change(claim, [n], { state: 'sent', ...settledDoubt, queryAt, queries }),
  PaymentUnknown: (claim, { n, at, queryAt, queries }) => ({
    payments: claim.payments.map((payment) => (payment.n === n ? doubt(payment, { at, queryAt, queries }) : payment)),
  }),
  PaymentOverdueUnknown: (claim, { n }) => change(claim, [n], { humanTold: true }),
  PaymentRejected: (claim, { n, cause }) => change(claim, [n], { state: 'rejected', ...settledDoubt, cause }),
  PaymentSettled: (claim, { n, at }) => change(claim, [n], { state: 'settled', ...settledDoubt, settledAt: at }),
}

/** A doubt that ended is over: the next one is told to a person anew. */
const settledDoubt = { queryAt: null, unknownSince: null, humanTold: false } as const

function doubt(payment: Payment, { at, queryAt, queries }: { at: number; queryAt: number; queries: number }): Payment {
  return { ...payment, state: 'unknown', queryAt, queries, unknownSince: payment.unknownSince ?? at }
}

function change(claim: Claim, numbers: readonly number[], changed: Partial<Payment>): Partial<ClaimFile> {
  return {
    payments: claim.payments.map((payment) => (numbers.includes(payment.n) ? { ...payment, ...changed } : payment)),
  }
}
