import type { PaymentOrder } from '../workflows/claim-contract.ts'
import { askBank } from './ask-bank.ts'
import type { BankGateway, TransferOrder, TransferState } from './gateways/bank-gateway.ts'
import { GatewayUnavailable } from './gateways/http-call.ts'
import type { PaymentLedger } from './payment-ledger.ts'
import type { Screened } from './screen-payee.ts'
import { sendPayment } from './send-payment.ts'

// What the tests of payments share: a ledger, a bank, a clock, and places to die at.

export const minute = 60_000

const order: PaymentOrder = {
  claimId: 'clm_1',
  payment: { n: 1, payeeId: 'pty_1', amountFen: 500_000, reference: 'LPCLM1P1S1' },
  approvedBy: 'per_checker',
}

type Crash = 'accountOf' | 'afterBeginSend' | 'keep'

/** A ledger, a bank and a clock of one payment. A crash is an error after which nothing more of the activity runs. */
export function createPaymentTrial() {
  let now = Date.UTC(2026, 10, 22)
  let crash: Crash | undefined
  let frozenMs = 0
  let attempts = 0
  let isExercised = false
  let screened: Screened = { screeningId: 'scr_1', matches: [] }
  const clock = (): number => now
  const crashAt = (place: Crash): void => {
    if (crash !== place) return
    crash = undefined
    throw new Error('killed')
  }
  const ledger = createMemoryLedger(clock)
  const bank = createFakeBank(clock)
  const desk = {
    screen: async () => screened,
    ledger: {
      ...ledger,
      async beginSend(reference: string, attempt: string) {
        const begun = await ledger.beginSend(reference, attempt)
        if (begun) crashAt('afterBeginSend')
        now += frozenMs
        frozenMs = 0
        return begun
      },
      async keep(...said: Parameters<PaymentLedger['keep']>) {
        crashAt('keep')
        await ledger.keep(...said)
      },
    },
    bank: bank.gateway,
    now: clock,
    isOfExercise: async () => isExercised,
    newAttempt: () => `attempt-${(attempts += 1)}`,
    async accountOf() {
      crashAt('accountOf')
      return { number: '6222020000000000', holderName: 'Li', bankCode: 'ICBC' }
    },
  }
  return {
    ledger,
    bank,
    ask: () => askBank(order, desk),
    screenAs: (...matches: readonly string[]) => void (screened = { screeningId: 'scr_2', matches }),
    send: () => sendPayment(order, desk),
    exercise: () => void (isExercised = true),
    wait: (ms: number) => void (now += ms),
    failOnce: (place: Crash) => void (crash = place),
    freezeAfterBeginSend: (ms: number) => void (frozenMs = ms),
  }
}

/** What db/payments.ts promises, without a database. */
export function createMemoryLedger(clock: () => number): PaymentLedger & { row: () => Row } {
  const rows = new Map<string, Row>()
  const get = (reference: string): Row => {
    const row = rows.get(reference)
    if (row === undefined) throw new Error('no such intent')
    return row
  }
  return {
    row: () => get(order.payment.reference),
    async open({ payment: { reference, amountFen } }) {
      const row = rows.get(reference) ?? { state: 'prepared', attempt: null, begunAt: 0 }
      rows.set(reference, row)
      const { attempt, begunAt } = row
      return { reference, amountFen, attempt, attemptAgeMs: attempt === null ? null : clock() - begunAt }
    },
    async beginSend(reference, attempt) {
      const row = get(reference)
      if (row.state !== 'cleared') return false
      Object.assign(row, { state: 'sent', attempt, begunAt: clock() })
      return true
    },
    async loseAnswer(reference, attempt) {
      const row = get(reference)
      if (row.state === 'sent' && row.attempt === attempt) row.state = 'unknown'
    },
    async clear(reference, attemptSeen) {
      const row = get(reference)
      const open = ['prepared', 'cleared', 'sent', 'unknown'].includes(row.state)
      if (!open || row.attempt !== attemptSeen) return false
      Object.assign(row, { state: 'cleared', attempt: null })
      return true
    },
    async keep(reference, { state, cause }) {
      Object.assign(get(reference), { state, cause })
    },
  }
}

type Row = { state: string; attempt: string | null; begunAt: number; cause?: string | undefined }

/** A bank with the contract's manners: one booking per reference, and "not found" final a minute after it was first asked. */
function createFakeBank(clock: () => number) {
  const state: BankState = { calls: 0, booked: 0, isDown: false, called: createSignal() }
  return {
    state,
    gateway: gatewayOf(state, clock),
    book: (amountFen: number) => void book(state, { reference: order.payment.reference, amountFen }, clock()),
    become: (
      change: { state: 'settled' } | { state: 'rejected' | 'returned' | 'recalled'; reason: 'account-closed' },
    ) => void (state.transfer = { ...state.transfer, ...change, changedAt: clock() } as TransferState),
    failNext(error: Error) {
      state.next = async () => {
        throw error
      }
    },
    hangAfterBooking: () =>
      void (state.next = (sent) => {
        book(state, sent, clock())
        return new Promise(() => undefined)
      }),
    /** As if nobody had asked yet: the settling time begins anew with the next query. */
    forget: () => void delete state.seenAt,
    dropWithoutAnswer() {
      const woken = createSignal<Error>()
      state.next = async () => {
        throw await woken.promise
      }
      return { wake: woken.resolve }
    },
    pauseQuery() {
      const pause = { begun: createSignal(), over: createSignal() }
      state.pause = pause
      return { begun: pause.begun.promise, goOn: () => pause.over.resolve() }
    },
  }
}

interface BankState {
  calls: number
  booked: number
  isDown: boolean
  readonly called: Signal<void>
  transfer?: TransferState
  seenAt?: number
  next?: ((sent: TransferOrder) => Promise<TransferState>) | undefined
  pause?: { readonly begun: Signal<void>; readonly over: Signal<void> }
}

function gatewayOf(state: BankState, clock: () => number): BankGateway {
  return {
    async findTransfer() {
      if (state.isDown) throw new GatewayUnavailable({ partner: 'bank', intent: 'find a transfer' }, 'it answered 503')
      const settlesAt = (state.seenAt ??= clock()) + minute
      const answer = state.transfer ?? ({ state: 'not-found', final: clock() >= settlesAt, settlesAt } as const)
      state.pause?.begun.resolve()
      await state.pause?.over.promise
      return answer
    },
    async transfer(sent) {
      state.calls += 1
      state.called.resolve()
      const { next } = state
      state.next = undefined
      return next === undefined ? book(state, sent, clock()) : next(sent)
    },
  }
}

function book(state: BankState, sent: Pick<TransferOrder, 'reference' | 'amountFen'>, at: number): TransferState {
  if (state.transfer !== undefined) return state.transfer
  state.booked += 1
  const { reference, amountFen } = sent
  state.transfer = { reference, amountFen, bankReference: 'BK1', state: 'accepted', acceptedAt: at, changedAt: at }
  return state.transfer
}

interface Signal<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
}

function createSignal<T = void>(): Signal<T> {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
