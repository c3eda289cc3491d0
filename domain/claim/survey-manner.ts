import type { SurveyManner } from './codes.ts'
import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import { measuresOf } from './emergency.ts'
import type { Claim } from './state.ts'

/** The refusal of a report made in a manner that no event of the claim allows, or null. */
export function mannerFault(claim: Claim, { how = 'on-site', evidence }: CommandOf<'ReportSurvey'>): Outcome | null {
  if (!allowedManners(claim).includes(how)) {
    const message = `no event of this claim lets it be surveyed so: ${how}`
    return refuse(claim, 'SURVEY_MANNER', message, { field: '/how' })
  }
  if (how !== 'recognised' || evidence.includes('recognised-report')) return null
  const message = 'what is taken over from another insurer is his report: name it'
  return refuse(claim, 'EVIDENCE_MISSING', message, { field: '/evidence' })
}

/** In which manners the claim may be surveyed today. */
function allowedManners(claim: Claim): readonly SurveyManner[] {
  const { survey } = measuresOf(claim)
  if (survey === 'sampled') return ['on-site', 'remote', 'recognised']
  return survey === 'remote-allowed' || survey === 'remote-default' ? ['on-site', 'remote'] : ['on-site']
}
