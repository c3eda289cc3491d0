import { earlierPayees } from '../../db/earlier-payees.ts'
import type { Party, PartyDetails } from '../../db/parties.ts'
import { readParties } from '../../db/parties.ts'
import type { ClaimCommand, CommandOf } from '../../domain/claim/commands.ts'
import type { NamedPayee } from '../../domain/claim/payee-commands.ts'
import type { AskDependencies } from './ask-claim.ts'
import { isSameName } from './same-name.ts'
import type { PersonalData } from './set-aside.ts'

/**
 * A claim knows nobody's name. Where somebody is to be paid it is told what the sealed names say: whether the payee's is the
 * insured's or the claimant's, and whether it is that of who had money before. `named` are the parties of this very request.
 */
export async function withNames(
  deps: Pick<AskDependencies, 'db' | 'vault'>,
  claimId: string,
  command: ClaimCommand,
  { parties: named }: Pick<PersonalData, 'parties'>,
): Promise<ClaimCommand> {
  if (command.type === 'FreezePayees') return freezingTold(deps, claimId, command, named)
  if (command.type === 'RequestPrepayment') {
    const { payee } = command
    const onFile = namedOnFile(await readParties(deps.db, deps.vault, claimId), detailsOf(named, payee.payeeId))
    return { ...command, payee: { ...payee, ...onFile } }
  }
  return command
}

async function freezingTold(
  { db, vault }: Pick<AskDependencies, 'db' | 'vault'>,
  claimId: string,
  command: CommandOf<'FreezePayees'>,
  named: readonly Party[],
): Promise<ClaimCommand> {
  const [onFile, ids] = await Promise.all([readParties(db, vault, claimId), earlierPayees(db, claimId)])
  const before = onFile.filter(({ partyId }) => ids.includes(partyId))
  const told = (payee: NamedPayee): NamedPayee => {
    const details = detailsOf(named, payee.payeeId)
    const same = before.filter((party) => isSamePerson(party.details, details)).map(({ partyId }) => partyId)
    return { ...payee, ...namedOnFile(onFile, details), ...(same.length > 0 && { sameAs: same }) }
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

const isSame = (name: string | undefined, other: string | undefined): boolean =>
  name !== undefined && other !== undefined && isSameName(name, other)

/** Many people share a name: it takes the account or the identity number as well. */
function isSamePerson(one: PartyDetails, other: PartyDetails): boolean {
  if (!isSame(one.name, other.name)) return false
  const isSameNumber = one.identityNumber !== undefined && one.identityNumber === other.identityNumber
  return isSameNumber || isSame(one.account?.number.replaceAll('-', ''), other.account?.number.replaceAll('-', ''))
}
