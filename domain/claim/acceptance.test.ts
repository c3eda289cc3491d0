import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { HOUR } from '../time.ts'

const { awaitingApproval, notCovered, received } = example
const accept = { type: 'AcceptClaim' } as const
const deny = { type: 'ProposeDenial', ...notCovered } as const
const later = example.received({ policy: 'pending' })

test('#5 the check of a received claim begins; nothing else changes', () => {
  const scene = given(received()).after(HOUR).when({ type: 'StartCheck' }).happens({ type: 'CheckStarted' })
  expect(scene.standing().stage).toEqual({ status: 'received', checkStartedAt: scene.now })
  expect(scene.standing().decisionVersion).toBe(received().standing().decisionVersion)
})

test('#6 a complete and compliant claim is accepted: C01 is met, C02 runs until the notice is delivered', () => {
  const scene = given(later).after(HOUR).when(accept).happens({ type: 'ClaimAccepted', because: 'complete' })
  expect([scene.stands('accepted').clock('C01').state, scene.clock('C02').state]).toEqual(['met', 'running'])
  const told = example.deliver(scene, 'acceptance')
  expect(told.clock('C02')).toMatchObject({ state: 'met', endedAt: told.now })
})

test('#6 accepted at 48 hours and one second it is late, whichever message is delivered first', () => {
  const due = later.clock('C02').dueTarget
  const command = given(later)
    .at(due + 1_000)
    .when(accept)
  const timerFirst = given(later)
    .passes(due)
    .at(due + 1_000)
    .when(accept)
  expect(command.standing()).toEqual(timerFirst.standing())
  expect(command.clock('C02').state).toBe('breached')
  expect(command.clock('C01').state).toBe('breached-then-met')
})

test('#8 a false document is no denial at the desk: only its part is refused, and that is decided in review', () => {
  const refused = given(received())
    .when({ ...deny, ground: 'false-material' })
    .isRefused('GROUND_CONDITION_UNMET')
  expect(refused.refusal).toMatchObject({ field: '/ground', resolvedBy: 'ProveFraud' })
  given(received()).when(accept).stands('reviewing')
})

test('#8 a denial is proposed with its evidence, and C01 is met', () => {
  const scene = given(received()).when(deny).happens({ type: 'RefusalProposed' })
  expect(scene.stands('awaiting-approval').clock('C01').state).toBe('met')
  expect(scene.clock('C02').state).toBe('running')
})

test('#8 a denial nobody approved is an acceptance exactly four hours before C02 is due, and is decided in review', () => {
  const scene = given(awaitingApproval('deny'))
  const fallback = scene.clock('C02').dueTarget - 4 * HOUR
  scene.passes(fallback - 1).stands('awaiting-approval')
  const overtaken = scene.passes(fallback).stands('reviewing')
  expect(overtaken.latest.map(({ type, at }) => [type, at])).toContainEqual(['ClaimAccepted', fallback])
  expect(overtaken.standing().notices.at(-1)).toMatchObject({ kind: 'acceptance' })
})

test('#8 an approval at the very instant of the fallback comes too late: time passes first', () => {
  const scene = given(awaitingApproval('deny'))
  const fallback = scene.clock('C02').dueTarget - 4 * HOUR
  const approved = scene.at(fallback - 1).when({ type: 'ApproveProposal' })
  expect(approved.latest.filter(({ type }) => type !== 'ClockEscalated')).toMatchObject([{ type: 'ProposalApproved' }])
  scene.at(fallback).when({ type: 'ApproveProposal' }).isRefused('WRONG_STATUS')
})

test('#8 so close to its answer a claim is accepted, not proposed for denial', () => {
  const fallback = received().clock('C02').dueTarget - 4 * HOUR
  given(received()).at(fallback).when(deny).isRefused('TOO_LATE_TO_DENY')
  given(received())
    .at(fallback - 1)
    .when(deny)
    .stands('awaiting-approval')
})

test('#9 no policy, not in force, not covered: each needs what it says', () => {
  const unmet = 'GROUND_CONDITION_UNMET'
  given(received())
    .when({ ...deny, ground: 'no-policy' })
    .isRefused(unmet)
  given(received({ policy: 'unknown' }))
    .when({ ...deny, ground: 'no-policy' })
    .stands('awaiting-approval')
  given(received())
    .when({ ...deny, ground: 'not-in-force' })
    .isRefused(unmet)
  given(received({ policy: { inForce: false } }))
    .when({ ...deny, ground: 'not-in-force' })
    .stands('awaiting-approval')
  given(received())
    .when({ ...deny, clause: '' })
    .isRefused(unmet)
})

test('#9 an exclusion or a waiting period is decided in review, not at the desk', () => {
  for (const ground of ['exclusion', 'waiting-period'] as const) {
    given(received())
      .when({ ...deny, ground })
      .isRefused('GROUND_CONDITION_UNMET')
  }
})

test('#9 a denial is approved by a person who may refuse that much, never by A1, never by who proposed it', () => {
  const scene = given(awaitingApproval('deny'))
  scene.when({ type: 'ApproveProposal' }, person('approver')).isRefused('AUTHORITY_EXCEEDED')
  scene.when({ type: 'ApproveProposal' }, person('supervisor', 'per_intake-clerk')).isRefused('SEPARATION_OF_DUTIES')
  scene.when({ type: 'ApproveProposal' }, person('supervisor')).happens({ type: 'ProposalApproved', level: 2 })
})

test('#9 the claim is denied when the notice is delivered, and that meets C02', () => {
  const told = example
    .deliver(given(example.decided('deny')), 'refusal')
    .happens({ type: 'NoticeDelivered' }, { type: 'ClaimDenied' })
  expect(told.clock('C02').state).toBe('met')
})

test('#5 the check begins once', () => {
  given(received()).when({ type: 'StartCheck' }).when({ type: 'StartCheck' }).isRefused('WRONG_STATUS')
})

test('#8 a denial is measured by the amount, else by the sum insured; no clause is named of a contract nobody has seen', () => {
  for (const claimedFen of [null, 250_000]) {
    given(received({ policy: 'pending', claimedFen }))
      .when(deny)
      .isRefused('GROUND_FACTS_UNKNOWN')
    given(received({ claimedFen })).when(deny).stands('awaiting-approval')
  }
})
