import type { Dice } from '../local/dice.ts'
import type { BankBook, Fate, Transfer } from '../simulators/bank-book.ts'
import { createBankBook } from '../simulators/bank-book.ts'
import type { BankGateway, TransferOrder, TransferState } from '../activities/gateways/bank-gateway.ts'
import { GatewayUnavailable } from '../activities/gateways/http-call.ts'
import { minute } from '../activities/payment-trial.ts'

/** How the first call for a transfer goes wrong: none of them tells us what became of it. */
export const troubles = ['lost after booking', 'lost before booking', 'booked late', 'refused then hung'] as const
export type BankTrouble = (typeof troubles)[number]

/** The book of the bank simulator on a clock of its own, behind a line that loses what it can. */
export interface TrialBank {
  readonly gateway: BankGateway
  readonly book: BankBook
  /** What was asked of it, in order. */
  readonly calls: readonly { readonly what: 'query' | 'send'; readonly reference: string; readonly at: number }[]
  /** What has become of transfers by now, as receipts in no order: none, one or two of each, of what came back at least one. */
  readonly report: () => readonly Transfer[]
  /** When something happens there next. */
  readonly nextAt: () => number
}

const settlingMs = minute

interface TrialOptions {
  readonly dice: Dice
  readonly clock: () => number
  /** Of ten queries so many stay without an answer. */
  readonly deaf: number
  readonly trouble: BankTrouble
}

export function openTrialBank({ dice, clock, deaf, trouble }: TrialOptions): TrialBank {
  const book = createBankBook()
  const calls: TrialBank['calls'][number][] = []
  const lost = (intent: string) => new GatewayUnavailable({ partner: 'bank', intent }, 'no answer')
  let isFirst = true
  const gateway: BankGateway = {
    async findTransfer(reference) {
      calls.push({ what: 'query', reference, at: clock() })
      if (dice.below(10) < deaf) throw lost('find a transfer')
      const known = book.find(reference)
      if (known !== undefined && known.fate.visibleAt <= clock()) return stateOf(known)
      const seenAt = known?.acceptedAt ?? book.lastSeen(reference)
      if (seenAt === undefined) book.apply({ type: 'seen', reference, at: clock() })
      const settlesAt = Math.max((seenAt ?? clock()) + settlingMs, known?.fate.visibleAt ?? 0)
      return { state: 'not-found', final: clock() >= settlesAt, settlesAt }
    },
    async transfer(order) {
      calls.push({ what: 'send', reference: order.reference, at: clock() })
      const wrong = isFirst || dice.below(4) === 0 ? trouble : null
      isFirst = false
      if (wrong === 'lost before booking') throw lost('transfer')
      if (wrong === 'refused then hung') {
        book.apply({ type: 'arrived', reference: order.reference, at: clock() })
        throw lost('transfer')
      }
      bookOnce(book, order, fateOf(dice, clock(), wrong))
      if (wrong !== null) throw lost('transfer')
      return stateOf(book.get(order.reference))
    },
  }
  return { gateway, book, calls, report: () => moved(book, dice, clock()), nextAt: () => nextMoveAt(book) }
}

function bookOnce(book: BankBook, { reference, amountFen, account, purpose, rail }: TransferOrder, fate: Fate): void {
  if (book.find(reference) !== undefined) return book.apply({ type: 'repeated', reference, at: fate.settleAt })
  const order = {
    reference,
    amountFen: String(amountFen),
    currency: 'CNY',
    account: { ...account },
    purpose,
    rail,
  } as const
  book.apply({ type: 'booked', order, bankReference: book.nextBankReference(), at: fate.visibleAt, fate })
}

/** Most settle; some are turned down, taken back, or come back. */
function fateOf(dice: Dice, at: number, trouble: BankTrouble | null): Fate {
  const visibleAt = trouble === 'booked late' ? at + dice.below(settlingMs) : at
  const times = { visibleAt, settleAt: visibleAt + dice.below(240) * minute }
  const lot = dice.below(20)
  if (lot === 0) return { ...times, reject: 'account-closed' }
  if (lot === 1) return { ...times, reject: 'bank-limit' }
  if (lot === 2) return { ...times, recalled: true }
  if (lot === 3) return { ...times, returned: { afterMs: 600 * minute, reason: 'account-closed' } }
  return times
}

/**
 * Moves what is due, and tells of it: lost, once or twice. Only of money that comes back the word is never lost: after it has
 * arrived nobody asks any more, and what no callback tells is found in the statement (reconciliation).
 */
function moved(book: BankBook, dice: Dice, now: number): readonly Transfer[] {
  const told = book.all().flatMap((transfer) => {
    const { reference } = transfer.order
    if (moveAt(transfer) > now) return []
    const [state, reason] = nextStateOf(transfer)
    const receipt = { type: `transfer.${state}`, eventId: reference, occurredAt: '' }
    book.apply({ type: 'moved', reference, state, reason, at: moveAt(transfer), receipt })
    const after = book.get(reference)
    const times = Math.max(state === 'returned' ? 1 : 0, dice.below(3))
    return Array.from({ length: times }, () => ({ ...after }))
  })
  return dice.below(2) === 0 ? told : told.toReversed()
}

function nextStateOf({ state, fate }: Transfer): ['settled' | 'rejected' | 'returned' | 'recalled', Fate['reject']] {
  if (state === 'settled') return ['returned', 'account-closed']
  if (fate.recalled === true) return ['recalled', 'other']
  return fate.reject === undefined ? ['settled', undefined] : ['rejected', fate.reject]
}

function moveAt({ state, fate, changedAt }: Transfer): number {
  if (state === 'accepted') return fate.settleAt
  return state === 'settled' && fate.returned !== undefined ? changedAt + fate.returned.afterMs : Infinity
}

const nextMoveAt = (book: BankBook): number => Math.min(Infinity, ...book.all().map(moveAt))

function stateOf({ order, bankReference, state, reason, acceptedAt, changedAt }: Transfer): TransferState {
  const known = { reference: order.reference, bankReference, amountFen: Number(order.amountFen), acceptedAt, changedAt }
  return state === 'accepted' || state === 'settled'
    ? { ...known, state }
    : { ...known, state, reason: reason ?? 'other' }
}
