import type { DeskClaim } from './claim-desk.ts'
import { people } from './people.ts'

/** The main path as the people of a claim walk it, to a chosen point. */
export async function reviewed(claim: DeskClaim): Promise<void> {
  await claim.ask({ type: 'AcceptClaim' }, people.clerk)
  await claim.reaches('reviewing')
  await claim.ask({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }, people.reviewer)
}

export async function proposed(claim: DeskClaim): Promise<void> {
  await reviewed(claim)
  const items = [{ itemId: 'bill-1', claimedFen: 500_000, notCoveredFen: 0 }]
  await claim.ask({ type: 'AssessLoss', items }, people.assessor)
}

export async function agreed(claim: DeskClaim): Promise<void> {
  await proposed(claim)
  await claim.ask({ type: 'ApproveProposal' }, people.approver)
  await claim.reaches('offered')
  await claim.ask({ type: 'AgreeOffer', identityChecked: true }, people.claimant)
}

async function paid(claim: DeskClaim): Promise<void> {
  await agreed(claim)
  const payees = [{ payeeId: 'pty_payee', share: 10_000, accountHolderIsPayee: true }]
  await claim.ask({ type: 'FreezePayees', payees, roundingTo: 'pty_payee' }, people.paymentClerk)
  await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
  await claim.ask({ type: 'CheckPayment', n: 1, verdict: 'approve' }, people.paymentChecker)
  await claim.reaches('paid')
}

export async function payToTheEnd(claim: DeskClaim): Promise<void> {
  await paid(claim)
  await claim.ask({ type: 'GiveFeedback', score: 9 }, people.claimant)
}
