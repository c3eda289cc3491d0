import { createHash } from 'node:crypto'

import type { Vault } from '../db/vault.ts'

/**
 * The id under which a claim knows a policy number: `pty_` and a keyed hash, the same for the same number, so that a claim
 * tells its own policy from another one. Elsewhere the same number has another id. Spelled otherwise it is another number:
 * the policy system may know the one and not the other.
 */
export function opaquePolicyId(vault: Vault, claimId: string, policyNo: string): string {
  const hash = createHash('sha256').update(`${claimId}\n${policyNo}\n${vault.index('policy', policyNo)}`)
  return `pty_${hash.digest('hex').slice(0, 32)}`
}
