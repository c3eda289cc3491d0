import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import {
  advancePaid,
  agreedAfter,
  motorPaid,
  overpaid,
  receive,
  recoveriesAtMost,
  refusedAfter,
  subrogate,
} from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR } from '../time.ts'
import type { CommandOf } from './commands.ts'
import { nextStep } from './next-step.ts'

const writeOff = { type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt_gone' } as const
const claim = (cause: CommandOf<'OpenRecovery'>['cause'], amountFen = 100_000): CommandOf<'OpenRecovery'> => ({
  type: 'OpenRecovery',
  cause,
  amountFen,
  evidence: [],
  reasonTextId: 'txt_why',
})
const first = (scene: Scene) => scene.standing().recoveries?.[0]
const told = (scene: Scene, kind: string) => scene.standing().notices.filter((notice) => notice.kind === kind)

test('#59 what was advanced beyond the final sum is asked back by notice, and nothing is debited', () => {
  const scene = overpaid()
  scene
    .happens(
      { type: 'OfferAgreed' },
      { type: 'PayeesFrozen', netted: { prepaidFen: 60_000, setOffFen: 0 } },
      { type: 'RecoveryOpened', n: 1, cause: 'overpaid', amountFen: 40_000 },
      { type: 'ClaimPaid' },
    )
    .stands('paid')
  expect(first(scene)).toMatchObject({ state: 'open', amountFen: 40_000, receivedFen: 0, openedBy: 'system' })
  expect(told(scene, 'recovery')).toMatchObject([{ audience: 'claimant', facts: { amountFen: 40_000 } }])
  expect(scene.standing().payments).toHaveLength(1)
})

test('#59 an advance on what turns out not to be owed is asked back when the refusal is delivered', () => {
  const scene = refusedAfter(advancePaid(100_000)).stands('declined')
  scene.happens({ type: 'NoticeDelivered' }, { type: 'ClaimDeclined' }, { type: 'RecoveryOpened', amountFen: 100_000 })
})

test('#71 money comes in by parts, the sum is kept, and the last part ends it', () => {
  const part = overpaid().when(receive(15_000)).happens({ type: 'RecoveryReceived', n: 1, amountFen: 15_000 })
  expect(first(part)).toMatchObject({ state: 'open', receivedFen: 15_000 })
  expect(told(part, 'recovery-result')).toMatchObject([{ facts: { receivedFen: 15_000, openFen: 25_000 } }])
  part.when(receive(25_001)).isRefused('RECOVERY_AMOUNT')
  part.when(receive(0)).isRefused('RECOVERY_AMOUNT')
  const whole = part.when(receive(25_000))
  expect(first(whole)).toMatchObject({ state: 'recovered', receivedFen: 40_000 })
  whole.when(receive(1)).isRefused('RECOVERY_UNKNOWN')
  whole.when(writeOff).isRefused('RECOVERY_UNKNOWN')
})

test('#71 what cannot be had is given up by authority, by somebody who did not ask for it', () => {
  const asked = given(example.closed()).when(claim('clawback', 200_000))
  asked.when(writeOff, person('supervisor')).isRefused('SEPARATION_OF_DUTIES')
  const gaveUp = asked.when(receive(50_000)).when(writeOff, person('approver'))
  gaveUp.happens({ type: 'RecoveryWrittenOff', n: 1, level: 1 }).stands('closed')
  expect(first(gaveUp)).toMatchObject({ state: 'written-off', receivedFen: 50_000 })
  expect(told(gaveUp, 'recovery-result').at(-1)).toMatchObject({ facts: { waivedFen: 150_000 } })
})

test('#71 who may pay as much may give up as much, with all that this claim has given up before', () => {
  const rich = reopenedAndPaid(example.closed())
  const asked = rich.and(claim('clawback', 1_500_000), claim('clawback', 1_000_000))
  const once = asked.when(writeOff, person('approver')).happens({ type: 'RecoveryWrittenOff', level: 1 })
  once.when({ ...writeOff, n: 2 }, person('approver')).isRefused('AUTHORITY_EXCEEDED')
  once.when({ ...writeOff, n: 2 }, person('branch-head')).happens({ type: 'RecoveryWrittenOff', level: 3 })
})

test('#70 fraud found later is put to nobody by our notices, but is a person’s task', () => {
  const scene = given(example.closed()).after(DAY).when(claim('fraud'))
  scene.happens({ type: 'RecoveryOpened', cause: 'fraud' }).stands('closed')
  expect(scene.latest.flatMap(({ notices = [] }) => notices)).toMatchObject([
    { audience: 'supervisor', facts: { task: 'recovery: demand it in writing' } },
  ])
})

test('#70 no more is asked back than was paid, from who was paid and from all others', () => {
  const paid = given(example.closed())
  paid.when(claim('clawback', 250_001)).isRefused('RECOVERY_AMOUNT')
  paid.when(claim('clawback', 0)).isRefused('RECOVERY_AMOUNT')
  paid.and(claim('clawback', 200_000)).when(claim('fraud', 50_001)).isRefused('RECOVERY_AMOUNT')
  paid.and(claim('clawback', 200_000)).when(claim('salvage', 250_000)).happens({ type: 'RecoveryOpened' })
  given(example.declined()).when(claim('overpaid', 1)).isRefused('RECOVERY_AMOUNT')
  paid.when({ ...claim('fraud'), evidence: ['doc_none'] }).isRefused('EVIDENCE_UNKNOWN')
})

test('#70 who is liable is asked under property lines only, and of the family only for intent', () => {
  given(example.closed()).when(subrogate()).isRefused('RECOVERY_NOT_ALLOWED')
  const paid = motorPaid()
  const { against: _against, ...unnamed } = subrogate()
  paid.when(unnamed).isRefused('RECOVERY_NOT_ALLOWED')
  paid.when(subrogate(1, { against: { relation: 'family', intentional: false } })).isRefused('RECOVERY_NOT_ALLOWED')
  paid
    .when(subrogate(1, { against: { relation: 'family', intentional: true } }))
    .happens({ type: 'RecoveryOpened', cause: 'subrogation' })
})

test('#70 the right against who is liable lapses three years after the payment: R1 watches it', () => {
  const paid = motorPaid()
  const opened = paid.after(10 * DAY).when(subrogate())
  expect(opened.clock('R1')).toMatchObject({ state: 'running', startedAt: paid.now, length: 3 })
  const second = opened.when(subrogate(10_000))
  expect(second.standing().clocks.filter(({ id }) => id === 'R1')).toHaveLength(1)
  const closed = second.passes(second.now + 20 * DAY).stands('closed')
  expect(closed.clock('R1').state).toBe('running')
})

test('#71 the watch ends with the last money of who is liable, or when it is written off', () => {
  const opened = motorPaid().when(subrogate(200_000))
  const two = opened.when(subrogate(10_000))
  expect(two.when(receive(200_000)).clock('R1').state).toBe('running')
  const done = two.and(receive(200_000)).when(receive(10_000, 2))
  expect(done.clock('R1')).toMatchObject({ state: 'met', endedAt: done.now })
  const off = opened.when(writeOff)
  expect(off.clock('R1')).toMatchObject({ state: 'void', voidReason: 'written off' })
  expect(told(off, 'recovery-result')).toEqual([])
})

test('#70 a claim with money to get back does not rest; when it is over it does', () => {
  const opened = given(example.closed()).when(claim('fraud', 100_000))
  const later = opened.passes(opened.now + 400 * DAY)
  expect(nextStep(later.standing(), contextAt(later.now)).kind).toBe('go-on')
  const over = answered(later.when(receive(100_000)))
  expect(over.passes(over.now + DAY).standing().restedAt).toBeDefined()
})

test('#70 fraud found after the file was laid to rest wakes it', () => {
  const resting = answered(given(example.closed()))
  const rested = resting.passes(resting.now + 400 * DAY)
  expect(typeof rested.standing().restedAt).toBe('number')
  expect(rested.when(claim('fraud')).standing().restedAt).toBeNull()
})

test('#69 what is still owed back is left out when the reopened claim is determined anew', () => {
  const reopened = reopenedTo(overpaid().when(receive(15_000)))
  const frozen = agreedAfter(reopened.when(example.assessLoss(300_000))).when(example.freezePayees('pty_a'))
  frozen.happens({ type: 'PayeesFrozen', netted: { prepaidFen: 0, setOffFen: 25_000 } })
  expect(frozen.standing().stage).toMatchObject({ determination: { payFen: 240_000 } })
  expect(first(frozen)).toMatchObject({ state: 'recovered', receivedFen: 15_000, setOffFen: 25_000 })
  // 1,000 yuan in advance, 150 returned, 2,150 now: 3,000 in all.
  expect(frozen.standing().payments.at(-1)?.amountFen).toBe(215_000)
})

test('#70 a withdrawn claim never asks back what it had in advance', () => {
  const withdrawn = advancePaid().when({ type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_why' })
  withdrawn.when(claim('overpaid')).isRefused('WRONG_STATUS')
})

test('#70 a claim has at most twenty recoveries', () => {
  recoveriesAtMost().isRefused('TOO_MANY_RECOVERIES')
})

/** Every notice that is in the air has its answer. */
function answered(scene: Scene): Scene {
  return scene.standing().notices.reduce((before, { n }) => {
    const sent = before.learns({ type: 'NoticeSentOut', n, messageId: `msg_${n}` })
    const proof = { how: 'receipt', reference: `rcp_${n}` } as const
    return sent.learns({ type: 'NoticeReceipt', n, outcome: 'delivered', ageMs: 0, proof })
  }, scene)
}

const reopenedTo = (scene: Scene): Scene =>
  scene.after(HOUR).when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_note', to: 'assessing' })

/** Reopened, and paid another 3 million fen. */
function reopenedAndPaid(scene: Scene): Scene {
  const frozen = agreedAfter(reopenedTo(scene).when(example.assessLoss(3_250_000))).when(example.freezePayees('pty_b'))
  const n = frozen.standing().payments.length
  return example.settle(frozen.and({ type: 'SubmitPayments' }, { type: 'CheckPayment', n, verdict: 'approve' }), n)
}
