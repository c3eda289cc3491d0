import { expect, test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import * as payments from '../../test/payment-examples.ts'
import { DAY } from '../time.ts'

const { bankRejects, check, newAccount, paidInPart, submit } = payments

test('#46 a claim is paid in part when everybody has his money but those it is held for', () => {
  const scene = paidInPart().stands('paid')
  expect(scene.standing().stage).toMatchObject({ status: 'paid', partial: true })
  expect(scene.standing().payments.map(({ state }) => state)).toEqual(['held-for-payee', 'settled'])
  expect(scene.clock('C11').state).toBe('met')
  expect(scene.clock('C13').state).toBe('running')
  const owed = scene.standing().clocks.filter(({ id }) => id === 'C10')
  expect(owed.map(({ payeeId, state }) => [payeeId, state])).toEqual(
    expect.arrayContaining([
      ['pty_a', 'running'],
      ['pty_b', 'met'],
    ]),
  )
  expect(scene.standing().notices.map(({ kind }) => kind)).not.toContain('survey')
  scene.when({ type: 'GiveFeedback', score: 9 }).isRefused('PAYMENT_OPEN')
})

test('#46 one payee’s trouble delays nobody else', () => {
  const both = given(example.agreed()).and(example.freezePayees('pty_a', 'pty_b'), submit, check(1), check(2))
  const settled = example.settle(both.learns(bankRejects('account-closed')), 2).stands('paying')
  expect(settled.standing().payments.map(({ state }) => state)).toEqual(['fix-account', 'settled'])
})

test('#46a the last payee who comes for his money makes the claim paid, with its survey', () => {
  const scene = payments.paidAnew(paidInPart()).happens({ type: 'PaymentSettled', n: 3 }, { type: 'ClaimPaid' })
  expect(scene.standing().stage).toMatchObject({ status: 'paid' })
  expect(scene.standing().stage).not.toHaveProperty('partial')
  expect([scene.clock('C13').state, scene.standing().notices.at(-1)?.kind]).toEqual(['met', 'survey'])
})

test('#46a after half a year the claim closes over the money that is held; the clock of its payee ends for his cause', () => {
  const scene = payments.closedOutstanding().stands('closed')
  expect(scene.standing().stage).toMatchObject({ outstanding: true })
  const owed = scene.standing().clocks.find(({ id, payeeId }) => id === 'C10' && payeeId === 'pty_a')
  expect(owed).toMatchObject({ state: 'void', voidReason: 'payee cause' })
  expect(scene.clock('C13').endedAt).toBeDefined()
  const back = given(scene).and(newAccount()).stands('paying')
  example.settle(back.and(submit, check(3)), 3).stands('paid')
})

test('#46a nothing closes over a payment that is under way', () => {
  const named = given(paidInPart()).and(newAccount())
  expect(
    named
      .passes(named.now + 400 * DAY)
      .stands('paid')
      .latest.map(({ type }) => type),
  ).not.toContain('ClaimClosed')
})

test('#50 a claim closes only when all its payments have settled, also over a good answer', () => {
  const late = payments.paidLate(3)
  const answered = late.when({ type: 'GiveFeedback', score: 9 }).stands('feedback')
  const approved = answered.when({ type: 'ApproveCompensation', n: 1 }).stands('feedback')
  const paid = example.settle(approved.and(submit, check(2)), 2)
  expect(paid.latest.map(({ type }) => type)).toEqual(['PaymentSettled', 'ClaimClosed'])
})
