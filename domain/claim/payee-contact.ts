import type { Instant } from '../time.ts'
import { HOUR, addYears, dateOf, startOfDay } from '../time.ts'
import { isOpen } from '../clocks/engine.ts'
import { paymentPolicy } from '../service-policy.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import type { PassesTo } from './payee-commands.ts'
import { isOfFormer } from './payee-change.ts'
import { receivingFault, succession } from './payee-rules.ts'
import { isHeld, successorOf } from './payment-region.ts'
import { advanceOf } from './prepaid.ts'
import type { Claim, Payment } from './state.ts'

/**
 * #42: another account of the payee, checked like the first one: the holder is he, and he was identified. A new payment takes
 * over under a reference of its own, and waits for maker and checker; who named the account is not the checker.
 */
export function nameNewAccount(
  claim: Claim,
  command: CommandOf<'NameNewAccount'>,
  _actor: Actor,
  { policy }: Context,
): Outcome {
  const { n, accountId, accountHolderIsPayee, identityChecked, passesTo, receiver } = command
  const payment = awaitingAccount(claim, n, ['fix-account', 'held-for-payee'])
  if ('refusal' in payment) return payment
  const stranger = strangerFault(claim, command)
  if (stranger !== null) return stranger
  if (!identityChecked) {
    return refuse(claim, 'IDENTITY_UNCHECKED', 'an account is taken from a payee whose identity was checked', {
      field: '/identityChecked',
    })
  }
  if (passesTo !== undefined) {
    if (!accountHolderIsPayee || receiver !== undefined) return ofAnother(claim)
    return passOn(claim, payment, { accountId, passesTo, policy })
  }
  const fault =
    advanceOf(claim, n) === undefined
      ? holderFault(claim, payment, command)
      : advanceHolderFault(claim, payment, { ...command, policy })
  if (fault !== null) return fault
  const next = successorOf(claim, payment, { state: 'prepared', accountId })
  return happens({ type: 'AccountNamed', n, next, ...(receiver === undefined ? {} : { receiver }) })
}

/**
 * Whoever may file may ask this: so the name is that of the payee as he was named, or of whom it passes to; and a customer
 * asks for his own money only, for of the others he knows no more than that they are paid.
 */
function strangerFault(
  claim: Claim,
  { compared, passesTo }: Pick<CommandOf<'NameNewAccount'>, 'compared' | 'passesTo'>,
): Outcome | null {
  if (compared?.isOwn === false) {
    const message = 'a customer names an account for his own money: for another payee a clerk does'
    return refuse(claim, 'ACCOUNT_OF_ANOTHER', message, { field: '/name', whoMay: ['payment-clerk', 'intake-clerk'] })
  }
  if (compared?.isPayee !== false || passesTo !== undefined) return null
  const message = 'this is not the name of the payee of this payment: money goes to whoever was named as its payee'
  return refuse(claim, 'ACCOUNT_OF_ANOTHER', message, { field: '/name' })
}

type Holder = Pick<CommandOf<'NameNewAccount'>, 'accountHolderIsPayee' | 'receiver'>

function ofAnother(claim: Claim): Outcome {
  const message = 'the account holder is not the payee (accident measures 17(6)): money goes to the payee’s own account'
  return refuse(claim, 'ACCOUNT_OF_ANOTHER', message, { field: '/account/holderName' })
}

/** Whoever takes the money of an agreement for its payee was frozen with him: he is named anew together with him (#75). */
function holderFault(claim: Claim, { payeeId }: Payment, { accountHolderIsPayee, receiver }: Holder): Outcome | null {
  if (!accountHolderIsPayee || receiver !== undefined) return ofAnother(claim)
  const frozen = claim.payees.find((payee) => payee.payeeId === payeeId)?.receiver
  if (frozen !== 'guardian' && frozen !== 'assignee') return null
  const message = `the money goes through the ${frozen} of the payee: thaw him, and name him anew with that account`
  return refuse(claim, 'PAYEES_FROZEN', message, { resolvedBy: 'UnfreezePayees' })
}

/** No thaw reaches who takes an advance for its payee: he is proven again with the account. */
function advanceHolderFault(
  claim: Claim,
  { n }: Payment,
  { accountHolderIsPayee, receiver, policy }: Holder & Pick<Context, 'policy'>,
): Outcome | null {
  const before = advanceOf(claim, n)?.receiver?.as
  if (before === 'guardian' && receiver?.as !== 'guardian') {
    const message = 'a minor is paid through his guardian: name the guardian with the proof of it'
    return refuse(claim, 'GUARDIAN_MISSING', message, { field: '/receiver' })
  }
  if (before === 'assignee' && receiver?.as !== 'assignee') {
    const message = 'the claim was assigned: name the assignee with the proof of it'
    return refuse(claim, 'EVIDENCE_MISSING', message, { field: '/receiver' })
  }
  if (receiver !== undefined) return receivingFault(claim, receiver, policy)
  return accountHolderIsPayee ? null : ofAnother(claim)
}

/**
 * #75 of an advance the agreement has counted, and of money of an earlier agreement: it is owed to whoever comes after its
 * payee, and to him alone, for who holds the right discharges the insurer (interpretation III art. 14). Payees of the
 * agreement that is paid are thawed and named anew instead.
 */
function passOn(
  claim: Claim,
  payment: Payment,
  { accountId, passesTo, policy }: { accountId: string; passesTo: PassesTo; policy: Context['policy'] },
): Outcome {
  if (advanceOf(claim, payment.n)?.netted !== true && !isOfFormer(claim, payment)) {
    const message = 'payees of the agreement are thawed and named anew; what no final sum has counted is proposed anew'
    return refuse(claim, 'PAYEES_FROZEN', message, { field: '/passesTo', resolvedBy: 'UnfreezePayees' })
  }
  const fault = succession(claim, passesTo, { amountFen: 0, policy })
  if (fault !== null) return fault
  const { accountId: _former, ...failed } = payment
  const next = successorOf(claim, failed, { state: 'prepared', payeeId: accountId })
  return happens({ type: 'AccountNamed', n: payment.n, next, passesTo })
}

/** #43: somebody tried to reach the payee. Who cannot be reached so often, or does not want the money, has it held for him. */
export function recordContactTry(
  claim: Claim,
  { n, outcome, textId }: CommandOf<'RecordContactTry'>,
  _actor: Actor,
  { policy }: Context,
): Outcome {
  const payment = awaitingAccount(claim, n, ['fix-account'])
  if ('refusal' in payment) return payment
  const tried: ClaimFact = { type: 'PayeeContactTried', n, outcome, ...(textId === undefined ? {} : { textId }) }
  if (outcome === 'refused') return happens(tried, { type: 'PaymentHeld', n, because: 'refused' })
  const inVain = outcome === 'unreachable' && (payment.trouble?.tries ?? 0) + 1 >= paymentPolicy(policy).contactTries
  return inVain ? happens(tried, { type: 'PaymentHeld', n, because: 'unreachable' }) : happens(tried)
}

function awaitingAccount(
  claim: Claim,
  n: number,
  states: readonly Payment['state'][],
): Payment | Extract<Outcome, { refusal: unknown }> {
  const payment = claim.payments.find((candidate) => candidate.n === n)
  if (payment === undefined) return refuse(claim, 'PAYMENT_UNKNOWN_NUMBER', `there is no payment ${n}`, { field: '/n' })
  if (states.includes(payment.state)) return payment
  const message = `payment ${n} is ${payment.state}: it does not wait for another account`
  return refuse(claim, 'ACCOUNT_NOT_ASKED', message, { field: '/n' })
}

/** When the payee of held money is reminded next; null when his right is about to be barred by time (C23). */
export function reminderAt(claim: Claim, payment: Payment): Instant | null {
  const { heldAt, reminders = 0 } = payment.trouble ?? {}
  if (!isHeld(payment) || heldAt === undefined) return null
  const at = startOfDay(addYears(dateOf(heldAt), reminders + 1)) + officeOpens
  return at < limitationEnds(claim) ? at : null
}

const officeOpens = 9 * HOUR

const limitationEnds = ({ clocks }: Claim): Instant =>
  clocks.find((clock) => (clock.id === 'C23a' || clock.id === 'C23b') && isOpen(clock))?.dueTarget ?? 0
