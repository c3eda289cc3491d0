import type { Clock, ClockDelay } from '../clocks/clock.ts'
import { isOpen, meetClock, voidClock } from '../clocks/engine.ts'
import { ruleBook } from '../rules.ts'
import type { Instant } from '../time.ts'
import type { ClockBench, ClockStep } from './clock-steps.ts'
import { allClocks, beginAnew, meet, next, touch, touchAll, voidClocks } from './clock-steps.ts'
import { limitationOf, subjectOf } from './clock-subjects.ts'
import type { FactOf } from './events.ts'
import { isHeld, isUnpaid, originOf } from './payment-region.ts'
import { advanceOf, isOfAgreement, owedAgainFen } from './prepaid.ts'
import type { Claim, Payee, Payment } from './state.ts'

/** The clocks that facts about payments start, delay, meet or void. */
export const paymentWiring = {
  PayeesFrozen: ({ payees, payments }: FactOf<'PayeesFrozen'>, { stage, thaw }: Claim, at: Instant) => {
    const owed = payments.map(({ payeeId }) => payeeId)
    if (thaw) return [moveToPayees(payees, owed)]
    return [
      setApart,
      startForPayees('agreement' in stage && stage.agreement !== undefined ? stage.agreement.at : at, owed),
    ]
  },
  PaymentSettled: ({ n }: FactOf<'PaymentSettled'>, claim: Claim, at: Instant) => [
    ...forPayment(claim, n, meetForPayee),
    ...(isToProvider(claim, n) ? [meet('C27')] : []),
    beginAnew(limitationOf(subjectOf(claim)), at),
  ],
  // The payment clock runs on whoever is in the way; who it is stands with it (#39, #43).
  PaymentRejected: ({ n, next: other }: FactOf<'PaymentRejected'>, claim: Claim) =>
    other === undefined ? forPayment(claim, n, (owed) => delayForPayee(owed, 'account')) : [],
  PaymentHeld: ({ n }: FactOf<'PaymentHeld'>, claim: Claim) =>
    forPayment(claim, n, (owed) => delayForPayee(owed, 'payee')),
  AccountNamed: ({ n, next: { payeeId } }: FactOf<'AccountNamed'>, claim: Claim) =>
    forPayment(claim, n, (owed) => endDelayForPayee(owed, payeeId)),
  PaymentBounced: ({ n }: FactOf<'PaymentBounced'>, claim: Claim) =>
    isOwedAgain(claim, n)
      ? [
          ...(hadArrived(claim, n) && mayOwe(claim) ? forPayment(claim, n, startForReturned) : []),
          ...forPayment(claim, n, (owed) => delayForPayee(owed, 'account')),
        ]
      : [],
  // Where all was paid in advance no payee is named, and the clock of the agreement is kept by that (#58).
  ClaimPaid: () => [meet('C11'), meet('C13'), meet('C19'), voidClocks('C27', 'paid to others'), meetAgreed],
  ClaimPaidInPart: (_fact: FactOf<'ClaimPaidInPart'>, claim: Claim) => [
    meet('C11'),
    ...(isHeldForProvider(claim) ? [] : [voidClocks('C27', 'paid to others')]),
  ],
  ClaimClosed: ({ because }: FactOf<'ClaimClosed'>) =>
    because === 'outstanding'
      ? [voidForPayees('payee cause'), voidClocks('C27', 'payee cause'), meet('C13'), meet('C19')]
      : [],
}

/** The money of one payment, as its clock knows it. */
interface OwedPayment {
  readonly payeeId: string
  /** First number of its chain. */
  readonly origin: number
}

/** Steps for the money of this payment, where an agreement owes it: an advance and what paying late costs have no C10. */
function forPayment(claim: Claim, n: number, step: (owed: OwedPayment) => ClockStep): ClockStep[] {
  const payment = claim.payments.find((candidate) => candidate.n === n)
  if (payment === undefined || !isOfAgreement(claim, payment)) return []
  return [step({ payeeId: payment.payeeId, origin: originOf(payment) })]
}

/** Money that came back before we heard that it had arrived is owed by the clock that still runs. */
const hadArrived = ({ payments }: Claim, n: number): boolean =>
  payments.some((payment) => payment.n === n && payment.state === 'settled')

/** Of an advance that was more than the final sum nothing may be left to owe (#59). */
const isOwedAgain = (claim: Claim, n: number): boolean =>
  claim.payments.some((payment) => payment.n === n && owedAgainFen(claim, payment) > 0)

/** Where a claim was withdrawn or cancelled since, nothing of it runs any more: the money is seen to without a clock. */
const mayOwe = ({ stage }: Claim): boolean => stage.status !== 'withdrawn' && stage.status !== 'cancelled'

/** The hospital's or repairer's own money: rescue costs are paid when it has arrived (CTALI 31). */
const isToProvider = (claim: Claim, n: number): boolean =>
  claim.payments.some((payment) => payment.n === n && isOfProvider(claim, payment))

const isHeldForProvider = (claim: Claim): boolean =>
  claim.payments.some((payment) => isHeld(payment) && isOfProvider(claim, payment))

/** Of an agreement, or in advance. */
const isOfProvider = (claim: Claim, { n, payeeId }: Payment): boolean =>
  claim.payees.some((payee) => payee.payeeId === payeeId && payee.as === 'provider') ||
  advanceOf(claim, n)?.as === 'provider'

/** What is still to be paid by a former agreement is owed by a clock of its own, beside what this one owes the same payee (#36). */
const setApart: ClockStep = (bench) => {
  if (ruleBook(bench.claim.rules).formerMoney === 'mixed') return bench.touched
  const open = allClocks(bench).filter((clock) => clock.id === 'C10' && clock.payeeId !== undefined && isOpen(clock))
  const former = open.flatMap((clock) => {
    const owed = clock.payment === undefined ? owedBy(bench.claim, clock) : undefined
    return owed === undefined ? [] : [{ ...clock, payment: originOf(owed) }]
  })
  return touchAll(bench, former)
}

/** The payment clock that began with the agreement becomes that of the first payee; every other gets his own (#36). */
const startForPayees =
  (agreedAt: Instant, payeeIds: readonly string[]): ClockStep =>
  (bench) => {
    // What a judgment set for one holds for all.
    const length = unnamedOf(bench)?.length
    return payeeIds.reduce((touched, payeeId) => {
      const so = { ...bench, touched }
      return touch(so, { ...(unnamedOf(so) ?? next(so, 'C10', agreedAt, length)), payeeId })
    }, bench.touched)
  }

/** The payment clock of an agreement whose payees are not named yet. */
const unnamedOf = (bench: ClockBench): Clock | undefined =>
  allClocks(bench).find(({ id, payeeId, endedAt }) => id === 'C10' && !payeeId && !endedAt)

/** #33: who had agreed to what was then determined anew is owed from his first agreement on (#56). */
export const startAgreed =
  (at: Instant): ClockStep =>
  (bench) =>
    unnamedOf(bench) === undefined ? touch(bench, next(bench, 'C10', at)) : bench.touched

const onAgreed =
  (change: (clock: Clock, bench: ClockBench) => Clock): ClockStep =>
  (bench) => {
    const unnamed = unnamedOf(bench)
    return unnamed === undefined ? bench.touched : touch(bench, change(unnamed, bench))
  }

const meetAgreed = onAgreed((clock, { claim, at }) => meetClock(ruleBook(claim.rules).clocks.C10, clock, at))

/** The act for an agreement that pays nobody; what came back of an earlier one is owed as before. */
export const voidAgreed = (reason: string): ClockStep => onAgreed((clock, { at }) => voidClock(clock, at, reason))

/**
 * What the insurer owed payees who are named no more it owes those named in their place, since it owed it to them: their
 * clocks go on under the new names (#75), and it is ours again to pay. Where fewer are named than before, the others' clocks
 * say it all; where more are, theirs began with those. Whose money waited when the claim closed is owed it from now on.
 */
function moveToPayees(payees: readonly Pick<Payee, 'payeeId'>[], owed: readonly string[]): ClockStep {
  return (bench) => {
    const open = allClocks(bench).filter((clock) => clock.id === 'C10' && clock.payeeId !== undefined && isOpen(clock))
    const over = open.filter((clock) => !isStillOwed(bench.claim, clock))
    const left = over.filter((clock) => !payees.some(({ payeeId }) => payeeId === clock.payeeId))
    const stay = over.filter(({ payeeId = '' }) => owed.includes(payeeId))
    const waiting = owed.filter((payeeId) => !open.some((clock) => clock.payeeId === payeeId))
    const since = Math.min(bench.at, ...left.map(({ startedAt }) => startedAt))
    const moved = left.map((clock, index) => passedOn(clock, waiting[index], bench.at))
    const renewed = stay.map((clock) => passedOn(clock, clock.payeeId, bench.at))
    return waiting.slice(left.length).reduce(
      (touched, payeeId) => {
        const so = { ...bench, touched }
        return touch(so, { ...next(so, 'C10', since), payeeId })
      },
      touchAll(bench, [...moved, ...renewed]),
    )
  }
}

/**
 * #56: nobody is paid by this agreement any more. Whatever is left of it is owed since it was agreed: its clock waits for who
 * will be named, and those of the other payees are over. Money of an earlier agreement goes on as it was.
 */
export const leavePayees =
  (voided: readonly number[]): ClockStep =>
  (bench) => {
    const left = { ...bench.claim, payments: bench.claim.payments.filter(({ n }) => !voided.includes(n)) }
    const open = allClocks(bench).filter((clock) => clock.id === 'C10' && clock.payeeId !== undefined && isOpen(clock))
    const [first, ...others] = open.filter((clock) => !isStillOwed(left, clock))
    if (first === undefined) return bench.touched
    const over = others.map((clock) => voidClock(clock, bench.at, 'decided anew'))
    return touchAll(bench, [ofNobody(first, bench.at), ...over])
  }

function ofNobody({ payeeId: _payeeId, payment: _payment, delay, ...clock }: Clock, at: Instant): Clock {
  return { ...clock, ...(delay === undefined ? {} : { delay: { ...delay, to: delay.to ?? at } }) }
}

/** A payment of before is still to become something: held, or of an agreement these payees have no part in. */
const isStillOwed = (claim: Claim, clock: Clock): boolean => owedBy(claim, clock) !== undefined

/** The first payment the clock waits for. */
const owedBy = (claim: Claim, { payeeId, payment: chain }: Clock): Payment | undefined =>
  claim.payments.find((payment) => {
    const isOfClock = payment.payeeId === payeeId && (chain === undefined || chain === originOf(payment))
    return isOfClock && isUnpaid(payment) && isOfAgreement(claim, payment)
  })

/** The clock is that of no former payment any more, also where its money had come back. */
function passedOn({ payment: _payment, delay, ...clock }: Clock, payeeId: string | undefined, at: Instant): Clock {
  if (payeeId === undefined) return voidClock(clock, at, 'owed to others')
  return { ...clock, payeeId, ...(delay === undefined ? {} : { delay: { ...delay, to: delay.to ?? at } }) }
}

/** The act for the payee who has his money. */
const meetForPayee = (owed: OwedPayment): ClockStep =>
  onClocksOf(owed, (clock, { claim, at }) => meetClock(ruleBook(claim.rules).clocks.C10, clock, at))

const delayForPayee = (owed: OwedPayment, cause: ClockDelay['cause']): ClockStep =>
  onClocksOf(owed, (clock, { at }) => ({ ...clock, delay: { cause, from: clock.delay?.from ?? at } }))

/** It is ours again to pay, perhaps to who came after the payee (#75): he is owed it since it was owed. */
const endDelayForPayee = (owed: OwedPayment, payeeId: string): ClockStep =>
  onClocksOf(owed, (clock, { at }) =>
    clock.delay === undefined && clock.payeeId === payeeId
      ? clock
      : { ...clock, payeeId, ...(clock.delay === undefined ? {} : { delay: { ...clock.delay, to: at } }) },
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
