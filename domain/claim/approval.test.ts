import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, endOfDay, HOUR } from '../time.ts'
import type { NoticeChannel, Role } from './codes.ts'
import type { Clock } from '../clocks/clock.ts'
import type { Claim, NoticeKind } from './state.ts'
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
    // Only the insurer's own target of an answer ends: it has come.
    const law = ({ clocks }: Claim): readonly Clock[] => clocks.filter(({ id }) => id !== 'T-approval')
    expect(law(scene.standing())).toEqual(law(before.standing()))
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

/** The result by one channel: its number, and how the provider answers it. */
function byChannel(scene: Scene, channel: NoticeChannel) {
  const notice = scene
    .standing()
    .notices.find((candidate) => candidate.kind === 'result' && candidate.channel === channel)
  const n = notice?.n ?? 0
  return {
    n,
    sent: { type: 'NoticeSentOut', n, messageId: `msg_${n}` },
    failed: { type: 'NoticeReceipt', n, outcome: 'failed', ageMs: 0, proof: { how: 'receipt', reference: 'rcp' } },
  } as const
}

const fails = (scene: Scene, channel: NoticeChannel): Scene => scene.learns(byChannel(scene, channel).failed)
const leaves = (scene: Scene, channel: NoticeChannel): Scene => scene.learns(byChannel(scene, channel).sent)

const told: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['result', 'acceptance', 'staff-work-item'])

/** What the last act ordered: the channels of the result, and what a person has to do. */
const ordered = (scene: Scene): readonly unknown[] =>
  scene.latest.flatMap(({ notices = [] }) =>
    notices.filter(({ kind }) => told.has(kind)).map(({ channel, facts }) => facts['task'] ?? channel),
  )

test('#31 a result that fails goes on by the customer’s next channel, then SMS, phone and registered post', () => {
  const app = fails(given(decided()), 'app')
  expect(ordered(app)).toEqual(['sms'])
  const sms = fails(app, 'sms')
  expect(ordered(sms)).toEqual(['phone', 'post'])
  const phone = fails(sms, 'phone')
  expect(ordered(phone)).toEqual([])
  expect(ordered(fails(phone, 'post'))).toEqual(['deliver by hand'])
})

test('#31 a letter that fails before the phone does holds nothing up, and the last to fail calls a person', () => {
  const post = fails(fails(fails(given(decided()), 'app'), 'sms'), 'post')
  expect(ordered(post)).toEqual([])
  expect(ordered(fails(post, 'phone'))).toEqual(['deliver by hand'])
})

test('#31 where the first channel is silent for three working days, registered post leaves then, inside C04', () => {
  const sent = leaves(given(decided()), 'app')
  const silent = sent.passes(endOfDay('2026-03-05')).stands('decided')
  expect(ordered(silent)).toEqual(['sms', 'post'])
  expect(silent.clock('C04').dueTarget).toBe(endOfDay('2026-03-09'))
})

test('#31 where the second channel is silent, registered post leaves three working days after the first failed', () => {
  const failed = fails(given(decided()), 'app')
  const silent = leaves(failed, 'sms').passes(endOfDay('2026-03-05'))
  expect(ordered(silent)).toEqual(['phone', 'post'])
})

test('#31 nobody is written to by post of what is no determination, while another channel is left', () => {
  const { accepted } = example
  const sent = accepted().learns(example.sentOut(accepted(), 'acceptance'))
  expect(ordered(sent.passes(endOfDay('2026-03-05')))).toEqual(['sms'])
})

test('#31 registered post waits for the paper and its proof, however long the others are silent', () => {
  const silent = leaves(given(decided()), 'app').passes(endOfDay('2026-03-05'))
  const both = leaves(leaves(silent, 'sms'), 'post')
  const called = both.passes(endOfDay('2026-03-11'))
  const posted = leaves(called, 'phone')
    .passes(called.now + 30 * DAY)
    .stands('decided')
  expect(summarise(posted.standing(), contextAt(posted.now)).queue).toBe('intake-clerk')
  const { n } = byChannel(posted, 'post')
  const proof = { type: 'RecordDelivery', n, reference: 'RA123456789CN', ageMs: 2 * DAY } as const
  const offered = posted
    .when(proof)
    .happens({ type: 'NoticeDelivered', at: posted.now - 2 * DAY }, { type: 'ClaimOffered' })
  expect(offered.standing().stage).toMatchObject({ status: 'offered', offeredAt: posted.now - 2 * DAY })
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
