import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR, MINUTE } from '../time.ts'
import { nextStep } from './next-step.ts'
import type { PaymentState } from './state.ts'
import * as payments from '../../test/payment-examples.ts'

const { bankSays, paid, paying, paymentApproved } = example
const submit = { type: 'SubmitPayments' } as const
const check = { type: 'CheckPayment', n: 1, verdict: 'approve' } as const

const first = (scene: Scene) => scene.standing().payments[0]

/** The keys of what the claim asks of the bank now. */
function asks(scene: Scene): readonly string[] {
  const step = nextStep(scene.standing(), contextAt(scene.now))
  return step.kind === 'finish' ? [] : step.effects.map(({ key }) => key).filter((key) => key.startsWith('payment'))
}

test('#37 the maker submits and the checker, another person, lets the payment go', () => {
  const submitted = given(paying())
    .when(submit)
    .happens({ type: 'PaymentSubmitted', payments: [1] })
  expect(asks(submitted)).toEqual([])
  submitted.when(check, person('payment-checker', 'per_payment-clerk')).isRefused('SEPARATION_OF_DUTIES')
  const scene = submitted.when(check).happens({ type: 'PaymentApproved', n: 1 })
  expect(first(scene)).toMatchObject({
    state: 'approved',
    submittedBy: 'per_payment-clerk',
    checkedBy: 'per_payment-checker',
  })
})

test('#37 who named the payees does not check the payment', () => {
  given(paying())
    .when(submit)
    .when(check, person('payment-checker', 'per_intake-clerk'))
    .isRefused('SEPARATION_OF_DUTIES')
})

test('#37 the checker sends a payment back with his reason, and it is submitted again', () => {
  const submitted = given(paying()).when(submit)
  submitted.when({ ...check, verdict: 'return' }).isRefused('REASON_MISSING')
  const back = submitted
    .when({ ...check, verdict: 'return', reasonTextId: 'txt_why' })
    .happens({ type: 'PaymentReturned', n: 1 })
  expect(first(back)?.state).toBe('prepared')
  back.and(submit, check).happens({ type: 'PaymentApproved', n: 1 })
})

test('#37 only what is prepared is submitted and only what is submitted is checked', () => {
  given(paying()).when(check).isRefused('PAYMENT_NOT_SUBMITTED')
  given(paying()).when(submit).when(submit).isRefused('PAYMENT_NOT_SUBMITTED')
  given(paying())
    .when({ ...check, n: 2 })
    .isRefused('PAYMENT_UNKNOWN_NUMBER')
})

test('#38 the bank is asked before it is sent anything, and sent only what it has never seen', () => {
  expect(asks(paymentApproved())).toEqual(['payment-1-prepare'])
  const cleared = given(paymentApproved()).learns(bankSays('never-seen')).happens({ type: 'PaymentCleared', n: 1 })
  expect(asks(cleared)).toEqual(['payment-1-send-0'])
  const sent = cleared.learns(bankSays('accepted')).happens({ type: 'PaymentSent', n: 1, queries: 1 })
  expect(asks(sent)).toEqual([])
})

test('#38 what the bank accepted and settled is settled, and the customer is told', () => {
  const scene = paid().happens({ type: 'PaymentSettled', n: 1 }, { type: 'ClaimPaid' })
  expect(first(scene)).toMatchObject({ state: 'settled', settledAt: scene.now, queryAt: null })
  expect(scene.standing().notices.map(({ kind }) => kind)).toContain('payment')
})

test('#38 what the bank has settled before, by the same reference, is settled without sending', () => {
  given(paymentApproved()).learns(bankSays('settled')).happens({ type: 'PaymentSettled' }, { type: 'ClaimPaid' })
})

test('#38 an unknown outcome is asked for after 1, 5, 15, 60, 60 minutes and never sent again', () => {
  let scene = given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('no-answer'))
  for (const minutes of [1, 5, 15, 60, 60]) {
    const queryAt = first(scene)?.queryAt ?? 0
    expect(queryAt - scene.now).toBe(minutes * MINUTE)
    expect([asks(scene.at(queryAt - 1)), asks(scene.at(queryAt))]).toEqual([
      [],
      [`payment-1-query-${first(scene)?.queries}`],
    ])
    scene = scene.at(queryAt).learns(bankSays('not-found'))
  }
  expect(first(scene)?.state).toBe('unknown')
})

test('#38 the next question is counted from when we heard, however old the bank’s word is', () => {
  let scene = given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('accepted'))
  for (let asked = 0; asked < 8; asked += 1) {
    const queryAt = first(scene)?.queryAt ?? 0
    expect(queryAt).toBeGreaterThan(scene.now)
    scene = scene.at(queryAt).learns(bankSays('accepted', 1, 10 * DAY))
  }
  expect(first(scene)?.state).toBe('sent')
})

test('#38 what the bank took it does not lose: a later doubt is asked about, not sent again', () => {
  const sent = given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('accepted'))
  for (const doubt of ['never-seen', 'not-found', 'no-answer'] as const) {
    const scene = sent.after(HOUR).learns(bankSays(doubt)).happens({ type: 'PaymentSent' })
    expect(first(scene)).toMatchObject({ state: 'sent', queryAt: scene.now + 5 * MINUTE })
  }
})

test('#38 only the bank’s final word that it never saw it clears it for another sending, under the same reference', () => {
  const unknown = given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('no-answer'))
  const cleared = unknown.after(MINUTE).learns(bankSays('never-seen')).happens({ type: 'PaymentCleared' })
  expect(asks(cleared)).toEqual(['payment-1-send-1'])
  expect(first(cleared)?.reference).toBe(first(unknown)?.reference)
})

test('#38 after two hours of doubt a person is told, once, and again only of a new doubt', () => {
  const unknown = given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('no-answer'))
  const due = unknown.now + 2 * HOUR
  unknown.passes(due - 1).happens()
  const told = unknown.passes(due).happens({ type: 'PaymentOverdueUnknown', n: 1 })
  expect(told.standing().notices.at(-1)).toMatchObject({ kind: 'staff-work-item', audience: 'supervisor' })
  expect(told.passes(due + DAY).latest.map(({ type }) => type)).not.toContain('PaymentOverdueUnknown')
  const again = told.learns(bankSays('never-seen')).learns(bankSays('no-answer'))
  again.passes(again.now + 2 * HOUR).happens({ type: 'PaymentOverdueUnknown', n: 1 })
})

test('#38 a rejected payment stands in the payment clerk’s queue with its cause', () => {
  const sent = given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('accepted'))
  const scene = sent.learns({ ...bankSays('rejected'), cause: 'account-closed' } as ReturnType<typeof bankSays>)
  scene.happens({ type: 'PaymentRejected', n: 1, cause: 'account-closed' }).stands('paying')
  expect(scene.standing().notices.at(-1)).toMatchObject({ kind: 'staff-work-item', audience: 'payment-clerk' })
})

test('#38 money moved when the bank says, but not before it was let go and not after now', () => {
  const sent = given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('accepted'))
  const settledAt = (ageMs: number) => first(sent.after(HOUR).learns(bankSays('settled', 1, ageMs)))?.settledAt
  expect([settledAt(10 * MINUTE), settledAt(DAY), settledAt(-DAY)]).toEqual([
    sent.now + 50 * MINUTE,
    sent.now,
    sent.now + HOUR,
  ])
})

const bankAnswers = [
  'never-seen',
  'not-found',
  'accepted',
  'settled',
  'rejected',
  'recalled',
  'returned',
  'no-answer',
] as const

/** Every answer in every state: news, or kept with the reason why it is none. */
const states: Readonly<Record<PaymentState, () => Scene>> = {
  prepared: paying,
  submitted: () => given(paying()).when(submit),
  approved: paymentApproved,
  cleared: () => given(paymentApproved()).learns(bankSays('never-seen')),
  sent: () => given(paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('accepted')),
  unknown: () => given(paymentApproved()).learns(bankSays('no-answer')),
  settled: paid,
  waiting: () => atLast(given(paymentApproved()).learns(bankSays('rejected'))),
  'fix-account': payments.accountRejected,
  'held-for-payee': payments.heldForPayee,
  rejected: () => given(payments.accountRejected()).and(payments.newAccount()),
  returned: () => given(payments.bounced(paid())).and(payments.newAccount()),
  recalled: () => given(paymentApproved()).learns(bankSays('recalled')),
  void: () => given(paymentApproved()).when(example.thaw),
}

/** The payment that took over, as if it were the only one. */
function atLast(scene: Scene): Scene {
  const claim = scene.standing()
  const payment = claim.payments.at(-1)
  return given({ ...scene, claim: { ...claim, payments: payment === undefined ? [] : [{ ...payment, n: 1 }] } })
}

const unmoved = [
  'prepared',
  'submitted',
  'fix-account',
  'held-for-payee',
  'rejected',
  'returned',
  'recalled',
  'void',
] as const

test.each(unmoved)('#38 no word of the bank moves a payment that is %s', (state) => {
  for (const answer of bankAnswers) {
    const before = states[state]()
    expect(first(before.learns(bankSays(answer)).happens({ type: 'FactDisregarded', fact: 'BankAnswered' }))).toEqual(
      first(before),
    )
  }
})

test('#44 of money that arrived the bank has one thing to say: that it came back', () => {
  for (const answer of bankAnswers.filter((word) => word !== 'returned')) {
    paid().learns(bankSays(answer)).happens({ type: 'FactDisregarded', fact: 'BankAnswered' })
  }
  paid().learns(bankSays('returned')).happens({ type: 'PaymentBounced', n: 1 })
})

test.each(['approved', 'waiting', 'cleared', 'sent', 'unknown'] as const)(
  '#38 a payment that is %s always has a next step',
  (state) => {
    const scene = states[state]()
    expect(first(scene)?.state).toBe(state)
    const queryAt = first(scene)?.queryAt ?? first(scene)?.retryAt
    expect(asks(typeof queryAt === 'number' ? scene.at(queryAt) : scene)).toHaveLength(1)
  },
)

test('#45 a claim is paid when all its payments are settled, not one of them', () => {
  const both = given(example.agreed()).and(example.freezePayees('pty_a', 'pty_b'), submit, check, { ...check, n: 2 })
  const one = example.settle(both, 1).stands('paying')
  example.settle(one, 2).happens({ type: 'PaymentSettled', n: 2 }, { type: 'ClaimPaid' }).stands('paid')
})

test('#45 one payee’s trouble does not block the other', () => {
  const both = given(example.agreed()).and(example.freezePayees('pty_a', 'pty_b'), submit, check, { ...check, n: 2 })
  const troubled = both.learns(bankSays('no-answer', 1))
  expect(
    example
      .settle(troubled, 2)
      .standing()
      .payments.map(({ state }) => state),
  ).toEqual(['unknown', 'settled'])
})
