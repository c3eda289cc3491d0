import { and, eq, inArray, sql } from 'drizzle-orm'

import type { Fen } from '../domain/money.ts'
import type { Session } from './database.ts'
import type { PaymentBookState } from './work-schema.ts'
import { payments } from './work-schema.ts'

/** A transfer as the claim orders it. */
export interface TransferIntent {
  readonly claimId: string
  readonly payment: {
    readonly n: number
    readonly payeeId: string
    readonly amountFen: Fen
    readonly reference: string
  }
  readonly approvedBy: string
}

export interface BookedTransfer {
  readonly reference: string
  readonly claimId: string
  readonly n: number
  readonly amountFen: Fen
  readonly state: PaymentBookState
  /** Token of the last send, null while none has begun since the row was cleared. */
  readonly attempt: string | null
  /** How long ago that send began, by the database's clock. */
  readonly attemptAgeMs: number | null
}

/** What the bank said of a transfer. */
export interface TransferOutcome {
  readonly state: 'accepted' | 'settled' | 'rejected' | 'returned' | 'recalled'
  readonly cause?: string | undefined
}

/** The reference, or the claim's payment number, belongs to another transfer: nothing may be sent. */
export class PaymentConflict extends Error {
  constructor(reference: string) {
    super(`payment ${reference} stands in the book as another transfer`)
    this.name = 'PaymentConflict'
  }
}

/** Writes the intent, or reads the one that stands there. */
export async function openPayment(session: Session, order: TransferIntent): Promise<BookedTransfer> {
  const { claimId, payment, approvedBy } = order
  const { n, payeeId, amountFen, reference } = payment
  await session.insert(payments).values({ claimId, n, payeeId, amountFen, reference, approvedBy }).onConflictDoNothing()
  const booked = await findPayment(session, reference)
  const isSame =
    booked?.claimId === claimId && booked.n === n && booked.payeeId === payeeId && booked.amountFen === amountFen
  if (!isSame) throw new PaymentConflict(reference)
  return booked
}

/** The transfer under a reference, whoever asks: the bank's callback knows nothing else. */
export async function findPayment(
  session: Session,
  reference: string,
): Promise<(BookedTransfer & { readonly payeeId: string }) | null> {
  const [row] = await session
    .select({
      reference: payments.reference,
      claimId: payments.claimId,
      n: payments.n,
      payeeId: payments.payeeId,
      amountFen: payments.amountFen,
      state: payments.state,
      attempt: payments.attempt,
      attemptAgeMs: sql`floor(extract(epoch from clock_timestamp() - ${payments.attemptAt}) * 1000)`.mapWith(
        (age: string | null) => (age === null ? null : Number(age)),
      ),
    })
    .from(payments)
    .where(eq(payments.reference, reference))
  return row ?? null
}

/** `cleared` -> `sent` under this attempt; false when the row does not allow a send. One clearance is one send. */
export function beginSend(session: Session, reference: string, attempt: string): Promise<boolean> {
  return move(session, {
    reference,
    from: ['cleared'],
    to: { state: 'sent', attempt, attemptAt: sql`clock_timestamp()` },
  })
}

/** `sent` -> `unknown` while this attempt still holds the row. */
export async function loseAnswer(session: Session, reference: string, attempt: string): Promise<void> {
  await move(session, { reference, from: ['sent'], attempt, to: { state: 'unknown' } })
}

/** Allows one send and retires the attempt seen; false when another has begun or the bank knows the transfer. */
export function clearPayment(session: Session, reference: string, attempt: string | null): Promise<boolean> {
  const to = { state: 'cleared', attempt: null, attemptAt: null } as const
  return move(session, { reference, from: ['prepared', 'cleared', 'sent', 'unknown'], attempt, to })
}

const before: Readonly<Record<TransferOutcome['state'], readonly PaymentBookState[]>> = {
  accepted: ['prepared', 'cleared', 'sent', 'unknown'],
  settled: ['prepared', 'cleared', 'sent', 'unknown', 'accepted'],
  rejected: ['prepared', 'cleared', 'sent', 'unknown', 'accepted'],
  returned: ['prepared', 'cleared', 'sent', 'unknown', 'accepted', 'settled'],
  recalled: ['prepared', 'cleared', 'sent', 'unknown', 'accepted'],
}

/** Keeps what the bank said. A later state never gives way to an earlier one. */
export async function keepOutcome(session: Session, reference: string, outcome: TransferOutcome): Promise<void> {
  const { state, cause = null } = outcome
  await move(session, { reference, from: before[state], to: { state, cause } })
}

interface Move {
  readonly reference: string
  readonly from: readonly PaymentBookState[]
  /** Token that must still stand in the row; not asked for when absent. */
  readonly attempt?: string | null
  readonly to: Parameters<ReturnType<Session['update']>['set']>[0]
}

/** Compare and set: true when the row was in one of the states and has moved. */
async function move(session: Session, { reference, from, attempt, to }: Move): Promise<boolean> {
  const sameAttempt = attempt === undefined ? undefined : sql`${payments.attempt} is not distinct from ${attempt}`
  const moved = await session
    .update(payments)
    .set({ ...to, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(payments.reference, reference), inArray(payments.state, [...from]), sameAttempt))
    .returning({ reference: payments.reference })
  return moved.length === 1
}
