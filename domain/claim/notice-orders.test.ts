import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as disputes from '../../test/dispute-examples.ts'
import * as example from '../../test/example-claims.ts'
import { DAY } from '../time.ts'

/** Kind and audience of what the last act ordered. */
const ordered = (scene: Scene): readonly string[] =>
  scene.latest.flatMap(({ notices = [] }) =>
    notices.map(({ kind, audience, channel }) => `${kind} to ${audience} by ${channel}`),
  )

const reopened = (): Scene =>
  example.closed().when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'assessing' })
const answered = (): Scene => example.feedback(3).when({ type: 'AnswerFeedback', textId: 'txt_answer' })

const upheld = (): Scene => disputes.evaluated({ outcome: 'uphold' }).when(disputes.approve)
const settled = (): Scene => disputes.evaluated(disputes.compromise).when(disputes.approve)

const visible: readonly [string, () => Scene, string][] = [
  ['the report', () => example.reported({ policy: 'pending' }), 'guidance to claimant by app'],
  ['acceptance', example.accepted, 'acceptance to claimant by app'],
  ['the list of documents', example.awaitingDocuments, 'correction to claimant by app'],
  ['dormancy', example.dormant, 'dormant to claimant by app'],
  ['going on, #15', () => example.dormant().when({ type: 'ReviveClaim' }), 'revived to claimant by app'],
  ['a determination to pay', () => example.decided('part'), 'result to claimant by app'],
  ['a refusal', () => example.decided('refuse'), 'refusal to claimant by app'],
  ['a denial', () => example.decided('deny'), 'refusal to claimant by app'],
  ['the payment', example.paid, 'payment to claimant by app'],
  ['the survey of satisfaction', example.paid, 'survey to claimant by app'],
  ['withdrawal', example.withdrawn, 'withdrawal to claimant by app'],
  ['cancellation', example.cancelled, 'cancellation to claimant by app'],
  ['reopening, #69', reopened, 'reopened to claimant by app'],
  ['the answer to what he said, #50', answered, 'feedback-answer to claimant by app'],
  ['his dispute, #60', () => example.closed().when(disputes.raise), 'dispute-received to claimant by app'],
  ['the answer to his dispute, #61', disputes.investigated, 'dispute-answer to claimant by app'],
  ['a mediation and what it stops, #63', disputes.mediating, 'dispute-pause to claimant by app'],
  ['how his dispute was decided, #62', upheld, 'dispute-decision to claimant by app'],
  ['what he is paid in a dispute, #62', settled, 'dispute-decision to claimant by app'],
  ['a judgment, #65', () => disputes.judged(1), 'dispute-decision to claimant by app'],
  ['another policy', () => example.reviewing().when(example.relink), 'policy-correction to claimant by app'],
]

test.each(visible)('the customer is told of %s once, by his own channel', (_change, story, notice) => {
  expect(ordered(story()).filter((text) => text === notice)).toHaveLength(1)
})

test('numbers of notices follow each other and are never used twice', () => {
  for (const begin of Object.values(example.exampleOf)) {
    const { notices } = begin().standing()
    expect(notices.map(({ n }) => n)).toEqual(notices.map((_notice, index) => index + 1))
  }
})

test('at 80 % the owner and the team lead are told, at the due time the lead, at a breach compliance, head office and the customer', () => {
  const scene = example.deliver(example.received({ policy: 'pending' }), 'guidance')
  const { startedAt, dueTarget } = scene.clock('C01')
  const risk = scene.passes(startedAt + 0.8 * (dueTarget - startedAt))
  expect(ordered(risk)).toEqual([
    'staff-escalation to intake-clerk by staff',
    'staff-escalation to supervisor by staff',
  ])
  expect(ordered(risk.passes(dueTarget))).toEqual([
    'staff-escalation to supervisor by staff',
    'staff-escalation to compliance by staff',
    'staff-escalation to head-office by staff',
    'breach to claimant by app',
  ])
})

test('who has taken the step is told of its risk; a supervisor who has is told once', () => {
  const taken = example.received({ policy: 'pending' }).when({ type: 'AssignClaim', how: 'take' }, person('supervisor'))
  const { startedAt, dueTarget } = taken.clock('C01')
  expect(ordered(taken.passes(startedAt + 0.8 * (dueTarget - startedAt)))).toEqual([
    'staff-escalation to supervisor by staff',
  ])
})

test('the role whose queue the claim stands in is told where nobody has taken it', () => {
  const scene = given(example.reviewing()).passes(example.reviewing().now + 25 * DAY)
  expect(ordered(scene)).toContain('staff-escalation to reviewer by staff')
})

test.each([
  ['guidance', example.reported],
  ['withdrawal', example.withdrawn],
  ['cancellation', example.cancelled],
  ['policy-correction', () => example.reviewing().when(example.relink)],
  ['payment', example.paid],
  ['dormant', example.dormant],
  ['revived', () => example.dormant().when({ type: 'ReviveClaim' })],
  ['reopened', reopened],
  ['feedback-answer', answered],
  ['dispute-received', () => example.closed().when(disputes.raise)],
  ['dispute-answer', disputes.investigated],
  ['dispute-pause', disputes.mediating],
  ['dispute-decision', upheld],
] as const)('%s goes on to the next channel when it fails', (kind, story) => {
  const sent = story().learns(example.sentOut(story(), kind))
  expect(ordered(sent.learns(example.receiptOf(sent, kind, 'failed')))).toEqual([`${kind} to claimant by sms`])
})

test('a reminder and the survey of satisfaction are not sent again by another channel', () => {
  const reminded = example.dormantReport()
  expect(ordered(reminded.learns(example.receiptOf(reminded, 'report-reminder', 'failed')))).toEqual([])
  expect(ordered(example.paid().learns(example.receiptOf(example.paid(), 'survey', 'failed')))).toEqual([])
})

test('the guidance is not chased when the claim was filed, nor the news of dormancy when the claim goes on', () => {
  const filed = example.received()
  expect(ordered(filed.learns(example.receiptOf(filed, 'guidance', 'failed')))).toEqual([])
  const revived = example.dormant().when({ type: 'ReviveClaim' })
  expect(ordered(revived.learns(example.receiptOf(revived, 'dormant', 'failed')))).toEqual([])
})

test('the customer is never told by the branch’s own channels', () => {
  const scene = example.accepted({ report: { preferredChannels: ['staff', 'by-hand'] } })
  expect(ordered(scene)).toEqual(['acceptance to claimant by sms'])
})

test('an acceptance that failed is not chased on a claim that has ended', () => {
  const sent = example.accepted().learns(example.sentOut(example.accepted(), 'acceptance'))
  const ended = sent.when({ type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt' })
  expect(ordered(ended.learns(example.receiptOf(sent, 'acceptance', 'failed')))).toEqual([])
  expect(ordered(sent.learns(example.receiptOf(sent, 'acceptance', 'failed')))).toEqual([
    'acceptance to claimant by sms',
  ])
})

test('registered post that leaves comes with a work item, for its proof is a slip of paper', () => {
  let scene: Scene = example.accepted({ report: { preferredChannels: ['phone'] } })
  for (const channel of ['phone', 'sms']) {
    expect(scene.standing().notices.at(-1)?.channel).toBe(channel)
    scene = scene.learns(example.receiptOf(scene, 'acceptance', 'failed'))
  }
  expect(ordered(scene)).toEqual(['acceptance to claimant by post'])
  const slip = ['staff-work-item to intake-clerk by staff']
  expect(ordered(scene.learns(example.sentOut(scene, 'acceptance')))).toEqual(slip)
  const byPost = example.accepted({ report: { preferredChannels: ['post'] } })
  expect(ordered(byPost.learns(example.sentOut(byPost, 'acceptance')))).toEqual(slip)
})

test('who must confirm that a claim is complex, or look at a possible copy, is told', () => {
  const complex = example.reviewing().when({ type: 'ProposeComplexity', reasonTextId: 'txt_why' })
  expect(ordered(complex)).toEqual(['staff-work-item to supervisor by staff'])
  const { otherClaimId } = example
  const suspected = example.received().learns({ type: 'DuplicateFound', otherClaimId })
  expect(ordered(suspected)).toEqual(['staff-work-item to intake-clerk by staff'])
  expect(suspected.standing().notices.at(-1)?.facts).toMatchObject({ copy: otherClaimId })
})
