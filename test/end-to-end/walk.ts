import type { Desk } from './desk.ts'
import { payees } from './filings.ts'

// The main path over HTTP, to a chosen point; each step by the person whose task it is.

export async function accepted(desk: Desk, claimId: string): Promise<void> {
  await desk.ask('intake-clerk', claimId, 'acceptance', { action: 'accept' })
  await desk.reaches(claimId, 'reviewing')
}

export async function reviewed(desk: Desk, claimId: string): Promise<void> {
  await accepted(desk, claimId)
  const parts = ['preliminary', 'detailed', 'risk']
  await desk.ask('reviewer', claimId, 'review', { action: 'fix-liability', parts, text: '属于保险责任' })
}

export async function proposed(desk: Desk, claimId: string): Promise<void> {
  await reviewed(desk, claimId)
  await determined(desk, claimId)
}

async function determined(desk: Desk, claimId: string): Promise<void> {
  const items = [{ itemId: 'invoice-1', claimedFen: '500000', notCoveredFen: '0' }]
  await desk.ask('assessor', claimId, 'assessment', { items, text: '费用合理' })
}

export async function agreed(desk: Desk, claimId: string): Promise<void> {
  await reviewed(desk, claimId)
  await assessed(desk, claimId)
}

/** From the assessment to the customer's word. */
export async function assessed(desk: Desk, claimId: string): Promise<void> {
  await determined(desk, claimId)
  await desk.ask('approver', claimId, 'approvals', { action: 'approve' })
  await desk.reaches(claimId, 'offered')
  await desk.ask('claimant', claimId, 'settlement', { action: 'agree', identityChecked: true })
}

/** Everything but the checker's word, after which money moves. */
export async function readyToPay(desk: Desk, claimId: string): Promise<void> {
  await agreed(desk, claimId)
  await desk.ask('payment-clerk', claimId, 'payees', payees)
  await desk.ask('payment-clerk', claimId, 'payments', { action: 'submit' })
}

export async function paid(desk: Desk, claimId: string): Promise<void> {
  await readyToPay(desk, claimId)
  await desk.ask('payment-checker', claimId, 'payments/1/check', { verdict: 'approve' })
  await desk.reaches(claimId, 'paid')
}

export async function closed(desk: Desk, claimId: string): Promise<void> {
  await paid(desk, claimId)
  await desk.ask('claimant', claimId, 'feedback', { action: 'give', score: 9 })
  await desk.reaches(claimId, 'closed')
}
