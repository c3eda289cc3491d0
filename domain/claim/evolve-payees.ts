import type { Fen } from '../money.ts'
import { sumFen } from '../money.ts'
import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { Claim, ClaimFile, Payee, PayeeChangeReason, PayeeThaw, Payment } from './state.ts'

/** Who is paid, after the event: payees that are thawed, and payments that wait for compliance. */
export function evolvePayees(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  return change === undefined ? {} : change(claim, event)
}

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

const changes: Changes = {
  PayeesUnfrozen: (claim, { payees, payments, reason, at }) =>
    payees.length === 0
      ? toldBefore(claim, reason)
      : {
          payees: claim.payees.filter(({ payeeId }) => !payees.includes(payeeId)),
          payments: atHand(claim.payments.map((payment) => (payments.includes(payment.n) ? voided(payment) : payment))),
          thaw: {
            reason,
            since: at,
            owedFen: (claim.thaw?.owedFen ?? 0) + owedTo(claim.payees, payees),
            ...hadBefore(claim, payees),
          },
        },
  // #56: nobody is paid by this agreement any more. What it has counted of advances stays counted as paid before.
  FraudProven: (claim, { payments }) =>
    payments === undefined
      ? {}
      : {
          payees: [],
          payments: atHand(claim.payments.map((payment) => (payments.includes(payment.n) ? voided(payment) : payment))),
          ...(claim.thaw ? { thaw: null } : {}),
        },
  // Nothing is out: the payment stands again where it stood before the bank was asked.
  ScreeningHit: (claim, { n, screeningId, matches }) =>
    changed(claim, n, (payment) => ({
      ...payment,
      state: 'approved',
      queryAt: null,
      unknownSince: null,
      screening: 'hit',
      screened: { screeningId, matches, released: releasedOf(payment), releases: payment.screened?.releases ?? 0 },
    })),
  ScreeningReleased: (claim, { n, matches }) =>
    changed(claim, n, (payment) => ({
      ...payment,
      screening: 'pending',
      screened: {
        screeningId: payment.screened?.screeningId ?? '',
        matches: [],
        released: [...new Set([...releasedOf(payment), ...matches])],
        releases: (payment.screened?.releases ?? 0) + 1,
      },
    })),
}

const owedTo = (payees: readonly Payee[], ids: readonly string[]): Fen =>
  sumFen(payees.filter(({ payeeId }) => ids.includes(payeeId)).map(({ amountFen }) => amountFen))

/** Who has died stays dead, whatever is told later; where payees are to be named anew already the thaw says why. */
function toldBefore({ thaw, changeTold }: Claim, reason: PayeeChangeReason): Partial<ClaimFile> {
  return thaw || changeTold === 'claimant-died' ? {} : { changeTold: reason }
}

/** What they had of their parts goes on to count against whoever comes after them. */
function hadBefore({ payees, thaw }: Claim, ids: readonly string[]): Pick<PayeeThaw, 'hadFen'> {
  const thawed = payees.filter(({ payeeId }) => ids.includes(payeeId))
  const hadFen = (thaw?.hadFen ?? 0) + sumFen(thawed.map(({ hadFen: before = 0 }) => before))
  return hadFen === 0 ? {} : { hadFen }
}

/** Nothing is ever asked about a void payment: the newest stay at hand, the log has them all. */
const voidKept = 20

function atHand(payments: readonly Payment[]): readonly Payment[] {
  const kept = new Set(payments.filter(({ state }) => state === 'void').slice(-voidKept))
  return payments.filter((payment) => payment.state !== 'void' || kept.has(payment))
}

const releasedOf = ({ screened }: Payment): readonly string[] => screened?.released ?? []

const voided = (payment: Payment): Payment => ({ ...payment, state: 'void', queryAt: null, unknownSince: null })

const changed = ({ payments }: Claim, n: number, change: (payment: Payment) => Payment): Partial<ClaimFile> => ({
  payments: payments.map((payment) => (payment.n === n ? change(payment) : payment)),
})
