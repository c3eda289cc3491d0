import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import type { ClaimDesk } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { people } from './people.ts'
import { advanced, agreedOn, approvePayment, proof, refusalOf, submittedFor } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

test('an advance is sent once while the claim is reviewed, and the payees share what it leaves', async () => {
  const claim = await desk.open({ documents: [proof] })
  await advanced(claim, 100_000)
  await agreedOn(claim, 500_000)
  await claim.reaches('agreed')
  await submittedFor(claim, 'pty_payee')
  await approvePayment(claim, 2)
  const { payments } = (await claim.reaches('paid')).claim
  expect(payments.map(({ kind, amountFen, state }) => [kind, amountFen, state])).toEqual([
    ['prepayment', 100_000, 'settled'],
    [undefined, 292_000, 'settled'],
  ])
  expect(payments.map(({ reference }) => desk.world.transfers.get(reference))).toEqual([1, 1])
})

test('where all was paid in advance nothing more is sent, and what exceeds it is asked back', async () => {
  const claim = await desk.open({ documents: [proof] })
  await advanced(claim, 100_000)
  await agreedOn(claim, 110_000)
  const view = await claim.reaches('paid')
  expect(view.claim.payments).toHaveLength(1)
  expect(view.claim.recoveries).toMatchObject([{ cause: 'overpaid', amountFen: 20_000, state: 'open' }])
  const receipt = { type: 'RecordRecoveryReceipt', n: 1, amountFen: 20_001, reference: 'in-1' } as const
  expect(await refusalOf(claim.ask(receipt, people.paymentClerk))).toBe('RECOVERY_AMOUNT')
  await claim.ask({ ...receipt, amountFen: 20_000 }, people.paymentClerk)
  expect((await claim.read()).claim.recoveries).toMatchObject([{ state: 'recovered' }])
})
