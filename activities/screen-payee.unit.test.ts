import { expect, test } from 'vitest'
import type { ScreeningAsk } from './gateways/screening-gateway.ts'
import { screenPayee } from './screen-payee.ts'

const order = {
  claimId: 'clm_1',
  payment: { n: 1, payeeId: 'pty_1', amountFen: 500_000, reference: 'LP1' },
  approvedBy: 'per_checker',
}

function desk(...matches: readonly string[]) {
  const asked: ScreeningAsk[] = []
  const persons = [{ name: '李梅', identityNumber: '990000198907010019' }, { name: '李母' }]
  return {
    asked,
    payeeOf: async () => persons,
    screening: { screen: async (ask: ScreeningAsk) => (asked.push(ask), { screeningId: 'scr_1', matches }) },
  }
}

test('the payee and who takes the money for him are asked about, under the payment’s own reference', async () => {
  const at = desk()
  expect(await screenPayee(order, at)).toEqual({ screeningId: 'scr_1', matches: [] })
  expect(at.asked).toEqual([{ reference: 'LP1', persons: await at.payeeOf() }])
})

test('of another account the payee is asked about as who he was named', async () => {
  const at = desk()
  const of: unknown[] = []
  const payeeOf = (...asked: unknown[]) => (of.push(asked), at.payeeOf())
  await screenPayee({ ...order, namedAs: 'pty_0' }, { ...at, payeeOf })
  expect(of).toEqual([['clm_1', 'pty_1', 'pty_0']])
})

test('an entry that compliance let pass is no match, every other one is', async () => {
  const released = { ...order, released: ['list_1'] }
  expect((await screenPayee(released, desk('list_1'))).matches).toEqual([])
  expect((await screenPayee(released, desk('list_1', 'list_2'))).matches).toEqual(['list_2'])
  expect((await screenPayee(order, desk('list_1'))).matches).toEqual(['list_1'])
})
