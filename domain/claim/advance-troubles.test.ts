import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as advances from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { holdProposed } from '../../test/held-claims.ts'
import { DAY } from '../time.ts'
import { nextStep } from './next-step.ts'

const newAccount = (n: number) =>
  ({ type: 'NameNewAccount', n, accountId: 'pty_other', accountHolderIsPayee: true, identityChecked: true }) as const
const submit = { type: 'SubmitPayments' } as const
const check = (n: number) => ({ type: 'CheckPayment', n, verdict: 'approve' }) as const
const says = (answer: 'rejected' | 'returned' | 'recalled', cause: string, n = 1) =>
  ({ type: 'BankAnswered', n, answer, cause, ageMs: 0 }) as const
const states = (scene: Scene) => scene.standing().payments.map(({ state }) => state)
const kinds = (scene: Scene) => scene.standing().payments.map(({ kind }) => kind)

/** The account of the advance is closed, and the payee has named another one. */
const anew = (): Scene => advances.advanceLetGo().learns(says('rejected', 'account-closed')).when(newAccount(1))

test('#39 #42 an advance whose account takes no money is paid to another one, and is netted off like any other', () => {
  expect([states(anew()), kinds(anew())]).toEqual([
    ['rejected', 'prepared'],
    ['prepayment', 'prepayment'],
  ])
  const arrived = example.settle(anew().and(submit, check(2)), 2)
  const frozen = advances.agreedOn(arrived, 250_000).when(example.freezePayees('pty_a'))
  frozen.happens({ type: 'PayeesFrozen', netted: { prepaidFen: 100_000, setOffFen: 0 } })
  expect(frozen.standing().payees).toMatchObject([{ amountFen: 150_000 }])
})

test('#58 an advance that waits for another account is overtaken by the final sum', () => {
  const waiting = advances.advanceLetGo().learns(says('rejected', 'account-closed'))
  const frozen = advances.agreedOn(waiting, 250_000).when(example.freezePayees('pty_a'))
  expect(states(frozen)).toEqual(['void', 'prepared'])
  expect(frozen.standing().payees).toMatchObject([{ amountFen: 250_000 }])
})

test('#44 an advance that came back is no part of the final sum, and one that was part of it is owed again', () => {
  const early = advances.advancePaid().after(DAY).learns(says('returned', 'account-closed'))
  expect(advances.agreedOn(early, 250_000).when(example.freezePayees('pty_a')).standing().payees).toMatchObject([
    { amountFen: 250_000 },
  ])
  const late = advances.agreedOn(advances.advancePaid(), 250_000).when(example.freezePayees('pty_a'))
  const back = late.after(DAY).learns(says('returned', 'account-closed'))
  expect(states(back)).toEqual(['fix-account', 'prepared'])
  expect(back.standing().clocks.filter(({ id, endedAt }) => id === 'C10' && endedAt === undefined)).toHaveLength(2)
})

test('#44 #59 what was to be asked back of a refused claim, and came back by the bank, is owed by nobody', () => {
  const refused = advances.refusedAfter(advances.advancePaid())
  expect(refused.standing().recoveries).toMatchObject([{ state: 'open', amountFen: 100_000 }])
  const back = refused.after(DAY).learns(says('returned', 'account-closed')).happens({ type: 'PaymentBounced', n: 1 })
  expect(back.standing()).toMatchObject({
    payments: [{ state: 'void' }],
    recoveries: [{ state: 'recovered' }],
    prepayments: [{ state: 'void' }],
  })
  const told = back.standing().notices.slice(refused.standing().notices.length)
  expect(told.map(({ audience }) => audience)).toEqual(['payment-clerk'])
})

test('#75 who dies before payees are named is sent nothing in advance; what the bank may have goes on', () => {
  const off = given(advances.advanceLetGo()).and(example.thaw)
  off.happens({ type: 'PayeesUnfrozen', payees: [], payments: [1] })
  expect(off.standing()).toMatchObject({ payments: [{ state: 'void' }], prepayments: [{ state: 'void' }] })
  const out = given(advances.advanceSent()).and(example.thaw).happens({ type: 'PayeesUnfrozen', payments: [] })
  expect(out.standing()).toMatchObject({ payments: [{ state: 'sent' }], prepayments: [{ state: 'approved' }] })
})

test('#75 who is named anew shares what was left after an advance, not the whole once more', () => {
  const frozen = advances.agreedOn(advances.advancePaid(), 250_000).when(example.freezePayees('pty_a', 'pty_b'))
  const again = frozen.and({ ...example.thaw, payeeIds: ['pty_a'] })
  expect(again.standing().thaw).toMatchObject({ owedFen: 75_000 })
  const named = again.when({ ...example.freezePayees('pty_heir'), ...half })
  expect(named.standing().payees.map(({ payeeId, amountFen }) => [payeeId, amountFen])).toEqual([
    ['pty_b', 75_000],
    ['pty_heir', 75_000],
  ])
  expect(
    named
      .standing()
      .payments.slice(1)
      .map(({ state, amountFen }) => [state, amountFen]),
  ).toEqual([
    ['void', 75_000],
    ['prepared', 75_000],
    ['prepared', 75_000],
  ])
})

const half = {
  payees: [{ payeeId: 'pty_heir', share: 5_000, accountHolderIsPayee: true }],
  roundingTo: 'pty_heir',
} as const

test('#54 a payment that goes out again by itself is withheld when the money is held meanwhile', () => {
  const waiting = given(example.paymentApproved()).learns(says('rejected', 'bank-limit'))
  const retryAt = waiting.standing().payments.at(-1)?.retryAt ?? 0
  expect(asked(waiting, retryAt)).toEqual(['payment-2-prepare'])
  const held = holdProposed(waiting).when({ type: 'ConfirmHold' }, person('compliance'))
  expect(asked(held, retryAt)).toEqual([])
})

function asked(scene: Scene, now: number): readonly string[] {
  const step = nextStep(scene.standing(), contextAt(now))
  return step.kind === 'finish' ? [] : step.effects.map(({ key }) => key).filter((key) => key.startsWith('payment'))
}
