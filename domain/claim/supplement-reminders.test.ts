import { expect, test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, endOfDay } from '../time.ts'

const { awaitingCustomer, deliver } = example

test('#12 at half and at 80 % of his time the customer is reminded, by another channel than before', () => {
  const scene = given(awaitingCustomer())
  const { startedAt, dueTarget } = scene.clock('C14')
  const half = startedAt + Math.ceil((dueTarget - startedAt) / 2)
  scene.passes(half - 1).happens()
  const first = scene.passes(half).happens({ type: 'SupplementReminded', percent: 50, at: half })
  const second = first.passes(dueTarget - 1).happens({ type: 'SupplementReminded', percent: 80 })
  expect(remindedBy(second)).toEqual(['sms', 'phone'])
})

/** The channels of all reminders, in order. */
const remindedBy = (scene: Scene): readonly string[] =>
  scene
    .standing()
    .notices.filter(({ kind }) => kind === 'supplement-reminder')
    .map(({ channel }) => channel)

test.each([
  [['app'], ['sms', 'phone']],
  [['sms'], ['phone', 'post']],
  [
    ['phone', 'wechat'],
    ['wechat', 'sms'],
  ],
] as const)(
  '#12 who is reached by %j is reminded by %j: never twice by one channel',
  (preferredChannels, reminders) => {
    const scene = awaitingCustomer({ report: { preferredChannels } })
    expect(remindedBy(scene.passes(scene.clock('C14').dueTarget - 1))).toEqual(reminders)
  },
)

test('#12 where the list was tried by every channel, the reminders differ from each other', () => {
  const sms = example.awaitingDocuments({ report: { preferredChannels: ['sms'] } })
  const phone = sms.learns(example.receiptOf(sms, 'correction', 'failed'))
  const delivered = deliver(phone.learns(example.receiptOf(phone, 'correction', 'failed')), 'correction')
  expect(delivered.standing().notices.findLast(({ kind }) => kind === 'correction')?.channel).toBe('post')
  expect(remindedBy(delivered.passes(delivered.clock('C14').dueTarget - 1))).toEqual(['sms', 'phone'])
})

test('#7 a list that is silent for three working days goes by registered post beside the next channel (C14)', () => {
  const asked = example.awaitingDocuments()
  const sent = asked.learns(example.sentOut(asked, 'correction'))
  const silent = sent.passes(endOfDay('2026-03-05'))
  const lists = (scene: Scene): readonly string[] =>
    scene
      .standing()
      .notices.filter(({ kind }) => kind === 'correction')
      .map(({ channel }) => channel)
  expect(lists(silent)).toEqual(['app', 'sms', 'post'])
  expect(silent.clock('C14')).toMatchObject({ startedAt: endOfDay('2026-03-05') })
  const sms = silent.standing().notices.find(({ kind, channel }) => kind === 'correction' && channel === 'sms')
  const called = silent.learns({
    type: 'NoticeReceipt',
    n: sms?.n ?? 0,
    outcome: 'failed',
    ageMs: 0,
    proof: { how: 'receipt', reference: 'rcp' },
  })
  expect(lists(called)).toEqual(['app', 'sms', 'post', 'phone'])
})

test('#14 a reminder by registered post counts when its slip is recorded, and a clerk is told to keep it', () => {
  const waiting = awaitingCustomer({ report: { preferredChannels: ['sms'] } })
  const { dueTarget } = waiting.clock('C14')
  const first = deliver(waiting.passes(waiting.now + 8 * DAY), 'supplement-reminder')
  const second = first.passes(waiting.now + 12 * DAY)
  const sent = second.learns(example.sentOut(second, 'supplement-reminder'))
  expect(sent.standing().notices.at(-1)).toMatchObject({ kind: 'staff-work-item', audience: 'intake-clerk' })
  const n = example.noticeNumber(sent, 'supplement-reminder')
  const recorded = sent.after(DAY).when({ type: 'RecordDelivery', n, reference: 'RA123', ageMs: 0 })
  recorded.passes(dueTarget).stands('dormant')
})
