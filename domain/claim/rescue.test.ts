import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import type { Example } from '../../test/example-claims.ts'
import * as example from '../../test/example-claims.ts'
import { HOUR } from '../time.ts'

const motor: Example = { report: { line: 'motor-compulsory' }, policy: { line: 'motor-compulsory' } }
const noted = { type: 'NoteRescue', documentId: 'doc_traffic-report', costFen: 100_000, ageMs: 0 } as const
const filed = (told = motor): Scene => given(example.received(told)).when(example.supply('traffic-report'))

test('C27 runs from the notice of the police, and a supervisor is told to pay or advance the costs', () => {
  const scene = filed()
    .after(3 * HOUR)
    .when({ ...noted, ageMs: HOUR })
  expect(scene.clock('C27')).toMatchObject({ state: 'running', startedAt: scene.now - HOUR })
  expect(scene.latest.at(-1)?.notices).toMatchObject([{ audience: 'supervisor', facts: { amountFen: 100_000 } }])
  scene.when(noted).isRefused('RESCUE_NOTED')
})

test('C27 ends when the hospital has its money, not when another payee has his', () => {
  const agreed = given(example.agreed(motor)).and(example.supply('traffic-report'), noted)
  const paid = agreed.and(
    {
      type: 'FreezePayees',
      payees: [
        {
          payeeId: 'pty_victim',
          share: 6_000,
          accountHolderIsPayee: true,
          as: 'third-party',
          evidence: ['doc_traffic-report'],
        },
        {
          payeeId: 'pty_hospital',
          share: 4_000,
          accountHolderIsPayee: true,
          as: 'provider',
          evidence: ['doc_traffic-report'],
        },
      ],
      roundingTo: 'pty_victim',
    },
    { type: 'SubmitPayments' },
    { type: 'CheckPayment', n: 1, verdict: 'approve' },
    { type: 'CheckPayment', n: 2, verdict: 'approve' },
  )
  const victim = example.settle(paid, 1)
  expect(victim.clock('C27').state).toBe('running')
  expect(example.settle(victim, 2).clock('C27').state).toBe('met')
})

test('rescue costs are for compulsory motor, on a notice of the police on file, of some fen, and not of tomorrow', () => {
  filed({}).when(noted).isRefused('RESCUE_NOT_COVERED')
  filed()
    .when({ ...noted, documentId: 'doc_identity' })
    .isRefused('EVIDENCE_UNKNOWN')
  filed()
    .when({ ...noted, costFen: 0 })
    .isRefused('AMOUNT_NOT_FEN')
  filed()
    .when({ ...noted, ageMs: -1 })
    .isRefused('IN_THE_FUTURE')
  filed()
    .when({ ...noted, ageMs: 1e12 })
    .isRefused('BEFORE_THE_ACT')
})

test('C27 ends with the claim: nothing is owed on what is declined or withdrawn', () => {
  const withdrawn = filed().when(noted).when({ type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt' })
  expect(withdrawn.clock('C27').state).toBe('void')
})
