import * as wire from '../wire/commands/decision.ts'
import { commandDoor } from './command-door.ts'

export const approval = commandDoor({
  path: '/approvals',
  tag: 'decision',
  summary: 'Approve what was proposed, return it with a question, or vote on it',
  description:
    'Binds the version in If-Match. Over your limit, or by whoever proposed it, it is refused with who may. What is beyond ' +
    'every other step the committee decides: each member votes once, and the vote that makes the majority decides. `on` names an ' +
    'advance, a compensation, a write-off or the reserve that waits for it.',
  body: wire.approval,
  needsIfMatch: true,
  commandOf(body, { aside }) {
    if (body.action === 'approve') return { type: 'ApproveProposal' }
    const on = body.on === undefined ? {} : { on: body.on }
    if (body.action === 'return')
      return { type: 'ReturnProposal', questionTextId: aside.text('/question', body.question), ...on }
    const { vote, reason } = body
    return {
      type: 'VoteProposal',
      vote,
      ...(reason !== undefined && { reasonTextId: aside.text('/reason', reason) }),
      ...on,
    }
  },
})
