import type { InvoiceDetails } from '../db/invoices.ts'
import type { ClaimActivities } from '../workflows/claim-contract.ts'
import type { TaxGateway } from './gateways/tax-gateway.ts'

export interface InvoiceDesk {
  readonly tax: TaxGateway
  /** What stands on the invoice: personal data, from the vault to the tax authority only. */
  readonly invoiceOf: (claimId: string, invoiceId: string) => Promise<InvoiceDetails | null>
  /** Makes sure that it counts for this claim alone; false when another has it. */
  readonly keep: (claimId: string, invoiceId: string) => Promise<boolean>
  readonly release: (claimId: string, invoiceId: string) => Promise<void>
}

/** Whether the tax authority knows the invoice as it stands. One that is refuted counts for nobody: its slip may be corrected. */
export async function checkInvoice(
  { claimId, invoiceId, amountFen }: Parameters<ClaimActivities['checkInvoice']>[0],
  { tax, invoiceOf, keep, release }: InvoiceDesk,
): ReturnType<ClaimActivities['checkInvoice']> {
  const details = await invoiceOf(claimId, invoiceId)
  if (details === null) return { outcome: 'not-found' }
  const outcome = await tax.checkInvoice({ ...details, amountFen })
  if (outcome === 'genuine') return { outcome: (await keep(claimId, invoiceId)) ? 'genuine' : 'used-elsewhere' }
  await release(claimId, invoiceId)
  return { outcome }
}
