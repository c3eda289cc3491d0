import type { PolicyTerms } from '../domain/claim/state.ts'
import type { Policy } from './gateways/policy-gateway.ts'

/** What a claim keeps of a policy: the terms its decisions rest on, without names and without the policy's number. */
export function termsOf(policy: Policy): Extract<PolicyTerms, { known: 'found' }> {
  const { line, group, sumInsuredFen, deductibleFen, payRatioPercent, fixedBenefit, contractPeriods, branch } = policy
  const { effectiveFrom } = policy
  const terms = { line, group, sumInsuredFen, deductibleFen, payRatioPercent, fixedBenefit, contractPeriods, branch }
  return { known: 'found', inForce: policy.status === 'in-force', effectiveFrom, ...terms }
}
