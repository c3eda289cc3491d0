import { requiredLevel } from '../authority.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { isBeingAppraised } from './dispute.ts'
import { disputeFor } from './dispute-place.ts'
import { amountNeed, concessionFault } from './resolution.ts'
import type { Claim, ResolutionProposal } from './state.ts'

/** #63: both sides let a third mediate (调解). Only the complaint's days stand still for it, never those of the Insurance Law. */
export function startMediation(claim: Claim, { mediatorId }: CommandOf<'StartMediation'>): Outcome {
  const found = disputeFor(claim, 'StartMediation')
  if ('refusal' in found) return found
  if (isBeingAppraised(found.dispute)) {
    return refuse(claim, 'DISPUTE_STATE', 'an assessor is at work: record what he found first', {
      resolvedBy: 'RecordAppraisal',
    })
  }
  return happens({ type: 'MediationBegan', mediatorId })
}

/** #63a, #63b: the two agreed on an amount, which somebody with the authority confirms; or they did not. */
export function endMediation(
  claim: Claim,
  command: CommandOf<'EndMediation'>,
  actor: Actor,
  { now, policy }: Context,
): Outcome {
  const found = disputeFor(claim, 'EndMediation')
  if ('refusal' in found) return found
  if (found.dispute.proposal) {
    return refuse(claim, 'DISPUTE_STATE', 'the two sides agreed: the agreement waits for its decision', {
      resolvedBy: 'DecideDispute',
    })
  }
  const { textId } = command
  if (command.outcome === 'failed') return happens({ type: 'MediationFailed', textId })
  const { payFen } = command
  const fault = concessionFault(claim, payFen)
  if (fault !== null) return fault
  const proposal: ResolutionProposal = {
    outcome: 'compromise',
    payFen,
    refuseFen: 0,
    evidence: [],
    reasonTextId: textId,
    proposedBy: actor.id,
    proposedAt: now,
    requiredLevel: requiredLevel(policy.ladder, amountNeed(claim, 'compromise', payFen)),
  }
  return happens({ type: 'MediationAgreed', proposal })
}
