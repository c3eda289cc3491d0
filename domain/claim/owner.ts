import type { AuthorityLevel } from '../authority.ts'
import { stepRoles } from '../authority.ts'
import { decisionMakers } from './codes.ts'
import type { Role } from './codes.ts'
import { confidant } from './confidential.ts'
import { openDispute } from './dispute-place.ts'
import { isOnItsWay, tellingNotices } from './notice.ts'
import { openCompensations } from './payment-region.ts'
import { heldPayments } from './screening.ts'
import type { Claim, ClaimStatus, Owner, Stage } from './state.ts'
import { endedStatuses } from './statuses.ts'

/** Who must act next when nobody has taken the claim; null while it waits for the customer, the bank or time. */
export function queueOf(claim: Claim): Role | null {
  return queueOfStage(claim) ?? queueOfDispute(claim)
}

/** Whose turn it is in a dispute that is open; of a claim that waits for nobody else, it is the claim's queue. */
function queueOfDispute(claim: Claim): Role | null {
  const dispute = openDispute(claim)
  if (dispute === null) return null
  if (dispute.proposal) return stepRoles[dispute.proposal.requiredLevel]
  if (dispute.state !== 'mediation-failed') return 'dispute-handler'
  return stepRoles[Math.min(5, dispute.about.level + 1) as AuthorityLevel]
}

function queueOfStage(claim: Claim): Role | null {
  const { stage } = claim
  if (stage.status === 'awaiting-approval') return stepRoles[stage.proposal.requiredLevel]
  if (stage.status === 'decided') return isBeingTold(claim) ? null : 'intake-clerk'
  const paying = payingStatuses.has(stage.status) ? payingQueue(claim) : null
  return paying ?? queues[stage.status] ?? null
}

const payingStatuses: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['paying', 'paid', 'feedback'])

/** Whose hand a payment waits for, the one nearest to the payee first. */
function payingQueue(claim: Claim): Role | null {
  const { payments } = claim
  if (payments.some(({ state }) => state === 'submitted')) return 'payment-checker'
  if (claim.thaw || payments.some(({ state }) => state === 'prepared' || state === 'fix-account'))
    return 'payment-clerk'
  if (heldPayments(claim).length > 0) return 'compliance'
  const [compensation] = openCompensations(claim)
  return compensation === undefined ? null : stepRoles[compensation.requiredLevel]
}

/** Who stands so many steps of the ladder above whoever has to approve what waits; head office at most. */
export function approverAbove({ stage }: Claim, steps: 1 | 2): Role {
  const level = stage.status === 'awaiting-approval' ? stage.proposal.requiredLevel : 1
  return stepRoles[Math.min(4, level + steps) as AuthorityLevel]
}

/**
 * The owner after an event: who took a step has it until it passes into another role's queue, for then it is another
 * step. Waiting for the customer or the bank is part of the step. An ended claim has none.
 */
export function ownerAfter(before: Claim, after: Claim): Owner | null {
  const { owner = null } = after
  if (owner === null || endedStatuses.has(after.stage.status)) return null
  const step = openStepOf(after)
  return step === null || step === openStepOf(before) ? owner : null
}

/** Who may have the step that is to be done: the role whose step it is, also while it waits, and those who decide. */
export function stepHolders(claim: Claim): readonly Role[] {
  const step = openStepOf(claim)
  return step === null ? decisionMakers : [...new Set([step, ...decisionMakers])]
}

/** That compliance has the step is nobody's to learn: to all others the claim waits for the bank. */
function openStepOf(claim: Claim): Role | null {
  const step = stepOf(claim, claim.stage)
  return step === confidant ? null : step
}

/** The queue a step belongs to, also while it waits for the customer. */
function stepOf(claim: Claim, stage: Stage): Role | null {
  if (stage.status === 'reported') return 'intake-clerk'
  if (stage.status === 'awaiting-documents') return stepOf(claim, stage.asker)
  return stage.status === 'dormant' ? stepOf(claim, stage.from) : queueOf({ ...claim, stage })
}

/** A decision is told by a channel that answers; when none does, somebody must bring the paper and its proof. */
const isBeingTold = ({ notices }: Claim): boolean => tellingNotices(notices).some(isOnItsWay)

const queues: Readonly<Partial<Record<ClaimStatus, Role>>> = {
  received: 'intake-clerk',
  accepted: 'reviewer',
  triaged: 'reviewer',
  investigating: 'surveyor',
  reviewing: 'reviewer',
  assessing: 'assessor',
  agreed: 'payment-clerk',
  feedback: 'intake-clerk',
}
