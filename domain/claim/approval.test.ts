import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR } from '../time.ts'
import type { Role } from './codes.ts'
import { summarise } from './summary.ts'

const { assessing, assessLoss, awaitingApproval, decided } = example
const approve = { type: 'ApproveProposal' } as const

test('#28 an approval meets C06, is kept with the limits in force, and orders the notice', () => {
  const scene = given(awaitingApproval('part')).after(HOUR).when(approve, person('supervisor'))
  scene
    .happens({ type: 'ProposalApproved', level: 2, limits: { paymentFen: 10_000_000, refusalFen: 10_000_000 } })
    .stands('decided')
  expect(scene.clock('C06').state).toBe('met')
  expect(scene.standing().notices.at(-1)).toMatchObject({
    kind: 'result',
    facts: { decision: 'part', amountFen: 200_000, refusedFen: 50_000 },
  })
  expect(scene.standing().stage).toMatchObject({
    determination: {
      approvedBy: 'per_supervisor',
      approvedAt: scene.now,
      approverLevel: 2,
      proposedBy: 'per_assessor',
    },
  })
})

const steps: readonly [Role, number][] = [
  ['approver', 2_000_000],
  ['supervisor', 10_000_000],
  ['branch-head', 50_000_000],
  ['head-office', 500_000_000],
]

test.each(steps)('#28 the %s approves to his limit of %i fen and is told who may beyond it', (role, limit) => {
  const scene = (amount: number) =>
    given(assessing({ claimedFen: null, policy: { sumInsuredFen: 10 ** 12 } })).when(assessLoss(amount))
  scene(limit - 1)
    .when(approve, person(role))
    .stands('decided')
  scene(limit).when(approve, person(role)).stands('decided')
  const refused = scene(limit + 1)
    .when(approve, person(role))
    .isRefused('AUTHORITY_EXCEEDED')
  expect(refused.refusal?.whoMay?.length).toBeGreaterThan(0)
})

test('#28 what only the committee may decide, no single person decides, whatever his token says', () => {
  const scene = given(assessing({ claimedFen: null, policy: { sumInsuredFen: 10 ** 12 } })).when(
    assessLoss(500_000_001),
  )
  const refused = scene.when(approve, { ...person('head-office'), authorityLevel: 5 }).isRefused('AUTHORITY_EXCEEDED')
  expect(refused.refusal?.whoMay).toEqual(['committee (A5)'])
})

test('#28 the case total counts, not the slice: what was paid before the reopening is added', () => {
  const reopened = given(example.closed())
    .after(DAY)
    .when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'assessing' })
  const more = (amount: number) => reopened.when(assessLoss(amount))
  expect(more(2_000_000).standing().stage).toMatchObject({ proposal: { payFen: 1_750_000, requiredLevel: 1 } })
  more(2_000_000).when(approve, person('approver')).stands('decided')
  more(2_000_001).when(approve, person('approver')).isRefused('AUTHORITY_EXCEEDED')
})

test('#28 a part decision needs the limit for what is refused too', () => {
  const scene = given(assessing({ claimedFen: null, policy: { sumInsuredFen: 10 ** 12 } }))
  const part = scene.when(assessLoss(10_000_002, 10_000_001))
  expect(part.standing().stage).toMatchObject({ proposal: { payFen: 1, requiredLevel: 3 } })
  part.when(approve, person('supervisor')).isRefused('AUTHORITY_EXCEEDED')
  part.when(approve, person('branch-head')).stands('decided')
})

const prepared: readonly [string, string][] = [
  ['reviewer', 'per_reviewer'],
  ['assessor', 'per_assessor'],
]

test.each(prepared)('#28 who was its %s does not approve it', (_duty, id) => {
  given(awaitingApproval()).when(approve, person('head-office', id)).isRefused('SEPARATION_OF_DUTIES')
})

test('#29 a proposal stands in the queue of the lowest step that suffices', () => {
  const queue = (scene: typeof awaitingApproval) => summarise(scene().standing(), contextAt(scene().now)).queue
  expect(queue(() => awaitingApproval('pay'))).toBe('approver')
  expect(queue(() => awaitingApproval('part'))).toBe('supervisor')
  expect(queue(() => given(assessing()).when(assessLoss(20_000_000)))).toBe('branch-head')
})

test('#30 with questions a proposal goes back to who asked, and the clocks run on', () => {
  const kinds = { pay: 'assessing', part: 'assessing', refuse: 'reviewing', deny: 'received' } as const
  for (const kind of ['pay', 'part', 'refuse', 'deny'] as const) {
    const before = given(awaitingApproval(kind))
    const scene = before.after(HOUR).when({ type: 'ReturnProposal', questionTextId: 'txt_question' })
    scene.happens({ type: 'ProposalReturned' }).stands(kinds[kind])
    expect(scene.standing().clocks).toEqual(before.standing().clocks)
  }
})

test('#30 only who could approve it sends it back', () => {
  const back = { type: 'ReturnProposal', questionTextId: 'txt_question' } as const
  given(awaitingApproval('refuse')).when(back, person('approver')).isRefused('AUTHORITY_EXCEEDED')
  given(awaitingApproval('refuse')).when(back, person('supervisor', 'per_reviewer')).isRefused('SEPARATION_OF_DUTIES')
})

test('#31 what is covered is offered when the result is proven delivered, not when it was sent', () => {
  const sent = given(decided('part'))
    .learns(example.sentOut(decided('part'), 'result'))
    .stands('decided')
  const scene = sent.after(HOUR).learns(example.receiptOf(sent, 'result', 'delivered'))
  scene.happens({ type: 'NoticeDelivered' }, { type: 'ClaimOffered', at: scene.now }).stands('offered')
})

test('#31 a result that fails goes on by the customer’s next channel, then SMS, phone and registered post', () => {
  let scene = given(decided())
  const channels: string[] = []
  for (let tried = 0; tried < 4; tried += 1) {
    channels.push(scene.standing().notices.findLast(({ kind }) => kind === 'result')?.channel ?? '')
    scene = scene.learns(example.receiptOf(scene, 'result', 'failed'))
  }
  expect(channels).toEqual(['app', 'sms', 'phone', 'post'])
  expect(scene.standing().notices.at(-1)).toMatchObject({ kind: 'staff-work-item', facts: { task: 'deliver by hand' } })
})

test('#31 a silent channel fails after three working days; registered post waits for the paper and its proof', () => {
  let scene = given(decided())
  for (const wait of ['app', 'sms', 'phone']) {
    scene = scene.learns(example.sentOut(scene, 'result'))
    expect(scene.standing().notices.findLast(({ kind }) => kind === 'result')?.channel).toBe(wait)
    scene = scene.after(7 * DAY).passes(scene.now + 7 * DAY)
  }
  const posted = scene
    .learns(example.sentOut(scene, 'result'))
    .passes(scene.now + 30 * DAY)
    .stands('decided')
  expect(summarise(posted.standing(), contextAt(posted.now)).queue).toBe('intake-clerk')
  const proof = {
    type: 'RecordDelivery',
    n: example.noticeNumber(posted, 'result'),
    reference: 'RA123456789CN',
    ageMs: 2 * DAY,
  } as const
  const scene2 = posted
    .when(proof)
    .happens({ type: 'NoticeDelivered', at: posted.now - 2 * DAY }, { type: 'ClaimOffered' })
  expect(scene2.standing().stage).toMatchObject({ status: 'offered', offeredAt: posted.now - 2 * DAY })
})

test('#32 a refusal ends the claim as declined, a denial as denied, when its notice is delivered', () => {
  example.declined().happens({ type: 'NoticeDelivered' }, { type: 'ClaimDeclined' }).stands('declined')
  example.denied().happens({ type: 'NoticeDelivered' }, { type: 'ClaimDenied' }).stands('denied')
})

test('#32 nothing runs on a claim that has ended but the limitation of a right that may still be claimed', () => {
  for (const scene of [
    example.declined(),
    example.denied(),
    example.closed(),
    example.withdrawn(),
    example.cancelled(),
  ]) {
    const running = scene.standing().clocks.filter(({ endedAt }) => endedAt === undefined)
    expect(running.map(({ id }) => id)).toEqual(scene.standing().stage.status === 'cancelled' ? [] : ['C23b'])
  }
})
