import { expect, test } from 'vitest'

import { paymentOrder } from './payment-order.ts'

const payment = { n: 2, payeeId: 'pty_1', amountFen: 5, reference: 'R2', state: 'approved', queries: 0 } as const
const approvedBy = 'per_checker'

test('the bank’s side knows the account, and no more of the payee', () => {
  expect(paymentOrder('clm_1', { payment, approvedBy })).toEqual({
    claimId: 'clm_1',
    payment: { n: 2, payeeId: 'pty_1', amountFen: 5, reference: 'R2' },
    approvedBy,
  })
})

test('to another account of the payee goes along under whom he was named, for his screening', () => {
  const order = paymentOrder('clm_1', { payment: { ...payment, accountId: 'pty_other', rail: 'other' }, approvedBy })
  expect(order).toMatchObject({ payment: { payeeId: 'pty_other', rail: 'other' }, namedAs: 'pty_1' })
})

test('entries compliance let pass for this payment go along, where there are any', () => {
  const screened = { screeningId: 'scr_1', matches: [], released: ['list_1'], releases: 1 }
  expect(paymentOrder('clm_1', { payment: { ...payment, screened }, approvedBy }).released).toEqual(['list_1'])
  const none = { ...screened, released: [] }
  expect(paymentOrder('clm_1', { payment: { ...payment, screened: none }, approvedBy })).not.toHaveProperty('released')
})
