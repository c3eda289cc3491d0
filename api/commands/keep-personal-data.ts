import { storeParties } from '../../db/parties.ts'
import { storeTexts } from '../../db/texts.ts'
import type { ApiDependencies } from '../dependencies.ts'
import type { PersonalData } from './set-aside.ts'

/** Seals and stores what a body said in words, and whom it names. What stands already under its id stays. */
export async function keepPersonalData(
  { db, vault }: Pick<ApiDependencies, 'db' | 'vault'>,
  claimId: string,
  { texts, parties }: PersonalData,
): Promise<void> {
  await storeTexts(db, vault, claimId, texts)
  await storeParties(db, vault, claimId, parties)
}
