import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import * as advances from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { check, submit } from '../../test/payment-examples.ts'
import { DAY } from '../time.ts'
import { sumFen } from '../money.ts'
import { paidBeforeFen } from './prepaid.ts'

const back = { type: 'BankAnswered', answer: 'returned', cause: 'account-closed', ageMs: 0 } as const
const account = { accountId: 'pty_other', accountHolderIsPayee: true, identityChecked: true }
const newAccount = (n: number) => ({ type: 'NameNewAccount', n, ...account }) as const

/** 1,000 yuan were advanced, 600 are owed, and the bank gives the 1,000 back. */
const comesBack = (from: Scene = advances.overpaid(), n = 1): Scene => from.after(DAY).learns({ ...back, n })

const arrivedFen = (scene: Scene): number =>
  sumFen(
    scene
      .standing()
      .payments.filter(({ state }) => state === 'settled')
      .map(({ amountFen }) => amountFen),
  )

test('#44 #59 of an advance above the final sum that came back only what is still owed is paid again', () => {
  const returned = comesBack()
  expect(returned.standing()).toMatchObject({
    payments: [{ state: 'fix-account', amountFen: 60_000, returnedFen: 100_000 }],
    recoveries: [{ state: 'recovered', setOffFen: 40_000 }],
  })
  expect(paidBeforeFen(returned.standing())).toBe(60_000)
  const named = returned.stands('paying').when(newAccount(1))
  named.happens({ type: 'AccountNamed', n: 1, next: expect.objectContaining({ amountFen: 60_000 }) })
  const paid = example.settle(named.and(submit, check(2)), 2)
  expect(arrivedFen(paid)).toBe(60_000)
  expect(paidBeforeFen(paid.standing())).toBe(60_000)
})

test('#44 #59 the customer reads what is owed to him, and that nothing is asked of him any more', () => {
  const told = comesBack().latest.flatMap(({ notices = [] }) => notices.map(({ kind, facts }) => [kind, facts]))
  expect(told).toEqual([
    ['account-trouble', { payment: 1, amountFen: 60_000 }],
    ['staff-work-item', expect.anything()],
    ['recovery-result', { receivedFen: 40_000, openFen: 0 }],
  ])
})

test('#44 #59 #71 what the customer has returned by himself before is owed to him again', () => {
  const whole = comesBack(advances.overpaid().after(DAY).when(advances.receive(40_000)))
  expect(whole.standing().payments).toMatchObject([{ state: 'fix-account', amountFen: 100_000 }])
  const part = comesBack(advances.overpaid().after(DAY).when(advances.receive(15_000)))
  expect(part.standing()).toMatchObject({
    payments: [{ state: 'fix-account', amountFen: 75_000 }],
    recoveries: [{ state: 'recovered', receivedFen: 15_000, setOffFen: 25_000 }],
  })
})

test('#44 #71 what was given up is no part of what is owed again', () => {
  const givenUp = advances.overpaid().after(DAY).when({ type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt_why' })
  const returned = comesBack(givenUp)
  expect(returned.standing()).toMatchObject({
    payments: [{ amountFen: 60_000 }],
    recoveries: [{ state: 'recovered', setOffFen: 40_000 }],
  })
  const again = comesBack(example.settle(returned.and(newAccount(1), submit, check(2)), 2), 2)
  expect(again.standing().payments.at(-1)).toMatchObject({ state: 'fix-account', amountFen: 60_000 })
})

test('#44 #59 an advance the final sum owes nothing of is void when it comes back, and no clock and nobody waits for it', () => {
  const second = advances.advancePaid(50_000, advances.advancePaid(100_000))
  const agreed = advances.agreedOn(second, 60_000)
  expect(agreed.standing().recoveries).toMatchObject([{ state: 'open', amountFen: 90_000 }])
  const before = agreed.standing().stage.status
  const returned = comesBack(agreed, 2).stands(before)
  expect(returned.standing()).toMatchObject({
    payments: [{ state: 'settled' }, { state: 'void' }],
    prepayments: [{ state: 'approved' }, { state: 'void' }],
    recoveries: [{ state: 'open', setOffFen: 50_000 }],
  })
  expect(returned.standing().clocks.filter(({ id, endedAt }) => id === 'C10' && endedAt === undefined)).toEqual([])
  expect(paidBeforeFen(returned.standing())).toBe(60_000)
  const other = comesBack(agreed, 1)
  expect(other.standing()).toMatchObject({
    payments: [{ state: 'fix-account', amountFen: 10_000 }, { state: 'settled' }],
    recoveries: [{ state: 'recovered', setOffFen: 90_000 }],
  })
})

test('#70 what the bank gave back is not counted as asked for: as much as was paid may still be asked for', () => {
  const paid = example.settle(comesBack().and(newAccount(1), submit, check(2)), 2)
  const all = {
    type: 'OpenRecovery',
    cause: 'clawback',
    amountFen: 60_000,
    evidence: [],
    reasonTextId: 'txt_why',
  } as const
  paid.when(all).happens({ type: 'RecoveryOpened' })
  paid.when({ ...all, amountFen: 60_001 }).isRefused('RECOVERY_AMOUNT')
})
