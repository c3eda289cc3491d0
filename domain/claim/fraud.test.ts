import { describe, expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { voted } from '../../test/committee-claims.ts'
import * as example from '../../test/example-claims.ts'
import * as disputes from '../../test/dispute-examples.ts'
import { advanceLetGo, agreedOn } from '../../test/example-advances.ts'
import { held, holdProposed, provePart, proveWhole, proven, raise, release, sign } from '../../test/held-claims.ts'
import { DAY } from '../time.ts'
import { heldFen } from './hold.ts'
import { nextStep } from './next-step.ts'

const approve = { type: 'ApproveProposal' } as const

/** The committee’s word: three votes, all for it. */
const decidedByCommittee = (scene: Scene): Scene => voted(scene, 'for', 'for', 'for')

describe('fraud of the whole', () => {
  test('#56 proven, the claim awaits a refusal of the committee, whatever was proposed before', () => {
    const scene = proven()
    scene.happens({
      type: 'FraudProven',
      proposal: expect.objectContaining({
        kind: 'refuse',
        ground: 'event-never-happened',
        payFen: 0,
        refuseFen: 250_000,
        requiredLevel: 5,
      }) as never,
    })
    scene.stands('awaiting-approval')
    expect(scene.clock('T-siu').state).toBe('met')
    expect(scene.latest[0]?.notices).toMatchObject([{ audience: 'compliance' }])
    for (const before of [example.assessing, example.awaitingApproval, example.offered, example.investigating]) {
      given(before()).and(raise(1), proveWhole).stands('awaiting-approval')
    }
  })

  test('#56 takes a hold, evidence on this file, and an investigator', () => {
    given(example.reviewing()).when(proveWhole).isRefused('NO_HOLD')
    held()
      .when({ ...proveWhole, evidence: [] })
      .isRefused('GROUND_CONDITION_UNMET')
    held()
      .when({ ...proveWhole, evidence: ['doc_none'] })
      .isRefused('EVIDENCE_UNKNOWN')
    held().when(proveWhole, person('reviewer')).isRefused('ROLE_NOT_ALLOWED')
  })

  test('#56 the hand-over to the police is on record with its number', () => {
    const scene = held().and({ ...proveWhole, policeReference: 'JJ-118' })
    expect(scene.standing().hold?.proof).toMatchObject({
      extent: 'whole',
      falseFen: 250_000,
      policeReference: 'JJ-118',
    })
  })

  test('#56 nobody refuses for fraud alone: compliance signs, and no single person has the committee’s authority', () => {
    proven().when(approve).isRefused('COUNTERSIGNATURE_MISSING')
    const signed = proven().when(sign)
    signed.happens({ type: 'ProposalCountersigned' })
    const refused = signed.when(approve).isRefused('AUTHORITY_EXCEEDED')
    expect(refused.refusal?.whoMay).toEqual(['committee (A5)'])
    given(signed).when(sign, person('compliance', 'per_other')).isRefused('NOTHING_TO_COUNTERSIGN')
  })

  test('#56 compliance, investigator and approver are three persons', () => {
    proven().when(sign, person('compliance', 'per_siu-investigator')).isRefused('SEPARATION_OF_DUTIES')
    const signed = proven().when(sign)
    for (const id of ['per_siu-investigator', 'per_compliance'])
      given(signed).when(approve, person('head-office', id)).isRefused('SEPARATION_OF_DUTIES')
  })

  test('#56 compliance sends it back with a question: the claim returns to its review, what is held stays held', () => {
    const back = proven().when({ type: 'CountersignProposal', verdict: 'object', questionTextId: 'txt_q' })
    back.happens({ type: 'ProposalReturned', questionTextId: 'txt_q' }).stands('reviewing')
    expect(heldFen(back.standing())).toBe(250_000)
    proven().when({ type: 'CountersignProposal', verdict: 'object' }).isRefused('REASON_MISSING')
  })

  test('#56 what the investigator clears after all cannot be approved any more', () => {
    const cleared = proven().and(sign, release)
    cleared.when(approve).isRefused('GROUND_CONDITION_UNMET')
  })

  test('#56 refused by the committee, the claim is declined like any other, and nothing is held', () => {
    const decided = decidedByCommittee(proven().when(sign))
    expect(decided.standing().stage).toMatchObject({
      status: 'decided',
      determination: { kind: 'refuse', countersignedBy: 'per_compliance' },
    })
    expect(heldFen(decided.standing())).toBe(0)
  })
})

describe('fraud of a part', () => {
  const assessed = (): Scene => given(example.awaitingApproval()).and(raise(250_000))

  test('#56 only the part that is false is refused (art. 27), the rest stays owed', () => {
    const scene = assessed().when(provePart(60_000))
    scene.happens({
      type: 'FraudProven',
      proposal: expect.objectContaining({
        kind: 'part',
        ground: 'false-material',
        payFen: 190_000,
        refuseFen: 60_000,
        requiredLevel: 5,
      }) as never,
    })
    expect(heldFen(scene.standing())).toBe(60_000)
    scene.and(sign).when(approve).isRefused('AUTHORITY_EXCEEDED')
  })

  test('#56 a part is told from an assessment, and is less than all of it', () => {
    held().when(provePart(60_000)).isRefused('NEVER_ASSESSED')
    assessed().when(provePart(250_000)).isRefused('ITEM_AMOUNTS')
    assessed().when(provePart(0)).isRefused('ITEM_AMOUNTS')
  })

  test('#56 who had agreed is owed the rest from his first agreement on', () => {
    const agreed = example.agreed()
    const due = agreed.clock('C10').dueTarget
    const proved = given(agreed)
      .when(raise(250_000), person('head-office', 'per_a4'))
      .when({ type: 'ConfirmHold' }, person('compliance', 'per_c'))
      .when(provePart(60_000))
      .and(sign)
    const offered = decidedByCommittee(proved)
    expect(offered.clock('C10')).toMatchObject({ state: 'running', dueTarget: due, n: 1 })
  })
})

describe('refusals that rest on false material', () => {
  const falsified = { ...example.notCovered, evidence: ['doc_claim-form'], ground: 'false-material' } as const
  const refuse = { type: 'ProposeRefusal', ...falsified } as const
  const object = { type: 'CountersignProposal', verdict: 'object', questionTextId: 'txt_q' } as const

  test('#25 one forged document is no refusal of the whole (art. 27(3)): an investigator proves that first', () => {
    given(example.received())
      .when({ ...refuse, type: 'ProposeDenial' })
      .isRefused('GROUND_CONDITION_UNMET')
    const alone = given(example.reviewing()).when(refuse).isRefused('GROUND_CONDITION_UNMET')
    expect(alone.refusal).toMatchObject({ field: '/ground', resolvedBy: 'ProveFraud' })
    const part = given(example.awaitingApproval()).and(raise(250_000), provePart(60_000), object).stands('assessing')
    part.when(refuse).isRefused('GROUND_CONDITION_UNMET')
  })

  test('#28 of the whole request is fraud: committee and compliance, and what is cleared refuses nothing', () => {
    const proposed = proven().when(object).when(refuse)
    proposed.when(approve).isRefused('COUNTERSIGNATURE_MISSING')
    proposed.and(sign).when(approve).isRefused('AUTHORITY_EXCEEDED')
    proposed.and(sign, release).when(approve).isRefused('GROUND_CONDITION_UNMET')
    proven()
      .when(object)
      .when({ ...refuse, evidence: [] })
      .isRefused('GROUND_CONDITION_UNMET')
  })

  test('#26 a cut item goes by its amount', () => {
    const item = { itemId: 'itm', claimedFen: 250_000, notCoveredFen: 50_000, ...example.cut, ground: 'false-material' }
    const cut = { type: 'AssessLoss', items: [item], textId: 'txt' } as ReturnType<typeof example.assessLoss>
    given(example.assessing()).and(cut).when(approve).happens({ type: 'ProposalApproved' })
  })

  test('#56 that the event never happened is for the investigator to prove', () => {
    const never = { type: 'ProposeRefusal', ...example.notCovered, ground: 'event-never-happened' } as const
    given(example.reviewing()).when(never).isRefused('GROUND_CONDITION_UNMET')
    const back = proven().when({ type: 'CountersignProposal', verdict: 'object', questionTextId: 'txt_q' })
    back.when(never).happens({ type: 'RefusalProposed' })
  })
})

describe('fraud of what is disputed', () => {
  const heldIn = (scene: Scene): Scene => holdProposed(scene).when({ type: 'ConfirmHold' }, person('compliance'))
  const proof = (scene: Scene): Scene => heldIn(scene).when(proveWhole)

  test('#56 what was disputed is decided anew: the dispute ends with that reason, and who raised it is told', () => {
    const scene = proof(disputes.investigated(disputes.disagreed())).stands('awaiting-approval')
    expect(scene.standing().dispute).toMatchObject({ state: 'ended', outcome: 'overtaken', endedAt: scene.now })
    expect(scene.clock('T-dispute')).toMatchObject({ state: 'void', voidReason: 'decided anew' })
    expect(scene.latest.flatMap(({ notices = [] }) => notices)).toContainEqual(
      expect.objectContaining({ kind: 'dispute-decision', audience: 'claimant', facts: { outcome: 'change' } }),
    )
    expect(scene.clock('C16b').state).toBe('running')
    expect(example.deliver(scene, 'dispute-decision').clock('C16b').state).toBe('met')
  })

  test('#56 a mediation or an appraisal is over with it, and the days it left out with it', () => {
    const mediated = proof(disputes.mediating(disputes.investigated(disputes.disagreed())))
    expect(mediated.standing().dispute).toMatchObject({ state: 'ended', mediation: { to: mediated.now } })
    expect(mediated.clock('C16b').state).toBe('running')
    const again = example.deliver(decidedByCommittee(mediated.when(sign)), 'refusal').stands('declined')
    again.when(disputes.raise).happens({ type: 'DisputeRaised', n: 2 })
  })

  test('#56 a court that has the case goes on', () => {
    const scene = proof(disputes.atCourt(disputes.investigated(disputes.disagreed()))).stands('awaiting-approval')
    expect(scene.standing().dispute).toMatchObject({ state: 'litigation' })
  })
})

describe('fraud while payees are being paid', () => {
  const confirm = { type: 'ConfirmHold' } as const
  const heldNow = (scene: Scene): Scene => holdProposed(scene).when(confirm, person('compliance'))
  const twoPayees = (): Scene => given(example.agreed()).and(example.freezePayees('pty_a', 'pty_b'))

  test('#56 proven while nothing has left, what was prepared is void and the committee decides', () => {
    const proved = heldNow(example.paying()).when(proveWhole).stands('awaiting-approval')
    proved.happens({ type: 'FraudProven', payments: [1] })
    expect(proved.standing()).toMatchObject({ payees: [], payments: [{ n: 1, state: 'void' }] })
    const declined = example.deliver(decidedByCommittee(proved.when(sign)), 'refusal').stands('declined')
    expect(declined.clock('C10')).toMatchObject({ state: 'void', voidReason: 'nothing owed' })
  })

  test('#56 what is not false is owed since it was agreed, to whoever is named then', () => {
    const paying = twoPayees()
    const due = paying.clock('C10').dueTarget
    const proved = heldNow(paying).when(provePart(60_000))
    proved.happens({
      type: 'FraudProven',
      payments: [1, 2],
      proposal: expect.objectContaining({ payFen: 190_000 }) as never,
    })
    const agreed = example
      .deliver(decidedByCommittee(proved.when(sign)), 'result')
      .when({ type: 'AgreeOffer', identityChecked: true })
    const named = agreed.when(example.freezePayees('pty_c'))
    expect(named.standing().payments.at(-1)).toMatchObject({ n: 3, payeeId: 'pty_c', amountFen: 190_000 })
    const owed = named.standing().clocks.filter(({ id }) => id === 'C10')
    expect(owed.toSorted((one, other) => one.n - other.n)).toMatchObject([
      { state: 'running', payeeId: 'pty_c', dueTarget: due },
      { state: 'void', voidReason: 'decided anew' },
    ])
  })

  test('#56 where money has left the rest stays held, and what left is asked back', () => {
    const check = { type: 'CheckPayment', n: 1, verdict: 'approve' } as const
    const sent = twoPayees().and({ type: 'SubmitPayments' }, check).learns(example.bankSays('never-seen'))
    const refused = heldNow(sent).when(proveWhole).isRefused('PAYMENT_UNDER_WAY')
    expect(refused.refusal?.resolvedBy).toBe('ConfirmHold')
  })
})

test('#56 what is proven lapses no more: an advance it withholds is not sent before the committee has voted', () => {
  const agreed = agreedOn(advanceLetGo(100_000), 250_000)
  const heldNow = holdProposed(agreed).when({ type: 'ConfirmHold' }, person('compliance'))
  const proved = heldNow.when(proveWhole)
  const late = proved.passes(proved.now + 4 * DAY).stands('awaiting-approval')
  expect(late.latest.map(({ type }) => type)).not.toContain('HoldLapsed')
  const step = nextStep(late.standing(), contextAt(late.now))
  expect(step.kind === 'finish' ? [] : step.effects.map(({ kind }) => kind)).not.toContain('prepare-payment')
  const back = late.when({ type: 'CountersignProposal', verdict: 'object', questionTextId: 'txt_q' })
  expect(heldFen(back.passes(back.now + 4 * DAY).standing())).toBe(250_000)
})
