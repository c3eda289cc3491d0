import { z } from 'zod'

import { outstandingReserveFen, reserveOf } from '../../domain/claim/reserve.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { broughtBody } from './votes.ts'

const calculationBody = z.object({
  claimedFen: z.string(),
  notCoveredFen: z.string(),
  selfPayFen: z.string().optional(),
  depreciationFen: z.string().optional(),
  otherCoverFen: z.string().optional(),
  beyondCostFen: z.string().optional(),
  beyondItemLimitsFen: z.string().optional(),
  deductibleFen: z.string(),
  payRatioPercent: z.int(),
  limitFen: z.string(),
  payableFen: z.string(),
  rounding: z.string().optional(),
})

/** What a claim rests on, for whoever reads it. */
export const invoicesBody = {
  /** Electronic invoices, and what the tax authority said of each. */
  invoices: z
    .array(z.object({ invoiceId: z.string(), amountFen: z.string(), state: z.string(), cause: z.string().optional() }))
    .optional(),
} as const

/** What is owed and what is set aside: for the desk. */
export const amountsBody = {
  payableFen: z.string().nullable(),
  /** How the amount came about, step by step. */
  calculation: calculationBody.nullable(),
  /** Set aside for the whole claim, and what of it is not paid yet. */
  reserveFen: z.string().nullable(),
  outstandingReserveFen: z.string(),
  /** What the committee is asked to set aside. */
  proposedReserve: broughtBody.extend({ reserveFen: z.string() }).nullable(),
} as const

export function amountsOnWire(claim: Claim) {
  const calculation = claim.assessment?.calculation ?? null
  return {
    payableFen: calculation?.payableFen ?? null,
    calculation,
    reserveFen: reserveOf(claim),
    outstandingReserveFen: outstandingReserveFen(claim),
    proposedReserve: claim.proposedReserve ?? null,
  }
}
