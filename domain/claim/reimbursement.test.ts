import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { advancePaid, agreedAfter, agreedOn, requestAdvance } from '../../test/example-advances.ts'
import type { Example } from '../../test/example-claims.ts'
import * as example from '../../test/example-claims.ts'
import { agreedWith, freeze, payee } from '../../test/payee-claims.ts'
import { check, submit } from '../../test/payment-examples.ts'
import type { NamedPayee } from './payee-commands.ts'

const liability: Example = { report: { line: 'liability' }, policy: { line: 'liability' } }

/** The insured shows that he has paid so much to the third party. */
const insured = (upToFen: number, more: Partial<NamedPayee> = {}): NamedPayee =>
  payee({ as: 'insured', evidence: ['doc_payment-proof'], upToFen, ...more })

/** 2,500 yuan on one proof have arrived with the insured; more is found to be owed. */
function reopened(): Scene {
  const paid = agreedWith(['payment-proof'], liability).when(freeze([insured(250_000)]))
  const settled = example.settle(paid.and(submit, check(1)), 1).stands('paid')
  const again = settled.and({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'assessing' })
  return agreedAfter(again.when(example.assessLoss(500_000)))
}

test('#36 a proof that the insured paid is paid once: what he had on it before counts (Insurance Law 65)', () => {
  const again = { payeeId: 'pty_again' }
  const scene = reopened()
    .when(freeze([insured(250_000, again)]))
    .isRefused('LIABILITY_THIRD_PARTY_UNPAID')
  expect(scene.refusal?.field).toBe('/payees/0/as')
  // It proves no more than it was said to prove when it was first used.
  reopened()
    .when(freeze([insured(500_000, again)]))
    .isRefused('LIABILITY_THIRD_PARTY_UNPAID')
})

test('#36 another proof is another sum', () => {
  const second = example.document('payment-proof', 'doc_second-proof')
  const supplied = reopened().when({ type: 'SupplyDocuments', documents: [second] })
  const both = ['doc_payment-proof', 'doc_second-proof']
  supplied.when(freeze([insured(250_000, { payeeId: 'pty_b', evidence: ['doc_second-proof'] })])).stands('paying')
  supplied.when(freeze([insured(500_000, { payeeId: 'pty_b', evidence: both })])).stands('paying')
  supplied
    .when(freeze([insured(499_999, { payeeId: 'pty_b', evidence: both })]))
    .isRefused('LIABILITY_THIRD_PARTY_UNPAID')
})

test('#36 two on one list do not share a proof twice', () => {
  const half = (payeeId: string, upToFen: number) => insured(upToFen, { payeeId, share: 5_000 })
  const agreed = agreedWith(['payment-proof'], liability)
  const scene = agreed.when(freeze([half('pty_a', 125_000), half('pty_b', 125_000)]))
  expect(scene.isRefused('LIABILITY_THIRD_PARTY_UNPAID').refusal?.field).toBe('/payees/1/as')
  agreed.when(freeze([half('pty_a', 250_000), half('pty_b', 250_000)])).stands('paying')
})

test('#58 what was advanced on a proof counts as well', () => {
  const { share: _share, ...to } = insured(100_000, { payeeId: 'pty_advance' })
  const filed = given(example.reviewing(liability)).and(example.supply('payment-proof'))
  filed.when(requestAdvance(100_001, { why: 'big-loss', payee: to })).isRefused('LIABILITY_THIRD_PARTY_UNPAID')
  const asked = filed.when(requestAdvance(100_000, { why: 'big-loss', payee: to }))
  const approved = asked.when({ type: 'DecidePrepayment', n: 1, verdict: 'approve' })
  const paid = example.settle(approved.and(submit, check(1)), 1)
  expect(paid.standing().payments[0]).toMatchObject({ reimburses: { proofs: ['doc_payment-proof'], upToFen: 100_000 } })
  paid.when(requestAdvance(1, { why: 'big-loss', payee: to })).isRefused('LIABILITY_THIRD_PARTY_UNPAID')
  agreedOn(paid, 250_000)
    .when(freeze([insured(100_000)]))
    .isRefused('LIABILITY_THIRD_PARTY_UNPAID')
})

test('#75 a payment that never left has used up nothing', () => {
  const named = agreedWith(['payment-proof'], liability).when(freeze([insured(250_000)]))
  named.and(example.thaw, freeze([insured(250_000, { payeeId: 'pty_b' })])).stands('paying')
})

test('#36 a claim that lives by the first rules pays each proof as before', () => {
  const old = reopened()
  const scene = given({ ...old, claim: { ...old.standing(), rules: 1 } })
  scene.when(freeze([insured(250_000, { payeeId: 'pty_again' })])).stands('paying')
})

test('#36 on other lines a proof of payment is one document among others', () => {
  const { payments } = agreedOn(advancePaid(), 250_000)
    .when(freeze([payee()]))
    .standing()
  expect(payments.every((payment) => payment.reimburses === undefined)).toBe(true)
})
