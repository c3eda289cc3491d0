import type { ListedClaim } from '../../db/claim-summary.ts'
import { readParties, storeParties } from '../../db/parties.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import type { ApiDependencies } from '../dependencies.ts'

/**
 * Seals the claimants of a copy with its original before the copy is confirmed (#4): the original comes to name them by their
 * ids only. One it does not take in is nobody's party there. A repeat stores nothing more.
 */
export async function introduceClaimants(
  { db, vault }: Pick<ApiDependencies, 'db' | 'vault'>,
  { claimId, suspectedCopyOf }: Pick<ListedClaim, 'claimId' | 'suspectedCopyOf'>,
  command: ClaimCommand,
): Promise<void> {
  if (command.type !== 'ResolveDuplicate' || command.outcome === 'cleared' || suspectedCopyOf === null) return
  const parties = await readParties(db, vault, claimId)
  const claimants = parties.filter(({ kind }) => kind === 'claimant' || kind === 'co-claimant')
  const joining = claimants.map((party) => ({ ...party, kind: 'co-claimant' as const }))
  await storeParties(db, vault, suspectedCopyOf, joining)
}
