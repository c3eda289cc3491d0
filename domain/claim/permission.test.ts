import { expect, test } from 'vitest'
import { contextAt, person, whoDoes } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { awaitingCommittee } from '../../test/committee-claims.ts'
import { escalated } from '../../test/escalated-claim.ts'
import * as advances from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { heldActs } from '../../test/held-acts.ts'
import { whoMay } from '../../test/who-may.ts'
import { dutyRoles } from '../duty/roster.ts'
import { roles } from './codes.ts'
import type { Role } from './codes.ts'
import { commandTable, rolesIn } from './command-table.ts'
import type { ClaimCommand, ClaimCommandType } from './commands.ts'
import { decide } from './decide.ts'
import type { RefusalCode } from './decision.ts'
import { stepHolders } from './owner.ts'
import { permitted } from './permission.ts'
import type { ClaimStatus } from './state.ts'

/** Every command, legal where the scene beside it stands. */
const acts: Readonly<Record<ClaimCommandType, readonly [() => Scene, ClaimCommand]>> = {
  ReportClaim: [() => given(), example.reportClaim()],
  FileClaim: [example.reported, example.fileClaim()],
  SuspectDuplicate: [example.received, { type: 'SuspectDuplicate', otherClaimId: 'clm_other' }],
  ResolveDuplicate: [
    () => given(example.received()).and({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' }),
    { type: 'ResolveDuplicate', outcome: 'cleared' },
  ],
  StartCheck: [example.received, { type: 'StartCheck' }],
  AcceptClaim: [example.received, { type: 'AcceptClaim' }],
  RequestDocuments: [example.received, example.requestDocuments('photos')],
  ProposeDenial: [example.received, { type: 'ProposeDenial', ...example.notCovered }],
  SupplyDocuments: [example.received, example.supply('photos')],
  ReviveClaim: [example.dormant, { type: 'ReviveClaim' }],
  TriageClaim: [example.triaged, { type: 'TriageClaim' }],
  ReportSurvey: [
    () =>
      example.investigating({
        report: { line: 'motor', facts: { injury: 'none', thirdParty: false, hospitalised: false } },
      }),
    { type: 'ReportSurvey', evidence: ['scene-photos', 'object-state'] },
  ],
  RecordReview: [example.reviewing, { type: 'RecordReview', parts: ['risk'] }],
  ProposeComplexity: [example.reviewing, { type: 'ProposeComplexity', reasonTextId: 'txt' }],
  ConfirmComplexity: [
    () => given(example.reviewing()).and({ type: 'ProposeComplexity', reasonTextId: 'txt' }),
    { type: 'ConfirmComplexity' },
  ],
  FixLiability: [example.reviewing, { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }],
  ProposeRefusal: [example.reviewing, { type: 'ProposeRefusal', ...example.notCovered }],
  AssessLoss: [example.assessing, example.assessLoss(250_000)],
  ApproveProposal: [example.awaitingApproval, { type: 'ApproveProposal' }],
  ReturnProposal: [example.awaitingApproval, { type: 'ReturnProposal', questionTextId: 'txt' }],
  VoteProposal: [awaitingCommittee, { type: 'VoteProposal', vote: 'for' }],
  AgreeOffer: [example.offered, { type: 'AgreeOffer', identityChecked: true }],
  FreezePayees: [example.agreed, example.freezePayees('pty_a')],
  SubmitPayments: [example.paying, { type: 'SubmitPayments' }],
  CheckPayment: [
    () => given(example.paying()).and({ type: 'SubmitPayments' }),
    { type: 'CheckPayment', n: 1, verdict: 'approve' },
  ],
  GiveFeedback: [example.paid, { type: 'GiveFeedback', score: 9 }],
  AnswerFeedback: [example.feedback, { type: 'AnswerFeedback', textId: 'txt' }],
  WithdrawClaim: [example.received, { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt' }],
  CancelClaim: [() => example.received({ report: { isTest: true } }), { type: 'CancelClaim', because: 'test' }],
  RelinkPolicy: [example.received, example.relink],
  ReopenClaim: [example.closed, { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'received' }],
  AssignClaim: [example.received, { type: 'AssignClaim', how: 'take' }],
  ChangeContacts: [example.received, { type: 'ChangeContacts', preferredChannels: ['sms'] }],
  RecordDelivery: [example.awaitingDocuments, { type: 'RecordDelivery', n: 2, reference: 'RA1', ageMs: 0 }],
  AcknowledgeEscalation: [toldToAll, { type: 'AcknowledgeEscalation', n: 1 }],
  ...heldActs,
  RequestPrepayment: [example.reviewing, advances.requestAdvance()],
  DecidePrepayment: [advances.advanceAsked, advances.approveAdvance()],
  AnswerAdvance: [advances.advanceAwaited, { type: 'AnswerAdvance', answer: 'nothing-provable', reasonTextId: 'txt' }],
  OpenRecovery: [advances.motorPaid, advances.subrogate()],
  RecordRecoveryReceipt: [advances.overpaid, advances.receive(1)],
  WriteOffRecovery: [advances.overpaid, { type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt' }],
}

/** An escalation that every role of its row was told of: which were, is a rule of its own. */
function toldToAll(): Scene {
  const scene = escalated()
  const told = dutyRoles.map((audience) => ({ audience, at: scene.now, notice: 1 }))
  const escalations = scene.standing().escalations.map((escalation) => ({ ...escalation, told }))
  return given({ ...scene, claim: { ...scene.standing(), escalations } })
}

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
    const allowed = type === 'AssignClaim' && !stepHolders(before.standing()).includes(role) ? 'ASSIGNEE_ROLE' : null
    expect(`${role}: ${answer(before, command, role)}`).toBe(`${role}: ${may ? allowed : 'ROLE_NOT_ALLOWED'}`)
  }
})

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

test('nobody who runs the system or watches it may ask anything of a claim; compliance answers what it was told, holds and signs', () => {
  const asks = (...watchers: readonly Role[]): readonly ClaimCommandType[] =>
    commands.filter((type) => commandTable[type].roles.some((role) => watchers.includes(role)))
  expect(asks('sre', 'security-admin')).toEqual([])
  expect(asks('compliance')).toEqual(['AcknowledgeEscalation', 'RaiseHold', 'ConfirmHold', 'CountersignProposal'])
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
