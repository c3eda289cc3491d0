import type { Fen } from '../money.ts'
import type { DateText } from '../time.ts'

/** Which way money went: out to the payee, or back to us (退汇). */
export type BookingKind = 'debit' | 'return'

/** One line of the bank's statement of a day. The holder's name as its blind index. */
export interface BookedLine {
  readonly reference: string
  readonly kind: BookingKind
  readonly amountFen: Fen
  readonly holder: string
}

/** One of our transfers, as our book has it. */
export interface OurTransfer {
  readonly reference: string
  readonly claimId: string
  readonly amountFen: Fen
  readonly holder: string
  readonly state: TransferState
  /** Days of the statements that have shown it so far. */
  readonly shownOn: Readonly<Partial<Record<BookingKind, DateText>>>
  /** Booked so long ago that the statement of the day, or one before it, must show it. */
  readonly due: readonly BookingKind[]
}

/** `open`: with the bank, and what became of it we have not heard. `not-sent`: by our book, nothing can have been booked. */
export type TransferState = 'not-sent' | 'open' | 'settled' | 'returned'

/** Something that stands in one book and not so in the other: a person has to look. */
export interface Difference {
  readonly kind: DifferenceKind
  readonly booking: BookingKind
  readonly reference: string
  /** Null where we know no such transfer. */
  readonly claimId: string | null
  readonly oursFen: Fen | null
  readonly theirsFen: Fen | null
}

/**
 * `missing`: ours, and on no statement. `extra`: theirs, and by our book it cannot be. `twice`: booked more than once, on
 * this statement or on another before.
 */
export type DifferenceKind = 'missing' | 'extra' | 'other-amount' | 'other-name' | 'twice'

/**
 * What the bank says of a transfer when it is asked by its reference: the statement alone moves no claim. `no-answer`: nothing
 * that could be used; `amount-differs`: of another sum than ours.
 */
export type BankSays =
  | 'accepted'
  | 'settled'
  | 'rejected'
  | 'returned'
  | 'recalled'
  | 'not-found'
  | 'no-answer'
  | 'amount-differs'

/** A difference, and what the bank says of it where it was asked. */
export interface LookedInto extends Difference {
  readonly bankSays?: BankSays
}

/** Whether the bank is to be asked: the statement shows what our book excludes of a transfer that is ours. */
export const isAsked = ({ kind, claimId }: Difference): boolean => kind === 'extra' && claimId !== null

/** Whether what the bank says bears the booking out: money that came back has left before. */
export const confirms = (booking: BookingKind, said: BankSays): said is 'settled' | 'returned' =>
  said === 'returned' || (booking === 'debit' && said === 'settled')

/**
 * Compares the statement of a day with our book: `ours` are the transfers the statement names and those that are due.
 * What is open with us is no difference, for we ask for it; a booking is named once for each thing that is wrong with it.
 */
export function compareStatement(
  date: DateText,
  lines: readonly BookedLine[],
  ours: readonly OurTransfer[],
): readonly Difference[] {
  const known = new Map(ours.map((transfer) => [transfer.reference, transfer]))
  const booked = byBooking(lines)
  const theirs = [...booked.values()].flatMap((same) => differencesOf(date, same, known))
  return [...theirs, ...ours.flatMap((transfer) => missingOf(transfer, booked))]
}

/** The bookings of ours that this statement shows: what is missing from later ones is not missing. */
export function shownBookings(
  lines: readonly BookedLine[],
  ours: readonly OurTransfer[],
): readonly Pick<BookedLine, 'reference' | 'kind'>[] {
  const known = new Set(ours.map(({ reference }) => reference))
  return [...byBooking(lines.filter(({ reference }) => known.has(reference))).values()].flatMap(([line]) =>
    line === undefined ? [] : [{ reference: line.reference, kind: line.kind }],
  )
}

const keyOf = ({ kind, reference }: Pick<BookedLine, 'kind' | 'reference'>): string => `${kind} ${reference}`

function byBooking(lines: readonly BookedLine[]): ReadonlyMap<string, readonly BookedLine[]> {
  const booked = new Map<string, BookedLine[]>()
  for (const line of lines) {
    const same = booked.get(keyOf(line))
    if (same === undefined) booked.set(keyOf(line), [line])
    else same.push(line)
  }
  return booked
}

/** What is wrong with one booking, of which the statement has one line or several. */
function differencesOf(
  date: DateText,
  same: readonly BookedLine[],
  known: ReadonlyMap<string, OurTransfer>,
): readonly Difference[] {
  const [line] = same
  if (line === undefined) return []
  const { reference, kind: booking, amountFen: theirsFen } = line
  const transfer = known.get(reference)
  const claimId = transfer?.claimId ?? null
  const found = { booking, reference, claimId, oursFen: transfer?.amountFen ?? null, theirsFen }
  if (transfer === undefined || !canBe(transfer.state, booking)) return [{ kind: 'extra', ...found }]
  const other = same.find(({ amountFen }) => amountFen !== transfer.amountFen)
  return [
    ...(isTwice(date, same, transfer.shownOn[booking]) ? [{ ...found, kind: 'twice' } as const] : []),
    ...(other === undefined ? [] : [{ ...found, kind: 'other-amount', theirsFen: other.amountFen } as const]),
    ...(same.some(({ holder }) => holder !== transfer.holder) ? [{ ...found, kind: 'other-name' } as const] : []),
  ]
}

/** Two lines of one day, or one of this day and one of another. */
const isTwice = (date: DateText, same: readonly BookedLine[], shownOn: DateText | undefined): boolean =>
  same.length > 1 || (shownOn !== undefined && shownOn !== date)

/** Money that came back left before. */
function canBe(state: TransferState, booking: BookingKind): boolean {
  return booking === 'debit' ? state !== 'not-sent' : state === 'returned' || state === 'open'
}

function missingOf(transfer: OurTransfer, booked: ReadonlyMap<string, unknown>): readonly Difference[] {
  const { reference, claimId, amountFen: oursFen, shownOn, due } = transfer
  return due
    .filter((kind) => shownOn[kind] === undefined && !booked.has(keyOf({ kind, reference })))
    .map((booking) => ({ kind: 'missing', booking, reference, claimId, oursFen, theirsFen: null }))
}
