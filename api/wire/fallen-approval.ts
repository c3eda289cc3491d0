import { z } from 'zod'

import type { FallenApproval } from '../../domain/claim/fallen-approvals.ts'
import { fallCauses } from '../../domain/claim/fallen-approvals.ts'
import type { Claim } from '../../domain/claim/state.ts'

/** An approval that holds no longer, because what it bound was changed: whose, of what, and why. */
export const fallenApproval = z.object({
  what: z.enum(['determination', 'advance', 'payment']),
  /** Number of the advance or the payment. */
  n: z.int().optional(),
  amountFen: z.string(),
  /** Of the committee everybody who was for it. */
  approvedBy: z.array(z.string()),
  role: z.string(),
  because: z.enum(fallCauses),
  at: z.string(),
})

/** Those at hand, not on the wire yet; without a subject of every kind. */
export const fallenOf = ({ fallen = [] }: Claim, what?: FallenApproval['what']) =>
  fallen
    .filter((one) => what === undefined || one.what === what)
    .map(({ event: _event, approvedBy, ...one }) => ({ ...one, approvedBy: [...approvedBy] }))
