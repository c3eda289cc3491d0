import { requiredLevel } from '../authority.ts'
import type { Clock } from '../clocks/clock.ts'
import type { Fen } from '../money.ts'
import { ratioOf } from '../money.ts'
import { lateRate } from '../service-policy.ts'
import type { Instant } from '../time.ts'
import { dateOf, daysBetween } from '../time.ts'
import { authorityOf, authorityUsed } from './authority-bar.ts'
import { compensationNeed } from './authority-need.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Ballot } from './committee.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact, FactOf } from './events.ts'
import { ladderFor } from './ladder.ts'
import { isOfClaim, nextPaymentNumber, openCompensations, originOf, paymentReference } from './payment-region.ts'
import { isOfAgreement, owedAgainFen } from './prepaid.ts'
import type { AuthorityUsed, Claim, Compensation, Payment } from './state.ts'

/**
 * #47: money that came later than the law allows is owed with what the delay cost (Insurance Law 23(2)), known on the day it
 * came. Null when nothing came late, or all of it has been seen to.
 */
export function compensationDue(claim: Claim, context: Context): ClaimFact | null {
  const { payments, compensations = [] } = claim
  if (payments.length === 0) return null
  for (const payment of payments) {
    const isSeenTo = compensations.some(({ forPayment }) => forPayment === payment.n)
    const late = isSeenTo ? null : lateness(claim, payment)
    const compensation = late === null ? null : compensationFor(claim, { payment, late }, context)
    if (compensation !== null) return { type: 'CompensationDue', compensation }
  }
  return null
}

/** #47: by whoever may decide the whole of what the claim costs with it; then it is paid like every payment, by two persons. */
export function approveCompensation(
  claim: Claim,
  { n }: CommandOf<'ApproveCompensation'>,
  actor: Actor,
  context: Context,
): Outcome {
  const compensation = openCompensation(claim, n)
  if ('refusal' in compensation) return compensation
  const authority = authorityOf(claim, compensationNeed(claim), actor, context)
  return 'refusal' in authority ? authority : happens(compensationApproved(claim, { compensation, authority, context }))
}

/** #28, #47: the committee may send it back with its questions, never refuse it: what the law owes stays owed. */
export function compensationBallot(
  claim: Claim,
  n: number,
  actor: Actor,
  context: Context,
): Ballot | { readonly refusal: Refusal } {
  const compensation = openCompensation(claim, n)
  if ('refusal' in compensation) return compensation
  const authority = authorityUsed(5, actor, context)
  return {
    need: compensationNeed(claim),
    votes: compensation.votes ?? [],
    carried: happens(compensationApproved(claim, { compensation, authority, context })),
    lost: (reasonTextId) => ({ type: 'CompensationReturned', n, reasonTextId }),
  }
}

function openCompensation(claim: Claim, n: number): Compensation | { readonly refusal: Refusal } {
  const open = openCompensations(claim).find((candidate) => candidate.n === n)
  return open ?? refuse(claim, 'COMPENSATION_UNKNOWN', `no compensation ${n} waits for approval`, { field: '/n' })
}

function compensationApproved(
  claim: Claim,
  {
    compensation,
    authority,
    context,
  }: { readonly compensation: Compensation; readonly authority: AuthorityUsed; readonly context: Context },
): FactOf<'CompensationApproved'> {
  const limitFen = context.policy.ladder.find(({ level }) => level === authority.level)?.paymentFen ?? null
  const payment = paymentOf(claim, compensation)
  return { type: 'CompensationApproved', n: compensation.n, ...authority, limitFen, payment }
}

function paymentOf(claim: Claim, { forPayment, payeeId, amountFen }: Compensation): Payment {
  const n = nextPaymentNumber(claim)
  const accountId = claim.payments.find((payment) => payment.n === forPayment)?.accountId
  const reference = paymentReference(claim.claimId, n)
  const account = accountId === undefined ? {} : { accountId }
  return { n, kind: 'compensation', payeeId, ...account, amountFen, reference, state: 'prepared', queries: 0 }
}

interface Late {
  readonly payment: Payment
  readonly late: number
}

/** Simple interest by the day at the policy's yearly rate on what was owed, for an advance may have been more. Half a fen is rounded up. */
function compensationFor(claim: Claim, { payment, late }: Late, context: Context): Compensation | null {
  const annualBasisPoints = lateRate(context.policy)
  const amountFen = interest(owedAgainFen(claim, payment), late, annualBasisPoints)
  if (amountFen === 0) return null
  const n = (claim.compensations?.length ?? 0) + 1
  const level = requiredLevel(ladderFor(claim, context), compensationNeed(claim, amountFen))
  const { n: forPayment, payeeId } = payment
  return { n, forPayment, payeeId, lateDays: late, annualBasisPoints, amountFen, requiredLevel: level }
}

/** Fen for so many days at a yearly rate in hundredths of a percent; the year has 365 days. */
export const interest = (amountFen: Fen, days: number, annualBasisPoints: number): Fen =>
  ratioOf(amountFen, annualBasisPoints * days, 10_000 * 365)

/** Days by which this payment came late, without those its payee kept us waiting; null when it did not. */
function lateness(claim: Claim, payment: Payment): number | null {
  const { state, payeeId, settledAt } = payment
  if (state !== 'settled' || !isOfAgreement(claim, payment) || settledAt === undefined) return null
  const ended = claim.clocks.filter(({ id, endedAt }) => id === 'C10' && endedAt === settledAt)
  const own = ended.find(
    ({ payeeId: owed, payment: chain = originOf(payment) }) => owed === payeeId && chain === originOf(payment),
  )
  // An advance that is the whole sum has no payee of the agreement: the clock that nobody was named for was its own.
  const clock = own ?? (isOfClaim(payment) ? undefined : ended.find(({ payeeId: owed }) => owed === undefined))
  if (clock?.state !== 'breached-then-met') return null
  const days = lateDays(clock, settledAt)
  return days > 0 ? days : null
}

/** Natural days from the last lawful day to the day of payment; days on which the payee's account was awaited do not count. */
function lateDays({ dueLegal, delay }: Clock, settledAt: Instant): number {
  const days = (from: Instant, to: Instant): number => Math.max(0, daysBetween(dateOf(from), dateOf(to)))
  const lastLawful = dueLegal - 1
  const late = days(lastLawful, settledAt)
  if (delay === undefined) return late
  const until = Math.min(delay.to ?? settledAt, settledAt)
  return Math.max(0, late - days(Math.max(delay.from, lastLawful), until))
}
