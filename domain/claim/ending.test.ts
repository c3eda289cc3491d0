import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, endOfDay, HOUR } from '../time.ts'
import type { CommandOf } from './commands.ts'
import { nextStep } from './next-step.ts'
import type { ClaimStatus } from './state.ts'

const { closed, exampleOf, feedback, paid } = example
const withdraw = { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_reason' } as const

const reopen = (to: 'received' | 'assessing'): CommandOf<'ReopenClaim'> => ({
  type: 'ReopenClaim',
  reason: 'new-evidence',
  noteTextId: 'txt_note',
  to,
})

test.each([0, 11, 5.5, Number.NaN])('#48 a score of %d is no score', (score) => {
  given(paid()).when({ type: 'GiveFeedback', score }).isRefused('SCORE_RANGE')
})

test.each([1, 6])('#48 a score of %i waits for an answer', (score) => {
  given(paid())
    .when({ type: 'GiveFeedback', score, textId: 'txt_word' })
    .happens({ type: 'FeedbackGiven' })
    .stands('feedback')
})

test.each([7, 10])('#50 a score of %i closes the claim', (score) => {
  given(paid())
    .when({ type: 'GiveFeedback', score })
    .happens({ type: 'FeedbackGiven' }, { type: 'ClaimClosed', because: 'answered-well' })
})

test('#50 words that come with a good score are answered too, within the time of C18, before the claim closes (#49)', () => {
  const scene = given(paid())
    .when({ type: 'GiveFeedback', score: 8, textId: 'txt_word' })
    .happens({ type: 'FeedbackGiven' })
    .stands('feedback')
  expect(scene.clock('C18')).toMatchObject({ state: 'running', startedAt: scene.now })
  const answered = scene
    .after(DAY)
    .when({ type: 'AnswerFeedback', textId: 'txt_answer' })
    .happens({ type: 'FeedbackAnswered' }, { type: 'ClaimClosed', because: 'feedback-answered' })
  expect(answered.clock('C18')).toMatchObject({ state: 'met', endedAt: answered.now })
  expect(given(paid()).when({ type: 'GiveFeedback', score: 8 }).stands('closed').standing().clocks).not.toContainEqual(
    expect.objectContaining({ id: 'C18' }),
  )
})

test('#50 criticism is closed by its answer, not by waiting', () => {
  const scene = given(feedback(3))
    .passes(feedback(3).now + 60 * DAY)
    .stands('feedback')
  scene
    .when({ type: 'AnswerFeedback', textId: 'txt_answer' })
    .happens({ type: 'FeedbackAnswered' }, { type: 'ClaimClosed', because: 'feedback-answered' })
})

test('#50 who does not answer the survey for fourteen days has nothing to say', () => {
  const end = endOfDay('2026-03-16')
  given(paid())
    .passes(end - 1)
    .stands('paid')
  const scene = given(paid()).passes(end).stands('closed')
  expect(scene.latest.at(-1)).toMatchObject({ type: 'ClaimClosed', because: 'silence', at: end })
})

const beforePaying = [
  'reported',
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
  'offered',
  'agreed',
] as const

test.each(beforePaying)(
  '#51 a claim that is %s may be withdrawn; every clock but the limitation ends and the customer is told',
  (status) => {
    const scene = given(exampleOf[status]()).when(withdraw).happens({ type: 'ClaimWithdrawn' }).stands('withdrawn')
    const running = scene.standing().clocks.filter(({ endedAt }) => endedAt === undefined)
    expect(running.map(({ id }) => id)).toEqual(['C23b'])
    expect(scene.standing().notices.at(-1)).toMatchObject({ kind: 'withdrawal', audience: 'claimant' })
  },
)

test('#51 a claim is withdrawn by who he is checked to be, and not once it is being paid', () => {
  given(example.received())
    .when({ ...withdraw, identityChecked: false })
    .isRefused('IDENTITY_UNCHECKED')
  given(example.paying()).when(withdraw).isRefused('WRONG_STATUS')
})

test('#53 a claim flagged as a test when it was filed is cancelled as one, any other is not', () => {
  given(example.received()).when({ type: 'CancelClaim', because: 'test' }).isRefused('NOT_A_TEST')
  const scene = given(example.received({ report: { isTest: true } })).when({ type: 'CancelClaim', because: 'test' })
  scene.happens({ type: 'ClaimCancelled', because: 'test' }).stands('cancelled')
  expect(scene.standing().handover).toBeUndefined()
})

test('#53 a cancelled claim finishes as soon as everything is told and handed over', () => {
  const kinds = ['guidance', 'staff-work-item', 'cancellation'] as const
  const told = kinds.reduce<Scene>(example.deliver, given(example.cancelled()))
  expect(nextStep(told.standing(), contextAt(told.now)).kind).toBe('go-on')
  const done = told.learns({ type: 'HandoverDone', toClaimId: example.otherClaimId })
  done.happens({ type: 'CopyHandedOver' }, { type: 'FileRested' })
  expect(nextStep(done.standing(), contextAt(done.now))).toEqual({ kind: 'finish' })
})

const reopenable: readonly ClaimStatus[] = ['closed', 'denied', 'declined', 'paid', 'feedback', 'dormant']

test.each(reopenable)(
  '#69 new evidence reopens a claim that is %s at the desk, with new C01, C02 and C06',
  (status) => {
    const before = given(exampleOf[status]()).after(DAY)
    const scene = before.when(reopen('received')).happens({ type: 'ClaimReopened' }).stands('received')
    for (const id of ['C01', 'C02', 'C06'] as const) {
      expect(scene.clock(id)).toMatchObject({ state: 'running', startedAt: scene.now })
    }
    expect(scene.standing()).toMatchObject({ reopenings: 1, review: {}, requestsMade: 0, acceptedAt: null })
  },
)

test('#69 a claim that was reviewed and assessed may be reopened in assessment, its review stands', () => {
  const scene = given(closed()).after(DAY).when(reopen('assessing')).stands('assessing')
  expect(scene.clock('C06')).toMatchObject({ n: 2, state: 'running', startedAt: scene.now })
  expect([scene.clock('C01').n, scene.clock('C02').n]).toEqual([1, 1])
  expect(scene.standing().review).toEqual(closed().standing().review)
})

test('#69 what was never assessed is not reopened in assessment', () => {
  given(example.denied()).when(reopen('assessing')).isRefused('NEVER_ASSESSED')
  const desk = example.deliver(
    given(closed()).and(reopen('received'), example.requestDocuments('photos')),
    'correction',
  )
  const asleep = desk.passes(desk.now + 40 * DAY).stands('dormant')
  asleep.when(reopen('assessing')).isRefused('NEVER_ASSESSED')
})

test('#69 a report that was never filed is filed, not reopened', () => {
  given(example.dormantReport()).when(reopen('received')).isRefused('WRONG_STATUS')
})

test('#69 an old notice that arrives after the reopening does not meet the new clock', () => {
  const unread = given(example.received({ policy: 'unknown' })).when({ type: 'AcceptClaim' })
  const old = example.noticeNumber(unread, 'acceptance')
  const scene = unread
    .when({ type: 'TriageClaim', needsSurvey: false })
    .and({ type: 'ProposeRefusal', ...example.notCovered, ground: 'no-policy' }, { type: 'ApproveProposal' })
  const again = example.deliver(scene, 'refusal').after(HOUR).when(reopen('received'))
  const proof = { type: 'RecordDelivery', n: old, reference: 'RA1', ageMs: 0 } as const
  expect(again.after(HOUR).when(proof).clock('C02')).toMatchObject({ n: 2, state: 'running' })
})

test('#69 only a supervisor reopens, and history stays', () => {
  given(closed()).when(reopen('received'), person('reviewer')).isRefused('ROLE_NOT_ALLOWED')
  const scene = given(closed()).when(reopen('received'))
  expect(scene.standing().payments).toEqual(closed().standing().payments)
  expect(scene.standing().documents).toEqual(closed().standing().documents)
})

/** Every message that is under way arrives. */
function allTold(scene: Scene): Scene {
  const open = scene.standing().notices.filter(({ state }) => state === 'queued')
  return open.reduce((before, { n }) => {
    const sent = before.learns({ type: 'NoticeSentOut', n, messageId: `msg_${n}` })
    return sent.learns({
      type: 'NoticeReceipt',
      n,
      outcome: 'delivered',
      ageMs: 0,
      proof: { how: 'receipt', reference: 'r' },
    })
  }, scene)
}

test('an ended claim stays open for its lifetime and then rests, when nothing is in the air', () => {
  const end = endOfDay('2026-05-31')
  const busy = given(closed()).passes(end + 7 * DAY)
  expect(busy.standing().restedAt).toBeNull()
  const told = allTold(given(closed()))
  told.passes(end - 1).happens()
  const rested = told.passes(end).happens({ type: 'FileRested', at: end })
  expect(nextStep(rested.standing(), contextAt(end))).toEqual({ kind: 'finish' })
})

test('#69 a claim that rests wakes when it is reopened', () => {
  const told = allTold(given(closed()))
  const scene = told.passes(told.now + 100 * DAY).when(reopen('received'))
  expect(scene.standing().restedAt).toBeNull()
  expect(nextStep(scene.standing(), contextAt(scene.now)).kind).toBe('go-on')
})
