import { isOpen } from '../clocks/engine.ts'
import { ruleBook } from '../rules.ts'
import type { Instant } from '../time.ts'
import { documentsCompleteAt, isOldEnough, isPaidInOneDay, subjectOf } from './clock-subjects.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import { kindOf } from './payee-proofs.ts'
import type { Claim, ClaimStatus, ProvenDiagnosis } from './state.ts'

/**
 * Why critical illness is promised no day (C19, 重疾一日赔), by code:
 *
 * - `policy-unknown`, `group-policy`, `policy-too-young`: it takes an individual policy that had been in force for two years;
 * - `diagnosis-missing`: nobody has recorded what the medical proof says;
 * - `diagnosis-not-compared`: it was recorded before the policy, and with it the list of diseases, was known;
 * - `disease-not-listed`, `not-first-diagnosis`: the disease is none of the list, or the insured had one before.
 */
export const oneDayBars = [
  'policy-unknown',
  'group-policy',
  'policy-too-young',
  'diagnosis-missing',
  'diagnosis-not-compared',
  'disease-not-listed',
  'not-first-diagnosis',
] as const
export type OneDayBar = (typeof oneDayBars)[number]

/**
 * Whether the claim is promised to be paid in one day from its complete documents on: the policy, from version 3 of the rules
 * on the first diagnosis of a listed disease, and nothing is looked into. What is promised already stays promised.
 */
export const isPromisedOneDay = (claim: Claim): boolean =>
  isPaidInOneDay(claim) && !claim.hold?.standing && (isByPolicy(claim) || barOfDiagnosis(claim) === null)

/** The promise rests on a diagnosis that does not carry it (any more). */
export const lacksDiagnosis = (claim: Claim): boolean => !isByPolicy(claim) && barOfDiagnosis(claim) !== null

/** From when the day counts: the documents are complete and the proof of the disease is among them. */
export function promisedFrom(claim: Claim, at: Instant): Instant {
  const complete = documentsCompleteAt(claim, at)
  if (isByPolicy(claim)) return complete
  const proof = claim.documents.find(({ documentId }) => documentId === claim.diagnosis?.documentId)
  return Math.max(complete, proof?.receivedAt ?? complete)
}

/**
 * Why a claim for critical illness is promised no day, as far as it can still change; empty where the promise stands or has
 * run, and of every other line. That somebody looks into a claim is nobody's to read here.
 */
export function oneDayBarredBy(claim: Claim): readonly OneDayBar[] {
  if (subjectOf(claim).line !== 'critical-illness' || isByPolicy(claim)) return []
  if (!undetermined.has(claim.stage.status) || isPromised(claim)) return []
  const bar = barOfDiagnosis(claim)
  return [...barsOfPolicy(claim), ...(bar === null ? [] : [bar])]
}

/** What is wrong with the proof that is named, or null: a document of this file that says what the illness is. */
export function diagnosisFault(claim: Claim, diagnosis: ProvenDiagnosis | undefined): Outcome | null {
  if (diagnosis === undefined) return null
  const field = '/diagnosis/documentId'
  const kind = kindOf(claim, diagnosis.documentId)
  if (kind === null) return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field })
  if (kind === 'diagnosis' || kind === 'medical-record') return null
  const message = 'what the illness is stands in a document of the kind diagnosis or medical-record'
  return refuse(claim, 'EVIDENCE_MISSING', message, { field })
}

const undetermined: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>([
  'received',
  'awaiting-documents',
  'accepted',
  'triaged',
  'investigating',
  'reviewing',
])

const isByPolicy = ({ rules }: Claim): boolean => ruleBook(rules).oneDay === 'by-policy'

const isPromised = ({ clocks }: Claim): boolean => clocks.some((clock) => clock.id === 'C19' && isOpen(clock))

function barsOfPolicy({ policy, report }: Claim): readonly OneDayBar[] {
  if (policy.known !== 'found' || policy.effectiveFrom === undefined) return ['policy-unknown']
  return [
    ...(policy.group ? (['group-policy'] as const) : []),
    ...(isOldEnough(policy.effectiveFrom, report.eventDate) ? [] : (['policy-too-young'] as const)),
  ]
}

function barOfDiagnosis({ diagnosis, policyId }: Claim): OneDayBar | null {
  if (diagnosis === undefined) return 'diagnosis-missing'
  const { isFirst, compared } = diagnosis
  if (compared === undefined || compared.policyId !== policyId) return 'diagnosis-not-compared'
  if (!compared.isListed) return 'disease-not-listed'
  return isFirst && !compared.claimedBefore ? null : 'not-first-diagnosis'
}
