import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as advances from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { holdProposed } from '../../test/held-claims.ts'
import { DAY } from '../time.ts'
import type { DocumentKind } from './codes.ts'
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

const reopen = { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt_new', to: 'received' } as const

test('#44 #69 what a refusal asked back and the bank gave back is not paid again when the claim is opened again', () => {
  const again = advances.refusedAfter(advances.advancePaid()).after(DAY).when(reopen)
  const back = again.after(DAY).learns(says('returned', 'account-closed')).stands('received')
  expect(back.standing()).toMatchObject({
    payments: [{ state: 'void' }],
    recoveries: [{ state: 'recovered' }],
    prepayments: [{ state: 'void' }],
  })
  back.when(newAccount(1)).isRefused('ACCOUNT_NOT_ASKED')
  expect(back.standing().clocks.filter(({ id, endedAt }) => id === 'C10' && endedAt === undefined)).toEqual([])
})

test('#44 #69 what a new determination has left out for it is owed again when it comes back', () => {
  const again = advances.refusedAfter(advances.advancePaid()).after(DAY).when(reopen)
  const reviewed = again.after(DAY).when({ type: 'AcceptClaim' })
  const frozen = advances.agreedOn(reviewed, 250_000).when(example.freezePayees('pty_a'))
  frozen.happens({ type: 'PayeesFrozen', netted: { prepaidFen: 0, setOffFen: 100_000 } })
  const back = frozen.after(DAY).learns(says('returned', 'account-closed'))
  expect(states(back)).toEqual(['fix-account', 'prepared'])
})

const clerk = person('payment-clerk', 'per_namer')
const passesTo = { as: 'heir', evidence: ['doc_relationship-proof'] } as const

/** The agreement has counted the advance, and the account it went to gave it back. */
const cameBack = (...kinds: readonly DocumentKind[]): Scene =>
  advances
    .agreedOn(advances.advancePaid(), 250_000)
    .when(example.freezePayees('pty_a'))
    .after(DAY)
    .learns(says('returned', 'account-closed'))
    .when(example.supply(...(kinds.length > 0 ? kinds : (['relationship-proof', 'death-certificate'] as const))))

test('#75 an advance the agreement has counted and that came back goes to who comes after its payee', () => {
  const back = cameBack()
  const named = back.when({ ...newAccount(1), passesTo }, clerk)
  const next = { n: 3, kind: 'prepayment', payeeId: 'pty_other', amountFen: 100_000, state: 'prepared', origin: 1 }
  named.happens({ type: 'AccountNamed', n: 1, passesTo })
  expect(named.standing().payments.at(-1)).toMatchObject(next)
  expect(named.standing().payments.at(-1)).not.toHaveProperty('accountId')
  const owed = named.standing().clocks.find(({ id, payeeId }) => id === 'C10' && payeeId === 'pty_other')
  expect(owed).toMatchObject({ state: 'running', startedAt: back.clock('C10').startedAt, payment: 1 })
  const submitted = named.when(submit)
  submitted.when(check(3), person('payment-checker', 'per_namer')).isRefused('SEPARATION_OF_DUTIES')
  const paid = example.settle(submitted.when(check(3)), 3)
  expect(paid.standing().clocks.find(({ payeeId }) => payeeId === 'pty_other')?.state).toBe('met')
})

test('#75 that it passes to somebody is proven, said by who names payees, and of payees of the agreement a thaw says it', () => {
  const back = cameBack()
  back.when({ ...newAccount(1), passesTo }).isRefused('ROLE_NOT_ALLOWED')
  back.when({ ...newAccount(1), passesTo: { ...passesTo, as: 'assignee' } }, clerk).isRefused('EVIDENCE_MISSING')
  back
    .when({ ...newAccount(1), passesTo: { ...passesTo, evidence: ['doc_none'] } }, clerk)
    .isRefused('EVIDENCE_UNKNOWN')
  cameBack('relationship-proof')
    .when({ ...newAccount(1), passesTo }, clerk)
    .isRefused('EVIDENCE_MISSING')
  const uncounted = advances.advancePaid().after(DAY).learns(says('returned', 'account-closed'))
  uncounted.when({ ...newAccount(1), passesTo }, clerk).isRefused('PAYEES_FROZEN')
})

test('#75 who dies before payees are named is sent nothing in advance; what the bank may have goes on', () => {
  const off = given(advances.advanceLetGo()).and(example.thaw)
  off.happens({ type: 'PayeesUnfrozen', payees: [], payments: [1] })
  expect(off.standing()).toMatchObject({ payments: [{ state: 'void' }], prepayments: [{ state: 'void' }] })
  const out = given(advances.advanceSent()).and(example.thaw).happens({ type: 'PayeesUnfrozen', payments: [] })
  expect(out.standing()).toMatchObject({ payments: [{ state: 'sent' }], prepayments: [{ state: 'approved' }] })
})

test('#75 who is named anew shares what was left to his payee after an advance, not the whole once more', () => {
  const had = [{ what: 'advance', n: 1, payeeId: 'pty_a' }] as const
  const agreed = advances.agreedOn(advances.advancePaid(), 250_000)
  const frozen = agreed.when({ ...example.freezePayees('pty_a', 'pty_b'), had })
  const again = frozen.and({ ...example.thaw, payeeIds: ['pty_a'] })
  expect(again.standing().thaw).toMatchObject({ owedFen: 25_000, hadFen: 100_000 })
  const named = again.when({ ...example.freezePayees('pty_heir'), ...half })
  expect(named.standing().payees.map(({ payeeId, amountFen, hadFen }) => [payeeId, amountFen, hadFen])).toEqual([
    ['pty_b', 125_000, undefined],
    ['pty_heir', 25_000, 100_000],
  ])
  expect(
    named
      .standing()
      .payments.slice(1)
      .map(({ state, amountFen }) => [state, amountFen]),
  ).toEqual([
    ['void', 25_000],
    ['prepared', 125_000],
    ['prepared', 25_000],
  ])
})

const half = {
  payees: [{ payeeId: 'pty_heir', share: 5_000, accountHolderIsPayee: true, namedOnFile: 'insured' }],
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
