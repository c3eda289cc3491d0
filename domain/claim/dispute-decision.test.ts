import { describe, expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as disputes from '../../test/dispute-examples.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, endOfDay, HOUR, MINUTE } from '../time.ts'

const { approve, compromise, evaluated, investigated, raise } = disputes
const disputeOf = (scene: Scene) => scene.standing().dispute

describe('an evaluation', () => {
  test('#62 upheld, the claim stays what it is; the target is met, and C16b when the claimant is told', () => {
    const scene = evaluated({ outcome: 'uphold' })
      .after(HOUR)
      .when(approve)
      .happens({ type: 'DisputeDecided', outcome: 'uphold', findingTextId: 'txt_finding' })
      .stands('paid')
    expect(disputeOf(scene)).toMatchObject({ state: 'ended', outcome: 'upheld', endedAt: scene.now })
    expect([scene.clock('T-dispute').state, scene.clock('C16b').state]).toEqual(['met', 'running'])
    const sent = scene.after(MINUTE).learns(example.sentOut(scene, 'dispute-decision'))
    expect(sent.clock('C16b')).toMatchObject({ state: 'met', endedAt: sent.now })
  })

  test('#62 changed, the claim is assessed anew as owed since its receipt: the dispute was won', () => {
    const scene = evaluated({ outcome: 'change' })
      .after(HOUR)
      .when(approve)
      .happens(
        { type: 'DisputeDecided', outcome: 'change' },
        { type: 'ClaimReopened', reason: 'dispute-won', to: 'assessing' },
      )
      .stands('assessing')
    const receivedAt = scene.standing().filing?.receivedAt
    expect(scene.clock('C06')).toMatchObject({ n: 2, state: 'running', startedAt: receivedAt })
    expect(scene.clock('C11')).toMatchObject({ n: 2, startedAt: receivedAt })
    expect(scene.standing().reopenings).toBe(1)
    const again = scene.after(HOUR).and(example.assessLoss(300_000), { type: 'ApproveProposal' })
    const paidMore = example.deliver(again, 'result').when({ type: 'AgreeOffer', identityChecked: true })
    expect(paidMore.stands('agreed').standing().stage).toMatchObject({ determination: { payFen: 50_000 } })
  })

  test('#62 changed, what was never assessed begins at the desk', () => {
    given(evaluated({ outcome: 'change' }, disputes.refusalInvestigated()))
      .after(HOUR)
      .when(approve)
      .happens({ type: 'DisputeDecided' }, { type: 'ClaimReopened', to: 'received' })
      .stands('received')
  })

  test('#62 settled within the authority, the amount is agreed at once and owed in ten days', () => {
    const scene = evaluated(compromise).after(HOUR).when(approve).happens({ type: 'DisputeSettled' }).stands('agreed')
    expect(scene.standing().stage).toMatchObject({
      determination: { kind: 'compromise', payFen: 50_000, approvedBy: 'per_judge', proposedBy: 'per_dispute-handler' },
      agreement: { at: scene.now, how: 'settled' },
    })
    expect(scene.clock('C10')).toMatchObject({ n: 2, state: 'running', startedAt: scene.now })
    expect(disputeOf(scene)).toMatchObject({ state: 'ended', outcome: 'settled' })
    const paid = scene
      .after(HOUR)
      .and(
        example.freezePayees('pty_only'),
        { type: 'SubmitPayments' },
        { type: 'CheckPayment', n: 2, verdict: 'approve' },
      )
    expect(example.settle(paid, 2).stands('paid').standing().payments).toMatchObject([
      { n: 1, state: 'settled', amountFen: 250_000 },
      { n: 2, state: 'settled', amountFen: 50_000 },
    ])
  })

  test.each(['closed', 'declined', 'feedback'] as const)('#62 a settlement leads out of %s', (status) => {
    const taken = investigated(example.exampleOf[status]().after(HOUR).when(raise))
    given(evaluated(compromise, taken)).after(HOUR).when(approve).stands('agreed')
  })

  test('#62 the whole case counts: who may not pay it all may not settle the rest', () => {
    const scene = evaluated({ outcome: 'compromise', payFen: 1_900_000 })
    expect(disputeOf(scene)?.proposal).toMatchObject({ requiredLevel: 2 })
    scene.when(approve, person('approver', 'per_judge')).isRefused('AUTHORITY_EXCEEDED')
    expect(scene.when(approve, person('approver', 'per_judge')).refusal?.whoMay?.[0]).toBe('supervisor (A2)')
    scene.when(approve, person('supervisor', 'per_judge')).happens({ type: 'DisputeSettled', level: 2 })
  })

  test('#62 ex gratia is head office’s to decide, however small', () => {
    const scene = evaluated({ outcome: 'ex-gratia', payFen: 100 })
    scene.when(approve, person('branch-head', 'per_judge')).isRefused('AUTHORITY_EXCEEDED')
    scene.when(approve).happens({ type: 'DisputeSettled', level: 4 })
  })

  test('#62 who took the decision does not judge it, and whether it stands takes its step', () => {
    const scene = evaluated({ outcome: 'uphold' }, investigated(example.declined().after(HOUR).when(raise)))
    scene.when(approve, person('head-office')).isRefused('SEPARATION_OF_DUTIES')
    scene.when(approve, person('supervisor', 'per_judge')).isRefused('AUTHORITY_EXCEEDED')
    scene.when(approve).happens({ type: 'DisputeDecided' })
  })

  test('#62 with a question it goes back to the handler, and the clocks run on', () => {
    const scene = evaluated(compromise)
      .after(HOUR)
      .when({ type: 'DecideDispute', verdict: 'return', questionTextId: 'txt_question' })
      .happens({ type: 'ResolutionReturned' })
    expect(disputeOf(scene)).toMatchObject({ state: 'investigating', proposal: null })
    expect(scene.clock('T-dispute').state).toBe('running')
    scene.when(approve).isRefused('DISPUTE_STATE')
  })

  test('#62 what is owed anyhow is paid first: nothing else becomes payable while it is on its way', () => {
    const scene = evaluated(compromise, investigated(disputes.disagreed()))
    scene.when(approve).isRefused('PAYMENT_OPEN')
    given(evaluated({ outcome: 'change' }, investigated(disputes.disagreed())))
      .when(approve)
      .isRefused('PAYMENT_OPEN')
    given(evaluated({ outcome: 'uphold' }, investigated(disputes.disagreed())))
      .when(approve)
      .happens({ type: 'DisputeDecided' })
      .stands('agreed')
  })

  test('#62 nothing is settled for nothing, or for more than the policy has left', () => {
    const settle = (payFen: number): Scene =>
      given(investigated()).when({ type: 'EvaluateDispute', findingTextId: 'txt', outcome: 'compromise', payFen })
    settle(0).isRefused('SETTLEMENT_AMOUNT')
    settle(99_750_001).isRefused('SETTLEMENT_AMOUNT')
    settle(99_750_000).happens({ type: 'DisputeEvaluated' })
  })
})

describe('mediation', () => {
  test('#63 what both sides agreed to mediate stops the complaint’s days and no day of the Insurance Law', () => {
    const scene = given(investigated(disputes.disagreed())).after(HOUR).when(disputes.mediate)
    scene.happens({ type: 'MediationBegan', mediatorId: 'mediator-1' })
    expect([scene.clock('C16b').state, scene.clock('C10').state]).toEqual(['paused', 'running'])
    expect(disputeOf(scene)).toMatchObject({ state: 'mediation', mediation: { from: scene.now } })
  })

  test('#63a an agreement within the authority is agreed; C16b runs on and ends when it is told', () => {
    const agreed = disputes
      .mediating()
      .after(3 * DAY)
      .when({ type: 'EndMediation', outcome: 'agreed', payFen: 60_000, textId: 'txt_agreement' })
    agreed.happens({ type: 'MediationAgreed' }).stands('paid')
    expect(agreed.clock('C16b').state).toBe('paused')
    const scene = agreed.after(HOUR).when(approve).happens({ type: 'DisputeSettled' }).stands('agreed')
    expect(scene.standing().stage).toMatchObject({ determination: { kind: 'compromise', payFen: 60_000 } })
    expect(scene.clock('C10')).toMatchObject({ n: 2, startedAt: scene.now })
    expect(scene.clock('C16b')).toMatchObject({ state: 'running', pauses: [{ to: scene.now }] })
    const told = scene.learns(example.sentOut(scene, 'dispute-decision'))
    expect(told.clock('C16b').state).toBe('met')
    expect(disputeOf(scene)?.mediation).toMatchObject({ to: scene.now })
  })

  test('#63a what the two agreed may come back with a question, and is mediated on', () => {
    const scene = disputes
      .mediating()
      .after(DAY)
      .and(
        { type: 'EndMediation', outcome: 'agreed', payFen: 60_000, textId: 'txt_agreement' },
        { type: 'DecideDispute', verdict: 'return', questionTextId: 'txt_question' },
      )
    expect(disputeOf(scene)).toMatchObject({ state: 'mediation', proposal: null })
    expect(scene.clock('C16b').state).toBe('paused')
  })

  test('#63b failed, the days run on, and somebody above the first decider rules, with redress stated', () => {
    const scene = disputes.mediationFailed().happens({ type: 'MediationFailed' })
    expect(scene.clock('C16b')).toMatchObject({ state: 'running', pauses: [{ to: scene.now }] })
    const rule = { type: 'AdjudicateDispute', outcome: 'uphold', rulingTextId: 'txt_ruling' } as const
    scene.when(rule, { ...person('supervisor', 'per_judge'), authorityLevel: 1 }).isRefused('AUTHORITY_EXCEEDED')
    const ruled = scene
      .after(HOUR)
      .when(rule, person('supervisor', 'per_judge'))
      .happens({ type: 'DisputeAdjudicated', outcome: 'uphold' })
      .stands('paid')
    expect(disputeOf(ruled)).toMatchObject({ state: 'ended', outcome: 'adjudicated' })
    expect(ruled.learns(example.sentOut(ruled, 'dispute-decision')).clock('C16b').state).toBe('met')
  })

  test('#63b nothing is mediated before it was answered, and no mediation ends that did not begin', () => {
    given(example.closed()).and(raise).when(disputes.mediate).isRefused('DISPUTE_STATE')
    const end = { type: 'EndMediation', outcome: 'failed', textId: 'txt_note' } as const
    given(investigated()).when(end).isRefused('DISPUTE_STATE')
    const agreed = disputes
      .mediating()
      .and({ type: 'EndMediation', outcome: 'agreed', payFen: 60_000, textId: 'txt_agreement' })
    agreed.when(end).isRefused('DISPUTE_STATE')
  })
})

describe('a court or a tribunal', () => {
  test('#64 ends the clocks of the complaint, keeps its dates by hand, and the claim does not rest', () => {
    const scene = disputes.atCourt().happens({ type: 'LitigationFiled', forum: 'court' }).stands('paid')
    for (const id of ['C16b', 'T-dispute'] as const) {
      expect(scene.clock(id)).toMatchObject({ state: 'void', voidReason: 'litigation' })
    }
    const dated = scene.when({ type: 'RecordCourtDate', on: '2026-06-01', what: 'hearing' })
    expect(disputeOf(dated)?.litigation).toMatchObject({ dates: [{ on: '2026-06-01', what: 'hearing' }] })
    const later = dated.passes(dated.now + 300 * DAY).stands('closed')
    expect(later.standing().restedAt ?? null).toBeNull()
    dated.when(disputes.sue).isRefused('DISPUTE_STATE')
  })

  test('#64 may be asked at once, without a dispute before; of an offer, what was determined is paid', () => {
    given(example.closed())
      .after(HOUR)
      .when(disputes.sue)
      .happens({ type: 'DisputeRaised', how: 'sued' }, { type: 'LitigationFiled' })
    given(disputes.offered())
      .after(HOUR)
      .when(disputes.sue)
      .happens({ type: 'DisputeRaised' }, { type: 'OfferAgreed', how: 'undisputed' }, { type: 'LitigationFiled' })
      .stands('agreed')
  })

  test('#64 in the middle of a mediation ends it, and what stood still is void', () => {
    const scene = given(disputes.mediating()).after(DAY).when(disputes.sue)
    expect(disputeOf(scene)).toMatchObject({ state: 'litigation', mediation: { to: scene.now } })
    expect(scene.clock('C16b').state).toBe('void')
  })

  test('#64 a case has fifty dates at most', () => {
    const date = { type: 'RecordCourtDate', on: '2026-06-01', what: 'hearing' } as const
    const full = disputes.atCourt().and(...Array.from({ length: 50 }, () => date))
    full.when(date).isRefused('DISPUTE_FULL')
    given(investigated()).when(date).isRefused('DISPUTE_STATE')
  })

  test('#65 what the judgment awards is agreed, and owed by its date where that is sooner than the law’s', () => {
    const recorded = disputes
      .atCourt()
      .after(DAY)
      .when({ ...disputes.judgment(80_000), payBy: '2026-03-08' })
    recorded.happens({ type: 'JudgmentRecorded' }).stands('paid')
    const scene = recorded.after(HOUR).when(approve).happens({ type: 'DisputeJudged' }).stands('agreed')
    expect(scene.standing().stage).toMatchObject({
      determination: { kind: 'judgment', payFen: 80_000 },
      agreement: { how: 'judged', payBy: '2026-03-08' },
    })
    const { dueTarget, length } = scene.clock('C10')
    expect(dueTarget).toBe(endOfDay('2026-03-08'))
    const frozen = scene.after(HOUR).when(example.freezePayees('pty_a', 'pty_b'))
    const owed = frozen.standing().clocks.filter(({ id, endedAt }) => id === 'C10' && endedAt === undefined)
    expect(owed.map((clock) => clock.length)).toEqual([length, length])
  })

  test('#65 a judgment above what the policy has left is recorded and decided as it stands, by who may decide so much', () => {
    const { policy } = disputes.atCourt().standing()
    const left = policy.known === 'found' ? policy.sumInsuredFen : 0
    const recorded = disputes.atCourt().after(DAY).when(disputes.judgment(left))
    recorded.happens({ type: 'JudgmentRecorded' })
    recorded.when(approve, person('approver', 'per_judge')).isRefused('AUTHORITY_EXCEEDED')
    const scene = recorded.when(approve).happens({ type: 'DisputeJudged' }).stands('agreed')
    expect(scene.standing().stage).toMatchObject({ determination: { kind: 'judgment', payFen: left } })
  })

  test('#65 what a court awards is a payment: by its amount A1 lets it take effect, or the committee', () => {
    const stepOf = (payFen: number): unknown =>
      disputeOf(disputes.atCourt().after(DAY).when(disputes.judgment(payFen)))?.proposal?.requiredLevel
    expect([80_000, 5_000_000, 600_000_000].map(stepOf)).toEqual([1, 2, 5])
  })

  test('#65 a judgment that awards nothing closes what was refused, and leaves the rest as it is', () => {
    const refused = disputes.judged(0, disputes.atCourt(disputes.refusalInvestigated()))
    refused.happens({ type: 'DisputeJudged' }).stands('closed')
    disputes.judged(0).stands('paid')
  })

  test('#65 one judgment at a time, whole fen, by somebody who did not decide', () => {
    const recorded = disputes.atCourt().when(disputes.judgment(80_000))
    recorded.when(disputes.judgment(80_000)).isRefused('DISPUTE_STATE')
    recorded.when(approve, person('approver')).isRefused('SEPARATION_OF_DUTIES')
    disputes.atCourt().when(disputes.judgment(-1)).isRefused('SETTLEMENT_AMOUNT')
    given(investigated()).when(disputes.judgment(1)).isRefused('DISPUTE_STATE')
  })
})

test('#51 who takes his claim back disputes nothing about it any more', () => {
  const scene = given(disputes.disagreed()).when({
    type: 'WithdrawClaim',
    identityChecked: true,
    reasonTextId: 'txt_reason',
  })
  expect(disputeOf(scene)).toMatchObject({ state: 'ended', outcome: 'withdrawn' })
  expect(scene.clock('C16b').state).toBe('void')
})
