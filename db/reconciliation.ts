import { and, asc, eq, inArray, isNull, max, min, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

import type {
  BookedLine,
  BookingKind,
  LookedInto,
  OurTransfer,
  TransferState,
} from '../domain/reconciliation/compare.ts'
import type { Fen } from '../domain/money.ts'
import type { DateText, Instant } from '../domain/time.ts'
import { endOfDay, startOfDay } from '../domain/time.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import type { IncomingReceipt } from './inbox.ts'
import { storeReceipt } from './inbox.ts'
import { reconciledBookings, reconciledDays } from './settlement-schema.ts'
import type { PaymentBookState } from './work-schema.ts'
import { payments, workItems } from './work-schema.ts'

/** A transfer as our book has it, with the id of its payee: the holder's name is sealed under it. */
export type BookedPayment = Omit<OurTransfer, 'holder'> & { readonly payeeId: string }

/** What became of comparing one day. */
export interface ComparedDay {
  readonly date: DateText
  readonly lines: number
  readonly sumFen: Fen
  readonly differences: readonly LookedInto[]
  /** What the bank has borne out of them by a query: claims are told it as they are told its callbacks. */
  readonly heard: readonly HeardTransfer[]
  readonly shown: readonly Pick<BookedLine, 'reference' | 'kind'>[]
}

/** The bank's word about one of our transfers, asked for by its reference. */
export interface HeardTransfer {
  readonly claimId: string
  readonly reference: string
  readonly state: 'settled' | 'returned'
  readonly amountFen: Fen
  /** By the bank's clock. */
  readonly occurredAt: Instant
  readonly reason?: string
}

/** Which transfers must be on a statement by now. */
export interface DueSpan {
  /** The first day ever compared: what left before it is on no statement we have seen. */
  readonly first: DateText
  /** Over with us since this day. */
  readonly since: DateText
  /** The day that is compared. */
  readonly date: DateText
}

/** The first and the last day that was compared; null while none was. */
export async function comparedDays(
  session: Session,
): Promise<{ readonly first: DateText; readonly last: DateText } | null> {
  const [days] = await session
    .select({ first: min(reconciledDays.statementDate), last: max(reconciledDays.statementDate) })
    .from(reconciledDays)
  return typeof days?.first === 'string' && typeof days.last === 'string'
    ? { first: days.first, last: days.last }
    : null
}

/** The transfers these references name, and those that are due by the end of the day: booked since `since`, shown nowhere. */
export async function ourTransfers(
  session: Session,
  references: readonly string[],
  span: DueSpan,
): Promise<readonly BookedPayment[]> {
  const found = new Map<string, BookedPayment>()
  for (const payment of await dueTransfers(session, span)) found.set(payment.reference, payment)
  const named = references.filter((reference) => !found.has(reference))
  for (let from = 0; from < named.length; from += atOnce) {
    const batch = await transfersWhere(session, inArray(payments.reference, named.slice(from, from + atOnce)), null)
    for (const payment of batch) found.set(payment.reference, payment)
  }
  return [...found.values()]
}

/**
 * Keeps the day and what it has shown, makes each difference a work item, once, and takes what the bank has said by query for a
 * callback of it that never came; all of it or nothing.
 */
export async function keepComparedDay(db: Database, day: ComparedDay): Promise<void> {
  const { date, lines, sumFen, differences, heard, shown } = day
  await inTransaction(db, async (session) => {
    await session
      .insert(reconciledDays)
      .values({ statementDate: date, lines, sumFen, differences: differences.length })
      .onConflictDoNothing()
    for (let from = 0; from < shown.length; from += atOnce) {
      const rows = shown.slice(from, from + atOnce).map((booking) => ({ ...booking, statementDate: date }))
      await session.insert(reconciledBookings).values(rows).onConflictDoNothing()
    }
    for (let from = 0; from < differences.length; from += atOnce) {
      const rows = differences.slice(from, from + atOnce).map((difference) => itemOf(date, difference))
      await session.insert(workItems).values(rows).onConflictDoNothing()
    }
    for (const word of heard) await storeReceipt(session, receiptOf(word))
  })
}

/** Rows of one statement: well inside its time, and inside the 65,535 parameters it may have. */
const atOnce = 1_000

/** A callback may come a little after the booking it tells of: who was booked just before midnight is looked for a day later. */
const graceMs = 3_600_000

/** What may be missing: over with us by the end of the day, and not all of it was on a statement. */
async function dueTransfers(session: Session, { first, since, date }: DueSpan): Promise<readonly BookedPayment[]> {
  const until = endOfDay(date) - graceMs
  const over = inArray(payments.state, ['settled', 'returned'])
  const inTime = sql`${payments.updatedAt} between to_timestamp(${startOfDay(since) / 1_000}) and to_timestamp(${until / 1_000})`
  const unseen = or(isNull(debit.reference), and(eq(payments.state, 'returned'), isNull(back.reference)))
  return transfersWhere(session, and(over, inTime, unseen), startOfDay(first))
}

const debit = alias(reconciledBookings, 'debit')
const back = alias(reconciledBookings, 'back')

async function transfersWhere(
  session: Session,
  which: ReturnType<typeof and>,
  comparedSince: Instant | null,
): Promise<readonly BookedPayment[]> {
  const rows = await session
    .select({
      reference: payments.reference,
      claimId: payments.claimId,
      payeeId: payments.payeeId,
      amountFen: payments.amountFen,
      state: payments.state,
      leftInTime: sql<boolean>`coalesce(${payments.attemptAt} >= to_timestamp(${(comparedSince ?? 0) / 1_000}), false)`,
      debit: debit.statementDate,
      back: back.statementDate,
    })
    .from(payments)
    .leftJoin(debit, and(eq(debit.reference, payments.reference), eq(debit.kind, 'debit')))
    .leftJoin(back, and(eq(back.reference, payments.reference), eq(back.kind, 'return')))
    .where(which)
    .orderBy(asc(payments.reference))
  return rows.map(({ state, leftInTime, debit: debitOn, back: backOn, ...payment }) => ({
    ...payment,
    state: states[state],
    shownOn: { ...(debitOn === null ? {} : { debit: debitOn }), ...(backOn === null ? {} : { return: backOn }) },
    due: comparedSince === null ? [] : dueOf(state, leftInTime),
  }))
}

/** What must be on a statement: the money as it left, if we have seen the statements since, and as it came back. */
function dueOf(state: PaymentBookState, leftInTime: boolean): readonly BookingKind[] {
  const out: readonly BookingKind[] = leftInTime ? ['debit'] : []
  return state === 'returned' ? [...out, 'return'] : out
}

const states: Readonly<Record<PaymentBookState, TransferState>> = {
  prepared: 'not-sent',
  cleared: 'not-sent',
  sent: 'open',
  unknown: 'open',
  accepted: 'open',
  settled: 'settled',
  rejected: 'not-sent',
  recalled: 'not-sent',
  returned: 'returned',
}

/** Under an id of its own, however many statements show it: what the bank has said once it has said. */
function receiptOf({ claimId, reference, state, amountFen, occurredAt, reason }: HeardTransfer): IncomingReceipt {
  const said = { type: `transfer.${state}`, reference, amountFen: String(amountFen) }
  const receipt = { ...said, ...(reason === undefined ? {} : { reason }) }
  return { source: 'bank', eventId: `query/${reference}/${state}`, claimId, receipt, occurredAt }
}

/** What is missing is missing until it is found; every other difference is one of its day. */
function itemOf(date: DateText, { kind, booking, reference, claimId, oursFen, theirsFen, bankSays }: LookedInto) {
  const day = kind === 'missing' ? '' : `/${date}`
  const amounts = { oursFen: text(oursFen), theirsFen: text(theirsFen) }
  return {
    kind: 'bank-difference',
    reference: `${reference}/${booking}/${kind}${day}`,
    claimId,
    facts: { difference: kind, booking, reference, statementDate: date, ...amounts, ...(bankSays && { bankSays }) },
  }
}

/** Fen are strings on the wire. */
const text = (amount: Fen | null): string | null => (amount === null ? null : String(amount))
