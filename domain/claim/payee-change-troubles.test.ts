import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as disputes from '../../test/dispute-examples.ts'
import * as example from '../../test/example-claims.ts'
import { agreedWith, freeze, payee } from '../../test/payee-claims.ts'
import * as payments from '../../test/payment-examples.ts'
import { DAY } from '../time.ts'
import { nextStep } from './next-step.ts'

const { bankSays, hit, thaw } = example
const { bankRejects, check, newAccount, submit } = payments

const states = (scene: Scene) => scene.standing().payments.map(({ n, state }) => [n, state])
const owedClocks = (scene: Scene) => scene.standing().clocks.filter(({ id }) => id === 'C10')

/** The payee's heir is named for the part that was his. */
const heir = freeze([payee({ payeeId: 'pty_heir', share: 5_000 })])

test('#75 who waits for another account may be another: his payment is void, and the clock goes on without its trouble', () => {
  const named = given(payments.accountRejected()).and(thaw, example.freezePayees('pty_heir')).stands('paying')
  expect(states(named)).toEqual([
    [1, 'void'],
    [2, 'prepared'],
  ])
  const [clock, ...more] = owedClocks(named)
  expect(more).toEqual([])
  expect(clock).toMatchObject({ payeeId: 'pty_heir', state: 'running', delay: { cause: 'account', to: named.now } })
  example.settle(named.and(submit, check(2)), 2).stands('paid')
})

test('#75 money of an earlier agreement that came back goes to who comes after its payee, whom no thaw reaches', () => {
  const settled = given(disputes.evaluated(disputes.compromise)).and(disputes.approve).stands('agreed')
  const again = example.settle(settled.and(example.freezePayees('pty_new'), submit, check(2)), 2).stands('paid')
  const shown = example.supply('relationship-proof', 'death-certificate')
  const back = payments.bounced(again, 1).stands('paying').when(shown)
  back.when({ ...thaw, payeeIds: ['pty_only'] }).isRefused('PAYEE_UNKNOWN')
  back.when(thaw).isRefused('PAYMENT_UNDER_WAY')
  const passesTo = { as: 'heir', evidence: ['doc_relationship-proof'] } as const
  const named = back.when({ ...newAccount(1), passesTo }, person('payment-clerk', 'per_namer'))
  named.happens({ type: 'AccountNamed', n: 1, passesTo })
  expect(named.standing().payments.at(-1)).toMatchObject({ n: 3, payeeId: 'pty_account_1', amountFen: 250_000 })
  const owed = owedClocks(named).find(({ payeeId }) => payeeId === 'pty_account_1')
  expect(owed).toMatchObject({ state: 'running', startedAt: back.clock('C10').startedAt, payment: 1 })
  example.settle(named.and(submit, check(3)), 3).stands('paid')
})

test('#75 payees of the agreement that is paid are thawed, and pass to nobody by an account', () => {
  const waiting = given(payments.accountRejected()).when(example.supply('relationship-proof'))
  const passesTo = { as: 'heir', evidence: ['doc_relationship-proof'] } as const
  waiting.when({ ...newAccount(), passesTo }, person('payment-clerk', 'per_namer')).isRefused('PAYEES_FROZEN')
})

test('#75 what is held for a payee is owed to his heirs', () => {
  const named = given(payments.heldForPayee()).and(thaw, example.freezePayees('pty_heir'))
  expect(states(named)).toEqual([
    [1, 'void'],
    [2, 'prepared'],
  ])
  example.settle(named.and(submit, check(2)), 2).stands('paid')
})

test('#75 a claim that was paid in part is paying again, for the part that was held', () => {
  const thawed = payments
    .paidInPart()
    .when(thaw)
    .happens({ type: 'PayeesUnfrozen', payees: ['pty_a'], payments: [1] })
    .stands('paying')
  const named = thawed.when(heir)
  expect(named.standing().payments.at(-1)).toMatchObject({ n: 3, payeeId: 'pty_heir', amountFen: 125_000 })
  const paid = example.settle(named.and(submit, check(3)), 3).stands('paid')
  expect(owedClocks(paid).map(({ payeeId, state }) => [payeeId, state])).toEqual(
    expect.arrayContaining([
      ['pty_heir', 'met'],
      ['pty_b', 'met'],
    ]),
  )
})

test('#75 a claim that closed over held money is paying again, and its heir is owed it from now on', () => {
  const thawed = given(payments.closedOutstanding()).when(thaw).stands('paying')
  const named = thawed.after(DAY).when(heir)
  const clock = owedClocks(named).find(({ payeeId }) => payeeId === 'pty_heir')
  expect(clock).toMatchObject({ startedAt: named.now, state: 'running' })
  example.settle(named.and(submit, check(3)), 3).stands('paid')
})

test('#75 when everybody has his money nobody is thawed, and no document proves whose it is', () => {
  given(example.paid()).when(thaw).isRefused('PAYMENT_UNDER_WAY')
  given(example.paid()).when(example.supply('relationship-proof')).isRefused('WRONG_STATUS')
  given(payments.paidInPart()).when(example.supply('relationship-proof')).happens({ type: 'DocumentsSupplied' })
})

test('#75 money that came back is owed to the heir by the clock that began with its return', () => {
  const back = payments.bounced(example.paid()).stands('paying')
  const named = given(back).and(thaw, example.freezePayees('pty_heir'))
  const open = owedClocks(named).filter(({ endedAt }) => endedAt === undefined)
  expect(open).toMatchObject([{ payeeId: 'pty_heir', startedAt: back.now }])
  expect(open[0]).not.toHaveProperty('payment')
  const paid = example.settle(named.and(submit, check(2)), 2).stands('paid')
  expect(owedClocks(paid).every(({ state }) => state === 'met')).toBe(true)
})

test('#42 where a guardian takes the money, another account is his to name, by a thaw', () => {
  const receiver = { as: 'guardian', evidence: ['doc_relationship-proof'] } as const
  const scene = given(agreedWith(['relationship-proof']))
    .and(freeze([payee({ minor: true, accountHolderIsPayee: false, receiver })]), submit, check(1))
    .learns(bankSays('never-seen'))
    .learns(bankRejects('account-closed'))
  scene.when(newAccount()).isRefused('PAYEES_FROZEN')
  scene.when(thaw).happens({ type: 'PayeesUnfrozen', payments: [1] })
})

test('#37 a payment that takes over is screened anew, whatever was let pass for the one before', () => {
  const released = given(example.paymentApproved())
    .learns(hit())
    .when({ type: 'DecideScreening', n: 1, verdict: 'release', reasonTextId: 'txt_why' })
  const again = released.learns(bankSays('never-seen')).learns(bankRejects('bank-limit'))
  const next = again.standing().payments.at(-1)
  expect(next).toMatchObject({ n: 2, state: 'waiting' })
  expect(next).not.toHaveProperty('screened')
  const held = again.learns({ type: 'PayeeScreened', n: 2, screeningId: 'scr_2', matches: ['list_1'] })
  expect(held.standing().payments.at(-1)).toMatchObject({ state: 'approved', screening: 'hit' })
  const step = nextStep(held.standing(), contextAt(held.now + DAY))
  expect(step.kind === 'go-on' && step.effects.filter(({ key }) => key.startsWith('payment'))).toEqual([])
})
