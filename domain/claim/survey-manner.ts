import type { SurveyManner } from './codes.ts'
import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import { measuresOf } from './emergency.ts'
import type { Claim } from './state.ts'

/** How a loss was looked at: as the report says, else as it was ordered; absent where neither says anything: on the spot. */
export const mannerOf = (claim: Claim, { how }: Pick<CommandOf<'ReportSurvey'>, 'how'>): SurveyManner | undefined =>
  how ?? orderedAs(claim)

/** The refusal of a report made in a manner that no event of the claim allows, or that is not the ordered one for no reason; or null. */
export function mannerFault(claim: Claim, command: CommandOf<'ReportSurvey'>): Outcome | null {
  const { evidence, textId } = command
  const how = mannerOf(claim, command) ?? 'on-site'
  if (!allowedManners(claim).includes(how)) {
    const message = `no event of this claim lets it be surveyed so: ${how}`
    return refuse(claim, 'SURVEY_MANNER', message, { field: '/how' })
  }
  if (how === 'on-site' && orderedAs(claim) === 'remote' && textId === undefined) {
    const message = 'this survey is made from afar: who went there all the same says why'
    return refuse(claim, 'REASON_MISSING', message, { field: '/text' })
  }
  if (how !== 'recognised' || evidence.includes('recognised-report')) return null
  const message = 'what is taken over from another insurer is his report: name it'
  return refuse(claim, 'EVIDENCE_MISSING', message, { field: '/evidence' })
}

const orderedAs = ({ stage }: Claim): 'remote' | undefined =>
  stage.status === 'investigating' ? stage.survey.how : undefined

/** In which manners the claim may be surveyed today. */
function allowedManners(claim: Claim): readonly SurveyManner[] {
  const { survey } = measuresOf(claim)
  if (survey === 'sampled') return ['on-site', 'remote', 'recognised']
  return survey === 'remote-allowed' || survey === 'remote-default' ? ['on-site', 'remote'] : ['on-site']
}
