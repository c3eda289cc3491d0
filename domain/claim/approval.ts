import type { AuthorityLevel } from '../authority.ts'
import { approvalBlock } from './approval-blocks.ts'
import { authorityOf, decidedBy, returnBarred } from './authority-bar.ts'
import { authorityNeed } from './authority-need.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens } from './decision.ts'
import type { FactOf } from './events.ts'
import type { Claim, StageOf } from './state.ts'

/** #28: a person with the authority, who took no part in preparing it, approves exactly what is proposed. */
export function approveProposal(
  claim: Claim,
  _command: CommandOf<'ApproveProposal'>,
  actor: Actor,
  context: Context,
): Outcome {
  const { proposal } = claim.stage as StageOf<'awaiting-approval'>
  const barred = approvalBlock(claim, proposal)
  if (barred !== null) return barred
  const authority = authorityOf(claim, authorityNeed(claim, proposal), actor, context)
  return 'refusal' in authority ? authority : happens(approvedBy(authority.level, actor, context))
}

/**
 * #30: back to who asked, with questions; the clocks run on. What waits for the committee goes back by its votes, or by head
 * office.
 */
export function returnProposal(
  claim: Claim,
  { questionTextId }: CommandOf<'ReturnProposal'>,
  actor: Actor,
  context: Context,
): Outcome {
  const { proposal } = claim.stage as StageOf<'awaiting-approval'>
  const barred = returnBarred(claim, authorityNeed(claim, proposal), actor, context)
  return barred ?? happens({ type: 'ProposalReturned', questionTextId })
}

/** The decision, with the limits it was taken by: what the tables say later changes nothing of it. */
export const approvedBy = (level: AuthorityLevel, actor: Actor, context: Context): FactOf<'ProposalApproved'> => ({
  type: 'ProposalApproved',
  ...decidedBy(level, actor, context),
})
