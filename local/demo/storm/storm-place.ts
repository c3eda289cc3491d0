import { isLocalRole, localRoles } from '../../roles.ts'
import type { TokenMaker } from '../../issuer.ts'
import type { Role } from '../../../domain/claim/codes.ts'

/** The province it rains on, as the zone of an event names it, and as a branch. */
export const province = '41'
export const branch = '410000'

/** Towns of the province, some in each of five of its cities. */
export const districts = ['410105', '410122', '410304', '410503', '410702', '410711', '411002'] as const

/** Where the people of each role work in this story: those of a branch in the province, the others for the whole company. */
export const branchInStorm = (role: Role): string => (localRoles[role].branch === '000000' ? '000000' : branch)

/** One person for each role, who signs in once. */
export function peopleInStorm(tokenFor: TokenMaker): (who: string) => Promise<string> {
  const tokens = new Map<string, Promise<string>>()
  return (who) => {
    if (!isLocalRole(who)) throw new Error(`${who} is nobody here`)
    const token = tokens.get(who) ?? tokenFor(who, { branch: branchInStorm(who) })
    tokens.set(who, token)
    return token
  }
}
