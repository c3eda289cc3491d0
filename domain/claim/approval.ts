import type { AuthorityLevel, AuthorityNeed, LadderStep } from '../authority.ts'
import { mayDecide } from '../authority.ts'
import { approvalBlock } from './approval-blocks.ts'
import { settledFen } from './assessment.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { payoutFen } from './payout.ts'
import { mayDecideKind, refuses } from './resolution.ts'
import type { Claim, Proposal, StageOf } from './state.ts'

/** #28: a person with the authority, who took no part in preparing it, approves exactly what is proposed. */
export function approveProposal(
  claim: Claim,
  _command: CommandOf<'ApproveProposal'>,
  actor: Actor,
  { policy }: Context,
): Outcome {
  const { proposal } = claim.stage as StageOf<'awaiting-approval'>
  const barred = approvalBlock(claim, proposal) ?? exceeded(claim, proposal, actor, policy.ladder)
  if (barred !== null) return barred
  const step = policy.ladder.find(({ level }) => level === actor.authorityLevel)
  const limits = { paymentFen: step?.paymentFen ?? null, refusalFen: step?.refusalFen ?? null }
  return happens({ type: 'ProposalApproved', level: actor.authorityLevel as AuthorityLevel, limits })
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

/** The whole case counts (paid and this), and a part decision needs both limits. */
function authorityNeed(claim: Claim, proposal: Proposal): AuthorityNeed {
  const pays = payoutFen(proposal)
  const { leastLevel, kind, refuseFen } = proposal
  return {
    payFen: pays > 0 ? settledFen(claim) + pays : null,
    refuseFen: refuses(kind) ? refuseFen : null,
    ...(leastLevel === undefined ? {} : { leastLevel }),
  }
}

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
  const suffices = (level: number): boolean => mayDecideKind(proposal.kind, level) && mayDecide(ladder, level, need)
  if (actor.authorityLevel < 5 && suffices(actor.authorityLevel)) return null
  const whoMay = ladder.filter(({ level }) => suffices(level)).map(({ level }) => stepNames[level])
  return refuse(claim, 'AUTHORITY_EXCEEDED', `this decision is beyond step A${actor.authorityLevel}`, { whoMay })
}
