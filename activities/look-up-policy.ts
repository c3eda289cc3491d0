import type { ClaimActivities } from '../workflows/claim-contract.ts'
import type { PolicyGateway } from './gateways/policy-gateway.ts'
import { termsOf } from './policy-terms.ts'

type FoundTerms = NonNullable<Awaited<ReturnType<ClaimActivities['lookUpPolicy']>>>

export interface PolicyDesk {
  readonly policies: PolicyGateway
  /** The policy number behind its id: personal data, from the vault to the policy system only. */
  readonly policyNumberOf: (claimId: string, policyId: string) => Promise<string | null>
}

/** What the contract promised on the day of the event; null when the policy system knows none, or none is kept. */
export async function lookUpPolicy(
  { claimId, policyId, on }: Parameters<ClaimActivities['lookUpPolicy']>[0],
  { policies, policyNumberOf }: PolicyDesk,
): Promise<FoundTerms | null> {
  const policyNumber = await policyNumberOf(claimId, policyId)
  if (policyNumber === null) return null
  const policy = await policies.findPolicy(policyNumber, on)
  return policy === 'unknown' ? null : termsOf(policy)
}
