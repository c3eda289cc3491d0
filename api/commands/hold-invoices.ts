import type { Invoice } from '../../db/invoices.ts'
import { holdInvoice, releaseUnrecorded } from '../../db/invoices.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { Problem } from '../problems.ts'

/**
 * Seals and stores invoices: from here on they count for this claim alone. Of another claim that uses one nothing is said.
 *
 * @throws {Problem} INVOICE_ALREADY_USED
 */
export async function holdInvoices(
  { db, vault }: Pick<ApiDependencies, 'db' | 'vault'>,
  claimId: string,
  invoices: readonly Invoice[],
): Promise<void> {
  for (const invoice of invoices) {
    if (await holdInvoice(db, vault, claimId, invoice)) continue
    throw new Problem('INVOICE_ALREADY_USED', {
      errors: [{ pointer: '#/number', detail: 'an invoice counts once across all claims', code: 'value' }],
    })
  }
}

/** Their command was refused: they count for nobody. */
export async function dropInvoices(
  { db }: Pick<ApiDependencies, 'db'>,
  claimId: string,
  invoices: readonly Invoice[] = [],
): Promise<void> {
  for (const { invoiceId } of invoices) await releaseUnrecorded(db, claimId, invoiceId)
}
