import { randomUUID } from 'node:crypto'

import type { Database } from '../db/database.ts'
import type { Intake } from '../db/intake.ts'
import { storeIntake } from '../db/intake.ts'
import type { Party } from '../db/parties.ts'
import type { Vault } from '../db/vault.ts'
import { createVault } from '../db/vault.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { ClaimSummary } from '../domain/claim/summary.ts'
import { summarise } from '../domain/claim/summary.ts'
import type { ClaimInput } from '../workflows/claim-contract.ts'
import { inputFor } from './shell/claim-desk.ts'

const key = Buffer.alloc(32, 7).toString('base64')

/** Keys of the tests, for processes that open a vault of their own. */
export const testKeys = { dataKeys: `test:${key}`, indexKey: key }
export const testVault: Vault = createVault(testKeys)

/** What the API stores at intake, without the API. Nobody has started the claim yet. */
export async function takeIn(
  api: Database,
  {
    parties = [],
    texts = [],
    policyNo = `P-${randomUUID()}`,
    listedAs = {},
  }: Partial<Pick<Intake, 'parties' | 'texts'>> & {
    readonly policyNo?: string
    /** What its row in the read model says otherwise than its events do. */
    readonly listedAs?: Partial<ClaimSummary>
  } = {},
): Promise<ClaimInput> {
  const input = inputFor(`clm_${randomUUID()}`, {})
  const { claimId, events, calendar, policy } = input
  const claim = fold(null, events)
  const named: Party = { partyId: claim.policyId, kind: 'policy', details: { policyNo } }
  const summary = { ...summarise(claim, { now: claim.lastAt, calendar, policy }), ...listedAs }
  const recording = { claimId, from: 0, events, summary, clocks: claim.clocks, answers: [] }
  const answer = { commandId: claimId, bodyHash: 'hash', claimId, statusCode: 202, response: {} }
  await storeIntake(api, testVault, { recording, answer, parties: [...parties, named], texts })
  return input
}
