import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR } from '../time.ts'
import { summarise } from './summary.ts'

const { received, reviewing } = example
const take = { type: 'AssignClaim', how: 'take' } as const
const reviewer = person('reviewer', 'per_li')

test('a step is taken, given by its owner or a supervisor, and returned to the queue', () => {
  const taken = given(reviewing())
    .when(take, reviewer)
    .happens({ type: 'OwnerChanged', personId: 'per_li', how: 'taken' })
  const given2 = taken.when({ type: 'AssignClaim', how: 'give', toPersonId: 'per_wu', toRole: 'reviewer' }, reviewer)
  expect(given2.standing().owner).toEqual({ personId: 'per_wu', role: 'reviewer', since: taken.now })
  const back = given2
    .when({ type: 'AssignClaim', how: 'return' }, person('supervisor'))
    .happens({ type: 'OwnerChanged', personId: null })
  expect(summarise(back.standing(), contextAt(back.now))).toMatchObject({ ownerId: null, queue: 'reviewer' })
})

test.each([
  ['approver', () => example.awaitingApproval()],
  ['supervisor', () => example.awaitingApproval('part')],
  [
    'branch-head',
    () => example.awaitingApproval('refuse', { claimedFen: null, policy: { sumInsuredFen: 20_000_000 } }),
  ],
  [
    'head-office',
    () => example.awaitingApproval('refuse', { claimedFen: null, policy: { sumInsuredFen: 60_000_000 } }),
  ],
  ['payment-checker', () => given(example.paying()).when({ type: 'SubmitPayments' })],
] as const)('#29, #37 a %s takes the step that waits for him, and is its named owner', (role, waiting) => {
  const scene = given(waiting())
  expect(summarise(scene.standing(), contextAt(scene.now))).toMatchObject({ ownerId: null, queue: role })
  const taken = scene.when(take, person(role)).happens({ type: 'OwnerChanged', personId: `per_${role}`, role })
  expect(summarise(taken.standing(), contextAt(taken.now))).toMatchObject({ ownerId: `per_${role}`, queue: role })
  expect(taken.when({ type: 'AssignClaim', how: 'return' }, person(role)).standing().owner).toBeNull()
})

test('a step is given to nobody outside the branch’s own roles', () => {
  for (const toRole of ['claimant', 'integrator', 'compliance', 'sre'] as const) {
    const refused = given(reviewing())
      .when({ type: 'AssignClaim', how: 'give', toPersonId: 'per_wu', toRole }, person('supervisor'))
      .isRefused('ASSIGNEE_ROLE')
    expect(refused.refusal?.field).toBe('/toRole')
  }
})

test('a step is taken by and given to the role whose step it is, and those who decide, also while it waits', () => {
  const waiting = given(reviewing()).when(example.requestDocuments('photos'))
  for (const [scene, step, other] of [
    [given(received()), 'intake-clerk', 'payment-checker'],
    [given(reviewing()), 'reviewer', 'assessor'],
    [waiting, 'reviewer', 'intake-clerk'],
  ] as const) {
    const refused = scene.when(take, person(other)).isRefused('ASSIGNEE_ROLE')
    expect(refused.refusal?.whoMay).toEqual([step, 'approver', 'supervisor', 'branch-head', 'head-office'])
    const give = { type: 'AssignClaim', how: 'give', toPersonId: 'per_wu' } as const
    scene.when({ ...give, toRole: other }, person('supervisor')).isRefused('ASSIGNEE_ROLE')
    for (const toRole of [step, 'head-office'] as const) {
      scene.when(take, person(toRole)).happens({ type: 'OwnerChanged', role: toRole })
      scene.when({ ...give, toRole }, person('supervisor')).happens({ type: 'OwnerChanged', role: toRole })
    }
  }
})

test('nobody is given a claim of his own', () => {
  for (const toPersonId of ['per_claimant', 'per_insured']) {
    const refused = given(reviewing())
      .when({ type: 'AssignClaim', how: 'give', toPersonId, toRole: 'reviewer' }, person('supervisor'))
      .isRefused('OWN_CLAIM')
    expect(refused.refusal?.field).toBe('/toPersonId')
  }
})

test('what another owns is not taken, given or returned but by a supervisor', () => {
  const taken = given(reviewing()).when(take, reviewer)
  taken.when(take, person('reviewer', 'per_wu')).isRefused('NOT_OWNER')
  taken.when({ type: 'AssignClaim', how: 'return' }, person('reviewer', 'per_wu')).isRefused('NOT_OWNER')
  taken.when(take, person('supervisor')).happens({ type: 'OwnerChanged', personId: 'per_supervisor' })
  taken.when({ type: 'AssignClaim', how: 'give', toRole: 'reviewer' }, reviewer).isRefused('ASSIGNEE_MISSING')
})

test('an owner has the step until it passes into another role’s queue', () => {
  const taken = given(reviewing()).when(take, reviewer)
  expect(taken.when({ type: 'RecordReview', parts: ['risk'] }).standing().owner?.personId).toBe('per_li')
  const assessing = taken.when({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] })
  expect(summarise(assessing.standing(), contextAt(assessing.now))).toMatchObject({ ownerId: null, queue: 'assessor' })
})

test('waiting for the customer is part of the step', () => {
  const taken = given(reviewing()).when(take, reviewer).when(example.requestDocuments('photos'))
  expect(taken.stands('awaiting-documents').standing().owner?.personId).toBe('per_li')
  expect(taken.after(DAY).when(example.supply('photos')).stands('reviewing').standing().owner?.personId).toBe('per_li')
})

test('while the bank is asked the step is still its owner’s', () => {
  const submitted = given(example.paying()).when({ type: 'SubmitPayments' })
  const owned = submitted.when({ type: 'AssignClaim', how: 'give', toPersonId: 'per_sun', toRole: 'payment-checker' })
  const asked = owned.when({ type: 'CheckPayment', n: 1, verdict: 'approve' })
  expect(summarise(asked.standing(), contextAt(asked.now))).toMatchObject({ ownerId: 'per_sun', queue: null })
})

test('nobody owns a claim that has ended', () => {
  const taken = given(received()).when(take, person('intake-clerk'))
  expect(taken.when({ type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt' }).standing().owner).toBeNull()
})

test('later notices take the way the customer asks for', () => {
  const scene = given(received())
    .when({ type: 'ChangeContacts', preferredChannels: ['wechat'], contactId: 'pty_contact' })
    .happens({ type: 'ContactsChanged', contactId: 'pty_contact' })
  expect(scene.when({ type: 'AcceptClaim' }).standing().notices.at(-1)).toMatchObject({
    kind: 'acceptance',
    channel: 'wechat',
  })
})

test('delivery by hand counts from the day on the paper, never before the notice was ordered', () => {
  const scene = given(example.awaitingDocuments()).after(2 * HOUR)
  const hand = { type: 'RecordDelivery', n: 2, reference: 'slip 17' } as const
  scene.when({ ...hand, ageMs: 2 * HOUR + 1 }).isRefused('BEFORE_THE_ACT')
  const done = scene
    .when({ ...hand, ageMs: HOUR })
    .happens({ type: 'NoticeDelivered', at: scene.now - HOUR, proof: { how: 'by-hand', reference: 'slip 17' } })
  expect(done.clock('C02')).toMatchObject({ state: 'met', endedAt: scene.now - HOUR })
  done.when({ ...hand, ageMs: 0 }).isRefused('NOTICE_SETTLED')
})
