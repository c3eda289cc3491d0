import { requiredLevel } from '../authority.ts'
import { isFen } from '../money.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { disputed } from './dispute.ts'
import { disputeFor, openDispute } from './dispute-place.ts'
import { amountNeed } from './resolution.ts'
import type { Claim, ResolutionProposal } from './state.ts'

/** #64: a court or a tribunal was asked, with or without a dispute before. It judges, and the complaint's clocks end. */
export function fileLitigation(
  claim: Claim,
  { forum, caseTextId }: CommandOf<'FileLitigation'>,
  _actor: Actor,
  { now }: Context,
): Outcome {
  const filed = { type: 'LitigationFiled', forum, caseTextId } as const
  const open = openDispute(claim)
  if (open === null) return happens(...disputed(claim, { reasonTextId: caseTextId }, { how: 'sued', now }), filed)
  if (open.state === 'litigation') return refuse(claim, 'DISPUTE_STATE', 'a court or a tribunal has the case already')
  return happens(filed)
}

const datesMost = 50

/** #64: the dates of a court are its own; they are kept by hand. */
export function recordCourtDate(claim: Claim, { on, what }: CommandOf<'RecordCourtDate'>): Outcome {
  const found = disputeFor(claim, 'RecordCourtDate')
  if ('refusal' in found) return found
  const { dates = [] } = found.dispute.litigation ?? {}
  if (dates.length < datesMost) return happens({ type: 'CourtDateKept', on, what })
  return refuse(claim, 'DISPUTE_FULL', `a case has at most ${datesMost} dates`)
}

/** #65: what the court or the tribunal said, final. Somebody with the authority lets it take effect; nobody may alter it. */
export function recordJudgment(
  claim: Claim,
  { payFen, payBy, rulingTextId }: CommandOf<'RecordJudgment'>,
  actor: Actor,
  { now, policy }: Context,
): Outcome {
  const found = disputeFor(claim, 'RecordJudgment')
  if ('refusal' in found) return found
  if (found.dispute.proposal) {
    return refuse(claim, 'DISPUTE_STATE', 'a judgment waits for its decision already', { resolvedBy: 'DecideDispute' })
  }
  // What the policy has left bounds what the insurer settles for, never what a court awards: the ladder alone measures it.
  if (!isFen(payFen)) {
    const message = 'what the judgment awards is a whole number of fen, or nothing'
    return refuse(claim, 'SETTLEMENT_AMOUNT', message, { field: '/payFen' })
  }
  const proposal: ResolutionProposal = {
    outcome: 'judgment',
    payFen,
    refuseFen: 0,
    evidence: [],
    reasonTextId: rulingTextId,
    proposedBy: actor.id,
    proposedAt: now,
    requiredLevel: requiredLevel(policy.ladder, amountNeed(claim, 'judgment', payFen)),
    ...(payBy === undefined ? {} : { payBy }),
  }
  return happens({ type: 'JudgmentRecorded', proposal })
}
