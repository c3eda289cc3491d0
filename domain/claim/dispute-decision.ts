import type { AuthorityLevel } from '../authority.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { disputeFor } from './dispute-place.ts'
import type { ClaimFact, FactOf } from './events.ts'
import { blockedByHold } from './hold.ts'
import { amountFault, stepFor } from './resolution.ts'
import { missingParts } from './review.ts'
import type { Claim, Dispute, ResolutionProposal, RulingOutcome } from './state.ts'

/** #62, #63a, #65: what was found, mediated or judged takes effect by somebody with the authority, who did not decide before. */
export function decideDispute(
  claim: Claim,
  command: CommandOf<'DecideDispute'>,
  actor: Actor,
  { policy }: Context,
): Outcome {
  const found = disputeFor(claim, 'DecideDispute')
  if ('refusal' in found) return found
  const { proposal } = found.dispute
  if (!proposal) return refuse(claim, 'DISPUTE_STATE', 'nothing is proposed that could be decided')
  const partial = decidedBefore(claim, found.dispute, actor)
  if (partial !== null) return partial
  const step = stepFor(claim, { kind: kindOf(proposal), payFen: proposal.payFen }, { actor, ladder: policy.ladder })
  if (step === null || actor.authorityLevel < leastOf(proposal)) return beyond(claim, proposal.requiredLevel)
  if (command.verdict === 'return') {
    return happens({ type: 'ResolutionReturned', questionTextId: command.questionTextId })
  }
  const { level, paymentFen, refusalFen } = step
  return decided(claim, proposal, { level, limits: { paymentFen, refusalFen } })
}

/**
 * #63b: after a failed mediation the final ruling (最终裁决) comes from above the step that decided first. Above head
 * office is a committee: three of its members, the majority of them.
 */
export function adjudicateDispute(
  claim: Claim,
  { outcome, rulingTextId }: CommandOf<'AdjudicateDispute'>,
  actor: Actor,
  { policy }: Context,
): Outcome {
  const found = disputeFor(claim, 'AdjudicateDispute')
  if ('refusal' in found) return found
  const { about, votes } = found.dispute
  const partial = decidedBefore(claim, found.dispute, actor)
  if (partial !== null) return partial
  const byCommittee = about.level >= 4
  const hasStep = policy.ladder.some(({ level }) => level === actor.authorityLevel)
  if (!hasStep || actor.authorityLevel < Math.min(4, about.level + 1))
    return beyond(claim, Math.min(5, about.level + 1) as AuthorityLevel)
  if (!byCommittee) return ruled(claim, outcome, rulingTextId)
  if (votes.some(({ by }) => by === actor.id)) {
    const message = 'who has voted does not vote again'
    return refuse(claim, 'SEPARATION_OF_DUTIES', message, { whoMay: ['another member of the committee'] })
  }
  const vote: ClaimFact = { type: 'RulingVoted', outcome, rulingTextId }
  const cast = [...votes.map((earlier) => earlier.outcome), outcome]
  if (cast.length < committeeOf) return happens(vote)
  const upheld = cast.filter((each) => each === 'uphold').length > committeeOf / 2
  return ruled(claim, upheld ? 'uphold' : 'change', rulingTextId, vote)
}

const committeeOf = 3

function ruled(claim: Claim, outcome: RulingOutcome, rulingTextId: string, ...before: readonly ClaimFact[]): Outcome {
  const facts: readonly ClaimFact[] = [...before, { type: 'DisputeAdjudicated', outcome, rulingTextId }]
  return outcome === 'uphold'
    ? happens(...facts)
    : (onItsWay(claim) ?? happens(...facts, reopening(claim, rulingTextId)))
}

function decided(
  claim: Claim,
  proposal: ResolutionProposal,
  by: Pick<FactOf<'DisputeSettled'>, 'level' | 'limits'>,
): Outcome {
  const { outcome, payFen, reasonTextId: findingTextId = '' } = proposal
  if (outcome === 'uphold') return happens({ type: 'DisputeDecided', outcome, findingTextId })
  if (outcome === 'judgment' && payFen === 0) return happens({ type: 'DisputeJudged', ...by })
  const blocked = onItsWay(claim)
  if (blocked !== null) return blocked
  if (outcome === 'change') {
    return happens({ type: 'DisputeDecided', outcome, findingTextId }, reopening(claim, findingTextId))
  }
  // Something may have been paid since the amount was proposed, or be held.
  const fault = amountFault(claim, payFen) ?? blockedByHold(claim, payFen)
  if (fault !== null) return fault
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

function decidedBefore(claim: Claim, { about }: Dispute, actor: Actor): { readonly refusal: Refusal } | null {
  if (about.decidedBy !== actor.id) return null
  const message = 'who took the decision does not judge it'
  return refuse(claim, 'SEPARATION_OF_DUTIES', message, { whoMay: ['somebody who did not decide before'] })
}

/** Whether a decision stands takes a step; an amount takes its limit, which is asked of the ladder. */
const leastOf = ({ outcome, requiredLevel }: ResolutionProposal): number =>
  outcome === 'uphold' || outcome === 'change' ? requiredLevel : 0

const kindOf = ({ outcome }: ResolutionProposal): 'pay' | 'compromise' | 'ex-gratia' | 'judgment' =>
  outcome === 'uphold' || outcome === 'change' ? 'pay' : outcome

const beyond = (claim: Claim, level: AuthorityLevel): Outcome =>
  refuse(claim, 'AUTHORITY_EXCEEDED', `this takes step A${level} at least`, { whoMay: [stepNames[level]] })

const stepNames: Readonly<Record<AuthorityLevel, string>> = {
  1: 'approver (A1)',
  2: 'supervisor (A2)',
  3: 'branch head (A3)',
  4: 'head office (A4)',
  5: 'committee (A5)',
}
