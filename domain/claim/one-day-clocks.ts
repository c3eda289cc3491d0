import type { Instant } from '../time.ts'
import type { ClockStep } from './clock-steps.ts'
import { startOnce, voidClocks } from './clock-steps.ts'
import { isPromisedOneDay, lacksDiagnosis, promisedFrom } from './one-day.ts'
import type { Claim, ProvenDiagnosis } from './state.ts'

/** The day promised for critical illness (C19), where it is: from when all of it was there. */
export const promiseOneDay = (claim: Claim, at: Instant): readonly ClockStep[] =>
  promiseOneDayFrom(claim, promisedFrom(claim, at))

/** As {@link promiseOneDay}, of documents that were asked for: from the last of them. */
export const promiseOneDayFrom = (claim: Claim, from: Instant): readonly ClockStep[] =>
  isPromisedOneDay(claim) ? [startOnce('C19', from)] : []

/** What the proof says was read after the triage: the day is promised now, or it was never owed. */
export function diagnosed(claim: Claim, diagnosis: ProvenDiagnosis | undefined, at: Instant): readonly ClockStep[] {
  if (diagnosis === undefined) return []
  const read = { ...claim, diagnosis }
  return lacksDiagnosis(read) ? [voidClocks('C19', 'no first diagnosis of a listed disease')] : promiseOneDay(read, at)
}
