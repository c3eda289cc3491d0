import { splitByShares, wholeShare } from '../money.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { nextPaymentNumber, paymentReference } from './payment-region.ts'
import type { Claim, Payee, Payment, StageOf } from './state.ts'

/** #33: the claimant agrees with the amount; who agrees must have been identified. */
export function agreeOffer(claim: Claim, { identityChecked }: CommandOf<'AgreeOffer'>): Outcome {
  if (!identityChecked) {
    return refuse(claim, 'IDENTITY_UNCHECKED', 'agreement counts only from somebody whose identity was checked', {
      field: '/identityChecked',
    })
  }
  return happens({ type: 'OfferAgreed', how: 'agreed' })
}

/** #36: payees, shares and accounts are frozen; from here the payment approval binds them. */
export function freezePayees(claim: Claim, { payees, roundingTo }: CommandOf<'FreezePayees'>, actor: Actor): Outcome {
  const fault = payeeFault(claim, payees, roundingTo)
  if (fault !== null) return fault
  const { determination } = claim.stage as StageOf<'agreed'>
  const rounding = payees.findIndex(({ payeeId }) => payeeId === roundingTo)
  const amounts = splitByShares(
    determination.payFen,
    payees.map(({ share }) => share),
    rounding,
  )
  const frozen = payees.map(({ payeeId, share }, index) => ({
    payeeId,
    share,
    amountFen: amounts[index] ?? 0,
    editedBy: actor.id,
  }))
  return happens({ type: 'PayeesFrozen', payees: frozen, payments: preparedFor(claim, frozen) })
}

/** One payment to each payee; whose share of a few fen rounds to nothing gets none, for no bank sends nothing. */
function preparedFor(claim: Claim, payees: readonly Payee[]): Payment[] {
  const first = nextPaymentNumber(claim)
  const owed = payees.filter(({ amountFen }) => amountFen > 0)
  return owed.map(({ payeeId, amountFen }, index) => {
    const n = first + index
    return { n, payeeId, amountFen, reference: paymentReference(claim.claimId, n), state: 'prepared', queries: 0 }
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
