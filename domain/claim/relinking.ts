import { settledFen } from './assessment.ts'
import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { isAdvanceOnItsWay } from './prepaid.ts'
import { owedFen } from './payment-region.ts'
import type { Claim } from './state.ts'

/**
 * #53: the claim was filed under the wrong policy. It goes on under the right one with its receipt, documents and clocks;
 * whatever rested on the terms of the wrong one is done again.
 */
export function relinkPolicy(claim: Claim, { policyId, because }: CommandOf<'RelinkPolicy'>): Outcome {
  const bar = relinkingBarredBy(claim)
  if (bar !== null) return refuse(claim, bar, bars[bar])
  if (policyId === claim.policyId) {
    return refuse(claim, 'SAME_POLICY', 'the claim stands under this policy already', { field: '/policyNo' })
  }
  return happens({ type: 'PolicyRelinked', policyId, because })
}

/** What speaks against any other policy, or null. */
export function relinkingBarredBy(claim: Claim): keyof typeof bars | null {
  if (settledFen(claim) > 0 || owedFen(claim) > 0 || isAdvanceOnItsWay(claim)) return 'ALREADY_PAID'
  return claim.formerPolicyIds.length < relinksAtMost ? null : 'TOO_MANY_RELINKS'
}

/** More than any slip needs; each one tells the customer, and the file travels whole through every continue-as-new. */
const relinksAtMost = 10

const bars = {
  ALREADY_PAID: 'money was paid under the present policy',
  TOO_MANY_RELINKS: `a claim is put under another policy at most ${relinksAtMost} times`,
} as const
