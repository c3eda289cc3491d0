import type { Payment } from '../domain/claim/state.ts'
import type { PaymentOrder } from './claim-contract.ts'

/**
 * What the bank's side is asked to do. Whose sealed account it goes to is all that side knows of the payee; where that is not
 * the account he was named with, the record he was named with goes along, so that he is screened as who he is.
 */
export function paymentOrder(claimId: string, { payment, approvedBy }: Approved): PaymentOrder {
  const { n, payeeId, accountId, amountFen, reference, rail, screened } = payment
  return {
    claimId,
    payment: { n, payeeId: accountId ?? payeeId, amountFen, reference, ...(rail === undefined ? {} : { rail }) },
    approvedBy,
    ...(accountId === undefined ? {} : { namedAs: payeeId }),
    ...(screened === undefined || screened.released.length === 0 ? {} : { released: screened.released }),
  }
}

interface Approved {
  readonly payment: Payment
  readonly approvedBy: string
}
