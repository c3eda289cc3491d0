import { z } from 'zod'

import type { Claim } from '../../domain/claim/state.ts'
import { castVotes } from './votes.ts'

/** Who is paid, and what paying late has cost: staff only. */
export const moneyShape = {
  payees: z.array(
    z.object({
      payeeId: z.string(),
      share: z.int(),
      amountFen: z.string(),
      /** What of the part went out before. */
      hadFen: z.string().optional(),
      as: z.string().optional(),
      through: z.string().optional(),
      receiver: z.string().optional(),
      evidence: z.array(z.string()).optional(),
    }),
  ),
  /** Payees have to be named anew, why, and for how much (#75). */
  thaw: z
    .object({ reason: z.string(), since: z.string(), owedFen: z.string(), hadFen: z.string().optional() })
    .nullable(),
  /** Whom the policy names for a death benefit. */
  beneficiaries: z.array(z.object({ beneficiaryId: z.string(), order: z.int().optional(), share: z.int().optional() })),
  /** What the screening of payees found: compliance only. */
  screenings: z
    .array(
      z.object({
        n: z.int(),
        outcome: z.string(),
        screeningId: z.string(),
        matches: z.array(z.string()),
        released: z.array(z.string()),
      }),
    )
    .optional(),
  /** What paying late costs: `approvedBy` is absent while it waits for approval. */
  compensations: z.array(
    z.object({
      n: z.int(),
      forPayment: z.int(),
      payeeId: z.string(),
      lateDays: z.int(),
      annualBasisPoints: z.int(),
      amountFen: z.string(),
      requiredLevel: z.int(),
      approvedBy: z.string().optional(),
      votes: castVotes.optional(),
    }),
  ),
}

/** What {@link moneyShape} shows, not on the wire yet; what screening found stands beside it. */
export const moneyOfClaim = (claim: Claim) => ({
  payees: claim.payees.map(({ editedBy: _editedBy, ...payee }) => payee),
  thaw: claim.thaw ?? null,
  beneficiaries: claim.policy.known === 'found' ? (claim.policy.beneficiaries ?? []) : [],
  compensations: claim.compensations ?? [],
})

/** What the screening of each payment's payee said: for compliance alone. */
export function screeningsOnWire({ payments }: Claim) {
  return payments.flatMap(({ n, screening, screened }) => {
    if (screening === undefined) return []
    const { screeningId = '', matches = [], released = [] } = screened ?? {}
    return [{ n, outcome: screening, screeningId, matches: [...matches], released: [...released] }]
  })
}
