import type { Fen } from '../money.ts'
import { sumFen } from '../money.ts'
import type { RecoveryCause } from './codes.ts'
import { isOfClaim, isOwed, originOf } from './payment-region.ts'
import type { Claim, ClaimStatus, Netting, Payment, PaymentState, Prepayment, Recovery } from './state.ts'

/** What is known of money that was paid before, or that is on its way: fen, total for every claim. */
type Money = Pick<Claim, 'payments' | 'prepayments' | 'recoveries'>

/** What the customer has in advance of the next final sum: advances that arrived, and what an earlier sum overpaid. */
export const prepaidFen = (claim: Money): Fen => advancedFen(claim) + overpaidFen(claim)

/** Advances that arrived and that no final sum has counted yet. */
export const advancedFen = (claim: Money): Fen =>
  sumFen((claim.prepayments ?? []).filter((advance) => isToBeNetted(claim, advance)).map(({ amountFen }) => amountFen))

/** An advance that arrived and waits for the sum it is part of. */
export const isToBeNetted = (claim: Money, advance: Prepayment): boolean =>
  advance.netted !== true && paymentOf(claim, advance)?.state === 'settled'

/** Overpaid, and neither returned nor given up. */
const overpaidFen = (claim: Money): Fen => sumFen(overpaidStill(claim).map(outstandingFen))

/** What of earlier sums was overpaid and is still to come back, the oldest debt first. */
export const overpaidStill = ({ recoveries = [] }: Money): readonly Recovery[] =>
  recoveries.filter((asked) => asked.cause === 'overpaid' && outstandingFen(asked) > 0)

/** What of a recovery is still to come; 0 when it is over. */
export const outstandingFen = ({ state, amountFen, receivedFen, setOffFen }: Recovery): Fen =>
  state === 'open' ? amountFen - receivedFen - setOffFen : 0

/** An advance that no final sum has counted: it is part of the next one, if it arrives at all. */
const isUncounted = (claim: Money, { n, kind }: Payment): boolean =>
  kind === 'prepayment' && advanceOf(claim, n)?.netted !== true

/**
 * What earlier determinations of this claim have paid for good: all that arrived, is on its way or waits for its payee, less
 * what still counts as paid in advance and what came back from who got it. A determination pays the rest, and the ladder measures both together.
 */
export function paidBeforeFen(claim: Money): Fen {
  const counted = claim.payments.filter((payment) => isOwed(payment) && !isUncounted(claim, payment))
  const returned = (claim.recoveries ?? []).filter(({ cause }) => isFromPayee(cause))
  return (
    sumFen(counted.map(({ amountFen }) => amountFen)) -
    overpaidFen(claim) -
    sumFen(returned.map(({ receivedFen }) => receivedFen))
  )
}

/** Owed by who was paid; the other causes are owed by who is liable, or who buys what is left of the thing. */
export const isFromPayee = (cause: RecoveryCause): boolean => cause !== 'subrogation' && cause !== 'salvage'

/** What of this sum is paid already: null where nothing was, so that the claim says nothing of it. */
export function nettingOf(claim: Money, finalFen: Fen): Netting | null {
  const advanced = advancedFen(claim)
  const overpaid = overpaidFen(claim)
  if (advanced + overpaid === 0) return null
  const counted = Math.min(advanced, finalFen)
  return { prepaidFen: counted, setOffFen: Math.min(overpaid, finalFen - counted) }
}

/** What of this sum is still to be paid. */
export function leftToPay(claim: Money, finalFen: Fen): Fen {
  const netting = nettingOf(claim, finalFen)
  return netting === null ? finalFen : finalFen - netting.prepaidFen - netting.setOffFen
}

/** All that was ever approved in advance on this claim, netted or not: no limit is passed in slices. */
export const approvedInAdvanceFen = ({ prepayments = [] }: Money): Fen =>
  sumFen(prepayments.filter(({ state }) => state === 'approved').map(({ amountFen }) => amountFen))

/** What of it no final sum has counted, on its way or arrived: it is not among what was paid for good. */
export const uncountedInAdvanceFen = ({ prepayments = [] }: Money): Fen =>
  sumFen(
    prepayments
      .filter(({ state, netted }) => state === 'approved' && netted !== true)
      .map(({ amountFen }) => amountFen),
  )

/** The advance that is asked for, or approved and not paid yet: there is one at most. */
export const openAdvance = (claim: Money): Prepayment | null =>
  (claim.prepayments ?? []).find(
    (advance) => advance.state === 'requested' || (advance.state === 'approved' && !hasArrived(claim, advance)),
  ) ?? null

const hasArrived = (claim: Money, advance: Prepayment): boolean =>
  advance.netted === true || paymentOf(claim, advance)?.state === 'settled'

/** True while the bank may have an advance whose outcome nobody knows: no final sum can be told from it. */
export const isAdvanceOnItsWay = (claim: Money): boolean =>
  (claim.prepayments ?? []).some((advance) => onItsWay.has(paymentOf(claim, advance)?.state ?? 'prepared'))

/** From `cleared` on a transfer may have been sent. */
const onItsWay: ReadonlySet<PaymentState> = new Set<PaymentState>(['cleared', 'sent', 'unknown'])

/** An advance that can still be called off: nothing of it was sent, or the bank has said that it did not arrive. */
export const canBeCalledOff = (claim: Money, advance: Prepayment): boolean => {
  if (advance.state === 'requested') return true
  if (advance.netted === true) return false
  const state = paymentOf(claim, advance)?.state
  return advance.state === 'approved' && state !== undefined && state !== 'settled' && !onItsWay.has(state)
}

/** The payment in which an advance stands: the last of its chain, where another one took over. */
export const paymentOf = ({ payments }: Pick<Claim, 'payments'>, { payment: first }: Prepayment): Payment | undefined =>
  first === undefined ? undefined : payments.findLast((payment) => originOf(payment) === first)

/** The advance a payment belongs to, if it is one. */
export function advanceOf({ payments, prepayments = [] }: Money, paymentN: number): Prepayment | undefined {
  const payment = payments.find(({ n }) => n === paymentN)
  return payment === undefined ? undefined : prepayments.find((advance) => advance.payment === originOf(payment))
}

/** Money an agreement owes: the determination's own, and an advance that was counted in it and has come back since. */
export function isOfAgreement(claim: Claim, payment: Payment): boolean {
  const { netted, refused } = advanceOf(claim, payment.n) ?? {}
  return isOfClaim(payment) || (netted === true && refused !== true && !isOwedNothing(claim))
}

/**
 * What of a payment is owed again once its money has come back (#44): all of it, but of an advance a final sum has counted
 * only what that sum owes. What the advance was above it, and the customer has not returned, was never owed to him: whether
 * it is still asked for or was given up, the money that came back is that money first.
 */
export function owedAgainFen(claim: Claim, payment: Payment): Fen {
  const advance = advanceOf(claim, payment.n)
  if (advance === undefined) return payment.amountFen
  if (advance.refused === true || isOwedNothing(claim)) return 0
  if (advance.netted !== true) return payment.amountFen
  const beyond = sumFen((claim.recoveries ?? []).filter(isAskedOf(advance)).map(keptBeyondFen))
  return Math.max(0, payment.amountFen - beyond)
}

/** What a final sum asked back of advances, opened by the rules themselves (#59): of whoever this one was counted for. */
const isAskedOf =
  ({ countedFor }: Prepayment) =>
  ({ cause, openedBy, payeeId = countedFor }: Recovery): boolean =>
    cause === 'overpaid' && openedBy === 'system' && payeeId === countedFor

/** What the customer has kept of it. */
const keptBeyondFen = ({ amountFen, receivedFen, setOffFen }: Recovery): Fen => amountFen - receivedFen - setOffFen

/** What came back of an advance meets what was asked back for it first, the oldest debt before the newer. */
export function metByReturn(
  recoveries: readonly Recovery[],
  advance: Prepayment,
  cameBackFen: Fen,
): readonly Recovery[] {
  const isOfNetting = isAskedOf(advance)
  let left = cameBackFen
  return recoveries.map((asked) => {
    if (!isOfNetting(asked) || asked.state === 'recovered') return asked
    const met = Math.min(left, keptBeyondFen(asked))
    left -= met
    return closedWhenWhole({ ...asked, setOffFen: asked.setOffFen + met })
  })
}

/** Also what was given up, when it comes back after all. */
export const closedWhenWhole = (open: Recovery): Recovery =>
  keptBeyondFen(open) <= 0 ? { ...open, state: 'recovered' } : open

/** Nobody has a right to what was advanced, if it should come back. */
const isOwedNothing = ({ stage }: Pick<Claim, 'stage'>): boolean => owedNothing.has(stage.status)

const owedNothing: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['denied', 'declined', 'withdrawn', 'cancelled'])

/** True when money left or may have left in advance, and no final sum has counted it: only a decision can. */
export const paidInAdvance = (claim: Money): boolean => advancedFen(claim) > 0 || isAdvanceOnItsWay(claim)
