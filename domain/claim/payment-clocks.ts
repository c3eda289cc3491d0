import type { Clock, ClockDelay } from '../clocks/clock.ts'
import { isOpen, meetClock, voidClock } from '../clocks/engine.ts'
import { ruleBook } from '../rules.ts'
import type { Instant } from '../time.ts'
import type { ClockBench, ClockStep } from './clock-steps.ts'
import { allClocks, beginAnew, meet, next, touch, touchAll } from './clock-steps.ts'
import { limitationOf, subjectOf } from './clock-subjects.ts'
import type { FactOf } from './events.ts'
import { isOfClaim, originOf } from './payment-region.ts'
import type { Claim } from './state.ts'

/** The clocks that facts about payments start, delay, meet or void. */
export const paymentWiring = {
  PayeesFrozen: ({ payments }: FactOf<'PayeesFrozen'>, { stage }: Claim, at: Instant) => [
    startForPayees(
      'agreement' in stage && stage.agreement !== undefined ? stage.agreement.at : at,
      payments.map(({ payeeId }) => payeeId),
    ),
  ],
  PaymentSettled: ({ n }: FactOf<'PaymentSettled'>, claim: Claim, at: Instant) => [
    ...forPayment(claim, n, meetForPayee),
    beginAnew(limitationOf(subjectOf(claim)), at),
  ],
  // The payment clock runs on whoever is in the way; who it is stands with it (#39, #43).
  PaymentRejected: ({ n, next: other }: FactOf<'PaymentRejected'>, claim: Claim) =>
    other === undefined ? forPayment(claim, n, (owed) => delayForPayee(owed, 'account')) : [],
  PaymentHeld: ({ n }: FactOf<'PaymentHeld'>, claim: Claim) =>
    forPayment(claim, n, (owed) => delayForPayee(owed, 'payee')),
  AccountNamed: ({ n }: FactOf<'AccountNamed'>, claim: Claim) => forPayment(claim, n, endDelayForPayee),
  PaymentBounced: ({ n }: FactOf<'PaymentBounced'>, claim: Claim) => [
    ...(hadArrived(claim, n) && mayOwe(claim) ? forPayment(claim, n, startForReturned) : []),
    ...forPayment(claim, n, (owed) => delayForPayee(owed, 'account')),
  ],
  ClaimPaid: () => [meet('C11'), meet('C13'), meet('C19')],
  ClaimPaidInPart: () => [meet('C11')],
  ClaimClosed: ({ because }: FactOf<'ClaimClosed'>) =>
    because === 'outstanding' ? [voidForPayees('payee cause'), meet('C13'), meet('C19')] : [],
}

/** The money of one payment, as its clock knows it. */
interface OwedPayment {
  readonly payeeId: string
  /** First number of its chain. */
  readonly origin: number
}

/** Steps for the money of this payment, where it is owed under the claim: advances and what paying late costs have no C10. */
function forPayment(claim: Claim, n: number, step: (owed: OwedPayment) => ClockStep): ClockStep[] {
  const payment = claim.payments.find((candidate) => candidate.n === n)
  if (payment === undefined || !isOfClaim(payment)) return []
  return [step({ payeeId: payment.payeeId, origin: originOf(payment) })]
}

/** Money that came back before we heard that it had arrived is owed by the clock that still runs. */
const hadArrived = ({ payments }: Claim, n: number): boolean =>
  payments.some((payment) => payment.n === n && payment.state === 'settled')

/** Where a claim was withdrawn or cancelled since, nothing of it runs any more: the money is seen to without a clock. */
const mayOwe = ({ stage }: Claim): boolean => stage.status !== 'withdrawn' && stage.status !== 'cancelled'

/** The payment clock that began with the agreement becomes that of the first payee; every other gets his own (#36). */
const startForPayees =
  (agreedAt: Instant, payeeIds: readonly string[]): ClockStep =>
  (bench) =>
    payeeIds.reduce((touched, payeeId) => {
      const so = { ...bench, touched }
      const unnamed = allClocks(so).find(({ id, payeeId: owed, endedAt }) => id === 'C10' && !owed && !endedAt)
      return touch(so, { ...(unnamed ?? next(so, 'C10', agreedAt)), payeeId })
    }, bench.touched)

/** The act for the payee who has his money. */
const meetForPayee = (owed: OwedPayment): ClockStep =>
  onClocksOf(owed, (clock, { claim, at }) => meetClock(ruleBook(claim.rules).clocks.C10, clock, at))

const delayForPayee = (owed: OwedPayment, cause: ClockDelay['cause']): ClockStep =>
  onClocksOf(owed, (clock, { at }) => ({ ...clock, delay: { cause, from: clock.delay?.from ?? at } }))

/** It is ours again to pay. */
const endDelayForPayee = (owed: OwedPayment): ClockStep =>
  onClocksOf(owed, (clock, { at }) =>
    clock.delay === undefined ? clock : { ...clock, delay: { ...clock.delay, to: at } },
  )

/** Money that came back is owed anew, beside whatever else is owed to its payee (#44). */
const startForReturned =
  ({ payeeId, origin }: OwedPayment): ClockStep =>
  (bench) =>
    touch(bench, { ...next(bench, 'C10', bench.at), payeeId, payment: origin })

/** Nobody waits any longer for what is held: the payee knows where it is (#46a). */
const voidForPayees =
  (reason: string): ClockStep =>
  (bench) =>
    touchAll(
      bench,
      allClocks(bench)
        .filter((clock) => clock.id === 'C10' && isOpen(clock))
        .map((clock) => voidClock(clock, bench.at, reason)),
    )

function onClocksOf(owed: OwedPayment, change: (clock: Clock, bench: ClockBench) => Clock): ClockStep {
  return (bench) => {
    const changed = clocksOf(bench, owed).map((clock) => [clock, change(clock, bench)] as const)
    return touchAll(
      bench,
      changed.filter(([clock, after]) => clock !== after).map(([, after]) => after),
    )
  }
}

/** The clock of the money that came back where there is one, else that of the payee's agreement. */
function clocksOf(bench: ClockBench, { payeeId, origin }: OwedPayment): readonly Clock[] {
  const open = allClocks(bench).filter((clock) => clock.id === 'C10' && clock.payeeId === payeeId && isOpen(clock))
  const own = open.filter(({ payment }) => payment === origin)
  return own.length > 0 ? own : open.filter(({ payment }) => payment === undefined)
}
