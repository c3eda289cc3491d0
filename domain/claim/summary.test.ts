import { expect, test } from 'vitest'
import { contextAt, monday, person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { currentRules } from '../rules.ts'
import { HOUR } from '../time.ts'
import type { ClaimSummary } from './summary.ts'
import { summarise } from './summary.ts'

const summaryOf = (scene: Scene): ClaimSummary => summarise(scene.standing(), contextAt(scene.now))

test('a claim in one row', () => {
  expect(summaryOf(example.received())).toEqual({
    claimId: example.claimId,
    rules: currentRules,
    status: 'received',
    version: 3,
    decisionVersion: 3,
    line: 'medical',
    lane: null,
    branch: '310000',
    region: '310115',
    channel: 'app',
    cause: 'accident',
    eventDate: '2026-02-27',
    claimantId: 'per_claimant',
    insuredId: 'per_insured',
    coClaimantIds: [],
    integratorId: null,
    ownerId: null,
    queue: 'intake-clerk',
    requiredLevel: null,
    decisions: [],
    escalated: false,
    suspectedCopyOf: null,
    claimedFen: 250_000,
    approvedFen: null,
    paidFen: 0,
    reportedAt: monday,
    receivedAt: monday + HOUR,
    lastAt: monday + HOUR,
    nextDeadline: { at: monday + HOUR + 19.2 * HOUR, summary: 'C01 preliminary review of what was filed: at-risk' },
    restedAt: null,
  })
})

test('the policy’s own line counts, once it is known', () => {
  expect(summaryOf(example.received({ policy: { line: 'accident' } })).line).toBe('accident')
})

test('amounts, level and the other claim stand where they are known', () => {
  expect(summaryOf(example.awaitingApproval('part'))).toMatchObject({
    requiredLevel: 2,
    decisions: ['proposal:2'],
    queue: 'supervisor',
  })
  expect(summaryOf(example.paid())).toMatchObject({ approvedFen: 250_000, paidFen: 250_000, lane: 'small' })
  const suspected = given(example.received()).when({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' })
  expect(summaryOf(suspected).suspectedCopyOf).toBe('clm_other')
})

test('a claim is escalated while an open clock is, not for ever', () => {
  const late = given(example.received()).passes(example.received().now + 30 * HOUR)
  expect(summaryOf(late).escalated).toBe(true)
  const told = example.deliver(late.when({ type: 'AcceptClaim' }), 'acceptance')
  expect(summaryOf(told).escalated).toBe(false)
})

test('each step stands in the queue of the role that does it, and waits for nobody where the customer or the bank is asked', () => {
  const queues = Object.fromEntries(
    Object.entries(example.exampleOf).map(([status, begin]) => [status, summaryOf(begin()).queue]),
  )
  expect(queues).toEqual({
    reported: null,
    received: 'intake-clerk',
    'awaiting-documents': null,
    dormant: null,
    accepted: 'reviewer',
    triaged: 'reviewer',
    investigating: 'surveyor',
    reviewing: 'reviewer',
    assessing: 'assessor',
    'awaiting-approval': 'approver',
    decided: null,
    offered: null,
    agreed: 'payment-clerk',
    paying: 'payment-clerk',
    paid: null,
    feedback: 'intake-clerk',
    closed: null,
    denied: null,
    declined: null,
    withdrawn: null,
    cancelled: null,
  })
})

test('a payment passes from the clerk to the checker and then to the bank', () => {
  const submitted = given(example.paying()).when({ type: 'SubmitPayments' })
  expect(summaryOf(submitted).queue).toBe('payment-checker')
  expect(summaryOf(example.paymentApproved()).queue).toBeNull()
})

test('an owner is named while he has the step', () => {
  const taken = given(example.received()).when({ type: 'AssignClaim', how: 'take' }, person('intake-clerk', 'per_zhao'))
  expect(summaryOf(taken).ownerId).toBe('per_zhao')
})
