import { endOfWorkingDay } from '../clocks/engine.ts'
import { ruleBook } from '../rules.ts'
import { subjectOf } from './clock-subjects.ts'
import type { ClaimLine } from './codes.ts'
import type { CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { Claim, LossFacts, SurveyEvidence, SurveyOrder } from './state.ts'
import { measuresOf } from './emergency.ts'
import { mannerFault, mannerOf } from './survey-manner.ts'

/** A survey ordered now, with the target the service policy sets (#19); from afar where an event has that for its rule. */
export function orderSurvey(claim: Claim, { now, calendar, policy }: Context): SurveyOrder {
  const isByRule = ruleBook(claim.rules).events === 'wholly' && measuresOf(claim).survey === 'remote-default'
  const how = isByRule ? ({ how: 'remote' } as const) : {}
  const dueAt = endOfWorkingDay(calendar, now, policy.survey.targetWorkingDays)
  return { orderedAt: now, dueAt, targetMissed: false, ...how }
}

/** #21: the report is taken only with the evidence its kind of loss needs; the refusal names what is missing. */
export function reportSurvey(claim: Claim, command: CommandOf<'ReportSurvey'>): Outcome {
  const { evidence, textId } = command
  const how = mannerOf(claim, command)
  const fault = mannerFault(claim, command)
  if (fault !== null) return fault
  // What another insurer has looked at stands for what a surveyor of ours would bring.
  const needed = how === 'recognised' ? [] : neededEvidence(subjectOf(claim).line, claim.report.facts)
  const missing = needed.filter((alternatives) => !alternatives.some((kind) => evidence.includes(kind)))
  if (missing.length > 0) {
    const names = missing.map((alternatives) => alternatives.join(' or ')).join(', ')
    return refuse(claim, 'EVIDENCE_MISSING', `the survey report lacks: ${names}`, { field: '/evidence' })
  }
  const manner = how === undefined ? {} : { how }
  return happens({ type: 'SurveyReported', evidence, ...manner, ...(textId === undefined ? {} : { textId }) })
}

/**
 * Evidence by kind of loss; each entry lists alternatives of which one suffices. Source: 2025 claims service norm,
 * investigation (scene photos or video and state of the object; itemised bills and hospital contact; both statements
 * and the liability document).
 */
export function neededEvidence(line: ClaimLine, facts: LossFacts): readonly (readonly SurveyEvidence[])[] {
  const property = propertyLines.has(line) ? [['scene-photos', 'scene-video'] as const, ['object-state'] as const] : []
  const injury = facts.injury === 'none' ? [] : [['itemised-bills'] as const, ['hospital-contact'] as const]
  const statements = [
    ['claimant-statement'] as const,
    ['third-party-statement'] as const,
    ['liability-document'] as const,
  ]
  const needed = [...property, ...injury, ...(facts.thirdParty ? statements : [])]
  return needed.length > 0 ? needed : [['claimant-statement']]
}

export const propertyLines: ReadonlySet<ClaimLine> = new Set<ClaimLine>([
  'motor',
  'household-property',
  'commercial-property',
  'agriculture',
])
