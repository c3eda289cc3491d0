import type { OpenClaim } from '../../claim-client.ts'
import type { StormClaim } from './storm-claims.ts'
import { receiverNamed } from './storm-groups.ts'

/**
 * What the system has computed is proposed by a person, who names the payee; another approves it, a third makes the payment and a
 * fourth lets it go. Resolves to the fen that arrived, when the target of the event (E3) is met.
 */
export async function payInAdvance({ claim, filed }: StormClaim): Promise<number> {
  const { advanceOffered } = await claim.until('an advance to be computed', (view) => view.advanceOffered !== undefined)
  const amountFen = advanceOffered?.amountFen ?? '0'
  const proposal = { action: 'request', why: 'emergency', amountFen, evidence: [], payee: receiverNamed(filed.name) }
  await claim.ask('assessor', '/prepayments', proposal)
  await claim.ask('approver', '/prepayments/1/approval', { verdict: 'approve' })
  await claim.ask('payment-clerk', '/payments', { action: 'submit' }, '-advance')
  await claim.ask('payment-checker', '/payments/1/check', { verdict: 'approve' })
  await claim.until('the advance to arrive', ({ payments }) => payments.some(({ state }) => state === 'settled'))
  await meets(claim, 'E3')
  return Number(amountFen)
}

/** The target was kept: not only done, but done in time. */
async function meets(claim: OpenClaim, id: string): Promise<void> {
  const clock = (await claim.clocks()).findLast((candidate) => candidate.id === id)
  if (clock?.state !== 'met') throw new Error(`${id} of ${claim.claimId} is ${clock?.state ?? 'not there'}, not met`)
}
