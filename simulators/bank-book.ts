import { isDeepStrictEqual } from 'node:util'
import type { Receipt } from './callbacks.ts'

export type TransferOrder = {
  reference: string
  amountFen: string
  currency: 'CNY'
  account: { number: string; holderName: string; bankCode: string }
  purpose: string
  rail?: 'usual' | 'other' | undefined
}

type RejectReason = 'account-closed' | 'name-mismatch' | 'bank-limit' | 'other'

/** What will become of a transfer. Fixed when it is booked, so that a restart changes nobody's fate. Instants in epoch ms. */
export type Fate = {
  /** From here on a query finds it. */
  visibleAt: number
  settleAt: number
  reject?: RejectReason | undefined
  returned?: { afterMs: number; reason: RejectReason } | undefined
  /** Taken back instead of settled. */
  recalled?: boolean | undefined
}

/** What the bank's journal holds. Instants in epoch ms. */
export type BankEntry =
  | { type: 'booked'; order: TransferOrder; bankReference: string; at: number; fate: Fate }
  /** A transfer under a known reference came: answered, never booked. */
  | { type: 'repeated'; reference: string; at: number }
  /** A reference not in the book was asked for. */
  | { type: 'seen'; reference: string; at: number }
  /** A transfer came and was not booked at once. */
  | { type: 'arrived'; reference: string; at: number }
  | { type: 'moved'; reference: string; state: Moved; reason?: RejectReason | undefined; at: number; receipt: Receipt }
  | { type: 'reported'; eventId: string }

type Moved = 'settled' | 'rejected' | 'returned' | 'recalled'

export type Transfer = {
  order: TransferOrder
  bankReference: string
  state: 'accepted' | Moved
  reason?: RejectReason | undefined
  fate: Fate
  acceptedAt: number
  changedAt: number
  /** When the money left; it stays when the money comes back. */
  settledAt?: number | undefined
  duplicates: number
}

/** Every transfer ever booked, folded from the journal. */
export type BankBook = {
  apply: (entry: BankEntry) => void
  find: (reference: string) => Transfer | undefined
  get: (reference: string) => Transfer
  /** Latest instant at which an unknown reference may have been on its way. */
  lastSeen: (reference: string) => number | undefined
  nextBankReference: () => string
  all: () => Transfer[]
  /** References of transfers that came and stand in no book: kept waiting, or never to be booked. */
  unbooked: () => string[]
  unreported: () => Receipt[]
}

export function createBankBook(): BankBook {
  const transfers = new Map<string, Transfer>()
  const seen = new Map<string, number>()
  const arrived = new Set<string>()
  const receipts = new Map<string, Receipt>()

  function get(reference: string): Transfer {
    const transfer = transfers.get(reference)
    if (!transfer) throw new Error('the journal speaks of a transfer it never booked')
    return transfer
  }

  return {
    apply(entry) {
      switch (entry.type) {
        case 'booked':
          transfers.set(entry.order.reference, book(entry))
          arrived.delete(entry.order.reference)
          return
        case 'repeated':
          get(entry.reference).duplicates += 1
          return
        case 'arrived':
          arrived.add(entry.reference)
          seen.set(entry.reference, entry.at)
          return
        case 'seen':
          seen.set(entry.reference, entry.at)
          return
        case 'moved': {
          const { state, reason, at, receipt } = entry
          const settled = state === 'settled' ? { settledAt: at } : {}
          Object.assign(get(entry.reference), { state, reason, changedAt: at, ...settled })
          receipts.set(receipt.eventId, receipt)
          return
        }
        case 'reported':
          receipts.delete(entry.eventId)
      }
    },
    find: (reference) => transfers.get(reference),
    get,
    lastSeen: (reference) => seen.get(reference),
    nextBankReference: () => `BK${String(transfers.size + 1).padStart(10, '0')}`,
    all: () => [...transfers.values()],
    unbooked: () => [...arrived],
    unreported: () => [...receipts.values()],
  }
}

function book({ order, bankReference, fate, at }: Extract<BankEntry, { type: 'booked' }>): Transfer {
  return { order, bankReference, state: 'accepted', fate, acceptedAt: at, changedAt: at, duplicates: 0 }
}

export const isSameOrder = (known: TransferOrder, repeated: TransferOrder): boolean =>
  isDeepStrictEqual(known, repeated)

/** The answer to a transfer and to a query. */
export function stateOnWire({ order, bankReference, state, reason, acceptedAt, changedAt }: Transfer): object {
  const { reference, amountFen, currency } = order
  return {
    reference,
    bankReference,
    state,
    ...(reason ? { reason } : {}),
    amountFen,
    currency,
    acceptedAt: new Date(acceptedAt).toISOString(),
    changedAt: new Date(changedAt).toISOString(),
  }
}

/** The witness: what was really booked, what really left, and how often somebody sent twice. */
export function bookOnWire(book: Pick<BankBook, 'all' | 'unbooked'>): object {
  const transfers = book.all()
  const settled = transfers.filter(({ state }) => state === 'settled')
  const settledFen = settled.reduce((sum, { order }) => sum + BigInt(order.amountFen), 0n)
  return {
    transfers: transfers.map((transfer) => ({
      ...stateOnWire(transfer),
      account: transfer.order.account,
      purpose: transfer.order.purpose,
      duplicates: transfer.duplicates,
    })),
    unbooked: book.unbooked(),
    totals: { settledFen: String(settledFen), count: settled.length },
    duplicateSends: transfers.reduce((sum, { duplicates }) => sum + duplicates, 0),
  }
}
