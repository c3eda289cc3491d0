import type { ClaimCommand, ClaimReceipt, CommandOf } from '../../domain/claim/commands.ts'
import { refutedInvoices } from '../../domain/claim/invoices.ts'
import type { AssessedItem, Claim } from '../../domain/claim/state.ts'
import type { Dice } from '../../local/dice.ts'

const amounts = [0, 1, 250_000, 2_000_000, 2_000_001, 10_000_001, 500_000_001]

/** What may be asked of reserve and invoices. */
export const likelyOfAmounts = {
  SetReserve: (_claim: Claim, dice: Dice): ClaimCommand => ({
    type: 'SetReserve',
    reserveFen: dice.pick(amounts),
    reasonTextId: 'txt_why',
  }),
  RegisterInvoice: ({ version }: Claim, dice: Dice): ClaimCommand => ({
    type: 'RegisterInvoice',
    invoiceId: `inv_${version}`,
    amountFen: dice.pick([0, 1, 250_000]),
  }),
}

/** Some indemnities are measured by more than what is claimed, and some rest on an invoice. */
export function measured(claim: Claim, command: CommandOf<'AssessLoss'>, dice: Dice): CommandOf<'AssessLoss'> {
  const answers = refutedAnswered(claim)
  if (dice.below(4) > 0) return { ...command, items: [...command.items, ...answers] }
  const { invoices = [] } = claim
  const more = {
    selfPayFen: dice.pick([0, 1, 5_000]),
    depreciationShare: dice.pick([0, 1, 2_500, 10_000]),
    otherCoverFen: dice.pick([0, 1, 100_000]),
    realCostFen: dice.pick([0, 240_000, 500_000_000]),
    limitFen: dice.pick([1, 200_000, 500_000_000]),
    ...(invoices.length > 0 && { invoiceId: dice.pick(invoices).invoiceId }),
  }
  return { ...command, items: [...command.items.map((item) => ({ ...item, ...more })), ...answers] }
}

/** Every invoice the tax authority has refuted, with nothing claimed by it. */
export const refutedAnswered = (claim: Claim): readonly AssessedItem[] =>
  refutedInvoices(claim).map(({ invoiceId }) => ({
    itemId: `refuted_${invoiceId}`,
    claimedFen: 0,
    notCoveredFen: 0,
    invoiceId,
  }))

/** Answers the tax authority owes the claim. */
export const invoiceReceipts = ({ invoices = [] }: Claim, dice: Dice): readonly ClaimReceipt[] =>
  invoices.filter(({ state }) => state === 'registered').map(({ invoiceId }) => invoiceReceipt(invoiceId, dice))

export const invoiceReceipt = (invoiceId: string, dice: Dice): ClaimReceipt => ({
  type: 'InvoiceChecked',
  invoiceId,
  outcome: dice.pick(['genuine', 'genuine', 'not-found', 'differs', 'voided', 'used-elsewhere'] as const),
})
