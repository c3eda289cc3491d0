import type { ClaimCommand, CommandOf } from '../../domain/claim/commands.ts'
import * as wire from '../wire/commands/dispute.ts'
import { commandDoor } from './command-door.ts'
import type { SettingAside } from './set-aside.ts'

const tag = 'dispute'

export const dispute = commandDoor({
  path: '/disputes',
  tag,
  summary: 'The claimant disputes what was decided (争议)',
  description:
    'Of an offer, what was determined is paid all the same. Within thirty days of the answer it is looked into first; later ones are taken too. Works on finished claims.',
  body: wire.dispute,
  commandOf: ({ raisedAt, ...body }, { aside, now }) => ({
    type: 'RaiseDispute',
    ...objectionOf(body, aside),
    ...(raisedAt !== undefined && { ageMs: now - raisedAt }),
  }),
})

export const investigation = commandDoor({
  path: '/disputes/investigation',
  tag,
  summary: 'Take the dispute up and answer the claimant, as somebody who did not decide',
  body: wire.investigation,
  commandOf: ({ answer }, { aside }) => ({ type: 'InvestigateDispute', answerTextId: aside.text('/answer', answer) }),
})

export const appraisal = commandDoor({
  path: '/disputes/appraisals',
  tag,
  summary: 'An independent loss assessor (公估) is appointed, or reports',
  description: 'The time he takes is listed and left out of the complaint’s days (C16b); the Insurance Law’s run on.',
  body: wire.appraisal,
  commandOf: (body, { aside }): ClaimCommand =>
    body.action === 'appoint'
      ? { type: 'AppointAssessor', appointedBy: body.appointedBy, assessorId: body.assessorId }
      : {
          type: 'RecordAppraisal',
          textId: aside.text('/findings', body.findings),
          ...(body.assessedFen !== undefined && { assessedFen: body.assessedFen }),
        },
})

export const evaluation = commandDoor({
  path: '/disputes/evaluation',
  tag,
  summary: 'What the handler finds: the decision stands, is taken anew, or the case is settled',
  description:
    'A proposal: it takes effect when somebody with the authority decides so. `compromise` (和解) settles what nobody can prove; `ex-gratia` (通融) pays what is not owed, and is head office’s to decide.',
  body: wire.evaluation,
  commandOf(body, { aside }): ClaimCommand {
    const findingTextId = aside.text('/findings', body.findings)
    return 'payFen' in body
      ? { type: 'EvaluateDispute', outcome: body.outcome, payFen: body.payFen, findingTextId }
      : { type: 'EvaluateDispute', outcome: body.outcome, findingTextId }
  },
})

export const resolution = commandDoor({
  path: '/disputes/decision',
  tag,
  summary: 'Decide how the dispute ends, or return it with a question',
  description:
    'Of what was found, mediated or judged. Takes the step of the amount, and somebody who did not decide before; beyond head office the committee votes at `/approvals`.',
  body: wire.resolution,
  needsIfMatch: true,
  commandOf: (body, { aside }): ClaimCommand =>
    body.verdict === 'approve'
      ? { type: 'DecideDispute', verdict: 'approve' }
      : { type: 'DecideDispute', verdict: 'return', questionTextId: aside.text('/question', body.question) },
})

export const mediation = commandDoor({
  path: '/disputes/mediation',
  tag,
  summary: 'Mediation (调解) begins, ends in an agreement, or fails',
  description:
    'An agreement takes effect when somebody with the authority decides so; a failure leads to the final ruling.',
  body: wire.mediation,
  commandOf(body, { aside }): ClaimCommand {
    switch (body.action) {
      case 'start':
        return { type: 'StartMediation', mediatorId: body.mediatorId }
      case 'agree':
        return {
          type: 'EndMediation',
          outcome: 'agreed',
          payFen: body.payFen,
          textId: aside.text('/agreement', body.agreement),
        }
      case 'fail':
        return { type: 'EndMediation', outcome: 'failed', textId: aside.text('/note', body.note) }
    }
  },
})

export const adjudication = commandDoor({
  path: '/disputes/adjudication',
  tag,
  summary: 'The final ruling (最终裁决) after a failed mediation, from above who decided first',
  description:
    'Above head office it is a committee: three of its members call here, each once, and the majority rules.',
  body: wire.adjudication,
  needsIfMatch: true,
  commandOf: ({ outcome, ruling }, { aside }) => ({
    type: 'AdjudicateDispute',
    outcome,
    rulingTextId: aside.text('/ruling', ruling),
  }),
})

export const litigation = commandDoor({
  path: '/disputes/litigation',
  tag,
  summary: 'A court or a tribunal has the case (诉讼、仲裁): filed, a date of it, its judgment',
  description:
    'The file is kept whole meanwhile. Dates are kept by hand. A judgment takes effect by a decision of the dispute.',
  body: wire.litigation,
  commandOf(body, { aside }): ClaimCommand {
    switch (body.action) {
      case 'file':
        return {
          type: 'FileLitigation',
          forum: body.forum,
          caseTextId: aside.text('/caseNumber', body.caseNumber),
        }
      case 'date':
        return { type: 'RecordCourtDate', on: body.on, what: body.what }
      case 'judgment':
        return {
          type: 'RecordJudgment',
          payFen: body.payFen,
          ...(body.payBy !== undefined && { payBy: body.payBy }),
          rulingTextId: aside.text('/ruling', body.ruling),
        }
    }
  },
})

interface WireObjection {
  readonly identityChecked: boolean
  readonly reason: string
  readonly claimedFen?: number | undefined
}

/** An objection to an offer or to a decision: the same words, the same sum. */
export function objectionOf(
  { identityChecked, reason, claimedFen }: WireObjection,
  aside: SettingAside,
): Omit<CommandOf<'RaiseDispute'>, 'type'> {
  return {
    identityChecked,
    reasonTextId: aside.text('/reason', reason),
    ...(claimedFen !== undefined && { claimedFen }),
  }
}
