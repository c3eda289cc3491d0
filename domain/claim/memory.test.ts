import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, MINUTE } from '../time.ts'
import { clocksChanged } from './clock-changes.ts'
import { evolve } from './evolve.ts'
import { isForgotten } from './memory.ts'
import type { NoticeKind } from './state.ts'

/** The claim after so much more was said: each document that is not all answers with a message, and all arrive. */
function chatter(scene: Scene, count: number): Scene {
  return Array.from({ length: count }).reduce<Scene>((before) => {
    const documents = [example.document('photos', `doc_chatter_${before.standing().version}`)]
    const supplied = before.after(MINUTE).when({ type: 'SupplyDocuments', documents })
    return supplied.learns(example.receiptOf(supplied, 'supplement-reminder', 'delivered'))
  }, scene)
}

/** The claim after a file too full for any copy made more work than the claim keeps at hand. */
function flooded(scene: Scene): Scene {
  const documents = Array.from({ length: 600 }, (_, index) => ({
    ...example.document('photos', `doc_flood_${index}`),
    receivedAt: scene.now,
  }))
  return Array.from({ length: 110 }).reduce<Scene>((before) => {
    const full = before.learns({ type: 'AbsorbCopy', copyClaimId: example.otherClaimId, documents })
    return full.learns(example.receiptOf(full, 'staff-work-item', 'delivered'))
  }, scene)
}

/** The latest notice of a kind failed by every channel: a person is to bring it. */
function undeliverable(scene: Scene, kind: NoticeKind): Scene {
  const open = scene.standing().notices.find((notice) => notice.kind === kind && notice.state === 'queued')
  if (open === undefined) return scene
  const proof = { how: 'receipt', reference: `rcp_${open.n}` } as const
  return undeliverable(scene.learns({ type: 'NoticeReceipt', n: open.n, outcome: 'failed', ageMs: 0, proof }), kind)
}

const numbersOf = (scene: Scene): readonly number[] => scene.standing().notices.map(({ n }) => n)

const byHand = (n: number, ageMs = 0) => ({ type: 'RecordDelivery', n, reference: 'ref_slip', ageMs }) as const

/** The guidance failed once and went another way; then so much was said that both are over and gone. */
function longTalk(): Scene {
  const guided = example.deliver(example.reported(), 'guidance')
  const asked = guided.and(example.fileClaim(), example.requestDocuments('medical-invoice'))
  return chatter(example.deliver(asked, 'correction'), 110)
}

test('the newest hundred notices stay, and older ones only while something hangs on them', () => {
  const scene = longTalk()
  const { noticesOrdered, notices } = scene.standing()
  const correction = notices.find(({ kind }) => kind === 'correction')?.n
  expect(numbersOf(scene).slice(-100)).toEqual(Array.from({ length: 100 }, (_, index) => noticesOrdered - 99 + index))
  expect(numbersOf(scene).slice(0, -100)).toEqual([correction])
  expect(chatter(scene, 1).standing().notices.at(-1)?.n).toBe(noticesOrdered + 1)
})

test('a list that could not be delivered stays at hand until somebody proves that it was', () => {
  const asked = example.awaitingDocuments()
  const n = example.noticeNumber(asked, 'correction')
  const said = chatter(undeliverable(asked, 'correction'), 110)
  expect(numbersOf(said)).toContain(n)
  const proven = said.when(byHand(n)).happens({ type: 'NoticeDelivered', n })
  expect([proven.clock('C06').state, proven.clock('C14').startedAt]).toEqual(['paused', proven.now])
})

test('what was decided can be proven told, and the acceptance answered, however much was said since', () => {
  const decided = undeliverable(example.deliver(example.decided(), 'acceptance'), 'result')
  const told = flooded(decided).when(byHand(example.noticeNumber(decided, 'result')))
  told.happens({ type: 'NoticeDelivered' }, { type: 'ClaimOffered' })
  const accepted = undeliverable(example.accepted(), 'acceptance')
  const answered = flooded(accepted).when(byHand(example.noticeNumber(accepted, 'acceptance')))
  expect([accepted.clock('C02').state, answered.clock('C02').state]).toEqual(['running', 'met'])
})

test('two reminders that arrived let the claim rest when the time is over, however much was said since', () => {
  const waiting = example.awaitingCustomer()
  const { dueTarget } = waiting.clock('C14')
  const reminded = waiting.passes(dueTarget - 1)
  const reminders = reminded.standing().notices.filter(({ kind }) => kind === 'supplement-reminder')
  const arrived = reminders.reduce((scene, { n }) => scene.when(byHand(n)), reminded)
  flooded(arrived).passes(dueTarget).happens({ type: 'ClaimWentDormant' })
})

test('a clock that runs is never let go, whatever began after it', () => {
  const claim = example.received().standing()
  const [running] = claim.clocks
  if (running === undefined) throw new Error('no clock runs')
  const later = Array.from({ length: 40 }, (_, index) => ({ ...running, n: index + 2, endedAt: claim.lastAt }))
  const event = { type: 'ClaimRevived', at: claim.lastAt, by: { id: 'system', role: 'system' }, clocks: later } as const
  expect(evolve(claim, event).clocks).toContainEqual(running)
})

test('delivery of a notice that is not at hand any more is proven in the log and moves nothing', () => {
  const scene = longTalk()
  const [receipt, slip] = [
    { type: 'NoticeReceipt', n: 1, outcome: 'delivered', ageMs: 0, proof: { how: 'receipt', reference: 'rcp_late' } },
    byHand(1, DAY),
  ] as const
  expect(isForgotten(scene.standing(), 1)).toBe(true)
  const learned = scene.learns(receipt).happens({ type: 'NoticeDelivered', n: 1, proof: receipt.proof })
  const recorded = scene.after(2 * DAY).when(slip)
  recorded.happens({ type: 'NoticeDelivered', n: 1, at: scene.now + DAY })
  for (const after of [learned, recorded]) {
    const { stage, clocks, notices } = scene.standing()
    expect(after.standing()).toMatchObject({ stage, clocks, notices })
  }
})

test('what else is said of such a notice is kept with its reason, and a number never given is still unknown', () => {
  const scene = longTalk()
  const failed = {
    type: 'NoticeReceipt',
    outcome: 'failed',
    ageMs: 0,
    proof: { how: 'receipt', reference: 'r' },
  } as const
  scene.learns({ ...failed, n: 1 }).happens({ type: 'FactDisregarded', reason: 'notice 1 is not at hand any more' })
  scene.learns({ ...failed, n: 999 }).happens({ type: 'FactDisregarded', reason: 'there is no notice 999' })
  scene.when(byHand(999)).isRefused('NOTICE_UNKNOWN')
  scene.when(byHand(1, 400 * DAY)).isRefused('BEFORE_THE_ACT')
})

test('registered post that waits for its slip stays at hand, with the channels that failed before it', () => {
  const ended = given(example.paid()).passes(example.paid().now + 90 * DAY)
  const sms = ended.learns(example.receiptOf(ended, 'payment', 'failed'))
  const phone = sms.learns(example.receiptOf(sms, 'payment', 'failed'))
  const post = phone.learns(example.receiptOf(phone, 'payment', 'failed'))
  const sent = post.learns(example.sentOut(post, 'payment'))
  const reopened = sent.when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'received' })
  const said = chatter(reopened.when(example.requestDocuments('medical-invoice')), 110)
  const returned = said.learns(example.receiptOf(said, 'payment', 'failed'))
  expect(returned.standing().notices.at(-1)?.facts).toMatchObject({ task: 'deliver by hand', kind: 'payment' })
})

test('of clocks that ended and began again the last stay, their numbers go on, and every instance was recorded', () => {
  const lives = Array.from({ length: 30 }).reduce<Scene>(
    (scene) =>
      scene
        .when({ type: 'ReviveClaim' })
        .passes(scene.now + 60 * DAY)
        .stands('dormant'),
    example.dormant(),
  )
  const { clocks } = lives.standing()
  const begun = lives.clock('C14').n
  expect(begun).toBeGreaterThan(30)
  expect(clocks.length).toBeLessThan(25)
  expect([lives.clock('C06').state, lives.clock('C02').n]).toEqual(['paused', 1])
  const rows = clocksChanged(lives.past)
  expect(rows).toEqual(expect.arrayContaining([...clocks]))
  expect(rows.filter(({ id }) => id === 'C14').map(({ n }) => n)).toEqual(
    Array.from({ length: begun }, (_, index) => index + 1),
  )
})
