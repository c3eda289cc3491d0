import type { Refusal } from './decision.ts'
import { suspected } from './duplicates.ts'
import { fraudUnsigned } from './fraud.ts'
import { blockedByHold } from './hold.ts'
import { payoutFen } from './payout.ts'
import { leftToPay } from './prepaid.ts'
import type { Claim, Proposal } from './state.ts'

/** What stands in the way of approving a proposal, whoever approves it; null when nothing does. */
export function approvalBlock(claim: Claim, proposal: Proposal): { readonly refusal: Refusal } | null {
  const payFen = payoutFen(proposal)
  const copy = payFen > 0 ? suspected(claim, 'the claim may be a copy of another: resolve that before paying') : null
  return copy ?? (payFen > 0 ? blockedByHold(claim, leftToPay(claim, payFen)) : null) ?? fraudUnsigned(claim, proposal)
}
