import { expect, test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR } from '../time.ts'
import type { ClaimReceipt } from './commands.ts'

const delivered = (n: number, ageMs = 0): ClaimReceipt => ({
  type: 'NoticeReceipt',
  n,
  outcome: 'delivered',
  ageMs,
  proof: { how: 'receipt', reference: 'rcp', claimedAt: '2026-03-02T10:00:00.000+08:00' },
})

test('a message leaves once and is kept with its number at the provider', () => {
  const scene = given(example.reported()).learns({ type: 'NoticeSentOut', n: 1, messageId: 'msg_1' })
  scene.happens({ type: 'NoticeDispatched', n: 1 })
  expect(scene.standing().notices[0]).toMatchObject({
    state: 'dispatched',
    messageId: 'msg_1',
    dispatchedAt: scene.now,
  })
  scene.learns({ type: 'NoticeSentOut', n: 1, messageId: 'msg_1' }).happens({ type: 'FactDisregarded', reference: '1' })
})

test('a receipt that overtakes the news of sending counts, and that news is none any more', () => {
  const scene = given(example.reported()).learns(delivered(1)).happens({ type: 'NoticeDelivered' })
  scene.learns({ type: 'NoticeSentOut', n: 1, messageId: 'msg_1' }).happens()
})

test('but whom it was sent to is still news, once, and what is proven stays proven', () => {
  const scene = given(example.reported()).learns(delivered(1))
  const template = { version: '1', variant: 'short', language: 'zh' } as const
  const sent = { type: 'NoticeSentOut', n: 1, messageId: 'msg_1', to: { personId: 'per_li' }, template } as const
  const known = scene.learns(sent).happens({ type: 'NoticeDispatched', n: 1 })
  expect(known.standing().notices[0]).toMatchObject({ state: 'delivered', to: { personId: 'per_li' }, template })
  known.learns(sent).happens()
})

test('the same receipt twice changes nothing', () => {
  const once = given(example.reported()).learns(delivered(1))
  const twice = once.learns(delivered(1)).happens({ type: 'FactDisregarded', fact: 'NoticeReceipt' })
  expect(twice.standing().notices).toEqual(once.standing().notices)
})

test('a message that failed may still turn out to have arrived; then no other channel goes on', () => {
  const sent = example.awaitingDocuments().learns(example.sentOut(example.awaitingDocuments(), 'correction'))
  const failed = sent.learns({ ...delivered(2), outcome: 'failed' } as ClaimReceipt)
  failed.learns({ ...delivered(2), outcome: 'failed' } as ClaimReceipt).happens({ type: 'FactDisregarded' })
  const arrived = failed.learns(delivered(2)).happens({ type: 'NoticeDelivered', n: 2 })
  const retry = example.noticeNumber(failed, 'correction')
  const last = arrived.learns({ ...delivered(retry), outcome: 'failed' } as ClaimReceipt)
  expect(last.standing().notices).toHaveLength(arrived.standing().notices.length)
})

test('a receipt of a notice that was never ordered is kept with its reason, as news of today', () => {
  const scene = given(example.received())
    .after(DAY)
    .learns(delivered(99, 20 * HOUR))
  expect(scene.latest.at(-1)).toMatchObject({
    type: 'FactDisregarded',
    reason: 'there is no notice 99',
    reference: '99',
    at: scene.now,
  })
})

test('time passes first, up to when it happened: in time is in time, whatever way it took', () => {
  const accepted = given(example.accepted())
  const sent = accepted.learns(example.sentOut(accepted, 'acceptance'))
  const due = sent.clock('C02').dueTarget
  const inTime = sent.at(due + DAY).learns(example.receiptOf(sent, 'acceptance', 'delivered', DAY + 1))
  const late = sent.at(due + DAY).learns(example.receiptOf(sent, 'acceptance', 'delivered', DAY))
  expect([inTime.clock('C02').state, late.clock('C02').state]).toEqual(['met', 'breached-then-met'])
})

test('a claim never goes back behind its last event, even when a worker’s clock does', () => {
  const scene = given(example.received())
  const behind = scene.at(scene.now - DAY)
  expect(behind.when({ type: 'StartCheck' }).latest.at(-1)?.at).toBe(scene.now)
  expect(behind.learns({ type: 'DuplicateFound', otherClaimId: 'clm_other' }).latest.at(-1)?.at).toBe(scene.now)
  behind.passes(scene.now - HOUR).happens()
})
