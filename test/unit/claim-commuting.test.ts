import { expect, test } from 'vitest'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { decide } from '../../domain/claim/decide.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { contextAt, whoDoes } from '../claim-people.ts'
import { exampleOf, supply } from '../example-claims.ts'

/** Things that are asked of the same claim and have nothing to do with each other. */
const independent: readonly ClaimCommand[] = [
  { type: 'ChangeContacts', preferredChannels: ['sms'] },
  { type: 'DeclareInterest' },
  { type: 'SetReserve', reserveFen: 1_000, reasonTextId: 'txt' },
  { type: 'RegisterInvoice', invoiceId: 'inv_a', amountFen: 1_000 },
  { type: 'RaiseHold', amountFen: 1, reasonTextId: 'txt' },
  { type: 'RecordNonDisclosure', evidence: ['doc_claim-form'], ageMs: 0 },
  { type: 'SuspectDuplicate', otherClaimId: 'clm_other' },
  supply('photos'),
]

/** What is still missing is told at once, by the channel the customer has named by then. */
const isDependent = (one: ClaimCommand, other: ClaimCommand): boolean =>
  one.type === 'ChangeContacts' && other.type === 'SupplyDocuments'

const pairs = independent.flatMap((one, at) =>
  independent
    .slice(at + 1)
    .filter((other) => !isDependent(one, other))
    .map((other) => [one, other] as const),
)

test.each(Object.entries(exampleOf))(
  '%s: two things that have nothing to do with each other leave the same claim in either order',
  (_status, begin) => {
    const { now, claim } = begin()
    if (claim === null) throw new Error('there is no claim')
    const ways = pairs.map(
      ([one, other]) => [after(claim, now, [one, other]), after(claim, now, [other, one])] as const,
    )
    expect(ways.map(([there]) => settled(there))).toEqual(ways.map(([, back]) => settled(back)))
  },
)

function after(claim: Claim, now: number, commands: readonly ClaimCommand[]): Claim | null {
  return commands.reduce<Claim | null>((standing, command) => {
    if (standing === null) return null
    const whose = whoDoes(command, standing.stage.status)
    const actor = whose.role === 'claimant' ? whose : { ...whose, id: `per_${command.type}` }
    const decision = decide(standing, { actor, command }, contextAt(now))
    return 'refusal' in decision ? null : fold(standing, decision.events)
  }, claim)
}

/** Lists keep the order in which things came, and notices are numbered by it: compared is what stands in them. */
function settled(claim: Claim | null): object | null {
  if (claim === null) return null
  const { notices, acted, clocks, ...rest } = claim
  const said = notices.map(({ n: _n, ...notice }) => JSON.stringify(notice))
  const [acts, running] = [acted, clocks].map((list) => list.map((one) => JSON.stringify(one)).toSorted())
  return { ...rest, notices: said.toSorted(), acts, running }
}
