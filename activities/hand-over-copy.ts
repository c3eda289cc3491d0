import type { Client } from '@temporalio/client'
import type { Database } from '../db/database.ts'
import { readSummary } from '../db/claim-summary.ts'
import { storeWorkItem } from '../db/work-items.ts'
import type { ClaimActivities } from '../workflows/claim-contract.ts'
import { tellRunningClaim } from './delivery/tell-claim.ts'

/**
 * Gives documents, date of receipt and claimants of a copy to the claim it copied (#4). The message's id is made of the copy
 * alone, so a repeat counts once. An original that has ended takes nothing more: a person decides.
 */
export async function handOverCopy(
  { claimId, toClaimId, receivedAt, documents, claimants }: Parameters<ClaimActivities['handOverCopy']>[0],
  { db, client }: { readonly db: Database; readonly client: Client },
): Promise<void> {
  const receipt = {
    type: 'AbsorbCopy',
    copyClaimId: claimId,
    documents,
    ...(claimants === undefined ? {} : { claimants }),
    ...(receivedAt === undefined ? {} : { receivedAt }),
  } as const
  if (await tellRunningClaim(client, toClaimId, { messageId: `copy/${claimId}`, receipt })) return
  const original = await readSummary(db, toClaimId)
  if (original?.restedAt === null) throw new Error(`claim ${toClaimId} does not run yet`)
  const facts = { copyClaimId: claimId }
  await storeWorkItem(db, { kind: 'copy-of-ended-claim', reference: claimId, claimId: toClaimId, facts })
}
