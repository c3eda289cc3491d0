import type { PolicyTerms } from '../domain/claim/state.ts'
import type { DesignatedBeneficiary } from '../domain/claim/beneficiaries.ts'
import type { ClaimLine } from '../domain/claim/codes.ts'
import type { Policy } from './gateways/policy-gateway.ts'

/** What a claim keeps of a policy: the terms its decisions rest on, without names and without the policy's number. */
export function termsOf(policy: Policy): Extract<PolicyTerms, { known: 'found' }> {
  const { line, group, sumInsuredFen, deductibleFen, payRatioPercent, fixedBenefit, contractPeriods, branch } = policy
  const { effectiveFrom, waitingDays, diseases } = policy
  const waiting = waitingDays === undefined ? {} : { waitingDays }
  const terms = { line, group, sumInsuredFen, deductibleFen, payRatioPercent, fixedBenefit, contractPeriods, branch }
  const named = beneficiariesOf(policy)
  const beneficiaries = named.length === 0 ? {} : { beneficiaries: named }
  const listed = line === 'critical-illness' && diseases !== undefined ? { diseases } : {}
  return {
    known: 'found',
    inForce: policy.status === 'in-force',
    effectiveFrom,
    ...waiting,
    ...terms,
    ...beneficiaries,
    ...listed,
  }
}

/** Lines that pay somebody else when the insured dies. */
const paysOnDeath: ReadonlySet<ClaimLine> = new Set<ClaimLine>(['life', 'accident', 'travel'])

/** Opaque ids, ranks and shares; nobody where the policy names only the insured themselves. */
function beneficiariesOf({ line, insured, payees }: Policy): DesignatedBeneficiary[] {
  const isInsured = ({ payeeRef }: Policy['payees'][number]): boolean =>
    insured.some(({ personId }) => personId === payeeRef)
  if (!paysOnDeath.has(line) || payees.every(isInsured)) return []
  return payees.map(({ payeeRef: beneficiaryId, order, sharePercent }) => {
    return { beneficiaryId, order, share: Number(sharePercent.replace('.', '')) }
  })
}
