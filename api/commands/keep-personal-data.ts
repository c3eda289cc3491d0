import { storeParties } from '../../db/parties.ts'
import { storeTexts } from '../../db/texts.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { holdInvoices } from './hold-invoices.ts'
import type { PersonalData } from './set-aside.ts'

/**
 * Seals and stores what a body said in words, whom it names and which invoices. What stands already under its id stays.
 *
 * @throws {Problem} INVOICE_ALREADY_USED
 */
export async function keepPersonalData(
  { db, vault }: Pick<ApiDependencies, 'db' | 'vault'>,
  claimId: string,
  { texts, parties, invoices = [] }: PersonalData,
): Promise<void> {
  await holdInvoices({ db, vault }, claimId, invoices)
  await storeTexts(db, vault, claimId, texts)
  await storeParties(db, vault, claimId, parties)
}
