import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'

import { queueOf } from '../../domain/claim/owner.ts'
import type { ClaimDesk } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { agreed, approvePayment, submittedFor } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())
afterEach(() => void (desk.world.onList = []))

test('a payee on a list is sent nothing until compliance releases the entry, and then once', async () => {
  desk.world.onList = ['list_1']
  const claim = await desk.open()
  await agreed(claim)
  await submittedFor(claim, 'pty_payee')
  await approvePayment(claim, 1)
  const held = await until('the payment to be held', async () => {
    const { claim: state } = await claim.read()
    return state.payments[0]?.screening === 'hit' ? state : null
  })
  const reference = held.payments[0]?.reference ?? ''
  expect([queueOf(held), desk.world.transfers.get(reference)]).toEqual(['compliance', undefined])
  await claim.ask({ type: 'DecideScreening', n: 1, verdict: 'release', reasonTextId: 'txt_why' }, people.compliance)
  await claim.reaches('paid')
  expect(desk.world.transfers.get(reference)).toBe(1)
})

test('a claim that is thawed and frozen again pays the new payee and never the old one (#75)', async () => {
  const claim = await desk.open()
  await agreed(claim)
  await submittedFor(claim, 'pty_dead')
  const documents = [
    { documentId: 'doc-death', kind: 'death-certificate', sha256: 'b'.repeat(64), sizeBytes: 9 },
    { documentId: 'doc-heir', kind: 'relationship-proof', sha256: 'c'.repeat(64), sizeBytes: 9 },
  ] as const
  await claim.ask({ type: 'SupplyDocuments', documents }, people.clerk)
  await claim.ask({ type: 'UnfreezePayees', reason: 'claimant-died', documents: ['doc-death'] }, people.paymentClerk)
  const heir = {
    payeeId: 'pty_heir',
    share: 10_000,
    accountHolderIsPayee: true,
    as: 'heir',
    evidence: ['doc-heir'],
  } as const
  await claim.ask({ type: 'FreezePayees', payees: [heir], roundingTo: 'pty_heir' }, people.paymentClerk)
  await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
  await approvePayment(claim, 2)
  const { claim: state } = await claim.reaches('paid')
  const sent = state.payments.map(({ payeeId, reference }) => [payeeId, desk.world.transfers.get(reference) ?? 0])
  expect(sent).toEqual([
    ['pty_dead', 0],
    ['pty_heir', 1],
  ])
})
