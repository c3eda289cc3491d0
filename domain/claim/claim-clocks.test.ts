import { describe, expect, test } from 'vitest'
import { monday } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import {
  accept,
  asked,
  asleepInReview,
  clocksOf,
  complex,
  group,
  illness,
  motor,
  of,
  receivedAt,
  reopen,
  supplied,
  withdraw,
} from '../../test/claim-clock-examples.ts'
import type { ClockId } from '../clocks/clock.ts'
import { DAY, HOUR, MINUTE } from '../time.ts'

const { deliver, received, reviewing } = example

describe('C05 and C06', () => {
  test('a group policy has no C05; what was begun while nobody knew ends when the policy is known (#3)', () => {
    expect(clocksOf(received(group))).not.toContain('C05')
    const pending = received({ policy: 'pending' })
    const known = pending.learns(example.policyAnswer(pending, { group: true }))
    expect(known.clock('C05')).toMatchObject({ state: 'void', voidReason: 'not under this policy' })
    expect(known.clock('C06').state).toBe('running')
  })

  test('other lines have no C05 (#3)', () => {
    expect(clocksOf(received(motor))).not.toContain('C05')
    expect(clocksOf(received(of('liability')))).not.toContain('C05')
  })

  test('the customer must be told before C05 is due: told afterwards, it stays breached for ever (#23)', () => {
    const confirmed = complex(reviewing())
    expect(confirmed.clock('C05').state).toBe('running')
    const late = deliver(confirmed.passes(confirmed.clock('C05').dueTarget), 'complex')
    expect(late.clock('C05')).toMatchObject({ state: 'breached' })
    expect(decidedLate(late).clock('C05').state).toBe('breached-then-met')
    expect(late.clock('C06').state).toBe('running')
  })

  test('one millisecond before it is due is before it is due (#23)', () => {
    const confirmed = complex(reviewing()).learns(example.sentOut(complex(reviewing()), 'complex'))
    const due = confirmed.clock('C05').dueTarget
    const told = confirmed.at(due - 1).learns(example.receiptOf(confirmed, 'complex', 'delivered'))
    expect(told.clock('C05').state).toBe('void')
    expect(
      confirmed
        .at(due)
        .learns(example.receiptOf(confirmed, 'complex', 'delivered'))
        .clock('C05').state,
    ).toBe('breached')
  })

  test('the right policy brings its clocks from the receipt, breached at once where due, and ends the wrong one’s (#53a)', () => {
    const wrong = given(reviewing(motor))
      .after(10 * DAY)
      .when(example.relink)
    const right = wrong.learns(example.policyAnswer(wrong, { line: 'medical' }))
    expect(right.clock('C05')).toMatchObject({ state: 'breached', startedAt: receivedAt })
    expect(right.clock('C08')).toMatchObject({
      state: 'void',
      escalations: expect.arrayContaining([expect.objectContaining({ level: 'breach' })]) as never,
    })
    const back = right.when({ ...example.relink, policyId: 'pty_third' })
    expect(back.learns(example.policyAnswer(back, { line: 'motor-compulsory' })).clock('C08')).toMatchObject({
      n: 2,
      startedAt: receivedAt,
    })
  })

  test('C05 comes late and paused where a notice has stopped the law, and runs on with its documents (#53a)', () => {
    const wrong = asked(received(motor))
      .after(10 * DAY)
      .when(example.relink)
    const right = wrong.learns(example.policyAnswer(wrong, { line: 'medical' }))
    const { pauses } = right.clock('C06')
    expect(right.clock('C05')).toMatchObject({ state: 'paused', startedAt: receivedAt, pauses, escalations: [] })
    const complete = supplied(right)
    expect(complete.clock('C05')).toMatchObject({ state: 'running', pauses: complete.clock('C06').pauses })
  })

  test('C05 that comes late is due as if it had stood still with C06, and is breached only then (#53a)', () => {
    const known = supplied(asked(received()).after(10 * DAY))
    const wrong = supplied(asked(received(motor)).after(10 * DAY)).when(example.relink)
    const right = wrong.learns(example.policyAnswer(wrong, { line: 'medical' }))
    expect(right.clock('C05')).toMatchObject({ ...known.clock('C05'), n: 1 })
    expect(right.passes(right.clock('C05').dueLegal).clock('C05').state).toBe('breached')
  })

  test('a notice delivered when C05 was due already has stopped C06 and not the C05 that comes late (#53a)', () => {
    const wrong = asked(received(motor).after(10 * DAY)).when(example.relink)
    const right = wrong.learns(example.policyAnswer(wrong, { line: 'medical' }))
    expect(right.clock('C06').state).toBe('paused')
    expect(right.clock('C05')).toMatchObject({ state: 'breached', pauses: [] })
  })

  test('new evidence brings a new C06 and no new C05, and the list of a dormant claim stops nothing any more (#69)', () => {
    const scene = given(asleepInReview()).after(DAY).when(reopen('received'))
    expect([scene.clock('C06').n, scene.clock('C05').n, scene.clock('C11').n]).toEqual([2, 1, 1])
    expect(scene.clock('C05')).toMatchObject({ state: 'running', pauses: [{ toProof: { kind: 'documents-waived' } }] })
    expect(asked(scene.when(accept)).clock('C05').state).toBe('running')
    expect(asked(scene.when(accept)).clock('C06').state).toBe('paused')
  })
})

describe('a new determination after new evidence (#69)', () => {
  test.each([
    ['closed', example.closed],
    ['denied', example.denied],
    ['declined', example.declined],
  ] as const)(
    'a compulsory motor claim that was %s has its C08 from the reopening, not from its first life',
    (_status, end) => {
      const reopened = given(end(motor))
        .after(30 * DAY)
        .when(reopen('received'))
      const again = reopened.after(HOUR).when(accept)
      expect(again.clock('C08')).toMatchObject({
        n: end === example.denied ? 1 : 2,
        state: 'running',
        startedAt: reopened.now,
      })
      expect(again.clock('C08').escalations).toEqual([])
    },
  )

  test('the promise to pay in one day counts from the reopening, too', () => {
    const reopened = given(example.closed(illness))
      .after(30 * DAY)
      .when(reopen('received'))
    const again = reopened.after(HOUR).when(accept)
    expect(again.clock('C19')).toMatchObject({ n: 2, state: 'running', startedAt: reopened.now })
  })

  test('where documents are still to come, both count from the last of them', () => {
    const reopened = given(example.closed(motor))
      .after(30 * DAY)
      .and(reopen('received'), example.requestDocuments('photos'))
    const complete = supplied(deliver(reopened, 'correction'))
    expect(complete.clock('C08')).toMatchObject({ n: 2, startedAt: complete.now })
    expect(complete.after(HOUR).when(accept).clock('C08')).toMatchObject({ n: 2, startedAt: complete.now })
  })
})

test('what reached an agent long ago starts its clocks then and is breached at once where due (#3)', () => {
  const scene = given(example.reported()).when(example.fileClaim({}, 70 * DAY))
  for (const id of ['C01', 'C02', 'C03', 'C05', 'C06', 'C11'] as const) {
    expect(scene.clock(id)).toMatchObject({ state: 'breached', startedAt: monday - 70 * DAY })
  }
})

test('C19 is promised only under an individual policy that had been in force for two years', () => {
  const under = (terms: Partial<{ group: boolean; effectiveFrom: string }>): readonly ClockId[] =>
    clocksOf(reviewing({ ...illness, policy: { line: 'critical-illness', ...terms } }))
  expect(under({ effectiveFrom: '2024-02-27' })).toContain('C19')
  expect(under({ effectiveFrom: '2024-02-28' })).not.toContain('C19')
  expect(under({ effectiveFrom: '2020-01-01', group: true })).not.toContain('C19')
  expect(under({})).not.toContain('C19')
})

test('C20 is no group’s, nor a claim’s with a third party or after a death', () => {
  const facts = { injury: 'death', thirdParty: false, hospitalised: false } as const
  expect(clocksOf(example.reported({ report: { facts } }))).not.toContain('C20')
  expect(clocksOf(example.reported(motor))).not.toContain('C20')
  expect(example.reported(group).clock('C20')).toMatchObject({ state: 'void' })
})

test('the limitation runs by the length of the right line from where it ran (#53a)', () => {
  const scene = received().when(example.relink)
  const right = scene.learns(example.policyAnswer(scene, { line: 'life' }))
  expect(right.clock('C23b')).toMatchObject({ state: 'void' })
  expect(right.clock('C23a')).toMatchObject({ state: 'running', startedAt: receivedAt, length: 5 })
})

function decidedLate(scene: Scene): Scene {
  return scene.and({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }, example.assessLoss(250_000), {
    type: 'ApproveProposal',
  })
}

test.each([
  ['by a receipt', (sent: Scene) => sent.learns(example.receiptOf(sent, 'acceptance', 'delivered', 2 * HOUR))],
  [
    'by hand',
    (sent: Scene) => {
      const n = example.noticeNumber(sent, 'acceptance')
      return sent.when({ type: 'RecordDelivery', n, reference: 'slip 77', ageMs: 2 * HOUR })
    },
  ],
])('an acceptance proven late %s to have come in time leaves the breach of C02 on record (#6)', (_how, prove) => {
  const sent = reviewing().learns(example.sentOut(reviewing(), 'acceptance'))
  const due = sent.clock('C02').dueTarget
  const breached = sent.passes(due).at(due + HOUR)
  expect(breached.clock('C02').state).toBe('breached')
  expect(prove(breached).clock('C02')).toMatchObject({ state: 'breached-then-met', endedAt: due - HOUR })
  expect(prove(sent.at(due - MINUTE)).clock('C02').state).toBe('met')
})

test.each([
  ['withdrawn', (scene: Scene) => scene.when(withdraw), 'withdrawn'],
  [
    'cancelled',
    (scene: Scene) =>
      scene.and(
        { type: 'SuspectDuplicate', otherClaimId: example.otherClaimId },
        { type: 'ResolveDuplicate', outcome: 'same' },
      ),
    'cancelled',
  ],
])('a claim %s while its clocks stand still keeps what ended their pauses (#51, #53)', (_how, end, reference) => {
  const ended = end(asked(received()).after(DAY))
  for (const id of ['C03', 'C05', 'C06'] as const) {
    expect(ended.clock(id)).toMatchObject({
      state: 'void',
      pauses: [{ to: ended.now, toProof: { kind: 'documents-waived', reference } }],
    })
  }
})
