import type { Instant } from '../time.ts'
import type { Prepayment } from './advance-state.ts'
import type { ClockStep } from './clock-steps.ts'
import { meet, start, startOnce, startOrHasten, voidClocks } from './clock-steps.ts'
import { measuresOf } from './emergency.ts'
import type { FactOf } from './events.ts'
import { openRequestOf } from './evolve-stage.ts'
import { advanceOf, outstandingFen } from './prepaid.ts'
import type { Claim, Recovery } from './state.ts'

/** #58: what arrives in advance keeps the sixty days of the law; the norm's payment clock (C13) is the final sum's. */
export const advanceSettled = (claim: Claim, paymentN: number): readonly ClockStep[] =>
  advanceOf(claim, paymentN) === undefined ? [] : [meet('C11'), meet('E3')]

/**
 * E3, from the offer that was computed or the request (#58): within the days the events of the claim promise, on the day itself
 * where they say so. One that runs keeps its date unless this one falls due earlier; a version from before levels named their
 * days has the clock's own.
 */
export function payTarget(claim: Claim, at: Instant): readonly ClockStep[] {
  const { withinWorkingDays } = measuresOf(claim).prepayment
  return [withinWorkingDays === undefined ? startOnce('E3', at) : startOrHasten('E3', at, withinWorkingDays)]
}

/** #58: an advance asked for because of an event has the event's target. */
export const requested = (claim: Claim, { why }: Pick<Prepayment, 'why'>, at: Instant): readonly ClockStep[] =>
  why === 'emergency' ? payTarget(claim, at) : []

/**
 * #37: the norm counts from the application for the final sum, until it is paid. What is let go later, for money that came back or
 * came late, has no final sum behind it that would end the clock.
 */
export const paymentLetGo = (claim: Claim, paymentN: number, at: Instant): readonly ClockStep[] =>
  claim.stage.status === 'paying' && advanceOf(claim, paymentN) === undefined ? [startOnce('C13', at)] : []

/** #27: as when its time runs out, the claim goes on without what was asked for; a suspected copy goes back to the desk. */
export function refusalStarted({ stage, suspicion }: Claim, at: Instant): readonly ClockStep[] {
  const backToTheDesk = openRequestOf(stage)?.asker.status === 'received' && Boolean(suspicion)
  const desk = [voidClocks('C02', 'answered by the supplement'), start('C01', at), start('C02', at)]
  return [voidClocks('C14', 'refusal started'), ...(backToTheDesk ? desk : [])]
}

/** #70: the right passes over with the first payment, and lapses three years later (interpretation II art. 16). */
export function recoveryOpened({ payments }: Claim, { cause }: FactOf<'RecoveryOpened'>, at: Instant): ClockStep[] {
  if (cause !== 'subrogation') return []
  const arrived = payments.flatMap(({ settledAt }) => (settledAt === undefined ? [] : [settledAt]))
  return [startOnce('R1', Math.min(at, ...arrived))]
}

/** #71: the last money of who is liable has come in. */
export function recoveryReceived(claim: Claim, { n, amountFen }: FactOf<'RecoveryReceived'>): ClockStep[] {
  const last = lastSubrogation(claim, n)
  return last !== null && outstandingFen(last) === amountFen ? [meet('R1')] : []
}

/** #71: nothing more is asked of who is liable. */
export const recoveryWrittenOff = (claim: Claim, { n }: FactOf<'RecoveryWrittenOff'>): ClockStep[] =>
  lastSubrogation(claim, n) === null ? [] : [voidClocks('R1', 'written off')]

/** The recovery by this number where it is the only one still open against who is liable. */
function lastSubrogation({ recoveries = [] }: Claim, n: number): Recovery | null {
  const open = recoveries.filter(({ cause, state }) => cause === 'subrogation' && state === 'open')
  const [only] = open
  return open.length === 1 && only?.n === n ? only : null
}
