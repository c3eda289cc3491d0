import type { AuthorityLevel, AuthorityNeed, LadderStep } from '../authority.ts'
import { mayDecide } from '../authority.ts'
import { approvalBlock } from './approval-blocks.ts'
import { authorityNeed } from './authority-need.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { FactOf } from './events.ts'
import type { Claim, Proposal, StageOf } from './state.ts'

/** #28: a person with the authority, who took no part in preparing it, approves exactly what is proposed. */
export function approveProposal(
  claim: Claim,
  _command: CommandOf<'ApproveProposal'>,
  actor: Actor,
  context: Context,
): Outcome {
  const { proposal } = claim.stage as StageOf<'awaiting-approval'>
  const barred = approvalBlock(claim, proposal) ?? exceeded(claim, proposal, actor, context.policy.ladder)
  return barred ?? happens(approvedBy(actor.authorityLevel as AuthorityLevel, actor, context))
}

/** #30: back to who asked, with questions; the clocks run on. */
export function returnProposal(
  claim: Claim,
  { questionTextId }: CommandOf<'ReturnProposal'>,
  actor: Actor,
  { policy }: Context,
): Outcome {
  const { proposal } = claim.stage as StageOf<'awaiting-approval'>
  return exceeded(claim, proposal, actor, policy.ladder) ?? happens({ type: 'ProposalReturned', questionTextId })
}

/** The decision, with the limits it was taken by: what the tables say later changes nothing of it. */
export function approvedBy(
  level: AuthorityLevel,
  actor: Actor,
  { policy, authority }: Context,
): FactOf<'ProposalApproved'> {
  const step = policy.ladder.find((candidate) => candidate.level === level)
  const version = authority?.limits?.version
  return {
    type: 'ProposalApproved',
    level,
    limits: { paymentFen: step?.paymentFen ?? null, refusalFen: step?.refusalFen ?? null },
    ...(version === undefined ? {} : { limitsVersion: version }),
    ...(actor.onBehalfOf === undefined ? {} : { onBehalfOf: actor.onBehalfOf }),
  }
}

/** Steps that may take a decision, in words; none where no row of the table covers it. */
export const whoMayDecide = (ladder: readonly LadderStep[], need: AuthorityNeed): readonly string[] =>
  ladder.filter(({ level }) => mayDecide(ladder, level, need)).map(({ level }) => stepNames[level])

/** Nobody may: the table of limits has no row for such a decision. */
export const nobodyMay = 'no row of the table of limits covers this decision: the security administrator adds one'

const stepNames: Readonly<Record<AuthorityLevel, string>> = {
  1: 'approver (A1)',
  2: 'supervisor (A2)',
  3: 'branch head (A3)',
  4: 'head office (A4)',
  5: 'committee (A5)',
}

function exceeded(
  claim: Claim,
  proposal: Proposal,
  actor: Actor,
  ladder: readonly LadderStep[],
): { refusal: Refusal } | null {
  const need = authorityNeed(claim, proposal)
  // A5 is a committee: no single person holds its authority, whatever the token says.
  if (actor.authorityLevel < 5 && mayDecide(ladder, actor.authorityLevel, need)) return null
  const whoMay = whoMayDecide(ladder, need)
  const message = whoMay.length === 0 ? nobodyMay : `this decision is beyond step A${actor.authorityLevel}`
  return refuse(claim, 'AUTHORITY_EXCEEDED', message, { whoMay })
}
