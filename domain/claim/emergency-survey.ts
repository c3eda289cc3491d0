import type { Fen } from '../money.ts'
import { subjectOf } from './clock-subjects.ts'
import { promisedBy } from './emergency-sources.ts'
import { measuresOf } from './emergency.ts'
import type { ClaimFact } from './events.ts'
import { heldFen } from './hold.ts'
import { isSampled } from './sampling.ts'
import type { Claim, Triage } from './state.ts'
import { propertyLines } from './survey.ts'

/** Of the claims an event lets go unsurveyed but for a sample, so many in a hundred are looked at all the same. */
const sampledPercent = 10
const smallProperty = 'no survey: event, property up to the sum'

/**
 * Why a claim that the rules would have surveyed goes without, or null. A death, a third party, money that is held and the complex
 * lane are looked at whatever an event says: how a loss is proven may change, not whether a doubt is cleared.
 */
export function noSurveyBecause(claim: Claim, lane: Triage['lane']): string | null {
  const { claimId, report } = claim
  const { injury, thirdParty } = report.facts
  if (injury === 'death' || thirdParty || lane === 'complex' || heldFen(claim) > 0) return null
  const { survey, noSurveyUpToFen } = measuresOf(claim)
  if (isSmallProperty(claim, noSurveyUpToFen)) return smallProperty
  return survey === 'sampled' && !isSampled(claimId, sampledPercent) ? 'no survey: event, not in the sample' : null
}

/** The triage by rules after what an event takes out of it. */
export function underMeasures(claim: Claim, triage: Triage): Triage {
  const waived = triage.needsSurvey ? noSurveyBecause(claim, triage.lane) : null
  return waived === null ? triage : { ...triage, needsSurvey: false, because: [...triage.because, waived] }
}

/** #72: a survey the rules had ordered is not waited for any more. What a reviewer asked for is. */
export function surveyWaived(claim: Claim): ClaimFact | null {
  const { triage } = claim
  if (!triage || triage.decidedBy === 'reviewer') return null
  const because = noSurveyBecause(claim, triage.lane)
  if (because === null) return null
  return {
    type: 'SurveyWaived',
    because,
    ...promisedBy(claim, because === smallProperty ? 'no survey up to' : 'survey'),
  }
}

function isSmallProperty(claim: Claim, upToFen: Fen | null): boolean {
  const claimedFen = claim.filing?.claimedFen
  return (
    upToFen !== null && claimedFen !== undefined && claimedFen <= upToFen && propertyLines.has(subjectOf(claim).line)
  )
}
