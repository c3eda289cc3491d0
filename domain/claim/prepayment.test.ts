import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import {
  advanceApproved,
  advanceAsked,
  advanceLetGo,
  advancePaid,
  advanceSent,
  advancesAtMost,
  agreedOn,
  approveAdvance,
  refusedAfter,
  requestAdvance,
} from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { advanceBeyond } from '../../test/motion-examples.ts'
import { HOUR } from '../time.ts'
import type { ClaimStatus } from './state.ts'

const advance = (scene: Scene) => scene.standing().prepayments?.at(-1)
const kindsOf = (scene: Scene): readonly string[] => scene.standing().notices.map(({ kind }) => kind)

const statuses = [
  'received',
  'awaiting-documents',
  'dormant',
  'accepted',
  'triaged',
  'investigating',
  'reviewing',
  'assessing',
  'awaiting-approval',
  'decided',
  'offered',
  'agreed',
] as const satisfies readonly ClaimStatus[]

test.each(statuses)('#58 an advance is proposed while the claim is %s, and the claim stays where it is', (status) => {
  const asked = advanceAsked(50_000, example.exampleOf[status]()).stands(status)
  asked.happens({ type: 'PrepaymentRequested' })
  expect(advance(asked)).toMatchObject({ n: 1, state: 'requested', amountFen: 50_000, payeeId: 'pty_advance' })
})

test('#58 what is approved takes the way of every payment, is told, and keeps the sixty days of the law', () => {
  const approved = advanceApproved()
    .happens({ type: 'PrepaymentApproved', n: 1, amountFen: 100_000, level: 4 })
    .stands('reviewing')
  expect(approved.standing().payments).toMatchObject([{ n: 1, kind: 'prepayment', state: 'prepared' }])
  expect(kindsOf(approved)).toContain('prepayment')
  const paid = advancePaid().happens({ type: 'PaymentSettled', n: 1 }).stands('reviewing')
  expect(kindsOf(paid)).toContain('prepayment-paid')
  expect(kindsOf(paid)).not.toContain('payment')
  expect(paid.clock('C11')).toMatchObject({ state: 'met', endedAt: paid.now })
  expect(paid.standing().clocks.map(({ id }) => id)).not.toContain('C13')
})

test('#58 the proof, the amount above zero and an account of the payee belong to it', () => {
  const from = given(example.reviewing())
  from.when(requestAdvance(0)).isRefused('PREPAYMENT_AMOUNT')
  from.when(requestAdvance(0.5)).isRefused('PREPAYMENT_AMOUNT')
  from.when(requestAdvance(100_000_001)).isRefused('PREPAYMENT_AMOUNT')
  from.when(requestAdvance(1, { evidence: [] })).isRefused('EVIDENCE_MISSING')
  from.when(requestAdvance(1, { evidence: ['doc_none'] })).isRefused('EVIDENCE_UNKNOWN')
  const payee = { payeeId: 'pty_x', accountHolderIsPayee: false, namedOnFile: 'insured' } as const
  from.when(requestAdvance(1, { payee })).isRefused('ACCOUNT_OF_ANOTHER')
  given(example.dormantReport()).when(requestAdvance()).isRefused('WRONG_STATUS')
})

test('#58 treatment goes on only where somebody was hurt; a large loss asks for nothing of that', () => {
  const facts = { injury: 'none', thirdParty: false, hospitalised: false } as const
  const from = given(example.reviewing({ report: { facts } }))
  from.when(requestAdvance()).isRefused('GROUND_CONDITION_UNMET')
  from.when(requestAdvance(1, { why: 'big-loss' })).happens({ type: 'PrepaymentRequested' })
})

test('#58 one advance at a time: the next when the last is paid or sent back', () => {
  advanceAsked().when(requestAdvance()).isRefused('PREPAYMENT_OPEN')
  advanceSent().when(requestAdvance()).isRefused('PREPAYMENT_OPEN')
  const back = advanceAsked().when({ type: 'DecidePrepayment', n: 1, verdict: 'return', reasonTextId: 'txt_why' })
  expect(advance(back)?.state).toBe('returned')
  const next = back.happens({ type: 'PrepaymentReturned', n: 1 }).when(requestAdvance())
  expect(advance(next)).toMatchObject({ n: 2, state: 'requested' })
  expect(advance(advancePaid().when(requestAdvance(1)))).toMatchObject({ n: 2 })
})

test('#58 an advance goes back by who could approve it, and whoever proposed it reads that it did', () => {
  const back = { type: 'DecidePrepayment', n: 1, verdict: 'return', reasonTextId: 'txt_why' } as const
  const asked = advanceAsked(1_000_001, example.reviewing({ claimedFen: 5_000_000 }))
  const small = asked.when(back, person('approver')).isRefused('AUTHORITY_EXCEEDED')
  expect(small.refusal?.whoMay?.[0]).toBe('supervisor (A2)')
  const returned = asked.when(back, person('supervisor'))
  expect(returned.latest.flatMap(({ notices = [] }) => notices)).toMatchObject([
    {
      kind: 'staff-work-item',
      audience: 'reviewer',
      facts: { task: 'advance: what was proposed came back', advance: 1, proposer: 'per_assessor' },
    },
  ])
})

test('#58 what the committee votes on goes back by head office, and by a person who has no part in the claim', () => {
  const back = { type: 'DecidePrepayment', n: 1, verdict: 'return', reasonTextId: 'txt_why' } as const
  const beyond = advanceBeyond()
  for (const role of ['approver', 'branch-head'] as const) {
    beyond.when(back, person(role)).isRefused('AUTHORITY_EXCEEDED')
  }
  beyond.when(back, person('head-office', 'per_intake-clerk')).isRefused('SEPARATION_OF_DUTIES')
  beyond.when(back, person('head-office')).happens({ type: 'PrepaymentReturned', n: 1 })
})

test('#58 the ladder measures all advances of the claim together, to the fen', () => {
  const decide = (scene: Scene, level: 'approver' | 'supervisor') => scene.when(approveAdvance(), person(level))
  const rich = example.reviewing({ claimedFen: 5_000_000 })
  decide(advanceAsked(1_000_000, rich), 'approver').happens({ type: 'PrepaymentApproved', level: 1 })
  decide(advanceAsked(1_000_001, rich), 'approver').isRefused('AUTHORITY_EXCEEDED')
  decide(advanceAsked(1_000_001, rich), 'supervisor').happens({ type: 'PrepaymentApproved', level: 2 })
  const sliced = advancePaid(1_000_000, rich).when(requestAdvance(1))
  expect(advance(sliced)?.requiredLevel).toBe(2)
  const second = sliced.when({ ...approveAdvance(), n: 2 }, person('approver', 'per_second-approver'))
  expect(second.refusal).toMatchObject({ code: 'AUTHORITY_EXCEEDED' })
  expect(second.refusal?.whoMay?.[0]).toBe('supervisor (A2)')
})

test('#58 no single person approves what only the committee may', () => {
  const claim = example.reviewing({ policy: { sumInsuredFen: 900_000_000 } })
  advanceAsked(200_000_001, claim).when(approveAdvance()).isRefused('AUTHORITY_EXCEEDED')
})

test('#58 the approver may find less proven, never more', () => {
  const asked = advanceAsked()
  const less = asked.when({ ...approveAdvance(), amountFen: 60_000 })
  expect(less.standing().payments).toMatchObject([{ amountFen: 60_000 }])
  asked.when({ ...approveAdvance(), amountFen: 100_001 }).isRefused('PREPAYMENT_AMOUNT')
  asked.when({ ...approveAdvance(), amountFen: 0 }).isRefused('PREPAYMENT_AMOUNT')
  asked.when({ type: 'DecidePrepayment', n: 1, verdict: 'return' }).isRefused('REASON_MISSING')
  asked.when(approveAdvance(2)).isRefused('PREPAYMENT_UNKNOWN')
})

test('#58 persons differ: who proposed it and named the payee neither approves nor checks it', () => {
  const asked = advanceAsked()
  asked.when(approveAdvance(), person('supervisor', 'per_assessor')).isRefused('SEPARATION_OF_DUTIES')
  const submitted = advanceApproved().when({ type: 'SubmitPayments' })
  const check = { type: 'CheckPayment', n: 1, verdict: 'approve' } as const
  submitted.when(check, person('payment-checker', 'per_assessor')).isRefused('SEPARATION_OF_DUTIES')
  submitted.when(check, person('payment-checker', 'per_payment-clerk')).isRefused('SEPARATION_OF_DUTIES')
})

test('#58 a suspected copy and an unknown policy pay nothing in advance', () => {
  const suspect = { type: 'SuspectDuplicate', otherClaimId: 'clm_other' } as const
  advanceAsked().and(suspect).when(approveAdvance()).isRefused('DUPLICATE_SUSPECTED')
  advanceAsked(1, example.accepted()).when(approveAdvance()).isRefused('POLICY_UNKNOWN')
})

test('#58 after the decision no more is advanced than was determined', () => {
  const decided = example.decided()
  given(decided).when(requestAdvance(250_001)).isRefused('PREPAYMENT_AMOUNT')
  given(decided).when(requestAdvance(250_000)).happens({ type: 'PrepaymentRequested' })
  given(example.decided('refuse')).when(requestAdvance(1)).isRefused('PREPAYMENT_AMOUNT')
})

test('#58 a claim has at most twenty advances', () => {
  advancesAtMost().isRefused('TOO_MANY_PREPAYMENTS')
})

test('#36 what was paid in advance is left out of what the payees share, and the customer reads both', () => {
  const scene = agreedOn(advancePaid(100_000), 250_000).when(example.freezePayees('pty_a'))
  scene.happens({ type: 'PayeesFrozen', netted: { prepaidFen: 100_000, setOffFen: 0 } }).stands('paying')
  expect(scene.standing().payments).toMatchObject([
    { n: 1, kind: 'prepayment', state: 'settled', amountFen: 100_000 },
    { n: 2, amountFen: 150_000, state: 'prepared' },
  ])
  expect(scene.standing().notices.findLast(({ kind }) => kind === 'prepayment-netted')?.facts).toEqual({
    prepaidFen: 100_000,
    amountFen: 150_000,
  })
  expect(scene.standing().stage).toMatchObject({ determination: { payFen: 250_000 } })
})

test('#45 where all was paid in advance nothing is sent, and the claim is paid with the agreement', () => {
  const scene = agreedOn(advancePaid(100_000), 100_000)
  scene
    .happens({ type: 'OfferAgreed' }, { type: 'PayeesFrozen', payees: [], payments: [] }, { type: 'ClaimPaid' })
    .stands('paid')
  expect(scene.clock('C10')).toMatchObject({ state: 'met', endedAt: scene.now })
  expect(scene.standing().payments).toHaveLength(1)
})

test('#36 while the bank may have an advance nobody fixes what is left to pay', () => {
  const agreed = agreedOn(advanceSent(100_000), 250_000).stands('agreed')
  agreed.when(example.freezePayees('pty_a')).isRefused('ADVANCE_IN_FLIGHT')
  const known = agreed.learns(example.bankSays('settled')).when(example.freezePayees('pty_a'))
  expect(known.standing().payments[1]?.amountFen).toBe(150_000)
})

test('#45 an advance that was all there is to pay may arrive after the agreement', () => {
  const agreed = agreedOn(advanceSent(100_000), 100_000).stands('agreed')
  agreed
    .learns(example.bankSays('settled'))
    .happens({ type: 'PaymentSettled' }, { type: 'PayeesFrozen' }, { type: 'ClaimPaid' })
})

test('#36 what was not sent is called off, and what the bank rejected is paid with the rest', () => {
  for (const begun of [advanceAsked(), advanceApproved(), advanceLetGo()]) {
    const scene = agreedOn(begun, 250_000).when(example.freezePayees('pty_a'))
    expect(advance(scene)?.state).toBe('void')
    const { payments } = scene.standing()
    expect(payments.at(-1)).toMatchObject({ amountFen: 250_000, state: 'prepared' })
    expect(payments.slice(0, -1).every(({ state }) => state === 'void')).toBe(true)
  }
  const rejected = advanceSent().learns(example.bankSays('rejected'))
  const scene = agreedOn(rejected, 250_000).when(example.freezePayees('pty_a'))
  // The bank would have been tried again (#40): what waits for that is called off like any other.
  expect(scene.standing().payments).toMatchObject([{ state: 'rejected' }, { state: 'void' }, { amountFen: 250_000 }])
})

test('#51 a withdrawn claim calls off what has not left, and never asks back what has', () => {
  const withdraw = { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_why' } as const
  const early = advanceLetGo().when(withdraw).stands('withdrawn')
  expect(early.standing().payments).toMatchObject([{ state: 'void' }])
  const paid = advancePaid().when(withdraw).stands('withdrawn')
  expect(paid.standing().recoveries).toBeUndefined()
  const late = advanceSent().when(withdraw).after(HOUR).learns(example.bankSays('settled'))
  late.happens({ type: 'PaymentSettled' }).stands('withdrawn')
  expect(late.standing().recoveries).toBeUndefined()
  const anew = paid.after(HOUR).and({ ...example.fileClaim(), documents: [] }, { type: 'AcceptClaim' })
  const agreed = agreedOn(anew, 250_000).when(example.freezePayees('pty_a'))
  expect(agreed.standing().payments.at(-1)?.amountFen).toBe(150_000)
})

test('#53 a claim that has paid in advance is neither cancelled as a copy nor put under another policy', () => {
  const suspect = { type: 'SuspectDuplicate', otherClaimId: 'clm_other' } as const
  const same = { type: 'ResolveDuplicate', outcome: 'same' } as const
  for (const scene of [advanceSent(), advancePaid()]) {
    scene.and(suspect).when(same).isRefused('ADVANCE_PAID')
    scene.when(example.relink).isRefused('ALREADY_PAID')
  }
  const test = example.reviewing({ report: { isTest: true } })
  advancePaid(1, test).when({ type: 'CancelClaim', because: 'test' }).isRefused('ADVANCE_PAID')
  advanceApproved().and(suspect).when(same).happens({ type: 'ClaimCancelled' })
})

test('#26 an assessment leaves an advance in the amount, and the case total counts it once', () => {
  const assessed = advancePaid(100_000)
    .and({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] })
    .when(example.assessLoss(2_000_000))
  expect(assessed.standing().stage).toMatchObject({ proposal: { payFen: 2_000_000, requiredLevel: 1 } })
})

test('#32 an advance on its way when the claim is refused is asked back when it arrives', () => {
  const refused = refusedAfter(advanceSent()).stands('declined')
  expect(refused.standing().recoveries).toBeUndefined()
  const arrived = refused.learns(example.bankSays('settled'))
  arrived.happens({ type: 'PaymentSettled' }, { type: 'RecoveryOpened', cause: 'overpaid', amountFen: 100_000 })
})
