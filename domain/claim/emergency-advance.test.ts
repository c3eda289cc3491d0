import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { approveAdvance, requestAdvance } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { raise } from '../../test/held-claims.ts'
import { hit } from '../../test/measured-claims.ts'
import { HOUR, dateOf, endOfDay } from '../time.ts'
import { clearEstimateFen } from './emergency-advance.ts'

const facts = ({ latest }: Scene): readonly string[] => latest.map(({ type }) => type)
const kindsOf = (scene: Scene): readonly string[] => scene.standing().notices.map(({ kind }) => kind)
const urgent = { why: 'emergency', evidence: [] } as const

test('#58 #72 at level I half of the clear estimate is computed the same day, told, and somebody is to propose it', () => {
  const scene = hit(example.reviewing({ claimedFen: 300_001 }), 'I')
  expect(scene.latest).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        type: 'AdvanceOffered',
        how: 'computed',
        sharePercent: 50,
        estimateFen: 300_001,
        amountFen: 150_001,
      }),
    ]),
  )
  expect(kindsOf(scene)).toContain('prepayment-offer')
  expect(scene.standing().notices.at(-1)).toMatchObject({
    kind: 'staff-work-item',
    audience: 'reviewer',
    facts: { task: 'advance: propose what was computed', amountFen: 150_001 },
  })
  expect(scene.clock('E3')).toMatchObject({ state: 'running', startedAt: scene.now })
})

test('#58 #72 at level II a third is offered, and the clock begins when it is asked for', () => {
  const scene = hit(example.reviewing(), 'II')
  expect(scene.standing().emergencyAdvance).toMatchObject({ how: 'offered', sharePercent: 30, amountFen: 75_000 })
  expect(scene.standing().clocks.some(({ id }) => id === 'E3')).toBe(false)
  const asked = scene.after(HOUR).when(requestAdvance(75_000, urgent))
  expect(asked.clock('E3')).toMatchObject({ state: 'running', startedAt: asked.now })
})

test('#58 #72 at level III it is given on request, with its proof', () => {
  const scene = hit(example.reviewing(), 'III')
  expect(facts(scene)).not.toContain('AdvanceOffered')
  scene.when(requestAdvance(75_000, urgent)).isRefused('EVIDENCE_MISSING')
  scene.when(requestAdvance(75_000, { why: 'emergency' })).happens({ type: 'PrepaymentRequested' })
})

test('#58 #72 without an event nobody is paid in advance because of one', () => {
  given(example.reviewing())
    .when(requestAdvance(75_000, { why: 'emergency' }))
    .isRefused('GROUND_CONDITION_UNMET')
})

test('#58 #72 up to what was computed the estimate is the proof, beyond it documents are', () => {
  const scene = hit(example.reviewing(), 'I')
  scene.when(requestAdvance(125_000, urgent)).happens({ type: 'PrepaymentRequested' })
  scene.when(requestAdvance(125_001, urgent)).isRefused('EVIDENCE_MISSING')
  scene.when(requestAdvance(125_001, { why: 'emergency' })).happens({ type: 'PrepaymentRequested' })
})

const paidOut = (amountFen: number, n: number) => (scene: Scene) =>
  example.settle(
    scene
      .and(requestAdvance(amountFen, urgent), approveAdvance(n), { type: 'SubmitPayments' })
      .when({ type: 'CheckPayment', n, verdict: 'approve' }),
    n,
  )

test('#58 #72 what was computed proves itself once: what was approved before counts against it', () => {
  const whole = paidOut(125_000, 1)(hit(example.reviewing(), 'I'))
  whole.when(requestAdvance(125_000, urgent)).isRefused('EVIDENCE_MISSING')
  whole.when(requestAdvance(1, urgent)).isRefused('EVIDENCE_MISSING')
  whole.when(requestAdvance(50_000, { why: 'emergency' })).happens({ type: 'PrepaymentRequested' })
  const part = paidOut(75_000, 1)(hit(example.reviewing(), 'I'))
  part.when(requestAdvance(50_001, urgent)).isRefused('EVIDENCE_MISSING')
  part.when(requestAdvance(50_000, urgent)).happens({ type: 'PrepaymentRequested' })
})

test('#58 #72 what was approved before the event is no part of what it computes', () => {
  const before = example.settle(
    given(example.reviewing())
      .and(requestAdvance(50_000), approveAdvance(), { type: 'SubmitPayments' })
      .when({ type: 'CheckPayment', n: 1, verdict: 'approve' }),
  )
  const scene = hit(before, 'I')
  expect(scene.standing().emergencyAdvance).toMatchObject({ estimateFen: 250_000, amountFen: 75_000 })
  scene.when(requestAdvance(75_000, urgent)).happens({ type: 'PrepaymentRequested' })
  scene.when(requestAdvance(75_001, urgent)).isRefused('EVIDENCE_MISSING')
})

test('#58 #72 paid, it keeps the target of the event and is counted in the final sum', () => {
  const approved = hit(example.reviewing(), 'I')
    .and(requestAdvance(125_000, urgent), approveAdvance(), { type: 'SubmitPayments' })
    .when({ type: 'CheckPayment', n: 1, verdict: 'approve' })
  const paid = example.settle(approved)
  expect(paid.clock('E3')).toMatchObject({ state: 'met' })
  expect(facts(paid)).not.toContain('AdvanceOffered')
  expect(clearEstimateFen(paid.standing())).toBe(250_000)
})

test('#58 #72 what is held is no part of the estimate', () => {
  const held = hit(given(example.reviewing()).and(raise(150_000)), 'I')
  expect(held.standing().emergencyAdvance).toMatchObject({ estimateFen: 100_000, amountFen: 50_000 })
  expect(facts(hit(given(example.reviewing()).and(raise(250_000)), 'I'))).not.toContain('AdvanceOffered')
})

test('#58 #72 nothing is offered while the estimate is not clear, and it is as soon as it becomes so', () => {
  const unclear = hit(example.received({ policy: 'pending' }), 'I')
  expect(facts(unclear)).not.toContain('AdvanceOffered')
  expect(facts(unclear.learns(example.policyAnswer(unclear, {})))).toContain('AdvanceOffered')
  expect(facts(hit(example.received({ claimedFen: null }), 'I'))).not.toContain('AdvanceOffered')
  expect(facts(hit(example.received({ policy: { inForce: false } }), 'I'))).not.toContain('AdvanceOffered')
  expect(facts(hit(example.awaitingApproval('refuse'), 'I'))).not.toContain('AdvanceOffered')
  const doubted = given(example.reviewing()).and({ type: 'SuspectDuplicate', otherClaimId: example.otherClaimId })
  expect(facts(hit(doubted, 'I'))).not.toContain('AdvanceOffered')
})

test('#58 #72 it is offered once, and again where a later version promises more', () => {
  const second = hit(example.reviewing(), 'II')
  expect(facts(hit(second, 'II', {}, { version: 2 }))).not.toContain('AdvanceOffered')
  const first = hit(second, 'I', {}, { version: 3 })
  expect(first.standing().emergencyAdvance).toMatchObject({ how: 'computed', sharePercent: 50, amountFen: 125_000 })
  const lowered = hit(first, 'III', {}, { version: 4 })
  expect(lowered.standing().emergencyAdvance).toMatchObject({ how: 'computed', amountFen: 125_000 })
  expect(lowered.clock('E3')).toMatchObject({ state: 'running' })
})

test.each(['received', 'awaiting-documents', 'dormant', 'reviewing', 'assessing', 'awaiting-approval'] as const)(
  '#58 #72 while the claim is %s it is computed where it stands, and the claim stays there',
  (status) => {
    const scene = hit(example.exampleOf[status](), 'I').stands(status)
    expect(scene.standing().emergencyAdvance).toMatchObject({ amountFen: 125_000 })
  },
)

test.each(['agreed', 'paying', 'paid', 'closed', 'declined', 'withdrawn'] as const)(
  '#58 #72 while the claim is %s nothing is offered in advance any more',
  (status) => {
    expect(facts(hit(example.exampleOf[status](), 'I'))).not.toContain('AdvanceOffered')
  },
)

test('#53 #72 another policy makes another estimate', () => {
  const relinked = hit(example.reviewing(), 'I').when(example.relink)
  expect(relinked.standing().emergencyAdvance).toBeNull()
  const answered = relinked.learns(example.policyAnswer(relinked, { payRatioPercent: 80 }))
  expect(answered.standing().emergencyAdvance).toMatchObject({ estimateFen: 200_000, amountFen: 100_000 })
})

test('#58 #72 at level I the day itself is the target, in Shanghai, and a day promised is never put off', () => {
  const late = example.reviewing()
  const scene = hit(late, 'I')
  expect(scene.clock('E3')).toMatchObject({ length: 0, dueTarget: endOfDay(dateOf(scene.now)) })
  const lowered = hit(scene.after(HOUR), 'III', {}, { version: 2 })
  expect(lowered.clock('E3').dueTarget).toBe(scene.clock('E3').dueTarget)
  const asked = lowered.after(HOUR).when(requestAdvance(75_000, urgent))
  expect(asked.clock('E3')).toMatchObject({ n: 1, dueTarget: scene.clock('E3').dueTarget })
})

test('#58 #72 a level raised to I brings forward what was due on the next working day', () => {
  const asked = hit(example.reviewing(), 'II').after(HOUR).when(requestAdvance(75_000, urgent))
  expect(asked.clock('E3')).toMatchObject({ length: 1 })
  const raised = hit(asked, 'I', {}, { version: 2 })
  expect(raised.clock('E3')).toMatchObject({ n: 1, length: 0, dueTarget: endOfDay(dateOf(raised.now)) })
})

test('#58 #72 a version from before levels named their day has the working day it always had', () => {
  const scene = hit(example.reviewing(), 'I', { prepayment: { how: 'computed', sharePercent: 50 } })
  expect(scene.clock('E3')).toMatchObject({ length: 1 })
})
