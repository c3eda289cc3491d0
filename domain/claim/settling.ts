import type { Fen } from '../money.ts'
import { splitByShares, sumFen } from '../money.ts'
import { ruleBook } from '../rules.ts'
import { entitledBy } from './beneficiary-rules.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { Counted } from './earlier-money.ts'
import { countEarlier, mayBeSeveral } from './earlier-money.ts'
import type { ClaimFact } from './events.ts'
import { partsOf } from './parts.ts'
import { nextPayeeFault } from './payee-change.ts'
import type { NamedPayee } from './payee-commands.ts'
import { listFault, payeeFault, reimbursed } from './payee-rules.ts'
import { nextPaymentNumber, paymentReference } from './payment-region.ts'
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
 * #36: payees, shares and accounts are frozen; from here the payment approval binds them. The final sum is parted among them,
 * and what went out before is taken from the part of whoever had it (#58). #75: payees that were thawed are named anew for
 * what was owed to them; shares are of the whole all the same.
 */
export function freezePayees(
  claim: Claim,
  command: CommandOf<'FreezePayees'>,
  actor: Actor,
  { policy }: Context,
): Outcome {
  const { stage } = claim
  if (stage.status === 'paying' && !claim.thaw) {
    const message = 'payees are frozen since they were named: thaw those that change, with the documents that show why'
    return refuse(claim, 'PAYEES_FROZEN', message, { resolvedBy: 'UnfreezePayees' })
  }
  const kept = keptPayees(claim)
  const listed = listFault(claim, command, kept)
  if (listed !== null) return listed
  if (isAdvanceOnItsWay(claim)) {
    const message = 'an advance is with the bank and its outcome is not known yet: what is left to pay depends on it'
    return refuse(claim, 'ADVANCE_IN_FLIGHT', message)
  }
  const shared = sharedOut(claim, command, payoutFen((stage as StageOf<'agreed' | 'paying'>).determination))
  if ('refusal' in shared) return shared
  const { amounts, had, netted } = shared
  const fault =
    payeeFault(claim, command, { kept, owedFen: sumFen(amounts), amounts, policy }) ?? nextPayeeFault(claim, command)
  if (fault !== null) return fault
  const frozen = command.payees.map((payee, index) => ({
    ...frozenPayee(payee, amounts[index] ?? 0, actor),
    ...(had[index] ? { hadFen: had[index] } : {}),
  }))
  const payments = preparedFor(claim, frozen, command.payees)
  return happens({
    type: 'PayeesFrozen',
    payees: [...kept, ...frozen],
    payments,
    ...(netted === null ? {} : { netted }),
  })
}

/** What is left to pay to each payee of the list, in its order. */
function sharedOut(
  claim: Claim,
  command: CommandOf<'FreezePayees'>,
  finalFen: Fen,
): Counted | { readonly refusal: Refusal } {
  const { thaw } = claim
  if (ruleBook(claim.rules).payees === 'named') return sharedAsOne(claim, command, finalFen)
  if (!thaw) return countEarlier(claim, command, partsOf(finalFen, { ...command, entitled: entitledBy(command) }))
  if (command.had !== undefined && command.had.length > 0) {
    const message =
      'what went out before was counted when payees were first named: it counts on against who comes after them'
    return refuse(claim, 'EARLIER_MONEY_UNCLEAR', message, { field: '/had' })
  }
  return { amounts: partsOf(thaw.owedFen, command), had: partsOf(thaw.hadFen ?? 0, command), netted: null }
}

/** Before version 2: what went out before is left out of the sum, and all payees share what is left of it. */
function sharedAsOne(claim: Claim, { payees, roundingTo }: CommandOf<'FreezePayees'>, finalFen: Fen): Counted {
  const amounts = splitByShares(
    claim.thaw ? claim.thaw.owedFen : leftToPay(claim, finalFen),
    payees.map(({ share }) => share),
    payees.findIndex(({ payeeId }) => payeeId === roundingTo),
  )
  return { amounts, had: [], netted: claim.thaw ? null : nettingOf(claim, finalFen) }
}

/** Those who stay when payees are named anew; a determination that was just agreed has none yet. */
const keptPayees = ({ stage, payees }: Claim): readonly Payee[] => (stage.status === 'paying' ? payees : [])

function frozenPayee(payee: NamedPayee, amountFen: Fen, actor: Actor): Payee {
  const { payeeId, share, as, through, receiver, evidence = [] } = payee
  const proofs = [...new Set([...evidence, ...(receiver?.evidence ?? [])])]
  return {
    payeeId,
    share,
    amountFen,
    editedBy: actor.id,
    ...(as === undefined ? {} : { as }),
    ...(through === undefined ? {} : { through }),
    ...(receiver === undefined ? {} : { receiver: receiver.as }),
    ...(proofs.length === 0 ? {} : { evidence: proofs }),
  }
}

/** One payment to each payee; whose share of a few fen rounds to nothing gets none, for no bank sends nothing. */
function preparedFor(claim: Claim, payees: readonly Payee[], named: readonly NamedPayee[]): Payment[] {
  const first = nextPaymentNumber(claim)
  const owed = payees.filter(({ amountFen }) => amountFen > 0)
  return owed.map(({ payeeId, amountFen }, index) => {
    const n = first + index
    const asked = named.find((payee) => payee.payeeId === payeeId)
    const reimburses = asked && reimbursed(claim, asked)
    return {
      n,
      payeeId,
      ...(reimburses && { reimburses }),
      amountFen,
      reference: paymentReference(claim.claimId, n),
      state: 'prepared',
      queries: 0,
    }
  })
}

/**
 * #58: all of it was paid in advance: nobody need name a payee for nothing. Null while something is left, or not known; and
 * where several may have rights of their own, for one of them may have had what was another's.
 */
export function paidInAdvanceWhole(claim: Claim, finalFen: Fen): ClaimFact | null {
  if (mayBeSeveral(claim)) return null
  const netted = nettingOf(claim, finalFen)
  if (netted === null || leftToPay(claim, finalFen) > 0 || isAdvanceOnItsWay(claim)) return null
  return { type: 'PayeesFrozen', payees: [], payments: [], netted }
}
