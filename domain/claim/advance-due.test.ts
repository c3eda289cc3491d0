import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { advancePaid, approveAdvance, refusedAfter, requestAdvance } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, endOfDay } from '../time.ts'
import { nextActions } from './next-actions.ts'
import { reserveOf } from './reserve.ts'
import type { ClaimStatus } from './state.ts'

/** Received on 2 March: day 45 ends with 16 April, day 55 with 26 April, day 60 with 1 May. */
const [day45, day55, day60] = [endOfDay('2026-04-16'), endOfDay('2026-04-26'), endOfDay('2026-05-01')]

const nothing = { type: 'AnswerAdvance', answer: 'nothing-provable', reasonTextId: 'txt_why' } as const
const refuse = { ...nothing, answer: 'refuse' } as const

const awaited = (scene: Scene): readonly number[] =>
  scene.past.flatMap((event) => (event.type === 'AdvanceAwaited' ? [event.afterDays] : []))
const tasksOf = (scene: Scene): readonly unknown[] =>
  scene.latest.flatMap(({ notices = [] }) => notices.map(({ audience, facts }) => [audience, facts['task']]))

const waiting = [
  'received',
  'awaiting-documents',
  'dormant',
  'accepted',
  'triaged',
  'investigating',
  'reviewing',
  'assessing',
  'awaiting-approval',
  'decided',
] as const satisfies readonly ClaimStatus[]

test.each(waiting)('#27 a claim that is %s is asked about on day 45 and on day 55, once', (status) => {
  const begun = example.exampleOf[status]()
  const early = given(begun).passes(day45 - 1)
  expect(awaited(early)).toEqual([])
  const asked = early.passes(day45)
  expect(awaited(asked)).toEqual([45])
  expect(awaited(asked.passes(day55 - 1))).toEqual([45])
  expect(awaited(asked.passes(day55))).toEqual([45, 55])
  expect(awaited(asked.passes(day55 + 30 * DAY))).toEqual([45, 55])
})

test('#27 a reviewer is told on day 45, head office on day 55', () => {
  const asked = given(example.reviewing()).passes(day45)
  expect(tasksOf(asked)).toContainEqual(['reviewer', 'advance: propose what is provable'])
  const late = asked.passes(day55)
  expect(tasksOf(late)).toContainEqual(['head-office', 'advance: record what is provable or start a refusal'])
})

test('#27 whoever has proposed, or had one approved, has answered; a proposal that goes back has not', () => {
  const proposed = given(example.reviewing())
    .passes(day45 - DAY)
    .when(requestAdvance(1, { why: 'day-60' }))
  expect(awaited(proposed.passes(day55))).toEqual([55])
  const approved = proposed.when(approveAdvance())
  expect(awaited(approved.passes(day60 + DAY))).toEqual([])
  const back = { type: 'DecidePrepayment', n: 1, verdict: 'return', reasonTextId: 'txt_why' } as const
  expect(
    awaited(
      proposed
        .passes(day45 + DAY)
        .when(back)
        .passes(day45 + DAY),
    ),
  ).toEqual([45])
})

test('#27 a proposal that goes back after day 55 leaves the answer to head office, which is asked again', () => {
  const back = { type: 'DecidePrepayment', n: 1, verdict: 'return', reasonTextId: 'txt_why' } as const
  const again = ['head-office', 'advance: record what is provable or start a refusal']
  const asked = given(example.reviewing())
    .passes(day55)
    .when(requestAdvance(1, { why: 'day-60' }))
  expect(tasksOf(asked.when(back))).toContainEqual(again)
  const early = given(example.reviewing())
    .passes(day45)
    .when(requestAdvance(1, { why: 'day-60' }))
  expect(tasksOf(early.when(back))).not.toContainEqual(again)
})

test('#27 what is refused, paid or paid in advance is not asked about', () => {
  expect(awaited(given(example.decided('refuse')).passes(day60))).toEqual([])
  expect(awaited(given(example.closed()).passes(day60))).toEqual([])
  expect(awaited(advancePaid(1).passes(day60))).toEqual([])
  expect(awaited(given(example.reported()).passes(day60))).toEqual([])
})

test('#27 day 60 comes all the same: a late advance is a breach on record that the payment does not lift', () => {
  const late = given(example.reviewing()).passes(day60 + 20 * DAY)
  expect(late.clock('C11').state).toBe('breached')
  const proposed = late.when(requestAdvance(1, { why: 'day-60' }))
  expect(advancePaidBy(proposed).clock('C11').state).toBe('breached-then-met')
})

test('#27 a proposal by the law is made only while its sixty days run', () => {
  given(example.reviewing())
    .when(requestAdvance(1, { why: 'day-60' }))
    .happens({ type: 'PrepaymentRequested' })
  advancePaid(1)
    .when(requestAdvance(1, { why: 'day-60' }))
    .isRefused('ADVANCE_NOT_DUE')
})

test('#27 from day 55 head office may say that nothing is provable: C11 ends, and the customer reads why', () => {
  given(example.reviewing())
    .passes(day55 - 1)
    .when(nothing)
    .isRefused('ADVANCE_NOT_DUE')
  const scene = given(example.reviewing()).passes(day55).when(nothing).happens({ type: 'NothingProvable' })
  expect(scene.clock('C11')).toMatchObject({ state: 'void', voidReason: 'nothing provable', endedAt: scene.now })
  expect(scene.standing().notices.at(-1)).toMatchObject({ kind: 'prepayment-none', audience: 'claimant' })
  scene.stands('reviewing').when(nothing).isRefused('ADVANCE_NOT_DUE')
})

test('#27 the answer is a named person’s of step A4 who took no part in preparing the claim', () => {
  const due = given(example.reviewing()).passes(day55)
  due.when(nothing, { ...person('head-office'), authorityLevel: 3 }).isRefused('AUTHORITY_EXCEEDED')
  const worked = due.when({ type: 'RecordReview', parts: ['risk'] })
  worked.when(nothing, person('head-office', 'per_reviewer')).isRefused('SEPARATION_OF_DUTIES')
})

test('#27 what is asked for falls away with the answer, what is approved goes first', () => {
  const asked = given(example.reviewing()).passes(day55).when(requestAdvance(1))
  expect(asked.when(nothing).standing().prepayments).toMatchObject([{ state: 'void' }])
  asked.and(approveAdvance()).when(nothing).isRefused('PREPAYMENT_OPEN')
})

test.each(['triaged', 'investigating'] as const)(
  '#27 a refusal that head office starts leads %s to review',
  (status) => {
    const scene = given(example.exampleOf[status]()).passes(day55).when(refuse)
    scene.happens({ type: 'RefusalStarted' }).stands('reviewing')
    expect(tasksOf(scene)).toContainEqual(['reviewer', 'advance: propose the refusal'])
  },
)

test('#27 a claim that waits for documents, or sleeps over them, runs on and goes to review without them', () => {
  const asked = example.deliver(given(example.assessing()).and(example.requestDocuments('photos')), 'correction')
  const due = asked.passes(day55)
  for (const scene of [due.stands('dormant'), due.and({ type: 'ReviveClaim' }).stands('awaiting-documents')]) {
    const started = scene.when(refuse).happens({ type: 'RefusalStarted' }).stands('reviewing')
    expect(started.clock('C06')).toMatchObject({ state: 'running' })
    expect(started.clock('C14').endedAt).toBeDefined()
    const refused = refusedAfter(started).stands('declined')
    expect(refused.clock('C11')).toMatchObject({ state: 'void', voidReason: 'nothing owed' })
  }
})

test('#27 what nobody had taken up is taken up, but a suspected copy goes back to the desk', () => {
  const due = given(example.dormant()).passes(day55).stands('dormant')
  due
    .when(refuse)
    .happens(
      { type: 'RefusalStarted' },
      { type: 'ClaimAccepted', because: 'decidable-without' },
      { type: 'ClaimTriaged' },
      { type: 'ReviewBegun' },
    )
  // With what is set aside for every claim that is taken up (#6).
  expect(reserveOf(due.when(refuse).standing())).toBe(250_000)
  const suspected = due.and({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' })
  const desk = suspected.when(refuse).happens({ type: 'RefusalStarted' }).stands('received')
  expect(desk.clock('C02').state).toBe('running')
})

test('#27 where a refusal can be proposed the usual way, it is', () => {
  for (const status of ['received', 'accepted', 'reviewing', 'assessing', 'decided'] as const) {
    given(example.exampleOf[status]()).passes(day55).when(refuse).isRefused('WRONG_STATUS')
  }
})

test('#27 next actions show the answer to head office only when it is asked for', () => {
  const answerOf = (scene: Scene) =>
    nextActions(scene.standing()).actions.find(({ command }) => command === 'AnswerAdvance')
  expect(answerOf(given(example.reviewing()))).toMatchObject({ roles: ['head-office'], blockedBy: 'ADVANCE_NOT_DUE' })
  expect(answerOf(given(example.reviewing()).passes(day55))).not.toHaveProperty('blockedBy')
})

function advancePaidBy(proposed: Scene): Scene {
  const letGo = proposed.and(
    approveAdvance(),
    { type: 'SubmitPayments' },
    { type: 'CheckPayment', n: 1, verdict: 'approve' },
  )
  return example.settle(letGo)
}
