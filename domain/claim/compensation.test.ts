import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as advances from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import * as payments from '../../test/payment-examples.ts'
import { DAY, HOUR } from '../time.ts'
import { interest } from './compensation.ts'

const approve = { type: 'ApproveCompensation', n: 1 } as const
const { check, paidLate, submit } = payments

const compensations = (scene: Scene) => scene.standing().compensations ?? []

test('#47 money that came late is owed with its interest, and the claim is paid all the same', () => {
  const scene = paidLate(3).stands('paid')
  expect(scene.latest.slice(-3).map(({ type }) => type)).toEqual(['PaymentSettled', 'CompensationDue', 'ClaimPaid'])
  // 2,500.00 at 3.00 % a year for three days: 0.6164, so 62 fen.
  expect(compensations(scene)).toEqual([
    {
      n: 1,
      forPayment: 1,
      payeeId: 'pty_only',
      lateDays: 3,
      annualBasisPoints: 300,
      amountFen: 62,
      requiredLevel: 1,
    },
  ])
  expect(scene.latest.find(({ type }) => type === 'CompensationDue')?.notices).toMatchObject([
    { kind: 'staff-work-item', audience: 'approver' },
  ])
})

test('#47 money that came on the last lawful day costs nothing more', () => {
  const sent = payments.onItsWay()
  const onTime = sent.at(sent.clock('C10').dueLegal - 1).learns(example.bankSays('settled'))
  expect(compensations(onTime)).toEqual([])
  expect(compensations(paidLate(1))).toMatchObject([{ lateDays: 1, amountFen: 21 }])
})

test('#47 it is approved by the ladder, paid by two persons, and told to the customer', () => {
  const approved = paidLate(3).when(approve).happens({ type: 'CompensationApproved', n: 1, level: 4 })
  expect(approved.standing().payments.at(-1)).toMatchObject({
    n: 2,
    kind: 'compensation',
    state: 'prepared',
    amountFen: 62,
  })
  expect(approved.standing().notices.find(({ kind }) => kind === 'compensation')?.facts).toMatchObject({
    amountFen: 62,
    lateDays: 3,
  })
  const paid = example
    .settle(approved.and(submit, check(2)), 2)
    .happens({ type: 'PaymentSettled', n: 2 })
    .stands('paid')
  expect(paid.standing().payments.map(({ state }) => state)).toEqual(['settled', 'settled'])
  paid.when(approve).isRefused('COMPENSATION_UNKNOWN')
})

test('#47 letting it go begins no payment clock of the norm: the final sum has arrived, and nothing more would end it', () => {
  const letGo = paidLate(3).and(approve, submit, check(2))
  const endings = letGo.standing().clocks.flatMap(({ id, endedAt }) => (id === 'C13' ? [endedAt !== undefined] : []))
  expect(endings).toEqual([true])
})

test('#47 who may not decide the whole of what the claim costs does not approve it, and no committee member alone', () => {
  const dear = example.assessLoss(2_000_000)
  const agreed = example
    .deliver(given(example.assessing({ claimedFen: 2_000_000 })).and(dear, { type: 'ApproveProposal' }), 'result')
    .and({ type: 'AgreeOffer', identityChecked: true }, example.freezePayees('pty_only'), submit, check(1))
  const late = agreed
    .learns(example.bankSays('accepted'))
    .after(30 * DAY)
    .learns(example.bankSays('settled'))
  expect(compensations(late)[0]).toMatchObject({ requiredLevel: 2 })
  expect(late.when(approve, person('approver', 'per_other')).isRefused('AUTHORITY_EXCEEDED').refusal?.whoMay).toEqual([
    'supervisor (A2)',
    'branch head (A3)',
    'head office (A4)',
    'committee (A5)',
  ])
  late.when(approve, { ...person('head-office', 'per_other'), authorityLevel: 5 }).isRefused('AUTHORITY_EXCEEDED')
  late.when(approve, person('supervisor', 'per_other')).happens({ type: 'CompensationApproved', level: 2 })
})

test('#47 it is routed by the table of limits told with the word that the money arrived', () => {
  const row = {
    kind: 'payment',
    branch: '000000',
    currency: 'CNY',
    limitsFen: [1_000, 200_000, 300_000, 400_000],
    from: '2026-01-01',
  } as const
  const authority = { limits: { version: 3, rows: [row] }, delegations: [] }
  const sent = payments.onItsWay()
  const settled = { ...example.bankSays('settled'), authority }
  const late = sent.at(sent.clock('C10').dueLegal - 1 + 3 * DAY).learns(settled)
  expect(compensations(late)).toMatchObject([{ requiredLevel: 3 }])
  expect(late.latest.flatMap(({ notices = [] }) => notices)).toContainEqual(
    expect.objectContaining({ audience: 'branch-head' }),
  )
})

test('#47 days on which the payee’s account was awaited are not ours', () => {
  const rejected = payments.accountRejected()
  const due = rejected.clock('C10').dueLegal
  const named = rejected.at(due - HOUR + 5 * DAY).when(payments.newAccount())
  const soon = example.settle(named.and(submit, check(2)), 2)
  expect(compensations(soon)).toEqual([])
  const slow = named.and(submit, check(2)).learns(example.bankSays('accepted', 2))
  const late = slow.at(due - 1 + 9 * DAY).learns(example.bankSays('settled', 2))
  expect(compensations(late)).toMatchObject([{ forPayment: 2, lateDays: 4 }])
})

test('#47 each payee’s money is late on its own', () => {
  const both = given(example.agreed()).and(example.freezePayees('pty_a', 'pty_b'), submit, check(1), check(2))
  const one = example.settle(both, 2).learns(example.bankSays('accepted', 1))
  const late = one.at(one.clock('C10').dueLegal + 10 * DAY).learns(example.bankSays('settled', 1))
  expect(compensations(late)).toMatchObject([{ forPayment: 1, payeeId: 'pty_a' }])
})

test('#47 the queue is the payments’ while one waits, then the approver’s', () => {
  const late = paidLate(3)
  expect(late.standing().stage.status).toBe('paid')
  expect(late.and(approve).standing().payments.at(-1)?.state).toBe('prepared')
})

test('#47 interest is exact, never negative, and half a fen is rounded up', () => {
  expect(interest(250_000, 3, 300)).toBe(62)
  expect(interest(365 * 10_000, 1, 1)).toBe(1)
  expect(interest(365 * 5_000, 1, 1)).toBe(1)
  expect(interest(365 * 4_999, 1, 1)).toBe(0)
  fc.assert(
    fc.property(fc.nat(500_000_000), fc.nat(3_650), fc.nat(10_000), (amount, days, rate) => {
      const exact = (BigInt(amount) * BigInt(days) * BigInt(rate) * 2n) / (10_000n * 365n)
      const fen = BigInt(interest(amount, days, rate)) * 2n
      expect(fen - exact >= -1n && fen - exact <= 1n).toBe(true)
    }),
  )
})

/** So many days after the last lawful one of the clock of C10 that was begun last. */
const settledLate = (sent: Scene, n: number, days: number): Scene =>
  sent.at(sent.clock('C10').dueLegal - 1 + days * DAY).learns(example.bankSays('settled', n))

test('#44 #47 an advance the agreement has counted, which came back and is paid late, is owed with its interest', () => {
  const paying = advances.agreedOn(advances.advancePaid(100_000), 250_000).when(example.freezePayees('pty_only'))
  const back = payments.bounced(paying, 1)
  const anew = given(back).and(payments.newAccount(1), submit, check(3))
  const sent = anew.learns(example.bankSays('never-seen', 3)).learns(example.bankSays('accepted', 3))
  // 1,000.00 at 3.00 % a year for three days.
  expect(compensations(settledLate(sent, 3, 3))).toMatchObject([
    { forPayment: 3, payeeId: 'pty_advance', lateDays: 3, amountFen: 25 },
  ])
})

test('#47 an advance that is the whole sum and arrives after C10 is owed with its interest, for what was owed of it', () => {
  const whole = settledLate(advances.agreedOn(advances.advanceSent(100_000), 100_000), 1, 3).stands('paid')
  expect(compensations(whole)).toMatchObject([{ forPayment: 1, payeeId: 'pty_advance', lateDays: 3, amountFen: 25 }])
  const more = settledLate(advances.agreedOn(advances.advanceSent(100_000), 60_000), 1, 3)
  expect(compensations(more)).toMatchObject([{ forPayment: 1, amountFen: 15 }])
})

test('#47 an advance that came before anything was agreed costs nothing more', () => {
  const early = advances.agreedOn(advances.advancePaid(100_000), 100_000).stands('paid')
  expect(compensations(early)).toEqual([])
})
