import { expect, test } from 'vitest'
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
