import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as disputes from '../../test/dispute-examples.ts'
import * as example from '../../test/example-claims.ts'
import type { AuthorityRow } from '../authority-limits.ts'
import type { Delegation } from '../delegation.ts'
import { DAY, HOUR } from '../time.ts'
import { isBarred } from './permission.ts'

const approve = { type: 'ApproveProposal' } as const

const row = (change: Partial<AuthorityRow> = {}): AuthorityRow => ({
  kind: 'payment',
  branch: '000000',
  currency: 'CNY',
  limitsFen: [100_000, 1_000_000, 2_000_000, 3_000_000],
  from: '2026-01-01',
  ...change,
})

const told = (rows: readonly AuthorityRow[], delegations: readonly Delegation[] = []) => ({
  authority: { limits: { version: 7, rows }, delegations },
})

const lent: Delegation = {
  fromPersonId: 'per_head',
  fromLevel: 3,
  fromBranch: '310000',
  toPersonId: 'per_approver',
  kinds: ['payment', 'refusal'],
  from: '2026-03-01',
  to: '2026-03-31',
}

const lending = (scene: Scene, change: Partial<Delegation> = {}): Scene =>
  scene.under({ authority: { delegations: [{ ...lent, ...change }] } })

test('#28 the limits of the table count from the day they are told, and stand in the decision with their version', () => {
  const scene = given(example.assessing())
    .under(told([row()]))
    .when(example.assessLoss(250_000))
  expect(scene.standing().stage).toMatchObject({ proposal: { requiredLevel: 2 } })
  scene.when(approve, person('approver')).isRefused('AUTHORITY_EXCEEDED')
  scene.when(approve, person('supervisor')).happens({
    type: 'ProposalApproved',
    level: 2,
    limits: { paymentFen: 1_000_000, refusalFen: null },
    limitsVersion: 7,
  })
})

test('#28 a decision is measured by the rows of its own day, whatever stood when it was proposed', () => {
  const rows = [row({ to: '2026-03-03' }), row({ from: '2026-03-04', limitsFen: [300_000, 300_000, 300_000, 300_000] })]
  const scene = given(example.awaitingApproval()).under(told(rows))
  scene.when(approve, person('approver')).isRefused('AUTHORITY_EXCEEDED')
  scene
    .after(2 * DAY)
    .when(approve, person('approver'))
    .stands('decided')
})

test('#28 without a row for it nobody decides, and the refusal says who can help', () => {
  const scene = given(example.awaitingApproval('refuse')).under(told([row()]))
  const refused = scene.when(approve, person('head-office')).isRefused('AUTHORITY_EXCEEDED')
  expect(refused.refusal).toMatchObject({ whoMay: [], message: expect.stringContaining('security administrator') })
  scene.when({ type: 'VoteProposal', vote: 'for' }).isRefused('AUTHORITY_EXCEEDED')
})

test('#28 what is on its way counts as what was paid: the whole case is measured, not the slice', () => {
  const reopened = given(example.closed())
    .after(DAY)
    .when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'assessing' })
  const claim = reopened.standing()
  const more = { ...claim.payments[0], n: 2, amountFen: 1_000_000, state: 'sent' as const }
  const pending = given({
    ...reopened,
    claim: { ...claim, payments: [...claim.payments, more] as typeof claim.payments },
  })
  pending.when(example.assessLoss(2_000_000)).when(approve, person('approver')).stands('decided')
  pending.when(example.assessLoss(2_000_001)).when(approve, person('approver')).isRefused('AUTHORITY_EXCEEDED')
})

const large = (): Scene =>
  given(example.assessing({ claimedFen: null, policy: { sumInsuredFen: 10 ** 12 } }))
    .after(HOUR)
    .when(example.assessLoss(10_000_001))

test('#29 who was lent a step decides by it, in the name of its owner, and not beyond it', () => {
  lending(large())
    .when(approve, person('approver'))
    .happens({ type: 'ProposalApproved', level: 3, onBehalfOf: 'per_head' })
    .stands('decided')
  const beyond = given(example.assessing({ claimedFen: null, policy: { sumInsuredFen: 10 ** 12 } })).when(
    example.assessLoss(50_000_001),
  )
  lending(beyond).when(approve, person('approver')).isRefused('AUTHORITY_EXCEEDED')
})

test('#29 what was decided in his name its lender has decided: he names no payee of it, and judges no dispute about it', () => {
  const decided = lending(large()).when(approve, person('approver'))
  const acted = decided.standing().acted.filter(({ as }) => as === 'approver')
  expect(acted.map(({ personId }) => personId)).toEqual(['per_approver', 'per_head'])
  const offered = example.deliver(decided, 'result')
  const agreed = offered.when({ type: 'AgreeOffer', identityChecked: true })
  agreed.when(example.freezePayees('pty_a'), person('payment-clerk', 'per_head')).isRefused('SEPARATION_OF_DUTIES')
  const disputed = offered.after(HOUR).when(disputes.disagree)
  disputed.when(disputes.investigate, person('dispute-handler', 'per_head')).isRefused('SEPARATION_OF_DUTIES')
  const taken = disputes.evaluated({ outcome: 'uphold' }, disputes.investigated(disputed))
  taken.when(disputes.approve, person('head-office', 'per_head')).isRefused('SEPARATION_OF_DUTIES')
  expect(isBarred(taken.standing(), 'per_head', 'DecideDispute')).toBe(true)
  taken.when(disputes.approve).happens({ type: 'DisputeDecided' })
})

test('#29 nothing is borrowed where the own step is enough', () => {
  const own = lending(example.awaitingApproval()).when(approve, person('approver'))
  own.happens({ type: 'ProposalApproved', level: 1 })
  expect(own.latest[0]).not.toHaveProperty('onBehalfOf')
})

test.each<[string, Partial<Delegation>]>([
  ['on other days', { from: '2026-03-03' }],
  ['for other kinds', { kinds: ['refusal'] }],
  ['to somebody else', { toPersonId: 'per_other' }],
  ['by a branch that is not above the claim’s', { fromBranch: '440000' }],
  ['by who assessed the claim', { fromPersonId: 'per_assessor' }],
  ['by who claims for himself', { fromPersonId: 'per_insured' }],
])('#29 what was lent %s lifts nobody here', (_what, change) => {
  lending(large(), change).when(approve, person('approver')).isRefused('AUTHORITY_EXCEEDED')
})

test('#29 a part decision is lent as a whole: both kinds or none', () => {
  const part = (): Scene =>
    given(example.assessing({ claimedFen: null, policy: { sumInsuredFen: 10 ** 12 } })).when(
      example.assessLoss(10_000_002, 10_000_001),
    )
  lending(part(), { kinds: ['payment'] })
    .when(approve, person('approver'))
    .isRefused('AUTHORITY_EXCEEDED')
  lending(part()).when(approve, person('approver')).stands('decided')
})
