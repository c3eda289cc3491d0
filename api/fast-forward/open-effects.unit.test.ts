import { expect, test } from 'vitest'

import type { Notice, Payment } from '../../domain/claim/state.ts'
import { openEffects } from './open-effects.ts'

const notice = (state: Notice['state'], channel: Notice['channel'] = 'sms') => ({ n: 1, state, channel }) as Notice
const payment = (state: Payment['state']) => ({ n: 2, state }) as Payment

test.each(['queued', 'dispatched'] as const)('a notice that is %s has its receipt to come', (state) => {
  expect(openEffects({ notices: [notice(state)], payments: [] })).toEqual([`notice 1 is ${state}`])
})

test.each(['delivered', 'failed'] as const)('a notice that is %s is over', (state) => {
  expect(openEffects({ notices: [notice(state)], payments: [] })).toEqual([])
})

test.each(['post', 'by-hand'] as const)('what goes by %s waits for a person, not for a receipt', (channel) => {
  expect(openEffects({ notices: [notice('dispatched', channel)], payments: [] })).toEqual([])
})

test.each(['approved', 'cleared', 'sent'] as const)('a payment that is %s has the bank to answer', (state) => {
  expect(openEffects({ notices: [], payments: [payment(state)] })).toEqual([`payment 2 is ${state}`])
})

test.each(['prepared', 'submitted', 'unknown', 'settled', 'rejected'] as const)(
  'a payment that is %s waits for a person, for the clock or for nothing',
  (state) => {
    expect(openEffects({ notices: [], payments: [payment(state)] })).toEqual([])
  },
)
