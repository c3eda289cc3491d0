import { expect, test } from 'vitest'
import * as disputes from '../test/dispute-examples.ts'
import * as example from '../test/example-claims.ts'
import type { Scene } from '../test/claim-story.ts'
import type { NoticeKind } from '../domain/claim/state.ts'
import { noticeDetails } from './notice-details.ts'

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

test('#31 the result of a part tells ground, clause and reason of what is refused', () => {
  expect(told(example.decided('part'), 'result')).toMatchObject({
    facts: { ground: 'not-covered', clause: '3.2', refusedFen: 50_000 },
    reasonTextId: 'txt_reason',
  })
})
