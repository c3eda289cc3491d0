import { expect, test } from 'vitest'
import { contextAt, person, whoDoes } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { acts } from '../../test/example-acts.ts'
import * as example from '../../test/example-claims.ts'
import { whoMay } from '../../test/who-may.ts'
import { roles } from './codes.ts'
import type { Role } from './codes.ts'
import { commandTable, rolesIn } from './command-table.ts'
import type { ClaimCommand, ClaimCommandType } from './commands.ts'
import { decide } from './decide.ts'
import type { RefusalCode } from './decision.ts'
import { stepHolders } from './owner.ts'
import { permitted } from './permission.ts'
import type { ClaimStatus } from './state.ts'

const commands = Object.keys(commandTable) as ClaimCommandType[]

const stands = (Object.keys(example.exampleOf) as ClaimStatus[]).map(
  (status) => [status, example.exampleOf[status]()] as const,
)

/** The code of the refusal, or null when it happens. A person of a role nobody has on this claim yet. */
function answer(scene: Scene, command: ClaimCommand, role: Role): string | null {
  const decision = decide(scene.claim, { actor: person(role, 'per_somebody-else'), command }, contextAt(scene.now))
  return 'refusal' in decision ? decision.refusal.code : null
}

test.each(commands)('%s is done by the roles of its row and by nobody else', (type) => {
  const [scene, command] = acts[type]
  const before = scene()
  for (const role of roles) {
    const may = rolesIn(type, before.claim?.stage.status ?? 'none').includes(role)
    const allowed = may ? (notNow(type, before, role) ?? null) : 'ROLE_NOT_ALLOWED'
    expect(`${role}: ${answer(before, command, role)}`).toBe(`${role}: ${allowed}`)
  }
})

/** What refuses a role of the row where its scene stands: a step is had by some, and a committee rules where nobody below may. */
function notNow(type: ClaimCommandType, scene: Scene, role: Role): RefusalCode | undefined {
  if (type === 'AssignClaim' && !stepHolders(scene.standing()).includes(role)) return 'ASSIGNEE_ROLE'
  return type === 'AdjudicateDispute' && role === 'committee' ? 'COMMITTEE_NOT_NEEDED' : undefined
}

test.each(commands)('%s is done where its row says by the roles of that cell, and by nobody else', (type) => {
  const [, command] = acts[type]
  for (const [status, scene] of [['none', given()] as const, ...stands]) {
    for (const role of roles) {
      const refusal = permitted(scene.claim, { actor: person(role, 'per_somebody-else'), command })
      expect(`${status}, ${role}: ${refusal?.code ?? null}`).toBe(`${status}, ${role}: ${cell(type, status, role)}`)
    }
  }
})

/** What a cell of the table answers; the table itself is held against {@link whoMay} and {@link whoAsks}. */
function cell(type: ClaimCommandType, status: ClaimStatus | 'none', role: Role): RefusalCode | null {
  const { roles: whoever, statuses } = commandTable[type]
  if (!whoever.includes(role)) return 'ROLE_NOT_ALLOWED'
  if (!statuses.includes(status)) return 'WRONG_STATUS'
  return rolesIn(type, status).includes(role) ? null : 'ROLE_NOT_ALLOWED'
}

/** Who asks for documents where, written down from rows #7, #16 and #16a and not from the table. */
const whoAsks: Readonly<Partial<Record<ClaimStatus, string>>> = {
  received: 'intake-clerk supervisor',
  accepted: 'reviewer assessor supervisor',
  triaged: 'reviewer assessor supervisor',
  investigating: 'reviewer assessor supervisor',
  reviewing: 'reviewer assessor supervisor',
  assessing: 'reviewer assessor supervisor',
}

test.each(stands)('#7, #16a documents are asked for by whom the step belongs to: %s', (status, scene) => {
  const asking = example.requestDocuments('photos')
  const may = roles.filter((role) => answer(scene, asking, role) === null)
  expect(new Set(may)).toEqual(new Set(whoAsks[status]?.split(' ') ?? []))
})

test('#4, #53 a copy is cleared by who may look, and confirmed, which cancels it, by a supervisor only', () => {
  const suspected = given(example.received()).and({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' })
  const mayAnswer = (outcome: 'same' | 'joined' | 'cleared'): readonly Role[] =>
    roles.filter((role) => answer(suspected, { type: 'ResolveDuplicate', outcome }, role) === null)
  expect(mayAnswer('cleared')).toEqual(['intake-clerk', 'reviewer', 'supervisor'])
  expect(mayAnswer('same')).toEqual(['supervisor'])
  expect(mayAnswer('joined')).toEqual(['supervisor'])
  const alone = suspected.when({ type: 'ResolveDuplicate', outcome: 'same' }, person('intake-clerk'))
  expect(alone.isRefused('ROLE_NOT_ALLOWED').refusal?.whoMay).toEqual(['supervisor'])
})

test.each(commands)('%s is asked in the statuses of its row and refused in every other', (type) => {
  const [, command] = acts[type]
  const { statuses } = commandTable[type]
  const elsewhere = stands.filter(([status]) => !statuses.includes(status))
  expect(elsewhere.map(([, scene]) => answer(scene, command, whoDoes(command).role))).toEqual(
    elsewhere.map(() => 'WRONG_STATUS'),
  )
  expect(answer(acts[type][0](), command, whoDoes(command).role)).toBeNull()
})

test.each(commands.filter((type) => type !== 'ReportClaim'))('%s needs a claim', (type) => {
  const [, command] = acts[type]
  expect(answer(given(), command, whoDoes(command).role)).toBe('WRONG_STATUS')
})

test.each(Object.entries(whoMay))('%s is a task of: %s', (type, who) => {
  const [scene, command] = acts[type as ClaimCommandType]
  const before = scene()
  const may = roles.filter((role) => answer(before, command, role) === null)
  expect(new Set(may)).toEqual(new Set(who.split(' ')))
})

test('nobody who runs the system or watches it may ask anything of a claim; compliance answers what it was told, keeps colleagues off their own, holds, signs and decides what is its alone', () => {
  const asks = (...watchers: readonly Role[]): readonly ClaimCommandType[] =>
    commands.filter((type) => commandTable[type].roles.some((role) => watchers.includes(role)))
  expect(asks('sre', 'security-admin')).toEqual([])
  expect(asks('compliance')).toEqual([
    'DeclareInterest',
    'AcknowledgeEscalation',
    'RaiseHold',
    'ConfirmHold',
    'CountersignProposal',
    'DecideScreening',
    'RecordObjection',
    'AnswerObjection',
  ])
})

/** A claim on which one person had a duty, and the command by which he would take on another. */
const reopened = (to: 'received' | 'assessing'): Scene =>
  given(example.closed()).and({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to })
const back = (): Scene => reopened('received').and({ type: 'AcceptClaim' })
const lookedAt = (): Scene => {
  const facts = { injury: 'none', thirdParty: false, hospitalised: false } as const
  return example
    .closed({ report: { facts } })
    .and({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'received' }, { type: 'AcceptClaim' })
}

const declinedBefore = (): Scene =>
  given(example.declined()).and({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'received' })

const unions: readonly [string, string, () => Scene, ClaimCommand, Role][] = [
  ['approver', 'reviewer', back, { type: 'RecordReview', parts: ['risk'] }, 'reviewer'],
  [
    'approver',
    'reviewer who fixes liability',
    back,
    { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] },
    'reviewer',
  ],
  ['approver', 'reviewer who calls it complex', back, { type: 'ProposeComplexity', reasonTextId: 'txt' }, 'reviewer'],
  ['approver', 'proposer of a refusal', lookedAt, { type: 'ProposeRefusal', ...example.notCovered }, 'reviewer'],
  [
    'approver',
    'proposer of a denial',
    () => reopened('received'),
    { type: 'ProposeDenial', ...example.notCovered },
    'intake-clerk',
  ],
  ['approver', 'chooser of its policy', declinedBefore, example.relink, 'supervisor'],
  ['approver', 'assessor', () => reopened('assessing'), example.assessLoss(300_000), 'assessor'],
  ['approver', 'payee editor', example.agreed, example.freezePayees('pty_a'), 'payment-clerk'],
  ['approver', 'answerer of its feedback', example.feedback, { type: 'AnswerFeedback', textId: 'txt' }, 'supervisor'],
]

test.each(unions)('who was its %s does not become its %s', (_was, _becomes, scene, command, role) => {
  const actor = person(role, 'per_head-office')
  given(scene()).when(command, actor).isRefused('SEPARATION_OF_DUTIES')
  expect(answer(scene(), command, role)).toBeNull()
})

test('who chose the policy a decision rests on does not approve it', () => {
  const relinked = example.received().when(example.relink)
  const proposed = relinked
    .learns(example.policyAnswer(relinked, {}))
    .and(
      { type: 'AcceptClaim' },
      { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] },
      example.assessLoss(250_000),
    )
  const asApprover = person('head-office', 'per_supervisor')
  proposed.when({ type: 'ApproveProposal' }, asApprover).isRefused('SEPARATION_OF_DUTIES')
  proposed.when({ type: 'ApproveProposal' }).happens({ type: 'ProposalApproved' })
})

test('a surveyor is not the approver of the determination, in whichever order', () => {
  const facts = { injury: 'none', thirdParty: false, hospitalised: false } as const
  const visit = { type: 'ReportSurvey', evidence: ['scene-photos', 'object-state'] } as const
  const first = example.investigating({ report: { line: 'motor', facts } }).when(visit)
  const proposed = first.and(
    { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] },
    example.assessLoss(250_000),
  )
  given(proposed)
    .when({ type: 'ApproveProposal' }, person('head-office', 'per_surveyor'))
    .isRefused('SEPARATION_OF_DUTIES')
  const refused = example.deliver(
    first.and({ type: 'ProposeRefusal', ...example.notCovered }, { type: 'ApproveProposal' }),
    'refusal',
  )
  const again = refused.and(
    { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'received' },
    { type: 'AcceptClaim' },
  )
  again.stands('investigating').when(visit, person('surveyor', 'per_head-office')).isRefused('SEPARATION_OF_DUTIES')
})

test.each(['per_claimant', 'per_insured'])('nobody acts for the insurer on a claim of his own: %s', (id) => {
  for (const type of commands) {
    const [scene, command] = acts[type]
    const role = commandTable[type].roles.find((candidate) => candidate !== 'claimant' && candidate !== 'integrator')
    if (role === undefined) continue
    given(scene()).when(command, person(role, id)).isRefused('OWN_CLAIM')
    const decision = decide(scene().claim, { actor: person(role, id), command }, contextAt(scene().now))
    expect(decision).toMatchObject({ refusal: { whoMay: [`another ${role}`] } })
  }
})

test('a claimant acts on his own claim, of course', () => {
  given(example.offered())
    .when({ type: 'AgreeOffer', identityChecked: true }, person('claimant', 'per_claimant'))
    .happens({ type: 'OfferAgreed' })
})
