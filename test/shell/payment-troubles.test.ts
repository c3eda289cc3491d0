import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { DAY, HOUR, MINUTE } from '../../domain/time.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import {
  accountRejected,
  agreed,
  approvePayment,
  outcomeUnknown,
  paidInPart,
  payAnew,
  payToTheEnd,
  paymentIs,
  submittedFor,
} from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

const typesOf = (claim: DeskClaim): string[] => (desk.world.log.get(claim.claimId) ?? []).map(({ type }) => type)

const referencesOf = async (claim: DeskClaim): Promise<readonly string[]> =>
  (await claim.read()).claim.payments.map(({ reference }) => reference)

const sendsOf = async (claim: DeskClaim): Promise<readonly number[]> =>
  (await referencesOf(claim)).map((reference) => desk.world.transfers.get(reference) ?? 0)

test('an account that takes no money is replaced, and the money is sent once under each reference that went out', async () => {
  const claim = await accountRejected(desk)
  await claim.forward(25 * HOUR)
  expect(typesOf(claim)).toContain('PayeeContactMissed')
  await payAnew(claim, 1)
  await claim.reaches('paid')
  // What was turned down moved nothing; what took over went out once.
  expect(await sendsOf(claim)).toEqual([0, 1])
})

test('a bank that refuses is tried again after its time, by the claim’s own clock and without a person', async () => {
  const claim = await desk.open()
  await agreed(claim)
  await submittedFor(claim, 'pty_payee')
  desk.world.faults.rejectTransfer = 'bank-limit'
  await approvePayment(claim, 1)
  await paymentIs(claim, 2, 'waiting')
  await claim.forward(4 * MINUTE)
  expect(await sendsOf(claim)).toEqual([0, 0])
  await claim.forward(2 * MINUTE)
  await claim.reaches('paid')
  expect(await sendsOf(claim)).toEqual([0, 1])
})

test('a lost answer is asked for after a minute and never sent again', async () => {
  const claim = await outcomeUnknown(desk)
  await claim.forward(MINUTE)
  await claim.reaches('paid')
  expect(await sendsOf(claim)).toEqual([1])
})

test('one payee’s account holds nobody else up, and what is held for him lets the claim close in half a year', async () => {
  const claim = await paidInPart(desk)
  expect((await claim.read()).claim.stage).toMatchObject({ partial: true })
  await claim.forward(182 * DAY)
  const closed = await claim.reaches('closed')
  expect(closed.claim.stage).toMatchObject({ outstanding: true })
  expect(closed.claim.restedAt ?? null).toBeNull()
})

test('money that comes back after closing is paid anew by the same claim', async () => {
  const claim = await desk.open()
  await payToTheEnd(claim)
  await claim.reaches('closed')
  await claim.tell({ type: 'BankAnswered', n: 1, answer: 'returned', cause: 'account-closed', ageMs: 0 }, 'bank/evt-1')
  await claim.tell({ type: 'BankAnswered', n: 1, answer: 'returned', cause: 'account-closed', ageMs: 0 }, 'bank/evt-1')
  await claim.reaches('paying')
  await payAnew(claim, 1)
  await claim.reaches('paid')
  expect(typesOf(claim).filter((type) => type === 'PaymentBounced')).toHaveLength(1)
  expect(await sendsOf(claim)).toEqual([1, 1])
})
