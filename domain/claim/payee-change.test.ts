import { describe, expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { payee } from '../../test/payee-claims.ts'
import { sumFen } from '../money.ts'
import { DAY, HOUR } from '../time.ts'
import { nextStep } from './next-step.ts'
import { contextAt } from '../../test/claim-people.ts'

const { bankSays, thaw } = example
const submit = { type: 'SubmitPayments' } as const
const check = (n: number) => ({ type: 'CheckPayment', n, verdict: 'approve' }) as const

/** Two payees whose payments are approved: the first of them is with the bank. */
const halfOut = (): Scene =>
  given(example.agreed())
    .and(example.freezePayees('pty_a', 'pty_b'), submit, check(1), check(2))
    .learns(bankSays('never-seen', 1))

const states = (scene: Scene) => scene.standing().payments.map(({ n, state }) => [n, state])
const clocks = (scene: Scene, ...ids: readonly string[]) => scene.standing().clocks.filter(({ id }) => ids.includes(id))

test('#75 payments that are approved and not let out are void, and so is what approved them; a new one is approved anew', () => {
  const scene = given(example.paymentApproved())
    .after(HOUR)
    .when(thaw)
    .happens({ type: 'PayeesUnfrozen', reason: 'payee-changed', payees: ['pty_only'], payments: [1] })
    .stands('paying')
  expect(states(scene)).toEqual([[1, 'void']])
  expect(scene.standing()).toMatchObject({ payees: [], thaw: { reason: 'payee-changed', since: scene.now } })
  const again = scene.when(example.freezePayees('pty_heir'))
  expect(states(again)).toEqual([
    [1, 'void'],
    [2, 'prepared'],
  ])
  expect(again.standing().thaw).toBeNull()
  again.when(check(2)).isRefused('PAYMENT_NOT_SUBMITTED')
  again.and(submit, check(2)).happens({ type: 'PaymentApproved', n: 2 })
})

test('#75 nothing is asked of the bank for a void payment, whatever it says', () => {
  const scene = given(example.paymentApproved()).when(thaw)
  const step = nextStep(scene.standing(), contextAt(scene.now))
  expect(step.kind === 'go-on' && step.effects.filter(({ key }) => key.startsWith('payment'))).toEqual([])
  scene.learns(bankSays('never-seen')).happens({ type: 'FactDisregarded', fact: 'BankAnswered' })
})

test('#75 the determination, C05, C06 and C10 are not touched by the thaw', () => {
  const before = example.paymentApproved()
  const after = given(before).after(DAY).when(thaw)
  expect(after.standing().stage).toEqual(before.standing().stage)
  expect(clocks(after, 'C05', 'C06', 'C10')).toEqual(clocks(before, 'C05', 'C06', 'C10'))
})

test('#75 what was owed to the old payee is owed to the new one from the same agreement', () => {
  const before = given(example.paying()).clock('C10')
  const after = given(example.paying())
    .after(2 * DAY)
    .and(thaw, example.freezePayees('pty_heir'))
  expect(clocks(after, 'C10')).toEqual([{ ...before, payeeId: 'pty_heir' }])
})

test('#75 more payees than before each have a clock from the agreement, fewer leave none that nobody is owed', () => {
  const agreedAt = example.agreed().clock('C10').startedAt
  const more = given(example.paying()).and(thaw, example.freezePayees('pty_x', 'pty_y'))
  expect(clocks(more, 'C10')).toMatchObject([
    { payeeId: 'pty_x', startedAt: agreedAt, state: 'running' },
    { payeeId: 'pty_y', startedAt: agreedAt, state: 'running' },
  ])
  const fewer = given(example.agreed()).and(example.freezePayees('pty_a', 'pty_b'), thaw, example.freezePayees('pty_c'))
  expect(clocks(fewer, 'C10')).toMatchObject([
    { payeeId: 'pty_c', state: 'running' },
    { payeeId: 'pty_b', state: 'void', voidReason: 'owed to others' },
  ])
})

test('#75 a breach stays on record under the new name', () => {
  const late = given(example.paying())
    .after(30 * DAY)
    .and(thaw, example.freezePayees('pty_heir'))
  expect(clocks(late, 'C10')).toMatchObject([{ payeeId: 'pty_heir', state: 'breached' }])
})

describe('one payee of several', () => {
  test('#75 whose money is on its way stays, and the other’s part goes to whom is named next', () => {
    const scene = halfOut()
      .when(thaw)
      .happens({ type: 'PayeesUnfrozen', payees: ['pty_b'], payments: [2] })
    expect(states(scene)).toEqual([
      [1, 'cleared'],
      [2, 'void'],
    ])
    const kept = scene.standing().payees[0]
    const again = scene.when({
      type: 'FreezePayees',
      payees: [payee({ payeeId: 'pty_x', share: 2_500 }), payee({ payeeId: 'pty_y', share: 2_500 })],
      roundingTo: 'pty_y',
    })
    expect(again.standing().payees.map(({ payeeId }) => payeeId)).toEqual(['pty_a', 'pty_x', 'pty_y'])
    expect(again.standing().payees[0]).toEqual(kept)
    expect(sumFen(again.standing().payees.map(({ amountFen }) => amountFen))).toBe(250_000)
  })

  test('#75 shares are of the whole: those who stay count', () => {
    halfOut().when(thaw).when(example.freezePayees('pty_x')).isRefused('SHARES_NOT_WHOLE')
  })

  test('#75 nobody takes back what is out by another name, and a stranger is no payee', () => {
    halfOut()
      .when({ ...thaw, payeeIds: ['pty_a'] })
      .isRefused('PAYMENT_UNDER_WAY')
    halfOut()
      .when({ ...thaw, payeeIds: ['pty_z'] })
      .isRefused('PAYEE_UNKNOWN')
    halfOut()
      .when({ ...thaw, payeeIds: ['pty_b'] })
      .happens({ type: 'PayeesUnfrozen', payees: ['pty_b'] })
  })

  test('#75 the claim is not paid while a part of it has no payee', () => {
    const thawed = halfOut().when(thaw)
    const settled = thawed.learns(bankSays('accepted', 1)).learns(bankSays('settled', 1)).stands('paying')
    const rest = settled.and(
      {
        type: 'FreezePayees',
        payees: [payee({ payeeId: 'pty_x', share: 5_000 })],
        roundingTo: 'pty_x',
      },
      submit,
      check(3),
    )
    example.settle(rest, 3).happens({ type: 'PaymentSettled', n: 3 }, { type: 'ClaimPaid' })
  })
})

test('#75 payees that are frozen are not named anew without a thaw', () => {
  const scene = given(example.paying()).when(example.freezePayees('pty_x')).isRefused('PAYEES_FROZEN')
  expect(scene.refusal?.resolvedBy).toBe('UnfreezePayees')
})

test('#75 a change is shown by documents on file', () => {
  given(example.paying())
    .when({ ...thaw, documents: [] })
    .isRefused('EVIDENCE_MISSING')
  given(example.paying())
    .when({ ...thaw, documents: ['doc_none'] })
    .isRefused('EVIDENCE_UNKNOWN')
})

test('#75 before payees are named the change is on record and voids nothing', () => {
  const scene = given(example.reviewing())
    .and(example.supply('assignment-deed'))
    .when({ ...thaw, reason: 'claim-assigned', documents: ['doc_assignment-deed'] })
    .happens({ type: 'PayeesUnfrozen', reason: 'claim-assigned', payees: [], payments: [] })
    .stands('reviewing')
  expect(scene.standing().thaw).toBeUndefined()
})

test('#75 the customer, who names payees and who approved the payment are told', () => {
  const scene = given(example.paymentApproved()).when(thaw)
  const told = scene.latest.flatMap(({ notices = [] }) => notices.map(({ kind, audience }) => [kind, audience]))
  expect(told).toEqual([
    ['payee-change', 'claimant'],
    ['staff-work-item', 'payment-clerk'],
    ['staff-work-item', 'payment-checker'],
  ])
})

test('#75 who thawed payees does not check their payment', () => {
  const again = given(example.paying())
    .when(thaw, person('supervisor', 'per_payment-checker'))
    .and(example.freezePayees('pty_x'), submit)
  again.when(check(2)).isRefused('SEPARATION_OF_DUTIES')
})
