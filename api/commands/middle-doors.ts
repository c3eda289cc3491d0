import type { AssessedItem } from '../../domain/claim/state.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import * as wire from '../wire/commands/middle.ts'
import { commandDoor } from './command-door.ts'
import { diagnosed, refusalCase } from './front-desk-doors.ts'

const tag = 'middle'

export const triage = commandDoor({
  path: '/triage',
  tag,
  summary: 'Raise the lane the rules found, or say whether a survey is needed',
  body: wire.triage,
  commandOf: ({ lane, needsSurvey }) => ({
    type: 'TriageClaim',
    ...(lane !== undefined && { lane }),
    ...(needsSurvey !== undefined && { needsSurvey }),
  }),
})

export const surveyReport = commandDoor({
  path: '/survey-reports',
  tag,
  summary: 'What the surveyor found (查勘), by kind of evidence',
  body: wire.surveyReport,
  commandOf: ({ evidence, how, text }, { aside }) => ({
    type: 'ReportSurvey',
    evidence,
    ...(how !== undefined && { how }),
    ...aside.note('/text', text),
  }),
})

export const review = commandDoor({
  path: '/review',
  tag,
  summary:
    'The review (审核): record parts, fix liability, propose a refusal or a concession, or mark the case complex',
  description:
    'A refusal, a concession and a complex case are proposals: another person approves or confirms them. A concession refuses nothing: ex gratia (通融) or a compromise (和解), decided by the ladder.',
  body: wire.review,
  commandOf(body, { aside }): ClaimCommand {
    switch (body.action) {
      case 'record':
        return {
          type: 'RecordReview',
          parts: body.parts,
          ...aside.note('/text', body.text),
          ...diagnosed(body.diagnosis, aside),
        }
      case 'fix-liability':
        return { type: 'FixLiability', parts: body.parts, ...aside.note('/text', body.text) }
      case 'propose-refusal':
        return { type: 'ProposeRefusal', ...refusalCase(body, aside) }
      case 'propose-complex':
        return { type: 'ProposeComplexity', reasonTextId: aside.text('/reason', body.reason) }
      case 'confirm-complex':
        return { type: 'ConfirmComplexity' }
      case 'propose-concession':
        return {
          type: 'ProposeConcession',
          kind: body.kind,
          payFen: body.payFen,
          reasonTextId: aside.text('/reason', body.reason),
        }
    }
  },
})

export const assessment = commandDoor({
  path: '/assessment',
  tag,
  summary: 'The assessment of loss (定损), item by item',
  description:
    'The amount follows from the policy terms, and the calculation is kept; it goes to the approver who suffices. An item of which a part is not covered names ground, clause and evidence, and `text` tells the customer why.',
  body: wire.assessment,
  commandOf: ({ items, text }, { aside }) => ({
    type: 'AssessLoss',
    items: items.map(assessedItem),
    ...aside.note('/text', text),
  }),
})

/** What was not said is not there: the rules tell a part that is zero from one nobody spoke of. */
function assessedItem({ itemId, claimedFen, notCoveredFen, ...more }: wire.WireAssessedItem): AssessedItem {
  const said = Object.entries(more).filter(([, value]) => value !== undefined)
  return { itemId, claimedFen, notCoveredFen, ...(Object.fromEntries(said) as Partial<AssessedItem>) }
}
