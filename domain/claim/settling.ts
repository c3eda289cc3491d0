import type { Fen } from '../money.ts'
import { splitByShares, wholeShare } from '../money.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import { paymentReference } from './payment.ts'
import { payoutFen } from './payout.ts'
import { isAdvanceOnItsWay, leftToPay, nettingOf } from './prepaid.ts'
import type { Claim, Payee, Payment, StageOf } from './state.ts'

/**
 * #33: the claimant agrees with the amount; who agrees must have been identified. What was said at a counter or written in
 * a letter counts from then on, though it was entered later.
 */
export function agreeOffer(
  claim: Claim,
  { identityChecked, ageMs = 0 }: CommandOf<'AgreeOffer'>,
  _actor: Actor,
  { now }: Context,
): Outcome {
  if (!identityChecked) {
    return refuse(claim, 'IDENTITY_UNCHECKED', 'agreement counts only from somebody whose identity was checked', {
      field: '/identityChecked',
    })
  }
  const field = '/agreedAt'
  if (ageMs < 0) return refuse(claim, 'IN_THE_FUTURE', 'nobody agrees after now', { field })
  const agreedAt = now - ageMs
  if (agreedAt < (claim.stage as StageOf<'offered'>).offeredAt) {
    return refuse(claim, 'BEFORE_THE_ACT', 'nobody agrees before the offer was delivered', { field })
  }
  return happens({ type: 'OfferAgreed', how: 'agreed', ...(agreedAt < now ? { agreedAt } : {}) })
}

/**
 * #36: payees, shares and accounts are frozen; from here the payment approval binds them. They share what is left of the
 * determination once all that was paid in advance is netted off (#58).
 */
export function freezePayees(claim: Claim, { payees, roundingTo }: CommandOf<'FreezePayees'>, actor: Actor): Outcome {
  const fault = payeeFault(claim, payees, roundingTo)
  if (fault !== null) return fault
  if (isAdvanceOnItsWay(claim)) {
    const message = 'an advance is with the bank and its outcome is not known yet: what is left to pay depends on it'
    return refuse(claim, 'ADVANCE_IN_FLIGHT', message)
  }
  const finalFen = payoutFen((claim.stage as StageOf<'agreed'>).determination)
  const rounding = payees.findIndex(({ payeeId }) => payeeId === roundingTo)
  const amounts = splitByShares(
    leftToPay(claim, finalFen),
    payees.map(({ share }) => share),
    rounding,
  )
  const frozen = payees.map(({ payeeId, share }, index) => ({
    payeeId,
    share,
    amountFen: amounts[index] ?? 0,
    editedBy: actor.id,
  }))
  const netted = nettingOf(claim, finalFen)
  const payments = preparedFor(claim, frozen)
  return happens({ type: 'PayeesFrozen', payees: frozen, payments, ...(netted === null ? {} : { netted }) })
}

/** One payment to each payee; whose share of a few fen rounds to nothing gets none, for no bank sends nothing. */
function preparedFor({ claimId, payments }: Claim, payees: readonly Payee[]): Payment[] {
  const owed = payees.filter(({ amountFen }) => amountFen > 0)
  return owed.map(({ payeeId, amountFen }, index) => {
    const n = payments.length + index + 1
    return { n, payeeId, amountFen, reference: paymentReference(claimId, n), state: 'prepared', queries: 0 }
  })
}

function payeeFault(claim: Claim, payees: CommandOf<'FreezePayees'>['payees'], roundingTo: string): Outcome | null {
  const ids = payees.map(({ payeeId }) => payeeId)
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
  if (twice >= 0) return refuse(claim, 'PAYEE_LISTED_TWICE', 'a payee is listed twice', { field: `/payees/${twice}` })
  const whole =
    payees.reduce((sum, { share }) => sum + share, 0) === wholeShare && payees.every(({ share }) => share > 0)
  if (!whole)
    return refuse(claim, 'SHARES_NOT_WHOLE', 'shares are above zero and sum to 100.00 %', { field: '/payees' })
  const stranger = payees.findIndex(({ accountHolderIsPayee }) => !accountHolderIsPayee)
  if (stranger >= 0) {
    const message =
      'the account holder is not the payee (accident measures 17(6)): money goes to the payee’s own account'
    return refuse(claim, 'ACCOUNT_OF_ANOTHER', message, { field: `/payees/${stranger}/account/holderName` })
  }
  if (ids.includes(roundingTo)) return null
  return refuse(claim, 'ROUNDING_PAYEE_UNKNOWN', 'the fen that remain go to one of the payees: name which', {
    field: '/roundingTo',
  })
}

/** #58: all of it was paid in advance: nobody need name a payee for nothing. Null while something is left, or not known. */
export function paidInAdvanceWhole(claim: Claim, finalFen: Fen): ClaimFact | null {
  const netted = nettingOf(claim, finalFen)
  if (netted === null || leftToPay(claim, finalFen) > 0 || isAdvanceOnItsWay(claim)) return null
  return { type: 'PayeesFrozen', payees: [], payments: [], netted }
}
