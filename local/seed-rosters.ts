import type { Role } from '../domain/claim/codes.ts'
import { dutyRoles } from '../domain/duty/roster.ts'
import { putFirstRoster } from './claim-client.ts'
import { localPersonOf } from './issuer.ts'
import type { Office } from './office.ts'
import { localRoles } from './roles.ts'

/**
 * The person of each role's token holds that role at the token's branch, so that escalations name somebody. `branchOf` says
 * where else the tokens are of.
 */
export async function seedRosters(office: Office, branchOf = ownBranch): Promise<void> {
  for (const branch of new Set(dutyRoles.map(branchOf))) {
    const held = dutyRoles.filter((role) => branchOf(role) === branch)
    const duties = held.map((role) => ({ role, personId: localPersonOf(role), from: '2026-01-01' }))
    await putFirstRoster(office, 'head-office', branch, { duties, standIns: [] })
  }
}

const ownBranch = (role: Role): string => localRoles[role].branch
