import type { ClaimEvent } from '../../../domain/claim/events.ts'
import type { Payment } from '../../../domain/claim/state.ts'
import type { Step } from './steps.ts'
import { stepsOf } from './steps.ts'

/** What of a log brings payments about. */
export type Preparing =
  | 'PayeesFrozen'
  | 'PrepaymentApproved'
  | 'CompensationApproved'
  | 'AccountNamed'
  | 'PaymentRejected'
  | 'PaymentRecalled'

/** A payment as its log first names it. */
export interface Prepared {
  readonly payment: Payment
  readonly step: Step<Preparing>
  /** Number of the payment it takes over from, which has failed. */
  readonly from?: number
}

/** Every payment of a claim, as the log alone tells it. */
export const preparedIn = (events: readonly ClaimEvent[]): readonly Prepared[] =>
  stepsOf<Preparing>(
    events,
    'PayeesFrozen',
    'PrepaymentApproved',
    'CompensationApproved',
    'AccountNamed',
    'PaymentRejected',
    'PaymentRecalled',
  ).flatMap((step) => preparedBy(step))

function preparedBy(step: Step<Preparing>): readonly Prepared[] {
  const { fact } = step
  switch (fact.type) {
    case 'PayeesFrozen':
      return fact.payments.map((payment) => ({ payment, step }))
    case 'PrepaymentApproved':
    case 'CompensationApproved':
      return [{ payment: fact.payment, step }]
    case 'AccountNamed':
    case 'PaymentRejected':
    case 'PaymentRecalled':
      return fact.next === undefined ? [] : [{ payment: fact.next, step, from: fact.n }]
  }
}

/** The payment at the beginning of the chain in which this one took over from one that had failed. */
export function firstOf(all: readonly Prepared[], prepared: Prepared): Prepared {
  const before = all.find(({ payment }) => payment.n === prepared.from)
  return before === undefined ? prepared : firstOf(all, before)
}
