import { expect, test } from 'vitest'
import { monday, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as disputes from '../../test/dispute-examples.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR, MINUTE, endOfDay } from '../time.ts'
import type { ClaimStatus } from './state.ts'

const { disagree, evaluated, investigate, investigated, raise } = disputes
const disputeOf = (scene: Scene) => scene.standing().dispute
const ordered = (scene: Scene): readonly string[] =>
  scene.latest.flatMap(({ notices = [] }) => notices.map(({ kind, audience }) => `${kind} to ${audience}`))

test('#35 who disagrees opens a dispute, and what was determined is agreed and owed in ten days all the same', () => {
  const scene = given(disputes.offered())
    .after(HOUR)
    .when(disagree)
    .happens({ type: 'DisputeRaised', n: 1, how: 'disagreed', fast: true }, { type: 'OfferAgreed', how: 'undisputed' })
    .stands('agreed')
  expect(scene.clock('C10')).toMatchObject({ state: 'running', startedAt: scene.now })
  expect(disputeOf(scene)).toMatchObject({ state: 'raised', claimedFen: 320_000, reasonTextId: 'txt_objection' })
  expect(scene.standing().stage).toMatchObject({ determination: { payFen: 250_000 } })
  expect(ordered(scene)).toEqual(['dispute-received to claimant', 'staff-work-item to dispute-handler'])
})

test('#35 the undisputed sum is paid like any other while the rest stays in dispute', () => {
  const scene = disputes.undisputedPaid().stands('paid')
  expect(scene.standing().payments).toMatchObject([{ state: 'settled', amountFen: 250_000 }])
  expect([scene.clock('C10').state, disputeOf(scene)?.state]).toEqual(['met', 'raised'])
})

test('#35 who disagrees is who he says, and names whole fen', () => {
  given(disputes.offered())
    .when({ ...disagree, identityChecked: false })
    .isRefused('IDENTITY_UNCHECKED')
  given(disputes.offered())
    .when({ ...disagree, claimedFen: 0.5 })
    .isRefused('AMOUNT_NOT_FEN')
})

const disputable: readonly ClaimStatus[] = ['agreed', 'paying', 'paid', 'feedback', 'closed', 'denied', 'declined']

test.each(disputable)(
  '#60 a claim that is %s may be disputed and stays what it is; the clocks of a complaint run on the dispute',
  (status) => {
    const scene = given(example.exampleOf[status]())
      .after(HOUR)
      .when(raise)
      .happens({ type: 'DisputeRaised', how: 'raised' })
      .stands(status)
    for (const id of ['C16a', 'C16b', 'T-dispute'] as const) {
      expect(scene.clock(id)).toMatchObject({ n: 1, state: 'running', startedAt: scene.now })
    }
  },
)

test('#60 an offer that is disputed is paid as far as it goes', () => {
  given(disputes.offered())
    .when(raise)
    .happens({ type: 'DisputeRaised', how: 'raised' }, { type: 'OfferAgreed', how: 'undisputed' })
    .stands('agreed')
})

test('#60 within thirty days of the answer a dispute is looked into first; later ones are taken, too', () => {
  const told = example.declined()
  const last = endOfDay('2026-04-01')
  const inTime = given(told)
    .at(last - 1)
    .when(raise)
  const later = given(told)
    .at(last + DAY)
    .when(raise)
  expect(told.now).toBeLessThan(monday + DAY)
  expect([disputeOf(inTime)?.fast, inTime.clock('T-dispute').length]).toEqual([true, 5])
  expect([disputeOf(later)?.fast, later.clock('T-dispute').length]).toEqual([false, 10])
})

test('#60 one dispute at a time: another waits until it is decided, and so does a supervisor’s reopening', () => {
  const open = given(example.closed()).after(HOUR).when(raise)
  open.when(raise).isRefused('DISPUTE_OPEN')
  open
    .when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'received' })
    .isRefused('DISPUTE_OPEN')
})

test('#60 a dispute raised anew begins its clocks anew, and the answer to the last one ends none of them', () => {
  const upheld = evaluated({ outcome: 'uphold' }, investigated(example.closed().after(HOUR).when(raise)))
    .after(HOUR)
    .when(disputes.approve)
  const again = upheld.after(HOUR).when(raise)
  expect(disputeOf(again)).toMatchObject({ n: 2, state: 'raised' })
  const told = example.deliver(again, 'dispute-decision')
  expect(told.clock('C16b')).toMatchObject({ n: 2, state: 'running' })
})

test('#60 a claim that has ended does not rest while it is disputed', () => {
  const open = given(example.closed()).after(HOUR).when(raise)
  const later = open.passes(open.now + 200 * DAY)
  expect(later.standing().restedAt ?? null).toBeNull()
})

test('#61 who had no part in the decision takes it up; the first answer ends C16a when it leaves', () => {
  const scene = given(disputes.undisputedPaid())
    .after(HOUR)
    .when(investigate)
    .happens({ type: 'DisputeAnswered', answerTextId: 'txt_answer' })
  expect(disputeOf(scene)).toMatchObject({ state: 'investigating', handlerId: 'per_dispute-handler' })
  expect(scene.clock('C16a').state).toBe('running')
  const sent = scene.after(MINUTE).learns(example.sentOut(scene, 'dispute-answer'))
  expect(sent.clock('C16a')).toMatchObject({ state: 'met', endedAt: sent.now })
  expect(sent.clock('C16b').state).toBe('running')
})

test('#61 the handler is independent: nobody who decided, and nobody who handled it decides later', () => {
  given(disputes.undisputedPaid())
    .when(investigate, person('dispute-handler', 'per_approver'))
    .isRefused('SEPARATION_OF_DUTIES')
  given(evaluated({ outcome: 'uphold' }))
    .when(disputes.approve, person('head-office', 'per_dispute-handler'))
    .isRefused('SEPARATION_OF_DUTIES')
})

test('#61 an assessor’s time is listed and left out of the complaint’s days, never of those of the Insurance Law', () => {
  const appointed = given(investigated(disputes.disagreed()))
    .after(HOUR)
    .when({ type: 'AppointAssessor', appointedBy: 'both', assessorId: 'assessor-1' })
  expect([appointed.clock('C16b').state, appointed.clock('C10').state]).toEqual(['paused', 'running'])
  const due = appointed.clock('C16b').dueTarget
  const reported = appointed
    .after(4 * DAY)
    .when({ type: 'RecordAppraisal', textId: 'txt_findings', assessedFen: 300_000 })
  expect(reported.clock('C16b')).toMatchObject({
    state: 'running',
    dueTarget: due + 4 * DAY,
    pauses: [{ fromProof: { reference: 'appraisal 1' }, toProof: { kind: 'excluded-time-ended' } }],
  })
  expect(disputeOf(reported)?.appraisals).toMatchObject([
    { appointedBy: 'both', from: appointed.now, to: reported.now, assessedFen: 300_000 },
  ])
  const second = reported.when({ type: 'AppointAssessor', appointedBy: 'claimant', assessorId: 'assessor-2' })
  expect(second.clock('C16b')).toMatchObject({ state: 'paused', pauses: [{}, {}] })
})

test('#61 nothing is found while an assessor is at work, and nobody reports who was not appointed', () => {
  const appoint = { type: 'AppointAssessor', appointedBy: 'insurer', assessorId: 'assessor-1' } as const
  const appointed = given(investigated()).when(appoint)
  appointed.when({ type: 'EvaluateDispute', outcome: 'uphold', findingTextId: 'txt' }).isRefused('DISPUTE_STATE')
  appointed.when(appoint).isRefused('DISPUTE_STATE')
  appointed.when(disputes.mediate).isRefused('DISPUTE_STATE')
  given(investigated()).when({ type: 'RecordAppraisal', textId: 'txt' }).isRefused('DISPUTE_STATE')
  given(appointed).when({ type: 'RecordAppraisal', textId: 'txt', assessedFen: -1 }).isRefused('AMOUNT_NOT_FEN')
})

test('#61 what the handler finds waits for somebody with the authority', () => {
  const scene = evaluated({ outcome: 'compromise', payFen: 50_000 }).happens({ type: 'DisputeEvaluated' })
  expect(disputeOf(scene)).toMatchObject({
    state: 'evaluated',
    proposal: { outcome: 'compromise', payFen: 50_000, requiredLevel: 1, proposedBy: 'per_dispute-handler' },
  })
  expect(ordered(scene)).toEqual(['staff-work-item to approver'])
})

test('#61 each step has its place: what was not answered is not found, what was not found is not decided', () => {
  const raised = given(example.closed()).when(raise)
  raised.when({ type: 'EvaluateDispute', outcome: 'uphold', findingTextId: 'txt' }).isRefused('DISPUTE_STATE')
  raised.when(disputes.approve).isRefused('DISPUTE_STATE')
  given(example.closed()).when(disputes.approve).isRefused('NO_DISPUTE')
  given(investigated()).when(investigate).isRefused('DISPUTE_STATE')
})
