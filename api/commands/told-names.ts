import { earlierPayees } from '../../db/earlier-payees.ts'
import { readEvents } from '../../db/event-log.ts'
import type { Party, PartyDetails } from '../../db/parties.ts'
import { readParties } from '../../db/parties.ts'
import type { Actor, ClaimCommand, CommandOf } from '../../domain/claim/commands.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { NamedPayee } from '../../domain/claim/payee-commands.ts'
import { ageOn, birthDateIn } from '../../domain/identity-number.ts'
import type { DateText } from '../../domain/time.ts'
import type { AskDependencies } from './ask-claim.ts'
import { isSameName } from './same-name.ts'

type Names = Pick<AskDependencies, 'db' | 'vault'>

/** Who asks, and whom the body names: not sealed yet. */
interface Asking {
  readonly actor: Actor
  readonly named: readonly Party[]
  /** The day it is on the claim's own clock. */
  readonly day: DateText
}

/**
 * A claim knows nobody's name. Where somebody is to be paid it is told what the sealed names say: whether the payee's is the
 * insured's or the claimant's, whether it is that of who had money before, whether he is a minor by the number of his document, whether another account is asked for in the name
 * of the payment's payee and, of a customer, whether he is that payee. Every other command stays as it is.
 */
export async function withNames(
  names: Names,
  claimId: string,
  command: ClaimCommand,
  asking: Asking,
): Promise<ClaimCommand> {
  if (command.type === 'FreezePayees') return freezingTold(names, claimId, command, asking)
  if (command.type === 'NameNewAccount') return accountTold(names, claimId, command, asking)
  if (command.type !== 'RequestPrepayment') return command
  const { payee } = command
  const onFile = await readParties(names.db, names.vault, claimId)
  const details = detailsOf(asking.named, payee.payeeId)
  return { ...command, payee: { ...payee, ...namedOnFile(onFile, details), ...ageOnFile(onFile, details, asking.day) } }
}

async function freezingTold(
  { db, vault }: Names,
  claimId: string,
  command: CommandOf<'FreezePayees'>,
  { named, day }: Asking,
): Promise<ClaimCommand> {
  const [onFile, ids] = await Promise.all([readParties(db, vault, claimId), earlierPayees(db, claimId)])
  const before = onFile.filter(({ partyId }) => ids.includes(partyId))
  const told = (payee: NamedPayee): NamedPayee => {
    const details = detailsOf(named, payee.payeeId)
    const same = before.filter((party) => hadIt(party.details, details)).map(({ partyId }) => partyId)
    const onFileOfHim = { ...namedOnFile(onFile, details), ...ageOnFile(onFile, details, day) }
    return { ...payee, ...onFileOfHim, ...(same.length > 0 && { sameAs: same }) }
  }
  return { ...command, payees: command.payees.map(told) }
}

const detailsOf = (named: readonly Party[], partyId: string): PartyDetails =>
  named.find((party) => party.partyId === partyId)?.details ?? {}

/** Whose name it is; of a claim whose insured asks himself the claimant's is the insured's. */
function namedOnFile(onFile: readonly Party[], { name }: PartyDetails): Pick<NamedPayee, 'namedOnFile'> {
  const isOf = (...kinds: readonly Party['kind'][]): boolean =>
    onFile.some(({ kind, details }) => kinds.includes(kind) && isSame(details.name, name))
  const hasInsured = onFile.some(({ kind }) => kind === 'insured')
  if (isOf(hasInsured ? 'insured' : 'claimant')) return { namedOnFile: 'insured' }
  return isOf('claimant', 'co-claimant') ? { namedOnFile: 'claimant' } : {}
}

/**
 * Whether he is a minor, by the birth date in his identity number: in the one that is named with him, else in that of the insured or
 * the claimant whose name he has. Nothing where there is none, or where people of that name differ.
 */
function ageOnFile(
  onFile: readonly Party[],
  { name, identityNumber }: PartyDetails,
  day: DateText,
): Pick<NamedPayee, 'ageOnFile'> {
  const namesakes = onFile.filter(({ kind, details }) => onClaim.has(kind) && isSame(details.name, name))
  const numbers =
    identityNumber === undefined ? namesakes.map(({ details }) => details.identityNumber) : [identityNumber]
  const ages = numbers.flatMap((number) => {
    const born = number === undefined ? null : birthDateIn(number)
    return born === null || born > day ? [] : [ageOn(born, day)]
  })
  const [age] = ages
  return age === undefined || ages.some((other) => other !== age) ? {} : { ageOnFile: age }
}

const onClaim: ReadonlySet<Party['kind']> = new Set<Party['kind']>(['insured', 'claimant', 'co-claimant'])

/** What is not known is the same as nothing. */
const isSame = (name: string | undefined, other: string | undefined): boolean =>
  name !== undefined && other !== undefined && isSameName(name, other)

/** Many people share a name: it takes the account or the identity number as well. */
function hadIt(one: PartyDetails, other: PartyDetails): boolean {
  if (!isSame(one.name, other.name)) return false
  const isSameNumber = one.identityNumber !== undefined && one.identityNumber === other.identityNumber
  return isSameNumber || isSame(one.account?.number.replaceAll('-', ''), other.account?.number.replaceAll('-', ''))
}

/** #42. For a payment that there is not nothing is compared: the claim refuses it. */
async function accountTold(
  { db, vault }: Names,
  claimId: string,
  command: CommandOf<'NameNewAccount'>,
  { actor, named }: Asking,
): Promise<ClaimCommand> {
  const [events, parties] = await Promise.all([readEvents(db, claimId), readParties(db, vault, claimId)])
  const payment = fold(null, events).payments.find(({ n }) => n === command.n)
  if (payment === undefined) return command
  const payee = detailsOf(parties, payment.payeeId)
  const isPayee = isSame(detailsOf(named, command.accountId).name, payee.name)
  const isOwn = parties.some(({ personId, details }) => personId === actor.id && isPerson(details, payee))
  return { ...command, compared: { isPayee, ...(actor.role === 'claimant' && { isOwn }) } }
}

/** By the numbers of their identity documents where both are known, else by their names. */
function isPerson(one: PartyDetails, other: PartyDetails): boolean {
  const areNumbered = one.identityNumber !== undefined && other.identityNumber !== undefined
  return areNumbered ? isSame(one.identityNumber, other.identityNumber) : isSame(one.name, other.name)
}
