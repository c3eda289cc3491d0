import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { AccountTrouble, Claim, ClaimFile, Payment } from './state.ts'

/** Each payment after the event, on its own. */
export function evolvePayments(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  return change === undefined ? {} : change(claim, event)
}

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

const changes: Changes = {
  PaymentSubmitted: (claim, { payments, by }) => change(claim, payments, { state: 'submitted', submittedBy: by.id }),
  PaymentReturned: (claim, { n }) => change(claim, [n], { state: 'prepared' }),
  PaymentApproved: (claim, { n, by }) => change(claim, [n], { state: 'approved', checkedBy: by.id }),
  PaymentCleared: (claim, { n, screeningId }) =>
    change(claim, [n], {
      state: 'cleared',
      ...settledDoubt,
      ...(screeningId === undefined ? {} : { screening: 'clear' as const }),
    }),
  PaymentSent: (claim, { n, queryAt, queries }) =>
    change(claim, [n], { state: 'sent', ...settledDoubt, queryAt, queries }),
  PaymentUnknown: (claim, { n, at, queryAt, queries }) => ({
    payments: claim.payments.map((payment) => (payment.n === n ? doubt(payment, { at, queryAt, queries }) : payment)),
  }),
  PaymentOverdueUnknown: (claim, { n }) => change(claim, [n], { humanTold: true }),
  PaymentSettled: (claim, { n, at }) => change(claim, [n], { state: 'settled', ...settledDoubt, settledAt: at }),
  PaymentRejected: (claim, { n, at, cause, contactDueAt, next }) =>
    next === undefined
      ? change(claim, [n], {
          state: 'fix-account',
          ...settledDoubt,
          cause,
          trouble: troubleFrom(at, contactDueAt ?? at),
        })
      : replaced(claim, n, next, { state: 'rejected', ...settledDoubt, cause }),
  PaymentRecalled: (claim, { n, cause, next }) =>
    replaced(claim, n, next, { state: 'recalled', ...settledDoubt, cause }),
  PaymentBounced: (claim, { n, at, cause, contactDueAt }) => ({
    // Money that is owed again wakes a claim that rests.
    restedAt: null,
    ...change(claim, [n], {
      state: 'fix-account',
      ...settledDoubt,
      cause,
      returnedAt: at,
      trouble: troubleFrom(at, contactDueAt),
    }),
  }),
  AccountNamed: (claim, { n, next }) => replaced(claim, n, next, { state: outcomeOf(claim, n) }),
  PayeeContactTried: (claim, { n, outcome }) =>
    trouble(claim, n, ({ tries }) => ({ contacted: true, tries: outcome === 'unreachable' ? tries + 1 : 0 })),
  PayeeContactMissed: (claim, { n }) => trouble(claim, n, () => ({ supervisorTold: true })),
  PaymentHeld: (claim, { n, at }) => ({
    payments: claim.payments.map((payment) =>
      payment.n === n ? withTrouble({ ...payment, state: 'held-for-payee' }, { heldAt: at, reminders: 0 }) : payment,
    ),
  }),
  PayeeReminded: (claim, { n, times }) => trouble(claim, n, () => ({ reminders: times })),
  CompensationDue: ({ compensations = [] }, { compensation }) => ({ compensations: [...compensations, compensation] }),
  CompensationApproved: ({ compensations = [], payments }, { n, by, payment }) => ({
    compensations: compensations.map((known) => (known.n === n ? { ...known, approvedBy: by.id } : known)),
    payments: [...payments, payment],
  }),
}

/** A doubt that ended is over: the next one is told to a person anew. */
const settledDoubt = { queryAt: null, unknownSince: null, humanTold: false } as const

function doubt(payment: Payment, { at, queryAt, queries }: { at: number; queryAt: number; queries: number }): Payment {
  return { ...payment, state: 'unknown', queryAt, queries, unknownSince: payment.unknownSince ?? at }
}

function change(claim: Claim, numbers: readonly number[], changed: Partial<Payment>): Partial<ClaimFile> {
  return {
    payments: claim.payments.map((payment) => (numbers.includes(payment.n) ? { ...payment, ...changed } : payment)),
  }
}

const troubleFrom = (since: number, contactDueAt: number): AccountTrouble => ({
  since,
  contactDueAt,
  contacted: false,
  supervisorTold: false,
  tries: 0,
  reminders: 0,
})

function trouble(
  { payments }: Claim,
  n: number,
  changed: (trouble: AccountTrouble) => Partial<AccountTrouble>,
): Partial<ClaimFile> {
  return {
    payments: payments.map((payment) =>
      payment.n === n && payment.trouble !== undefined ? withTrouble(payment, changed(payment.trouble)) : payment,
    ),
  }
}

const withTrouble = (payment: Payment, changed: Partial<AccountTrouble>): Payment =>
  payment.trouble === undefined ? payment : { ...payment, trouble: { ...payment.trouble, ...changed } }

/** What the payment’s end is called once another one has taken over: money that came back had once arrived. */
function outcomeOf({ payments }: Claim, n: number): 'returned' | 'rejected' {
  return payments.find((payment) => payment.n === n)?.returnedAt === undefined ? 'rejected' : 'returned'
}

/** Far more than a claim has under way; the log and the bank's book keep every one of them. */
const replacedKept = 20

/** Another payment takes over. The state lets go of the oldest that were replaced: nothing more becomes of them. */
function replaced({ payments }: Claim, n: number, next: Payment, changed: Partial<Payment>): Partial<ClaimFile> {
  const all = payments.map((payment) => (payment.n === n ? { ...payment, ...changed, replacedBy: next.n } : payment))
  const past = all.filter(({ replacedBy }) => replacedBy !== undefined).map((payment) => payment.n)
  const letGo = new Set(past.slice(0, -replacedKept))
  return { payments: [...all.filter((payment) => !letGo.has(payment.n)), next] }
}
