import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { requestAdvance } from '../../test/example-advances.ts'
import { elsewhere, join, told } from '../../test/emergency-claims.ts'
import * as example from '../../test/example-claims.ts'
import { hit, multiplier } from '../../test/measured-claims.ts'
import { measuresOfGrade } from '../emergency/measures.ts'
import type { Fen } from '../money.ts'
import { HOUR } from '../time.ts'
import { underLadder } from './told-authority.ts'

/** In assessment with a multiplier in force, assessed with this amount. */
const assessed = (amountFen: Fen, level: 'I' | 'II' = 'I', more = {}): Scene =>
  hit(example.assessing(), level, { multiplier: { ...multiplier, ...more } })
    .after(HOUR)
    .when(example.assessLoss(amountFen))

const approver = (id = 'per_approver') => person('approver', id)
const requiredLevel = (scene: Scene): number | undefined => {
  const { stage } = scene.standing()
  return stage.status === 'awaiting-approval' ? stage.proposal.requiredLevel : undefined
}

test('#28 #72 under a level I multiplier A1 approves what takes A2 without it, and the decision keeps by what', () => {
  expect(requiredLevel(given(example.assessing()).when(example.assessLoss(10_000_000)))).toBe(2)
  const proposed = assessed(10_000_000)
  expect(requiredLevel(proposed)).toBe(1)
  const { stage } = proposed.when({ type: 'ApproveProposal' }, approver()).stands('decided').standing()
  expect(stage).toMatchObject({
    determination: { approverLevel: 1, limits: { paymentFen: 10_000_000, refusalFen: null }, multiplier },
  })
})

test('#28 #72 one fen above five times the limit goes a step higher', () => {
  const proposed = assessed(10_000_001)
  expect(requiredLevel(proposed)).toBe(2)
  proposed.when({ type: 'ApproveProposal' }, approver()).isRefused('AUTHORITY_EXCEEDED')
})

test('#28 #72 from its end on the limits are those of the table again', () => {
  const proposed = assessed(10_000_000)
  proposed
    .at(multiplier.until - 1)
    .when({ type: 'ApproveProposal' }, approver())
    .stands('decided')
  proposed.at(multiplier.until).when({ type: 'ApproveProposal' }, approver()).isRefused('AUTHORITY_EXCEEDED')
})

test('#28 #72 an event that has ended raises nothing any more', () => {
  const proposed = hit(assessed(10_000_000), 'I', { multiplier }, { version: 2, state: 'ended' })
  proposed.when({ type: 'ApproveProposal' }, approver()).isRefused('AUTHORITY_EXCEEDED')
})

test('#28 #72 who raised the limits approves nothing under them, and by the table what his step may', () => {
  const raised = { raisedBy: 'per_supervisor' }
  assessed(50_000_000, 'I', raised)
    .when({ type: 'ApproveProposal' }, person('supervisor'))
    .isRefused('SEPARATION_OF_DUTIES')
  const own = assessed(10_000_000, 'I', raised)
    .when({ type: 'ApproveProposal' }, person('supervisor'))
    .stands('decided')
  expect(own.standing().stage).toMatchObject({ determination: { limits: { paymentFen: 10_000_000 } } })
  expect(own.standing().stage).not.toHaveProperty('determination.multiplier')
})

test('#28 #72 nor does whom he lent his step', () => {
  const lent = {
    fromPersonId: 'per_supervisor',
    fromBranch: '310000',
    fromLevel: 2,
    toPersonId: 'per_approver',
    kinds: ['payment'],
    from: '2026-01-01',
    to: '2026-12-31',
  } as const
  assessed(50_000_000, 'I', { raisedBy: 'per_supervisor' })
    .under({ authority: { delegations: [lent] } })
    .when({ type: 'ApproveProposal' }, approver())
    .isRefused('SEPARATION_OF_DUTIES')
  assessed(50_000_000)
    .under({ authority: { delegations: [lent] } })
    .when({ type: 'ApproveProposal' }, approver())
    .stands('decided')
})

test('#28 #72 nor does who brought the claim under them by joining it to the event, whatever version comes after', () => {
  const word = { ...elsewhere, measures: { ...measuresOfGrade.I, multiplier } }
  const joined = given(example.assessing()).when(join(word)).after(HOUR)
  const proposed = joined.when(example.assessLoss(50_000_000))
  proposed.when({ type: 'ApproveProposal' }, person('supervisor')).isRefused('SEPARATION_OF_DUTIES')
  proposed.when({ type: 'ApproveProposal' }, person('supervisor', 'per_another')).stands('decided')
  const later = joined.learns(told({ ...word, version: 2 })).when(example.assessLoss(50_000_000))
  later.when({ type: 'ApproveProposal' }, person('supervisor')).isRefused('SEPARATION_OF_DUTIES')
  const own = joined.when(example.assessLoss(10_000_000)).when({ type: 'ApproveProposal' }, person('supervisor'))
  expect(own.stands('decided').standing().stage).not.toHaveProperty('determination.multiplier')
})

test('#28 #72 a version that names more than its level allows raises no more than that', () => {
  expect(requiredLevel(assessed(4_000_000, 'II'))).toBe(1)
  expect(requiredLevel(assessed(4_000_001, 'II'))).toBe(2)
})

test('#28 #72 a refusal takes the step it always took', () => {
  const part = hit(example.assessing(), 'I', { multiplier }).when(example.assessLoss(6_000_000, 1_000_000))
  expect(requiredLevel(part)).toBe(2)
  part.when({ type: 'ApproveProposal' }, approver()).isRefused('AUTHORITY_EXCEEDED')
})

test('#58 #72 advances are raised like payments, and up to A4 only', () => {
  const asked = hit(example.reviewing(), 'I', { multiplier }).after(HOUR).when(requestAdvance(5_000_000))
  expect(asked.standing().prepayments?.at(-1)).toMatchObject({ requiredLevel: 1 })
  const approved = asked.when({ type: 'DecidePrepayment', n: 1, verdict: 'approve' }, approver())
  approved.happens({ type: 'PrepaymentApproved', level: 1, limits: { prepaymentFen: 5_000_000 }, multiplier })
})

test('#71 #72 giving up a recovery is no payment: its limits are those of the table', () => {
  const claim = hit(example.closed(), 'I', { multiplier }).standing()
  const context = contextAt(claim.lastAt)
  expect(underLadder(claim, 'WriteOffRecovery', context)).toBe(context)
  expect(underLadder(claim, 'ApproveProposal', context).policy.ladder).not.toEqual(context.policy.ladder)
})
