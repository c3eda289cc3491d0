import * as wire from '../wire/commands/decision.ts'
import { commandDoor } from './command-door.ts'

export const approval = commandDoor({
  path: '/approvals',
  tag: 'decision',
  summary: 'Approve what was proposed, or return it with a question',
  description: 'Binds the version in If-Match. Over your limit, or by whoever proposed it, it is refused with who may.',
  body: wire.approval,
  needsIfMatch: true,
  commandOf: (body, { aside }) =>
    body.action === 'approve'
      ? { type: 'ApproveProposal' }
      : { type: 'ReturnProposal', questionTextId: aside.text('/question', body.question) },
})
