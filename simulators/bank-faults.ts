import { z } from 'zod'
import type { Fate } from './bank-book.ts'
import { drawDelay, drawEnd, mix, type End, type Mix } from './bank-lottery.ts'
import { misstatement } from './bank-statement.ts'
import { callbackFaults } from './callbacks.ts'
import { commonFaults, type FaultState } from './server.ts'

const count = z.int().min(0).max(1_000_000).default(0)
const weekMs = 604_800_000
const next = z.int().min(0).max(1_000_000).default(1)
const reason = z.enum(['account-closed', 'name-mismatch', 'bank-limit', 'other'])

export type BankFaults = z.infer<ReturnType<typeof bankFaults>>

/** Faults of the bank. "The next N transfers" are the next N it books; a repeated reference uses nothing up. */
export function bankFaults(usual: { settleAfterMs: number; settlingMs: number }) {
  return z
    .strictObject({
      ...commonFaults,
      ...callbackFaults,
      /** Time from booking to settlement or rejection. */
      settleAfterMs: z.int().min(0).max(weekMs).default(usual.settleAfterMs),
      /** How long after a reference may last have been on its way "not found" is not yet final. */
      settlingMs: z.int().min(0).max(weekMs).default(usual.settlingMs),
      /** The receipts of the next N settlements and refusals are lost for good: only asking finds them. */
      forgetOutcomes: count,
      /** The next N queries lose their answer. */
      loseQueryAnswers: count,
      /** The next N transfers are booked and then never answered: the connection stays open. */
      hangAfterAccept: count,
      /** The next N transfers are not booked and never answered. */
      refuseThenHang: count,
      /** The next transfers are rejected instead of settled. */
      reject: z.strictObject({ reason, next }).nullable().default(null),
      /** The next transfers are taken back instead of settled. */
      recall: z.strictObject({ next }).nullable().default(null),
      /** The next transfers settle and later come back (退汇). */
      return: z
        .strictObject({ reason, afterMs: z.int().min(0).max(weekMs), next })
        .nullable()
        .default(null),
      /** The next transfers stay invisible to queries for a while, and settle only after that. */
      bookLate: z
        .strictObject({ ms: z.int().min(1).max(weekMs), next })
        .nullable()
        .default(null),
      /** The next N statements end in the middle. */
      cutStatements: count,
      /** The next statements leave out, alter, double and invent so many lines. */
      misstate: misstatement.nullable().default(null),
      /** Chance, by seed and reference: for transfers no other rule takes. */
      mix: mix.nullable().default(null),
    })
    .refine(({ bookLate, settlingMs }) => !bookLate || bookLate.ms < settlingMs, {
      path: ['bookLate', 'ms'],
      message: 'a bank keeps its settling time: bookLate.ms is less than settlingMs',
    })
}

/** What the faults in force make of a transfer booked at this instant. */
export function chooseFate(faults: FaultState<BankFaults>, reference: string, at: number): Fate {
  const { settleAfterMs, mix: drawn } = faults.current()
  const late = faults.spendRule('bookLate')
  const rejected = faults.spendRule('reject')
  const recalled = rejected ? undefined : faults.spendRule('recall')
  const returned = rejected || recalled ? undefined : faults.spendRule('return')
  const visibleAt = at + (late?.ms ?? 0)
  const spreadMs = drawn ? drawDelay(drawn, drawn.spreadMs, reference) : 0
  const times = { visibleAt, settleAt: visibleAt + settleAfterMs + spreadMs }
  if (rejected) return { ...times, reject: rejected.reason }
  if (recalled) return { ...times, recalled: true }
  if (returned) return { ...times, returned: { afterMs: returned.afterMs, reason: returned.reason } }
  return drawn ? { ...times, ...drawnFate(drawn, reference) } : times
}

const reasons = {
  accountClosed: 'account-closed',
  nameMismatch: 'name-mismatch',
  bankLimit: 'bank-limit',
  otherReason: 'other',
} as const satisfies Record<Exclude<End, 'returned' | 'recalled'>, Fate['reject']>

function drawnFate(drawn: Mix, reference: string): Pick<Fate, 'reject' | 'returned' | 'recalled'> {
  const end = drawEnd(drawn, reference)
  if (end === undefined) return {}
  if (end === 'recalled') return { recalled: true }
  if (end !== 'returned') return { reject: reasons[end] }
  return { returned: { afterMs: drawn.returnAfterMs, reason: 'account-closed' } }
}
