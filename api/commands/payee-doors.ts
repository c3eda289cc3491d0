import type { ClaimCommand } from '../../domain/claim/commands.ts'
import * as wire from '../wire/commands/payees.ts'
import { commandDoor } from './command-door.ts'

const tag = 'settlement'

export const thaw = commandDoor({
  path: '/payees/thaw',
  tag,
  summary: 'The claimant died, payees change, a guardian is appointed, the claim is assigned',
  description:
    'Payments of these payees that have not been let out are void and with them their approval; who is named next is ' +
    'approved anew. The determination and the clocks of the law are not touched.',
  body: wire.thaw,
  needsIfMatch: true,
  commandOf: ({ reason, documents, payeeIds }) => ({
    type: 'UnfreezePayees',
    reason,
    documents,
    ...(payeeIds !== undefined && { payeeIds }),
  }),
})

export const screening = commandDoor({
  path: '/payments/:n/screening',
  tag,
  summary: 'Compliance releases a payment or upholds what holds it',
  body: wire.screening,
  needsIfMatch: true,
  commandOf: ({ verdict, reason }, { n, aside }) => ({
    type: 'DecideScreening',
    n,
    verdict,
    reasonTextId: aside.text('/screening/reason', reason),
  }),
})

export const objection = commandDoor({
  path: '/objections',
  tag,
  summary: 'Compliance records an objection, or answers it',
  body: wire.objection,
  commandOf(body, { aside, now }): ClaimCommand {
    if (body.action === 'answer')
      return { type: 'AnswerObjection', textId: aside.text('/objection/answer', body.answer) }
    const { text, receivedAt } = body
    return { type: 'RecordObjection', textId: aside.text('/objection/text', text), ageMs: ageOf(receivedAt, now) }
  },
})

export const rescueNotice = commandDoor({
  path: '/rescue-notices',
  tag,
  summary: 'The police tell that rescue costs are to be paid (抢救费用): compulsory motor only',
  body: wire.rescueNotice,
  commandOf: ({ documentId, costFen, receivedAt }, { now }) => ({
    type: 'NoteRescue',
    documentId,
    costFen,
    ageMs: ageOf(receivedAt, now),
  }),
})

const ageOf = (receivedAt: number | undefined, now: number): number => (receivedAt === undefined ? 0 : now - receivedAt)
