import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { paidInAdvance } from './prepaid.ts'
import { openDispute } from './dispute-place.ts'
import type { ClaimFact } from './events.ts'
import { standsRefusedForFraud } from './fraud-level.ts'
import { nextHold } from './hold.ts'
import { missingParts } from './review.ts'
import type { Claim } from './state.ts'

/** #48: the customer's answer to the survey, 1 to 10. */
export function giveFeedback(claim: Claim, { score, textId }: CommandOf<'GiveFeedback'>): Outcome {
  if (!Number.isInteger(score) || score < 1 || score > 10) {
    return refuse(claim, 'SCORE_RANGE', 'the score is a whole number from 1 to 10', { field: '/score' })
  }
  if (claim.stage.status === 'paid' && claim.stage.partial === true) {
    return refuse(claim, 'PAYMENT_OPEN', 'not everybody has his money yet: the survey comes when everybody has')
  }
  return happens({ type: 'FeedbackGiven', score, ...(textId === undefined ? {} : { textId }) })
}

/** #50: what the customer said has been answered. */
export const answerFeedback = (_claim: Claim, { textId }: CommandOf<'AnswerFeedback'>): Outcome =>
  happens({ type: 'FeedbackAnswered', textId })

/** #51: the claimant takes the claim back; the right itself stays (C23 goes on elsewhere). */
export function withdrawClaim(claim: Claim, { identityChecked, reasonTextId }: CommandOf<'WithdrawClaim'>): Outcome {
  if (!identityChecked) {
    return refuse(claim, 'IDENTITY_UNCHECKED', 'a claim is withdrawn only by somebody whose identity was checked', {
      field: '/identityChecked',
    })
  }
  return happens({ type: 'ClaimWithdrawn', reasonTextId })
}

/** #53: a claim that was flagged as a test when it was filed; a duplicate is cancelled by resolving the suspicion. */
export function cancelClaim(claim: Claim): Outcome {
  if (!claim.report.isTest)
    return refuse(claim, 'NOT_A_TEST', 'only a claim flagged as a test when it was filed is cancelled as one')
  if (paidInAdvance(claim)) {
    const message = 'money was paid in advance on this claim: decide it, for a cancelled one could not count it'
    return refuse(claim, 'ADVANCE_PAID', message)
  }
  return happens({ type: 'ClaimCancelled', because: 'test' })
}

/** #69: new evidence, or an error of the insurer’s own. History stays, and what the reason says becomes of the clocks. */
export function reopenClaim(claim: Claim, { reason, noteTextId, to }: CommandOf<'ReopenClaim'>): Outcome {
  if (openDispute(claim) !== null) {
    const message = 'the decision is in dispute: the claim is reopened by the decision of the dispute'
    return refuse(claim, 'DISPUTE_OPEN', message, { resolvedBy: 'DecideDispute' })
  }
  if (claim.filing === undefined)
    return refuse(claim, 'WRONG_STATUS', 'this report was never filed: send the claim request with its documents')
  if (to === 'assessing' && (!claim.assessment || missingParts(claim).length > 0)) {
    const message = 'the claim was never reviewed and assessed to the end: reopen it as received'
    return refuse(claim, 'NEVER_ASSESSED', message, { field: '/to' })
  }
  return happens({ type: 'ClaimReopened', reason, noteTextId, to }, ...heldAgain(claim, noteTextId))
}

/**
 * #56, #69: what was refused for fraud is held in the new life too, until the investigator has cleared it. The committee and
 * compliance, who refused with him, decide what comes instead.
 */
function heldAgain(claim: Claim, reasonTextId: string): readonly ClaimFact[] {
  const amountFen = claim.hold?.proof?.falseFen ?? 0
  if (amountFen === 0 || !standsRefusedForFraud(claim)) return []
  return [{ type: 'HoldRaised', n: nextHold(claim), amountFen, because: 'staff', signals: [], reasonTextId }]
}
