import { authorityOf, authorityUsed, decidedBy, returnBarred } from './authority-bar.ts'
import type { Actor, CommandOf } from './commands.ts'
import { notForCommittee, votedBefore, voteOn } from './committee.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { disputeFor, tookDecision } from './dispute-place.ts'
import type { ClaimFact } from './events.ts'
import { resolutionUnsigned } from './fraud.ts'
import { blockedByHold } from './hold.ts'
import { leftToPay } from './prepaid.ts'
import { amountFault, resolutionNeed, rulingNeed } from './resolution.ts'
import { missingParts } from './review.ts'
import type { AuthorityUsed, Claim, DecidedBy, Dispute, ResolutionProposal } from './state.ts'

/** #62, #63a, #65: what was found, mediated or judged takes effect by somebody with the authority, who did not decide before. */
export function decideDispute(
  claim: Claim,
  command: CommandOf<'DecideDispute'>,
  actor: Actor,
  context: Context,
): Outcome {
  const found = proposed(claim, actor)
  if ('refusal' in found) return found
  const need = resolutionNeed(claim, found.proposal)
  if (command.verdict === 'return') {
    const { questionTextId } = command
    return returnBarred(claim, need, actor, context) ?? happens({ type: 'ResolutionReturned', questionTextId })
  }
  const authority = authorityOf(claim, need, actor, context)
  if ('refusal' in authority) return authority
  return decided(claim, found.proposal, decidedBy(authority.level, actor, context))
}

/** As {@link decideDispute}, where it takes the committee (A5): each member says his word once, as on a proposal (#28). */
export function voteResolution(
  claim: Claim,
  { vote, reasonTextId }: CommandOf<'VoteProposal'>,
  actor: Actor,
  context: Context,
): Outcome {
  const found = proposed(claim, actor)
  if ('refusal' in found) return found
  const { proposal, proposalVotes: votes } = found
  const carried = decided(claim, proposal, decidedBy(5, actor, context))
  const need = resolutionNeed(claim, proposal)
  const lost = (questionTextId: string): ClaimFact => ({ type: 'ResolutionReturned', questionTextId })
  return voteOn(claim, { need, votes, carried, lost }, { vote, reasonTextId, actor, context })
}

/**
 * #63b: after a failed mediation the final ruling (最终裁决) comes from above the step that decided first. Above head
 * office is the committee: three of its members, the majority of them.
 */
export function adjudicateDispute(
  claim: Claim,
  command: CommandOf<'AdjudicateDispute'>,
  actor: Actor,
  context: Context,
): Outcome {
  const found = disputeFor(claim, 'AdjudicateDispute')
  if ('refusal' in found) return found
  const partial = decidedBefore(claim, found.dispute, actor)
  if (partial !== null) return partial
  if (actor.role === 'committee') return voteRuling(claim, command, { actor, context, dispute: found.dispute })
  const authority = authorityOf(claim, rulingNeed(found.dispute), actor, context)
  return 'refusal' in authority ? authority : ruled(claim, command, authority)
}

const committeeOf = 3

function voteRuling(
  claim: Claim,
  { outcome, rulingTextId }: CommandOf<'AdjudicateDispute'>,
  { actor, context, dispute }: { readonly actor: Actor; readonly context: Context; readonly dispute: Dispute },
): Outcome {
  const { votes } = dispute
  const voters = votes.map(({ by }) => by)
  const fault = notForCommittee(claim, rulingNeed(dispute), context) ?? votedBefore(claim, voters, actor)
  if (fault !== null) return fault
  const vote: ClaimFact = { type: 'RulingVoted', outcome, rulingTextId }
  const cast = [...votes.map((earlier) => earlier.outcome), outcome]
  if (cast.length < committeeOf) return happens(vote)
  const upheld = cast.filter((each) => each === 'uphold').length > committeeOf / 2
  const ruling = { outcome: upheld ? 'uphold' : 'change', rulingTextId } as const
  return ruled(claim, ruling, authorityUsed(5, actor, context), vote)
}

function ruled(
  claim: Claim,
  { outcome, rulingTextId }: Pick<CommandOf<'AdjudicateDispute'>, 'outcome' | 'rulingTextId'>,
  authority: AuthorityUsed,
  ...before: readonly ClaimFact[]
): Outcome {
  const facts: readonly ClaimFact[] = [...before, { type: 'DisputeAdjudicated', outcome, rulingTextId, ...authority }]
  return outcome === 'uphold'
    ? happens(...facts)
    : (onItsWay(claim) ?? happens(...facts, reopening(claim, rulingTextId)))
}

function decided(claim: Claim, proposal: ResolutionProposal, by: DecidedBy): Outcome {
  const { outcome, payFen, reasonTextId: findingTextId = '' } = proposal
  const { limits: _limits, ...authority } = by
  if (outcome === 'uphold') return happens({ type: 'DisputeDecided', outcome, findingTextId, ...authority })
  if (outcome === 'judgment' && payFen === 0) return happens({ type: 'DisputeJudged', ...by })
  const blocked = resolutionUnsigned(claim, proposal) ?? onItsWay(claim)
  if (blocked !== null) return blocked
  if (outcome === 'change') {
    return happens({ type: 'DisputeDecided', outcome, findingTextId, ...authority }, reopening(claim, findingTextId))
  }
  // Something may have been paid since the amount was proposed, or be held. A judgment stands whatever the policy has left.
  const fault = outcome === 'judgment' ? null : amountFault(claim, payFen)
  const held = fault ?? blockedByHold(claim, leftToPay(claim, payFen))
  if (held !== null) return held
  return happens({ type: outcome === 'judgment' ? 'DisputeJudged' : 'DisputeSettled', ...by })
}

/** What is owed anyhow is paid first: a new agreement has payees of its own, and nothing is paid twice. */
function onItsWay(claim: Claim): Outcome | null {
  const { status } = claim.stage
  if (status !== 'agreed' && status !== 'paying') return null
  const message = `the undisputed sum is ${status}: this takes effect when it is paid`
  return refuse(claim, 'PAYMENT_OPEN', message)
}

/** #62: the decision falls, and is taken anew from where its review stands (#69). */
function reopening(claim: Claim, noteTextId: string): ClaimFact {
  const to = claim.assessment && missingParts(claim).length === 0 ? 'assessing' : 'received'
  return { type: 'ClaimReopened', reason: 'dispute-won', noteTextId, to }
}

/** What waits to be decided, by somebody who did not decide before. */
function proposed(
  claim: Claim,
  actor: Actor,
):
  | { readonly proposal: ResolutionProposal; readonly proposalVotes: Dispute['proposalVotes'] }
  | { readonly refusal: Refusal } {
  const found = disputeFor(claim, 'DecideDispute')
  if ('refusal' in found) return found
  const { proposal, proposalVotes } = found.dispute
  if (!proposal) return refuse(claim, 'DISPUTE_STATE', 'nothing is proposed that could be decided')
  return decidedBefore(claim, found.dispute, actor) ?? { proposal, proposalVotes }
}

function decidedBefore(claim: Claim, dispute: Dispute, actor: Actor): { readonly refusal: Refusal } | null {
  if (!tookDecision(dispute, actor.id)) return null
  const message = 'who took the decision does not judge it'
  return refuse(claim, 'SEPARATION_OF_DUTIES', message, { whoMay: ['somebody who did not decide before'] })
}
