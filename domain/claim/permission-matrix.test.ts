import { expect, test } from 'vitest'
import { contextAt, person, whoDoes } from '../../test/claim-people.ts'
import { acts } from '../../test/example-acts.ts'
import { dutyTaken, forEverybody, mayNotBecome, takesOn, tasks } from '../../test/who-differs.ts'
import { whoMay } from '../../test/who-may.ts'
import type { Role } from './codes.ts'
import { roles } from './codes.ts'
import { commandTable } from './command-table.ts'
import type { ClaimCommand, ClaimCommandType } from './commands.ts'
import { decide } from './decide.ts'
import { fold } from './evolve.ts'
import { permitted } from './permission.ts'
import type { Claim, Duty, Motion } from './state.ts'

// Every role, every command, every relation of the person to the claim: each cell is asserted, against tables of their own.

const commands = Object.keys(commandTable) as ClaimCommandType[]
const duties = [...Object.keys(takesOn), 'intake'] as Duty[]

/** What the person who asks is to this claim. */
const relations = ['stranger', 'claimant', 'insured', 'joined', 'family', ...duties] as const
type Relation = (typeof relations)[number]

const me = 'per_me'

/** The same claim as it would be if the person stood to it like this. */
function related(claim: Claim, relation: Relation): Claim {
  const { report } = claim
  if (relation === 'stranger') return claim
  if (relation === 'claimant') return { ...claim, report: { ...report, claimantId: me } }
  if (relation === 'insured') return { ...claim, report: { ...report, insuredId: me } }
  if (relation === 'joined') return { ...claim, coClaimants: [{ personId: me, fromClaimId: 'clm_copy', since: 0 }] }
  if (relation === 'family') return { ...claim, interested: [me] }
  return { ...claim, acted: [{ personId: me, as: relation }] }
}

/** Who votes on money or on a claim against others decides it with the others; a reserve promises nobody anything. */
const motions: readonly { readonly on: Motion; readonly becomes: Duty | undefined }[] = [
  { on: { kind: 'advance', n: 1 }, becomes: 'approver' },
  { on: { kind: 'compensation', n: 1 }, becomes: 'approver' },
  { on: { kind: 'write-off', n: 1 }, becomes: 'writer-off' },
  { on: { kind: 'reserve', reserveFen: 1 }, becomes: undefined },
]

const isDuty = (relation: Relation): relation is Duty => duties.includes(relation as Duty)

/** Who sends a proposal back has decided nothing, but may do it only where he might have decided (#30). */
const takenBy = (type: ClaimCommandType): Duty | undefined => (type === 'ReturnProposal' ? 'approver' : dutyTaken(type))

/** Whose task it is where the example stands: documents are asked for by whom the step belongs to (#7). */
const taskOf = (type: ClaimCommandType): readonly string[] =>
  (type === 'RequestDocuments' ? whoMay : tasks)[type].split(' ')

/** What is asked, and the duty whoever does it takes on: a vote has that of what is voted on. */
interface Asked {
  readonly type: ClaimCommandType
  readonly becomes: Duty | undefined
}

/** What the specification says of the cell. */
function expected({ type, becomes }: Asked, role: Role, relation: Relation): string {
  if (!taskOf(type).includes(role)) return 'ROLE_NOT_ALLOWED'
  if (isDuty(relation)) return isKeptApart(relation, becomes) ? 'SEPARATION_OF_DUTIES' : 'allowed'
  if (relation === 'stranger' || (relation === 'family' && type === 'DeclareInterest')) return 'allowed'
  if (!isCustomer(role)) return 'OWN_CLAIM'
  return speaksForAll(type, role, relation) ? 'CO_CLAIMANT' : 'allowed'
}

const isCustomer = (role: Role): boolean => role === 'claimant' || role === 'integrator'

const isKeptApart = (been: Duty, becomes: Duty | undefined): boolean =>
  becomes !== undefined && mayNotBecome(been, becomes)

const speaksForAll = (type: ClaimCommandType, role: Role, relation: Relation): boolean =>
  relation === 'joined' && role === 'claimant' && forEverybody.has(type)

const cells = relations.flatMap((relation) => roles.map((role) => ({ relation, role })))

/** What becomes of it, cell by cell. */
const answers = (claim: Claim, command: ClaimCommand): readonly string[] =>
  cells.map(({ relation, role }) => {
    const refusal = permitted(related(claim, relation), { actor: person(role, me), command })
    return `${role}, ${relation}: ${refusal?.code ?? 'allowed'}`
  })

const told = (asked: Asked): readonly string[] =>
  cells.map(({ relation, role }) => `${role}, ${relation}: ${expected(asked, role, relation)}`)

test.each(commands.filter((type) => type !== 'ReportClaim'))(
  '%s: every role in every relation to the claim is let in or told why not',
  (type) => {
    const [scene, command] = acts[type]
    expect(answers(scene().standing(), command)).toEqual(told({ type, becomes: takenBy(type) }))
  },
  60_000,
)

test.each(motions)('a vote on $on.kind is a duty of its own: every role in every relation', ({ on, becomes }) => {
  const [scene] = acts.VoteProposal
  const vote: ClaimCommand = { type: 'VoteProposal', vote: 'for', on }
  expect(answers(scene().standing(), vote)).toEqual(told({ type: 'VoteProposal', becomes }))
})

test('nobody reports a loss of his own for the insurer', () => {
  const [, command] = acts.ReportClaim
  if (command.type !== 'ReportClaim') throw new Error('not a report')
  const said = (['claimantId', 'insuredId'] as const).flatMap((named) =>
    roles.map((role) => {
      const report = { ...command.report, [named]: me }
      const refusal = permitted(null, { actor: person(role, me), command: { ...command, report } })
      return `${role}, ${named}: ${refusal?.code ?? 'allowed'}`
    }),
  )
  // Whoever takes a report down for a customer is the insurer's, the hotline too (3.1).
  const ofTheirs = (role: Role): string => (isCustomer(role) ? 'allowed' : 'OWN_CLAIM')
  const whole = (role: Role): string =>
    tasks.ReportClaim.split(' ').includes(role) ? ofTheirs(role) : 'ROLE_NOT_ALLOWED'
  expect(said).toEqual(
    ['claimantId', 'insuredId'].flatMap((named) => roles.map((role) => `${role}, ${named}: ${whole(role)}`)),
  )
})

test.each(commands.filter((type) => dutyTaken(type) !== undefined))(
  'who does %s is known for it ever after',
  (type) => {
    const [scene, command] = acts[type]
    const before = scene()
    const actor = { ...whoDoes(command, before.standing().stage.status), id: me }
    const decision = decide(before.standing(), { actor, command }, contextAt(before.now))
    const after = 'events' in decision ? fold(before.standing(), decision.events) : null
    expect(after?.acted).toContainEqual({ personId: me, as: dutyTaken(type) })
  },
)
