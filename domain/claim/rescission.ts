import type { Clock } from '../clocks/clock.ts'
import { endOfNaturalDay } from '../clocks/engine.ts'
import type { Instant } from '../time.ts'
import { addYears, dateOf } from '../time.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { oldestReceipt } from './filing.ts'
import type { Claim } from './state.ts'

/** A person found what the policyholder had not disclosed: from that day the contract may be rescinded for 30 days (C25). */
export function recordNonDisclosure(
  claim: Claim,
  { evidence, ageMs }: CommandOf<'RecordNonDisclosure'>,
  _actor: Actor,
  { now }: Context,
): Outcome {
  if (claim.disclosure) return refuse(claim, 'NON_DISCLOSURE_KNOWN', 'what was not disclosed is on record already')
  if (ageMs < 0) return refuse(claim, 'IN_THE_FUTURE', 'nothing is known after now', { field: '/knownAt' })
  if (ageMs > oldestReceipt) {
    return refuse(claim, 'BEFORE_THE_ACT', 'nothing is entered that was known more than twenty years ago', {
      field: '/knownAt',
    })
  }
  if (evidence.length === 0) {
    const message = 'name the documents that show what was asked and what was answered (Insurance Law 16)'
    return refuse(claim, 'EVIDENCE_MISSING', message, { field: '/evidence' })
  }
  const unknown = evidence.findIndex((id) => !claim.documents.some(({ documentId }) => documentId === id))
  if (unknown >= 0) {
    const field = `/evidence/${unknown}`
    return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field })
  }
  return happens({ type: 'NonDisclosureFound', knownAt: now - ageMs, evidence })
}

/**
 * A person served the notice of rescission (Insurance Law 16). It counts from when it was served: within C25 and within two
 * years of the contract, else the ground is lost.
 */
export function serveRescission(
  claim: Claim,
  { reference, ageMs }: CommandOf<'ServeRescission'>,
  _actor: Actor,
  { now }: Context,
): Outcome {
  const { disclosure } = claim
  if (!disclosure) return refuse(claim, 'NO_NON_DISCLOSURE', 'record first what was not disclosed, and since when')
  if (disclosure.rescission !== undefined) return refuse(claim, 'RESCISSION_SERVED', 'the rescission is served already')
  const field = '/servedAt'
  if (ageMs < 0) return refuse(claim, 'IN_THE_FUTURE', 'nothing is served after now', { field })
  const servedAt = now - ageMs
  if (servedAt < disclosure.knownAt) {
    return refuse(claim, 'BEFORE_THE_ACT', 'nothing is served before the ground is known', { field })
  }
  const bar = rescissionBar(claim, servedAt)
  if (bar !== null) return refuse(claim, 'GROUND_LOST', bar, { field })
  return { ...happens({ type: 'RescissionServed', reference }), at: servedAt }
}

/** Why a refusal for non-disclosure fails, or null: who has not rescinded in time may not refuse (interpretation II art. 8). */
export const unrescinded = ({ disclosure }: Pick<Claim, 'disclosure'>): string | null =>
  disclosure?.rescission === undefined
    ? 'a refusal for non-disclosure takes a rescission that a person served in time: serve it first (interpretation II art. 8)'
    : null

/** Insurance Law 16: 30 days from knowledge, two years from the contract. */
function rescissionBar(claim: Claim, servedAt: Instant): string | null {
  const { policy, disclosure } = claim
  const clock = claim.clocks.findLast((candidate: Clock) => candidate.id === 'C25')
  if (clock === undefined || servedAt >= clock.dueTarget) {
    return 'the thirty days from knowledge are over: the ground is lost (Insurance Law 16)'
  }
  if (policy.known !== 'found' || policy.effectiveFrom === undefined) {
    return 'nobody knows how old the contract is: after two years it is not rescinded (Insurance Law 16)'
  }
  if (dateOf(servedAt) > addYears(policy.effectiveFrom, 2)) {
    return 'the contract is more than two years old: it is not rescinded any more (Insurance Law 16)'
  }
  const isMotor = policy.line === 'motor-compulsory'
  if (isMotor && servedAt < endOfNaturalDay(disclosure?.knownAt ?? servedAt, cureDays)) {
    return 'compulsory motor: the policyholder has five days to make good first (regulation art. 14)'
  }
  return null
}

const cureDays = 5
