import type { ClaimClockId } from '../clocks/clock.ts'
import type { ServicePolicy } from '../service-policy.ts'
import type { DateText, Instant } from '../time.ts'
import { addYears } from '../time.ts'
import type { ClaimLine } from './codes.ts'
import type { Claim, LossReport } from './state.ts'

/** What decides which clocks a claim has: its line, and whether its policy is a group's. Unknown counts as an individual's. */
export interface ClockSubject {
  readonly line: ClaimLine
  readonly group: boolean
}

/** By the policy as soon as it is known, until then by the report. */
export const subjectOf = ({ policy, report }: Pick<Claim, 'policy' | 'report'>): ClockSubject =>
  policy.known === 'found' ? policy : { line: report.line, group: false }

/** Clocks that may stand still for a supplement (P): all others run on whatever is asked for. */
export const pausingClocks = ['C03', 'C05', 'C06', 'C12', 'T-lane'] as const satisfies readonly ClaimClockId[]

/** The clocks of every claim that run from the receipt of its request (#3), and those some lines have besides. */
export const fromReceipt = ['C01', 'C02', 'C03', 'C05', 'C06', 'C07', 'C11'] as const satisfies readonly ClaimClockId[]

/** Those of them a claim of this subject has. */
export const clocksFromReceipt = (subject: ClockSubject): readonly (typeof fromReceipt)[number][] =>
  fromReceipt.filter((id) => (id !== 'C05' || isOrdinary(subject)) && (id !== 'C07' || isCompulsoryMotor(subject)))

/**
 * Personal insurance of an individual: the service rules give its ordinary cases five working days, accident cover
 * included; group policies are exempt (basic service rules for personal insurance art. 23, 32).
 */
export const isOrdinary = ({ line, group }: ClockSubject): boolean => personalLines.has(line) && !group

/** Compulsory third-party motor insurance (交强险), whose own regulation gives it clocks of its own. */
export const isCompulsoryMotor = ({ line }: ClockSubject): boolean => line === 'motor-compulsory'

/** Small claims of individuals for medical costs, as far as a report tells (保监消保〔2015〕201号 art. 3, 5). */
export function isSmallMedical(
  { line, group }: ClockSubject,
  { facts }: Pick<LossReport, 'facts'>,
  claimedFen: number | undefined,
  { smallClaim }: Pick<ServicePolicy, 'smallClaim'>,
): boolean {
  const medical = (line === 'medical' || line === 'accident') && !group
  const small = claimedFen === undefined || claimedFen <= smallClaim.medicalFen
  return medical && small && facts.injury !== 'death' && !facts.thirdParty
}

/**
 * A policy that promises to pay critical illness in one day: an individual one that had been in force for two years when the
 * illness was found. Nothing is promised while its age is unknown; what the diagnosis has to say is in one-day.ts.
 */
export function isPaidInOneDay({ policy, report }: PromiseCase): boolean {
  if (policy.known !== 'found' || policy.line !== 'critical-illness' || policy.group) return false
  return policy.effectiveFrom !== undefined && isOldEnough(policy.effectiveFrom, report.eventDate)
}

/** In force for two years on the day of the event: it can no longer be rescinded (Insurance Law 16). */
export const isOldEnough = (effectiveFrom: DateText, eventDate: DateText): boolean =>
  addYears(effectiveFrom, 2) <= eventDate

interface PromiseCase extends Pick<Claim, 'policy'> {
  readonly report: Pick<LossReport, 'eventDate'>
}

/** The limitation of the claim: five years for life, two for all else, health and accident too (Insurance Law 26). */
export const limitationOf = ({ line }: ClockSubject): 'C23a' | 'C23b' => (line === 'life' ? 'C23a' : 'C23b')

/**
 * The last document of those the claim was taken up on; with none on file, the request itself. What was reopened (#69) is
 * determined anew: its documents are complete no sooner than that.
 */
export function documentsCompleteAt(claim: Claim, at: Instant): Instant {
  const { filing, documents, acceptedAt, reopenedAt } = claim
  const until = acceptedAt ?? at
  const arrived = documents.filter(({ receivedAt }) => receivedAt <= until).map(({ receivedAt }) => receivedAt)
  return Math.max(filing?.receivedAt ?? at, reopenedAt ?? 0, ...arrived)
}

const personalLines: ReadonlySet<ClaimLine> = new Set<ClaimLine>(['medical', 'critical-illness', 'accident', 'life'])
