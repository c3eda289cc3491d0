import { expect, test } from 'vitest'
import { person } from '../test/claim-people.ts'
import * as disputes from '../test/dispute-examples.ts'
import * as example from '../test/example-claims.ts'
import type { Scene } from '../test/claim-story.ts'
import type { NoticeKind } from '../domain/claim/state.ts'
import { noticeDetails } from './notice-details.ts'
import type { NoticeLanguage } from './notice-templates/notice-text.ts'
import { renderNotice } from './notice-templates/render-notice.ts'

/** What the latest notice of a kind tells. */
function told(scene: Scene, kind: NoticeKind) {
  const n = example.noticeNumber(scene, kind)
  const notice = scene.standing().notices.find((candidate) => candidate.n === n)
  return notice === undefined ? null : noticeDetails(notice, scene.past)
}

test('#69 who is told that his claim is reopened is told until when it is decided anew, and in detail', () => {
  const scene = example
    .closed()
    .when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'received' })
  expect(told(scene, 'reopened')).toMatchObject({
    facts: { decideBy: scene.clock('C06').dueTarget },
    variant: 'detailed',
  })
})

test.each(['new-evidence', 'insurer-error'] as const)(
  '#69 who is told that his claim is reopened is told why: %s',
  (reason) => {
    const scene = example.closed().when({ type: 'ReopenClaim', reason, noteTextId: 'txt_note', to: 'received' })
    expect(told(scene, 'reopened')).toMatchObject({ facts: { because: reason } })
  },
)

test('#35 who disputes an offer is told what is paid all the same, and by when the rest is decided', () => {
  const scene = disputes.disagreed()
  expect(told(scene, 'dispute-received')).toMatchObject({
    facts: { amountFen: 250_000, decideBy: scene.clock('C16b').dueTarget },
  })
})

test('#61 the answer, the finding and the ruling reach the claimant in their own words', () => {
  expect(told(disputes.investigated(), 'dispute-answer')).toMatchObject({ reasonTextId: 'txt_answer' })
  const upheld = disputes.evaluated({ outcome: 'uphold' }).when(disputes.approve)
  expect(told(upheld, 'dispute-decision')).toMatchObject({
    reasonTextId: 'txt_finding',
    facts: { outcome: 'uphold' },
  })
  const settled = disputes.evaluated(disputes.compromise).when(disputes.approve)
  expect(told(settled, 'dispute-decision')).toMatchObject({ facts: { outcome: 'settled', amountFen: 50_000 } })
})

test('#26 the result of a concession names no ground of an earlier assessment', () => {
  const part = example.decided('part').standing()
  expect(part.assessment?.items[0]?.ground).toBe('not-covered')
  const back = example.awaitingApproval('part').when({ type: 'ReturnProposal', questionTextId: 'txt' })
  const conceded = back.and(
    { type: 'ProposeConcession', kind: 'compromise', payFen: 1, reasonTextId: 'txt_reason' },
    { type: 'ApproveProposal' },
  )
  expect(told(conceded, 'result')?.facts).not.toHaveProperty('ground')
})

test('#50 the answer to what the customer said reaches him in its own words', () => {
  const scene = example.feedback(3).when({ type: 'AnswerFeedback', textId: 'txt_answer' })
  expect(told(scene, 'feedback-answer')).toMatchObject({ reasonTextId: 'txt_answer' })
})

/** The notice as the customer reads it, in both languages. */
function reads(scene: Scene, kind: NoticeKind): string {
  const { facts = {}, items } = told(scene, kind) ?? {}
  const listed = items === undefined ? {} : { items: items.map((item) => ({ kind: item.kind })) }
  const render = (language: NoticeLanguage): string =>
    renderNotice(kind, { claimId: example.claimId, facts, ...listed }, { language, variant: 'detailed' })
  return `${render('zh')}\n${render('en')}`
}

test('#1 who never filed is told that nothing was filed, and of no documents and no reminders', () => {
  const text = reads(example.dormantReport(), 'dormant')
  expect(text).toContain('You reported it on 2026-03-02 09:00')
  expect(text).toContain('您于 2026-03-02 09:00（北京时间） 报案，我们至今未收到索赔申请。')
  expect(text).not.toMatch(/documents we asked for|提醒/)
})

test('#14 who was reminded twice is told of the reminders that arrived', () => {
  const text = reads(example.dormant(), 'dormant')
  expect(text).toContain('2 reminders were delivered')
  expect(text).toContain('2 次提醒均已送达')
  expect(text).not.toMatch(/lengthened|延长一次|You reported it|报案，/)
})

test('#14 whose reminders did not arrive is told of the longer time, and of no delivery', () => {
  const asked = example.awaitingCustomer()
  const longer = asked.passes(asked.clock('C14').dueTarget)
  const silent = longer.passes(longer.clock('C14').dueTarget).stands('dormant')
  const text = reads(silent, 'dormant')
  expect(text).toContain('the time was lengthened once, to 2026-03-25 00:00')
  expect(text).toContain('补充期限因此延长一次')
  expect(text).not.toMatch(/reminders were delivered|提醒均已送达。/)
})

test('#7, #16 only the first list is called complete and stops the time of the decision', () => {
  const first = example.awaitingDocuments()
  expect(reads(first, 'correction')).toMatch(/complete and the only one[^]*stands still/)
  const back = example.reviewing().when(example.requestDocuments('photos')).and(example.supply('photos'))
  const further = back.when(
    { ...example.requestDocuments('diagnosis'), reasonTextId: 'txt_new_fact' },
    person('supervisor'),
  )
  const text = reads(further, 'correction')
  expect(text).toMatch(/因出现新的情况[^]*核定期限照常计算[^]*Something new came up[^]*runs on/)
  expect(text).not.toMatch(/一次性完整清单|不计入核定期限|only one|stands still|暂停处理/)
})

test('#15 who asks for a dormant claim to go on reads that it does, what is missing, and until when', () => {
  const scene = example.dormant().when({ type: 'ReviveClaim' })
  expect(told(scene, 'revived')).toMatchObject({
    facts: { supplyBy: scene.clock('C14').dueTarget, missing: 1 },
    items: [{ kind: 'medical-invoice' }],
  })
  expect(reads(scene, 'revived')).toMatch(/仍缺以下 1 项材料[^]*goes on/)
})

test('#15 who wakes a dormant claim with its documents is not told that they are missing', () => {
  const scene = example.dormant().when(example.supply('medical-invoice')).stands('received')
  expect(told(scene, 'revived')?.items).toBeUndefined()
  expect(reads(scene, 'revived')).not.toMatch(/仍缺|are still missing/)
})

test('#31 the result of a part tells ground, clause and reason of what is refused', () => {
  expect(told(example.decided('part'), 'result')).toMatchObject({
    facts: { ground: 'not-covered', clause: '3.2', refusedFen: 50_000 },
    reasonTextId: 'txt_reason',
  })
})
