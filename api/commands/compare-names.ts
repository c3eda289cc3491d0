import { readEvents } from '../../db/event-log.ts'
import type { Party, PartyDetails } from '../../db/parties.ts'
import { readParties } from '../../db/parties.ts'
import type { Actor, ClaimCommand } from '../../domain/claim/commands.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { AskDependencies } from './ask-claim.ts'
import { isSameName } from './same-name.ts'

/** Who asks, and whom the body names: not sealed yet. */
interface Asking {
  readonly actor: Actor
  readonly named: readonly Party[]
}

/**
 * Another account of a payee (#42) is told to the claim with what the sealed names say: whether the name given is that of the
 * payee of this payment, and of a customer whether he is that payee. Every other command stays as it is, and so does one
 * for a payment that there is not: the claim refuses it.
 */
export async function withComparedNames(
  { db, vault }: Pick<AskDependencies, 'db' | 'vault'>,
  claimId: string,
  command: ClaimCommand,
  { actor, named }: Asking,
): Promise<ClaimCommand> {
  if (command.type !== 'NameNewAccount') return command
  const [events, parties] = await Promise.all([readEvents(db, claimId), readParties(db, vault, claimId)])
  const payment = fold(null, events).payments.find(({ n }) => n === command.n)
  if (payment === undefined) return command
  const payee = parties.find(({ partyId }) => partyId === payment.payeeId)?.details ?? nobody
  const given = named.find(({ partyId }) => partyId === command.accountId)?.details ?? nobody
  const isOwn = parties.some(({ personId, details }) => personId === actor.id && isSamePerson(details, payee))
  const compared = { isPayee: isSame(given.name, payee.name), ...(actor.role === 'claimant' && { isOwn }) }
  return { ...command, compared }
}

const nobody: PartyDetails = {}

/** By the numbers of their identity documents where both are known, else by their names. */
function isSamePerson(one: PartyDetails, other: PartyDetails): boolean {
  const areNumbered = one.identityNumber !== undefined && other.identityNumber !== undefined
  return areNumbered ? isSame(one.identityNumber, other.identityNumber) : isSame(one.name, other.name)
}

/** What is not known is the same as nothing. */
const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && isSameName(one, other)
