import type { Fen } from '../money.ts'
import type { ServicePolicy } from '../service-policy.ts'
import type { DateText } from '../time.ts'
import { daysBetween } from '../time.ts'
import type { ClaimLine, LossCause } from './codes.ts'
import type { ReceiptOf } from './commands.ts'
import type { Context } from './decision.ts'
import type { ClaimFact } from './events.ts'
import { nextHold } from './hold.ts'
import type { Claim, HoldReason } from './state.ts'
import { isUndecided } from './statuses.ts'

/** What the fraud score is asked about: codes, amounts, ages and opaque ids, nothing about a person. */
export interface FraudCase {
  readonly line: ClaimLine
  readonly cause: LossCause
  readonly region: string
  readonly eventDate: DateText
  readonly claimedFen: Fen
  /** Days the contract had run at the event; null where the policy system does not say. */
  readonly policyAgeDays: number | null
  readonly injury: 'none' | 'injury' | 'death'
  readonly thirdParty: boolean
  readonly claimantId: string
  readonly insuredId: string
}

/**
 * The question to the fraud score, or null where none is asked: once a claim is filed and its policy known, for amounts and
 * facts the service policy names. A claim that was held before is looked into already.
 */
export function fraudCaseOf(claim: Claim, policy: ServicePolicy): FraudCase | null {
  const { report, filing, hold, stage } = claim
  if (policy.fraud === undefined || filing === undefined || hold !== undefined) return null
  if (claim.policy.known === 'pending' || !isUndecided(stage.status)) return null
  const asked = caseOf(claim)
  const isLarge = asked.claimedFen > policy.fraud.askAboveFen
  const isYoung = asked.policyAgeDays !== null && asked.policyAgeDays < policy.fraud.youngPolicyDays
  return isLarge || isYoung || report.facts.injury === 'death' ? asked : null
}

/**
 * #54, by rules: what the score found raises a hold of all that is claimed where one hard rule applies, or the signals add up.
 * Otherwise nothing is recorded. A string says why the answer does not apply.
 */
export function fraudScored(
  claim: Claim,
  scored: ReceiptOf<'FraudScored'>,
  { policy }: Context,
): readonly ClaimFact[] | string {
  if (claim.hold !== undefined) return 'a person has looked at this, or is about to'
  const isFound = holds(scored, policy)
  if (!isUndecided(claim.stage.status)) return isFound ? foundLate : 'the claim is decided'
  if (!isFound) return []
  const { claimedFen: amountFen } = caseOf(claim)
  if (amountFen === 0) return 'no amount is claimed that could be held'
  const because: HoldReason = scored.hardRules.length > 0 ? 'hard-rule' : 'signals'
  return [{ type: 'HoldRaised', n: nextHold(claim), amountFen, because, signals: codesOf(scored) }]
}

/** Why an answer that would have held money does not: compliance is told, for from the agreement on people hold (#54). */
export const foundLate = 'found when the claim was decided'

/** What was found, by its codes: the hard rules where there are any. */
export const codesOf = ({ hardRules, signals }: ReceiptOf<'FraudScored'>): readonly string[] =>
  hardRules.length > 0 ? hardRules : signals.map(({ code }) => code)

function holds({ hardRules, signals }: ReceiptOf<'FraudScored'>, { fraud }: ServicePolicy): boolean {
  if (fraud === undefined) return false
  return hardRules.length > 0 || signals.reduce((sum, { points }) => sum + points, 0) >= fraud.holdFromPoints
}

function caseOf({ report, filing, policy }: Claim): FraudCase {
  const { line, cause, region, eventDate, facts, claimantId, insuredId } = report
  const known = policy.known === 'found' ? policy : null
  const from = known?.effectiveFrom
  return {
    line: known?.line ?? line,
    cause,
    region,
    eventDate,
    claimedFen: filing?.claimedFen ?? known?.sumInsuredFen ?? 0,
    policyAgeDays: from === undefined ? null : daysBetween(from, eventDate),
    injury: facts.injury,
    thirdParty: facts.thirdParty,
    claimantId,
    insuredId,
  }
}
