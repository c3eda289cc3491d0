import { sql } from 'drizzle-orm'
import { bigserial, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core'

import type { Role } from '../domain/claim/codes.ts'
import type { DutyRoster } from '../domain/duty/roster.ts'
import { createdAt, fen, hostTime, instant } from './columns.ts'

/** Claims whose workflow is to be started; their events are in the log. */
export const starts = pgTable(
  'starts',
  {
    claimId: text('claim_id').primaryKey(),
    state: text('state').$type<'pending' | 'started'>().notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: hostTime('next_attempt_at').notNull(),
    createdAt: createdAt(),
    startedAt: hostTime('started_at'),
  },
  (table) => [
    index('starts_pending')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
  ],
)

export type ReceiptSource = 'bank' | 'messages'

/** Receipts of outside systems. An event id is taken once, for ever. */
export const inbox = pgTable(
  'inbox',
  {
    source: text('source').$type<ReceiptSource>().notNull(),
    eventId: text('event_id').notNull(),
    claimId: text('claim_id'),
    receipt: jsonb('receipt').$type<unknown>().notNull(),
    /** The other system's own instant, epoch ms. */
    occurredAt: instant('occurred_at').notNull(),
    state: text('state').$type<'pending' | 'delivered' | 'unmatched'>().notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: hostTime('next_attempt_at').notNull().defaultNow(),
    receivedAt: hostTime('received_at').notNull().defaultNow(),
    deliveredAt: hostTime('delivered_at'),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.eventId] }),
    index('inbox_pending')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
  ],
)

/** What a person has to look at. `reference` makes a repeated finding one item. */
export const workItems = pgTable(
  'work_items',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    kind: text('kind').notNull(),
    reference: text('reference').notNull(),
    claimId: text('claim_id'),
    facts: jsonb('facts').$type<Readonly<Record<string, unknown>>>().notNull(),
    createdAt: createdAt(),
    doneAt: hostTime('done_at'),
    doneBy: text('done_by'),
  },
  (table) => [unique('work_items_reference').on(table.kind, table.reference)],
)

/** Refused commands. Append-only. */
export const refusals = pgTable(
  'refusals',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    claimId: text('claim_id').notNull(),
    commandType: text('command_type').notNull(),
    commandId: text('command_id').notNull(),
    code: text('code').notNull(),
    claimStatus: text('claim_status').notNull(),
    actorId: text('actor_id').notNull(),
    actorRole: text('actor_role').$type<Role | 'system'>().notNull(),
    refusedAt: hostTime('refused_at').notNull().defaultNow(),
  },
  (table) => [index('refusals_claim').on(table.claimId)],
)

export type PaymentBookState =
  | 'prepared'
  | 'cleared'
  | 'sent'
  | 'unknown'
  | 'accepted'
  | 'settled'
  | 'rejected'
  | 'returned'
  | 'recalled'

/** Intended transfers, one row per reference for ever. */
export const payments = pgTable(
  'payments',
  {
    reference: text('reference').primaryKey(),
    claimId: text('claim_id').notNull(),
    n: integer('n').notNull(),
    payeeId: text('payee_id').notNull(),
    amountFen: fen('amount_fen').notNull(),
    approvedBy: text('approved_by').notNull(),
    state: text('state').$type<PaymentBookState>().notNull().default('prepared'),
    /** Token of the last send. */
    attempt: text('attempt'),
    attemptAt: hostTime('attempt_at'),
    cause: text('cause'),
    createdAt: createdAt(),
    updatedAt: hostTime('updated_at').notNull().defaultNow(),
  },
  (table) => [unique('payments_claim_n').on(table.claimId, table.n)],
)

/** Answers to requests that made a claim: the same key finds the same claim. */
export const idempotencyKeys = pgTable('idempotency_keys', {
  commandId: text('command_id').primaryKey(),
  bodyHash: text('body_hash').notNull(),
  claimId: text('claim_id').notNull(),
  statusCode: smallint('status_code').notNull(),
  response: jsonb('response').$type<unknown>().notNull(),
  createdAt: createdAt(),
})

/** Who read what in full. Append-only. */
export const reads = pgTable(
  'reads',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    claimId: text('claim_id').notNull(),
    readerId: text('reader_id').notNull(),
    readerRole: text('reader_role').$type<Role>().notNull(),
    what: text('what').notNull(),
    purpose: text('purpose'),
    readAt: hostTime('read_at').notNull().defaultNow(),
  },
  (table) => [index('reads_claim').on(table.claimId)],
)

/** Duty rosters by branch; every version is kept, the newest is in force. Append-only. */
export const dutyRosters = pgTable(
  'duty_rosters',
  {
    branch: text('branch').notNull(),
    version: integer('version').notNull(),
    roster: jsonb('roster').$type<DutyRoster>().notNull(),
    /** Opaque id of who put it. */
    putBy: text('put_by').notNull(),
    putAt: hostTime('put_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.branch, table.version] })],
)
