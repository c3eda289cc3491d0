import type { ComparedName } from '../../activities/gateways/policy-gateway.ts'
import { readEvents } from '../../db/event-log.ts'
import type { Party } from '../../db/parties.ts'
import { readParty } from '../../db/parties.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { NamedPayee } from '../../domain/claim/payee-commands.ts'
import { Problem } from '../problems.ts'
import type { AskDependencies } from './ask-claim.ts'

type Names = Pick<AskDependencies, 'db' | 'vault' | 'beneficiaryNames'>

/**
 * A claim and its database know no name of a beneficiary: the policy system does. Where somebody is to be paid as one whom the
 * policy names, it is asked whether this is his name, and the claim is told. Nobody is paid unasked: while the policy system is
 * away the command waits. Every other command stays as it is.
 *
 * @throws {Problem} POLICY_SYSTEM_AWAY
 */
export async function withBeneficiaries(
  names: Names,
  claimId: string,
  command: ClaimCommand,
  named: readonly Party[],
): Promise<ClaimCommand> {
  if (command.type === 'FreezePayees') {
    const told = await tellingOf(names, claimId, command.payees, named)
    return { ...command, payees: command.payees.map((payee) => ({ ...payee, ...told(payee) })) }
  }
  if (command.type !== 'RequestPrepayment') return command
  const told = await tellingOf(names, claimId, [command.payee], named)
  return { ...command, payee: { ...command.payee, ...told(command.payee) } }
}

type Asked = Pick<NamedPayee, 'payeeId' | 'as' | 'through'>
type Telling = (payee: Asked) => Pick<NamedPayee, 'isNamedThere'>

/** What the claim is told of each of these payees; nothing of those who are paid by another right. */
async function tellingOf(
  names: Names,
  claimId: string,
  payees: readonly Asked[],
  named: readonly Party[],
): Promise<Telling> {
  const asBeneficiaries = payees.filter(({ as, through }) => as === 'beneficiary' && through !== undefined)
  if (asBeneficiaries.length === 0) return () => ({})
  const { policy, policyId, report } = fold(null, await readEvents(names.db, claimId))
  const designated = policy.known === 'found' ? (policy.beneficiaries ?? []) : []
  const asked = asBeneficiaries.flatMap(({ payeeId, through: payeeRef }) => {
    const name = named.find(({ partyId }) => partyId === payeeId)?.details.name
    const isDesignated = designated.some(({ beneficiaryId }) => beneficiaryId === payeeRef)
    return isDesignated && name !== undefined && payeeRef !== undefined ? [{ payeeId, payeeRef, name }] : []
  })
  if (asked.length === 0) return () => ({})
  const policyNo = (await readParty(names.db, names.vault, claimId, policyId))?.details.policyNo
  if (policyNo === undefined) return () => ({})
  const compared = await Promise.all(
    // Two may claim to be one person: each name is a question of its own.
    asked.map(async ({ payeeId, payeeRef, name }) => {
      const said = await names.beneficiaryNames
        .compare({ policyNo, on: report.eventDate, named: [{ payeeRef, name }] })
        .catch((cause: unknown) => {
          throw new Problem('POLICY_SYSTEM_AWAY', { cause })
        })
      return [payeeId, said.get(payeeRef)] as const
    }),
  )
  const byPayee = new Map<string, ComparedName | undefined>(compared)
  return ({ payeeId }) => wordOf(byPayee.get(payeeId))
}

const wordOf = (said: ComparedName | undefined): Pick<NamedPayee, 'isNamedThere'> =>
  said === undefined || said === 'not-kept' ? {} : { isNamedThere: said === 'same' }
