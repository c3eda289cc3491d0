import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import * as payments from '../../test/payment-examples.ts'
import { DAY, HOUR, MINUTE, addYears, dateOf, startOfDay } from '../time.ts'
import { nextStep } from './next-step.ts'
import type { Payment } from './state.ts'

const { accountRejected, bankRejects, bounced, check, contactTry, newAccount, onItsWay, submit } = payments

const payment = (scene: Scene, n = 1): Payment | undefined =>
  scene.standing().payments.find((candidate) => candidate.n === n)

const asks = (scene: Scene): readonly string[] => {
  const step = nextStep(scene.standing(), contextAt(scene.now))
  return step.kind === 'finish' ? [] : step.effects.map(({ key }) => key).filter((key) => key.startsWith('payment'))
}

const told = (scene: Scene): readonly string[] =>
  (scene.latest.at(-1)?.notices ?? []).map(({ kind, audience }) => `${kind} to ${audience}`)

test('#39 an account that takes no money is asked for anew: the payee hears of it, a colleague has a day to reach him', () => {
  for (const cause of ['account-closed', 'name-mismatch']) {
    const scene = onItsWay().learns(bankRejects(cause))
    scene.happens({ type: 'PaymentRejected', n: 1, cause, contactDueAt: scene.now + DAY }).stands('paying')
    expect(payment(scene)).toMatchObject({ state: 'fix-account', cause, trouble: { contacted: false, tries: 0 } })
    expect(told(scene)).toEqual(['account-trouble to claimant', 'staff-work-item to payment-clerk'])
    expect(asks(scene)).toEqual([])
  }
})

test('#39 the payment clock runs on, with the cause on record', () => {
  const scene = accountRejected()
  expect(scene.clock('C10')).toMatchObject({ state: 'running', delay: { cause: 'account', from: scene.now } })
  expect(scene.passes(scene.clock('C10').dueLegal).clock('C10').state).toBe('breached')
})

test('#39 who is not contacted within a day is the supervisor’s to ask about, once, and no more after a try', () => {
  const scene = accountRejected()
  scene.passes(scene.now + DAY - 1).happens()
  const missed = scene.passes(scene.now + DAY).happens({ type: 'PayeeContactMissed', n: 1 })
  expect(told(missed)).toEqual(['staff-work-item to supervisor'])
  expect(missed.passes(scene.now + 3 * DAY).latest.map(({ type }) => type)).not.toContain('PayeeContactMissed')
  const tried = scene.when(contactTry('unreachable'))
  expect(tried.passes(scene.now + 2 * DAY).latest.map(({ type }) => type)).not.toContain('PayeeContactMissed')
})

test('#40 a bank that turns it down is tried again later, then by another rail, each time under a reference of its own', () => {
  let scene = onItsWay()
  for (const [index, minutes] of [5, 30, 120, 240].entries()) {
    const n = index + 1
    scene = scene.learns(bankRejects('bank-limit', n))
    scene.happens({ type: 'PaymentRejected', n, cause: 'bank-limit' }).stands('paying')
    const next = payment(scene, n + 1)
    expect(next).toMatchObject({ state: 'waiting', refusals: n, origin: 1, checkedBy: 'per_payment-checker' })
    expect(next?.rail).toBe(n > 2 ? 'other' : undefined)
    expect(payment(scene, n)).toMatchObject({ state: 'rejected', replacedBy: n + 1 })
    const retryAt = scene.now + minutes * MINUTE
    expect(asks(scene.at(retryAt - 1))).toEqual([])
    expect(asks(scene.at(retryAt))).toEqual([`payment-${n + 1}-prepare`])
    scene = scene.at(retryAt).learns(example.bankSays('never-seen', n + 1))
  }
  expect(new Set(scene.standing().payments.map(({ reference }) => reference)).size).toBe(5)
})

test('#40 a bank that keeps turning it down leaves it to a maker and a checker', () => {
  const refused = [1, 2, 3, 4, 5].reduce((scene, n) => scene.learns(bankRejects('other', n)), onItsWay())
  expect(payment(refused, 6)).toMatchObject({ state: 'prepared' })
  expect(payment(refused, 6)?.checkedBy).toBeUndefined()
  expect(told(refused)).toEqual(['staff-work-item to payment-clerk'])
  example
    .settle(given(refused).and(submit, check(6)), 6)
    .happens({ type: 'PaymentSettled', n: 6 }, { type: 'ClaimPaid' })
})

test('#40 the customer is not troubled with what the bank and we sort out', () => {
  expect(told(onItsWay().learns(bankRejects('bank-limit')))).toEqual([])
})

test('#40 what was taken back before it was credited waits for a maker and a checker, under another reference', () => {
  const scene = onItsWay().learns(example.bankSays('recalled'))
  scene.happens({
    type: 'PaymentRecalled',
    n: 1,
    next: expect.objectContaining({ n: 2, state: 'prepared' }) as Payment,
  })
  expect(payment(scene)).toMatchObject({ state: 'recalled', replacedBy: 2 })
  expect(told(scene)).toEqual(['staff-work-item to payment-clerk'])
})

test('#41 while an outcome is unknown no other payment takes over, whatever it takes', () => {
  let scene = given(example.paymentApproved()).learns(example.bankSays('never-seen'))
  for (let hours = 0; hours < 48; hours += 1) scene = scene.after(HOUR).learns(example.bankSays('no-answer'))
  expect(scene.standing().payments).toHaveLength(1)
  expect(payment(scene)?.state).toBe('unknown')
})

test('#42 the payee names another account, and it is paid there under another reference, by two persons', () => {
  const named = accountRejected().when(newAccount()).happens({ type: 'AccountNamed', n: 1 }).stands('paying')
  expect(payment(named)).toMatchObject({ state: 'rejected', replacedBy: 2 })
  expect(payment(named, 2)).toMatchObject({
    state: 'prepared',
    accountId: 'pty_account_1',
    payeeId: 'pty_only',
    origin: 1,
  })
  expect(payment(named, 2)?.reference).not.toBe(payment(named)?.reference)
  expect(told(named)).toEqual(['account-named to claimant', 'staff-work-item to payment-clerk'])
  const paid = example
    .settle(named.and(submit, check(2)), 2)
    .happens({ type: 'PaymentSettled', n: 2 }, { type: 'ClaimPaid' })
  expect(paid.clock('C10')).toMatchObject({ state: 'met', delay: { cause: 'account', to: named.now } })
})

test('#42 the account is the payee’s own, of somebody identified, and asked for', () => {
  accountRejected()
    .when({ ...newAccount(), accountHolderIsPayee: false })
    .isRefused('ACCOUNT_OF_ANOTHER')
  accountRejected()
    .when({ ...newAccount(), identityChecked: false })
    .isRefused('IDENTITY_UNCHECKED')
  onItsWay().when(newAccount()).isRefused('ACCOUNT_NOT_ASKED')
  accountRejected().when(newAccount(7)).isRefused('PAYMENT_UNKNOWN_NUMBER')
  given(accountRejected()).and(newAccount()).when(newAccount()).isRefused('ACCOUNT_NOT_ASKED')
})

test('#42 the name is the payee’s as the sealed names say, and a customer asks for money of his own', () => {
  const asked = (compared: { isPayee: boolean; isOwn?: boolean }): Scene =>
    accountRejected().when({ ...newAccount(), compared })
  const other = asked({ isPayee: false }).isRefused('ACCOUNT_OF_ANOTHER')
  expect(other.refusal?.field).toBe('/name')
  const notHis = asked({ isPayee: true, isOwn: false }).isRefused('ACCOUNT_OF_ANOTHER')
  expect(notHis.refusal?.whoMay).toEqual(['payment-clerk', 'intake-clerk'])
  asked({ isPayee: true, isOwn: true }).happens({ type: 'AccountNamed', n: 1 })
  asked({ isPayee: true }).happens({ type: 'AccountNamed', n: 1 })
})

test('#42 who names the account does not check its payment, and who checked one names none', () => {
  const clerk = person('payment-clerk', 'per_double')
  const named = accountRejected().when(newAccount(), clerk).when(submit, person('payment-clerk', 'per_maker'))
  named.when(check(2), person('payment-checker', 'per_double')).isRefused('SEPARATION_OF_DUTIES')
  accountRejected().when(newAccount(), person('payment-clerk', 'per_payment-checker')).isRefused('SEPARATION_OF_DUTIES')
})

test('#43 after three tries in a row that reach nobody the money is held for the payee', () => {
  const twice = given(accountRejected()).and(contactTry('unreachable'), contactTry('unreachable'))
  expect(payment(twice)).toMatchObject({ state: 'fix-account', trouble: { tries: 2 } })
  const held = twice
    .when(contactTry('unreachable'))
    .happens(
      { type: 'PayeeContactTried', outcome: 'unreachable' },
      { type: 'PaymentHeld', because: 'unreachable' },
      { type: 'ClaimPaidInPart' },
    )
  expect(payment(held)).toMatchObject({ state: 'held-for-payee', trouble: { heldAt: held.now } })
  expect(held.clock('C10')).toMatchObject({ state: 'running', delay: { cause: 'payee' } })
  expect(given(twice).and(contactTry('reached'), contactTry('unreachable')).standing().payments[0]?.state).toBe(
    'fix-account',
  )
})

test('#43 who does not want the money now has it held at once; a held payment is tried no more', () => {
  const held = accountRejected().when(contactTry('refused'))
  held.happens({ type: 'PayeeContactTried' }, { type: 'PaymentHeld', because: 'refused' }, { type: 'ClaimPaidInPart' })
  held.when(contactTry('reached')).isRefused('ACCOUNT_NOT_ASKED')
  onItsWay().when(contactTry('reached')).isRefused('ACCOUNT_NOT_ASKED')
})

test('#43 once a year the payee is reminded, until the limitation, also when the claim has closed', () => {
  const held = payments.heldForPayee()
  const reminders = (years: number): number =>
    held.passes(held.now + years * 366 * DAY).latest.filter(({ type }) => type === 'PayeeReminded').length
  const limitation = held.clock('C23b').dueTarget
  const first = startOfDay(addYears(dateOf(held.now), 1)) + 9 * HOUR
  expect(held.passes(first).latest.at(-1)).toMatchObject({ type: 'PayeeReminded', n: 1, times: 1, at: first })
  expect(held.passes(first).stands('closed').latest.at(-1)?.notices).toMatchObject([{ kind: 'payment-held' }])
  // The limitation began anew with the last acknowledgement: two years hold one anniversary, and the end of the second.
  expect(reminders(9)).toBe(first + 366 * DAY < limitation ? 2 : 1)
})

test('#43 a claim with money to be reminded of does not rest; when nobody may be reminded any more, it does', () => {
  const held = payments.toldAll(payments.heldForPayee())
  const years = [1, 2, 3].map((year) => held.now + year * 366 * DAY)
  const [first, second, third] = years.map((_, index) =>
    years.slice(0, index + 1).reduce((scene, until) => payments.toldAll(scene.passes(until)), held),
  )
  expect(first?.standing().restedAt ?? null).toBeNull()
  expect(second?.past.filter(({ type }) => type === 'PayeeReminded').length).toBeGreaterThan(0)
  expect(typeof third?.standing().restedAt).toBe('number')
})

test('#44 money that comes back after the claim has closed is owed anew, with a clock of its own and the bank’s word', () => {
  for (const before of [example.paid(), example.feedback(), example.closed()]) {
    const back = bounced(before)
    back.happens({
      type: 'PaymentBounced',
      n: 1,
      cause: 'account-closed',
      proof: { reference: payment(before)?.reference ?? '' },
    })
    back.stands('paying')
    expect(payment(back)).toMatchObject({ state: 'fix-account', returnedAt: back.now })
    expect(back.clock('C10')).toMatchObject({
      n: 2,
      state: 'running',
      startedAt: back.now,
      payeeId: 'pty_only',
      payment: 1,
    })
    expect(told(back)).toEqual(['account-trouble to claimant', 'staff-work-item to payment-clerk'])
    const again = payments.paidAnew(back).stands('paid')
    expect(again.clock('C10')).toMatchObject({ n: 2, state: 'met' })
    expect(payment(again)).toMatchObject({ state: 'returned', replacedBy: 2 })
  }
})

test('#44 a claim that rests is woken by its money, and pays it anew', () => {
  const closed = payments.toldAll(example.closed())
  const asleep = closed.passes(closed.now + 120 * DAY)
  expect(nextStep(asleep.standing(), contextAt(asleep.now))).toEqual({ kind: 'finish' })
  const back = bounced(asleep).stands('paying')
  expect(back.standing().restedAt).toBeNull()
  expect(nextStep(back.standing(), contextAt(back.now)).kind).toBe('go-on')
})

test('#44 that it came back may overtake the word that it arrived', () => {
  const back = bounced(onItsWay())
  back.happens({ type: 'PaymentBounced', n: 1 }).stands('paying')
  expect(back.clock('C10')).toMatchObject({ n: 1, state: 'running', delay: { cause: 'account' } })
  back.learns(example.bankSays('settled')).happens({ type: 'FactDisregarded' })
})

test('#44 a claim that was reopened since goes its own way; what came back is seen to beside it and not determined twice', () => {
  const reopened = given(example.closed()).and({
    type: 'ReopenClaim',
    reason: 'new-evidence',
    noteTextId: 'txt_note',
    to: 'assessing',
  })
  const back = bounced(reopened).stands('assessing')
  expect(back.clock('C10')).toMatchObject({ n: 2, state: 'running', payment: 1 })
  back.when(example.assessLoss(250_000)).isRefused('NOTHING_PAYABLE')
  const again = payments.paidAnew(back).stands('assessing')
  expect(again.clock('C10')).toMatchObject({ n: 2, state: 'met' })
})

test('#40 a payment of long ago that others took over is let go of, and no number is given twice', () => {
  let scene = onItsWay()
  for (let n = 1; n <= 60; n += 1) {
    const open = scene.standing().payments.at(-1)
    if (open?.state === 'prepared') scene = given(scene).and(submit, check(open.n))
    scene = scene.after(MINUTE).learns(bankRejects('other', open?.n ?? 0))
  }
  const numbers = scene.standing().payments.map(({ n }) => n)
  expect(numbers).toHaveLength(21)
  expect(numbers.at(-1)).toBe(61)
})
