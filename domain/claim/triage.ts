import type { Fen } from '../money.ts'
import type { ClaimLane, ClaimLine } from './codes.ts'
import { claimLanes } from './codes.ts'
import type { CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { noSurveyBecause, underMeasures } from './emergency-survey.ts'
import { isPromisedOneDay } from './one-day.ts'
import type { ServicePolicy } from '../service-policy.ts'
import type { Claim, LossFacts, Triage } from './state.ts'
import { propertyLines } from './survey.ts'

/** What triage looks at. No amount claimed yet is its own case, never the smallest one. */
export interface TriageCase {
  readonly line: ClaimLine
  /** Of a group policy; false while nobody knows. */
  readonly group: boolean
  readonly claimedFen: Fen | null
  readonly facts: LossFacts
  /** Critical illness that was promised to be paid in one day (C19), as far as the file knows. */
  readonly paidInOneDay: boolean
}

interface TriageRow {
  readonly lane: ClaimLane
  readonly because: string
  readonly applies: (triageCase: TriageCase, policy: ServicePolicy) => boolean
}

/** Lanes in order of precedence: the first row that applies decides, and the last always does. */
export const triageTable: readonly TriageRow[] = [
  { lane: 'complex', because: 'someone died', applies: ({ facts }) => facts.injury === 'death' },
  { lane: 'complex', because: 'life cover', applies: ({ line }) => line === 'life' },
  {
    lane: 'complex',
    because: 'liability to a third party',
    applies: ({ line, facts }) => line === 'liability' && facts.thirdParty,
  },
  { lane: 'CI-1-day', because: 'critical illness to be paid in one day', applies: ({ paidInOneDay }) => paidInOneDay },
  {
    lane: 'complex',
    because: 'large amount',
    applies: ({ claimedFen }, policy) => claimedFen !== null && claimedFen > policy.lanes.complexAboveFen,
  },
  {
    lane: 'small',
    because: 'small medical claim',
    applies: (c, policy) => isSmallMedical(c, policy.smallClaim.medicalFen),
  },
  {
    lane: 'small',
    because: 'small motor claim, car damage only',
    applies: (c, policy) => isSmallMotor(c, policy.smallClaim.motorFen),
  },
  {
    lane: 'simple',
    because: 'modest amount, no third party',
    applies: ({ claimedFen, facts }, policy) =>
      claimedFen !== null && claimedFen <= policy.lanes.simpleUpToFen && !facts.thirdParty,
  },
  { lane: 'standard', because: 'everything else', applies: () => true },
]

/** Lane and survey of a claim, with the rows that decided (#17). */
export const triageOf = (claim: Claim, { policy }: Context): Triage =>
  underMeasures(claim, triage(caseOf(claim), policy))

function caseOf(claim: Claim): TriageCase {
  const { policy, report, filing } = claim
  const { line, group } = policy.known === 'found' ? policy : { line: report.line, group: false }
  const claimedFen = filing?.claimedFen ?? null
  return { line, group, claimedFen, facts: report.facts, paidInOneDay: isPromisedOneDay(claim) }
}

/** The first row of the table that applies gives the lane; whether and why a survey is needed is asked of that lane. Total. */
export function triage(triageCase: TriageCase, policy: ServicePolicy): Triage {
  const row = triageTable.find(({ applies }) => applies(triageCase, policy))
  if (row === undefined) throw new Error('the triage table has no last row')
  const survey = surveyReason(triageCase, row.lane, policy)
  return {
    lane: row.lane,
    needsSurvey: survey !== null,
    because: survey === null ? [row.because] : [row.because, survey],
    decidedBy: 'rules',
  }
}

/** A reviewer may raise the lane and settle the survey question, never lower what the rules found (#17). */
export function triageClaim(claim: Claim, { lane, needsSurvey }: CommandOf<'TriageClaim'>, context: Context): Outcome {
  const byRule = (claim.stage.status === 'triaged' ? claim.triage : undefined) ?? triageOf(claim, context)
  const chosen = lane ?? byRule.lane
  if (claimLanes.indexOf(chosen) < claimLanes.indexOf(byRule.lane)) {
    return refuse(claim, 'LANE_ONLY_RAISED', `the rules found lane ${byRule.lane}: a reviewer may only raise it`, {
      field: '/lane',
    })
  }
  if (chosen !== byRule.lane && chosen === 'complex' && needsSurvey === undefined) {
    return refuse(claim, 'SURVEY_UNDECIDED', 'who raises a claim to the complex lane says whether it needs a survey', {
      field: '/needsSurvey',
    })
  }
  const waived = noSurveyBecause(claim, chosen)
  const survey = waived === null ? surveyReason(caseOf(claim), chosen, context.policy) : null
  const because = [...new Set([...byRule.because, ...(survey === null ? [] : [survey]), 'by reviewer'])]
  return happens({
    type: 'ClaimTriaged',
    triage: { lane: chosen, needsSurvey: needsSurvey ?? survey !== null, because, decidedBy: 'reviewer' },
  })
}

function surveyReason({ line, claimedFen, facts }: TriageCase, lane: ClaimLane, policy: ServicePolicy): string | null {
  if (policy.survey.required !== 'by-rule') return policy.survey.required === 'always' ? 'survey: service policy' : null
  if (lane === 'small' || lane === 'CI-1-day') return null
  if (propertyLines.has(line)) return 'survey: property'
  if (facts.thirdParty) return 'survey: third party'
  if (facts.injury !== 'none' && (claimedFen ?? 0) > policy.lanes.simpleUpToFen) return 'survey: injury, larger amount'
  return lane === 'complex' ? 'survey: complex' : null
}

/** 保监消保〔2015〕201号 art. 3: personal medical, facts clear, no survey. */
function isSmallMedical({ line, group, claimedFen, facts }: TriageCase, limit: Fen): boolean {
  const personal = !group && (line === 'medical' || line === 'accident')
  return personal && claimedFen !== null && claimedFen <= limit && facts.injury !== 'death' && !facts.thirdParty
}

/** 保监消保〔2015〕201号 art. 3: motor, car damage only. */
function isSmallMotor({ line, claimedFen, facts }: TriageCase, limit: Fen): boolean {
  const carOnly = facts.injury === 'none' && !facts.thirdParty
  return line === 'motor' && carOnly && claimedFen !== null && claimedFen <= limit
}
