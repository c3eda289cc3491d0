import type { Fen } from '../money.ts'
import { sumFen } from '../money.ts'
import type { Claim, Compensation, Payment, PaymentState } from './state.ts'

/** Our reference with the bank, unique for ever: the last 28 digits of the claim's id and the payment's number in four. */
export function paymentReference(claimId: string, n: number): string {
  const digits = claimId.replaceAll(/[^0-9A-Za-z]/g, '').replace(/^clm/, '')
  return `${digits.slice(-28)}${String(n).padStart(4, '0')}`
}

/** The number behind the highest: a payment the claim has let go of was followed by one it has. */
export const nextPaymentNumber = ({ payments }: Pick<Claim, 'payments'>): number =>
  Math.max(0, ...payments.map(({ n }) => n)) + 1

/** The payment that takes over from one that failed: to the same payee the same amount, under a reference of its own. */
export function successorOf(
  claim: Pick<Claim, 'claimId' | 'payments'>,
  { n: failed, kind, payeeId, reimburses, accountId, amountFen, origin = failed }: Payment,
  change: Pick<Payment, 'state'> & Partial<Payment>,
): Payment {
  const n = nextPaymentNumber(claim)
  return {
    n,
    ...(kind === undefined ? {} : { kind }),
    payeeId,
    ...(reimburses === undefined ? {} : { reimburses }),
    ...(accountId === undefined ? {} : { accountId }),
    amountFen,
    reference: paymentReference(claim.claimId, n),
    origin,
    queries: 0,
    ...change,
  }
}

export const originOf = ({ n, origin = n }: Payment): number => origin

/** Money owed under the claim itself: what paying it late costs is paid beside it and holds nothing up. */
export const isPrincipal = ({ kind }: Payment): boolean => kind !== 'compensation'

export const isHeld = ({ state }: Payment): boolean => state === 'held-for-payee'

/** Still to become something: neither with the payee, nor held for him, nor taken over by another payment, nor void. */
const isUnderWay = ({ state }: Payment): boolean => underWay.has(state)

const underWay: ReadonlySet<PaymentState> = new Set<PaymentState>([
  'prepared',
  'submitted',
  'approved',
  'waiting',
  'cleared',
  'sent',
  'unknown',
  'fix-account',
])

/** What was sent or may still be: all but what was given up, or taken over by another payment. */
export const isNotGivenUp = ({ state, replacedBy }: Payment): boolean => state !== 'void' && replacedBy === undefined

/** Paid or still owed under the claim: what failed is not, for another payment has taken over. */
export const isOwed = (payment: Payment): boolean =>
  isPrincipal(payment) && (payment.state === 'settled' || isHeld(payment) || isUnderWay(payment))

/** Owed under the claim, and not yet with the payee. */
export const isUnpaid = (payment: Payment): boolean => isOwed(payment) && payment.state !== 'settled'

/** True while the bank or a person owes a payment its next step, or a compensation its approval: nothing ends over it. */
export const isPaying = (claim: Claim): boolean =>
  claim.payments.some(isUnderWay) || openCompensations(claim).length > 0

/** What was computed and nobody has approved yet. */
export const openCompensations = ({ compensations = [] }: Claim): readonly Compensation[] =>
  compensations.filter(({ approvedBy }) => approvedBy === undefined)

/** What has left the house or is about to, with what paying late has cost: no limit is passed in slices. */
export function costFen(claim: Claim): Fen {
  const { payments } = claim
  const paid = payments.filter((payment) => payment.state === 'settled' || isHeld(payment) || isUnderWay(payment))
  return sumFen([...paid, ...openCompensations(claim)].map(({ amountFen }) => amountFen))
}

/** What was determined once and is paid or owed, wherever it stands: nothing is determined twice. Advances are netted elsewhere. */
export const owedFen = ({ payments }: Claim): Fen =>
  sumFen(payments.filter((payment) => isOwed(payment) && isOfClaim(payment)).map(({ amountFen }) => amountFen))

/** Pays the determination itself: neither an advance of it nor what paying late costs. */
export const isOfClaim = ({ kind = 'claim' }: Payment): boolean => kind === 'claim'
