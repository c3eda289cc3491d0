import type { PartyDetails } from '../db/parties.ts'
import type { ScreenedPerson } from './gateways/screening-gateway.ts'

/**
 * Whom a screening asks about (AML law of 2024): the payee first, then whoever takes the money for him. `account` is what was
 * sealed with the account the money goes to, `named` what was sealed when the payee was named, where that is another record
 * (#42): an identity number given once is his on every account, and two different names are asked about both.
 * Null: no name was sealed with the account.
 */
export function screenedPersons(account: PartyDetails, named: PartyDetails = {}): readonly ScreenedPerson[] | null {
  const { name, identityNumber, receiver } = account
  if (name === undefined) return null
  const former = named.name === undefined || named.name === name ? null : personOf(named.name, named.identityNumber)
  const himself = personOf(name, identityNumber ?? (former === null ? named.identityNumber : undefined))
  const { holderName } = account.account ?? {}
  const takesIt =
    receiver === undefined || holderName === undefined ? [] : [personOf(holderName, receiver.identityNumber)]
  return [...(former === null ? [] : [former]), himself, ...takesIt]
}

const personOf = (name: string, identityNumber: string | undefined): ScreenedPerson => ({
  name,
  ...(identityNumber !== undefined && { identityNumber }),
})
