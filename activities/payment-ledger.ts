import type { Database } from '../db/database.ts'
import type { TransferOutcome } from '../db/payments.ts'
import { beginSend, clearPayment, keepOutcome, loseAnswer, openPayment } from '../db/payments.ts'
import type { Fen } from '../domain/money.ts'
import type { PaymentOrder } from '../workflows/claim-contract.ts'

/**
 * The book of intended transfers, one row per reference for ever. It decides who may send; each call is one transaction.
 *
 *     prepared -> cleared -> sent -> accepted -> settled | rejected | returned | recalled
 *                    ^         |
 *                    |      unknown
 *                    +---------+  only on the bank's final "not found", by compare-and-set on the attempt
 *
 * A send takes `cleared` to `sent` with a fresh attempt token before it calls the bank, so one clearance is one call.
 */
export interface PaymentLedger {
  /** Writes the intent, or reads the one that stands there. Throws when it is of another payment. */
  readonly open: (order: PaymentOrder) => Promise<PaymentIntent>
  /** `cleared` -> `sent` under this attempt; false when the row does not allow a send. */
  readonly beginSend: (reference: string, attempt: string) => Promise<boolean>
  /** `sent` -> `unknown` while this attempt still holds the row; else nothing. */
  readonly loseAnswer: (reference: string, attempt: string) => Promise<void>
  /** Allows one send and retires the attempt seen; false when another attempt has begun or the bank knows the transfer. */
  readonly clear: (reference: string, attemptSeen: string | null) => Promise<boolean>
  /** Keeps what the bank said. A later state never gives way to an earlier one. */
  readonly keep: (reference: string, said: TransferOutcome) => Promise<void>
}

export interface PaymentIntent {
  readonly reference: string
  readonly amountFen: Fen
  /** Token of the last send, null while none has begun since the row was cleared. */
  readonly attempt: string | null
  /** How long ago that send began, by the database's clock; null without an attempt. */
  readonly attemptAgeMs: number | null
}

export function openLedger(db: Database): PaymentLedger {
  return {
    open: (order) => openPayment(db, order),
    beginSend: (reference, attempt) => beginSend(db, reference, attempt),
    loseAnswer: (reference, attempt) => loseAnswer(db, reference, attempt),
    clear: (reference, attemptSeen) => clearPayment(db, reference, attemptSeen),
    keep: (reference, said) => keepOutcome(db, reference, said),
  }
}
