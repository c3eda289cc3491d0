import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'

import { bytes, createdAt, fen, hostTime } from './columns.ts'

/** Electronic invoices claims rest on, sealed. The blind index of number and code counts once across all claims. */
export const claimInvoices = pgTable(
  'claim_invoices',
  {
    claimId: text('claim_id').notNull(),
    invoiceId: text('invoice_id').notNull(),
    invoiceIndex: text('invoice_index').notNull(),
    keyId: text('key_id').notNull(),
    ciphertext: bytes('ciphertext').notNull(),
    createdAt: createdAt(),
    /** Since when it counts for nobody: its command was refused, the tax authority refuted it, its claim was cancelled. */
    releasedAt: hostTime('released_at'),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.invoiceId] }),
    uniqueIndex('claim_invoices_used')
      .on(table.invoiceIndex)
      .where(sql`released_at is null`),
  ],
)

/** Bookings of ours that a statement of the bank has shown, each with the day of the statement. */
export const reconciledBookings = pgTable(
  'reconciled_bookings',
  {
    reference: text('reference').notNull(),
    kind: text('kind').$type<'debit' | 'return'>().notNull(),
    statementDate: text('statement_date').notNull(),
  },
  (table) => [primaryKey({ columns: [table.reference, table.kind] })],
)

/** Days whose statement was compared, one row each. */
export const reconciledDays = pgTable('reconciled_days', {
  /** `YYYY-MM-DD` in Asia/Shanghai. */
  statementDate: text('statement_date').primaryKey(),
  lines: integer('lines').notNull(),
  sumFen: fen('sum_fen').notNull(),
  differences: integer('differences').notNull(),
  comparedAt: hostTime('compared_at').notNull().defaultNow(),
})
