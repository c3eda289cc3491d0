import { and, count, eq, sql } from 'drizzle-orm'

import type { Instant } from '../domain/time.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import { lendDue } from './lending.ts'
import type { ReceiptSource } from './work-schema.ts'
import { inbox } from './work-schema.ts'
import { storeWorkItem } from './work-items.ts'

export interface ReceiptKey {
  readonly source: ReceiptSource
  /** The source's own id of the event: taken once, for ever. */
  readonly eventId: string
}

export interface IncomingReceipt extends ReceiptKey {
  readonly claimId?: string | undefined
  /** No personal data: codes, ids, amounts, instants. */
  readonly receipt: unknown
  /** When it happened, as the source says. */
  readonly occurredAt: Instant
}

export interface PendingReceipt extends ReceiptKey {
  readonly claimId: string | null
  readonly receipt: unknown
  readonly occurredAt: Instant
  /** How long ago it happened, by the database's clock; never negative. */
  readonly ageMs: number
  /** From 1. */
  readonly attempts: number
}

/** Keeps a receipt; `known` when its event id was seen before, whatever it said then. */
export async function storeReceipt(session: Session, incoming: IncomingReceipt): Promise<'stored' | 'known'> {
  const stored = await session
    .insert(inbox)
    .values({ ...incoming })
    .onConflictDoNothing()
    .returning({ eventId: inbox.eventId })
  return stored.length === 1 ? 'stored' : 'known'
}

/** Receipts still to be handed to their claims, lent to this caller. Delivering twice is harmless: the claim knows the id. */
export async function pendingReceipts(session: Session, limit: number): Promise<readonly PendingReceipt[]> {
  const returning = sql`inbox.source, inbox.event_id, claim_id, receipt, occurred_at, attempts,
    greatest(0, floor(extract(epoch from now()) * 1000) - occurred_at) as age_ms`
  const rows = await lendDue<PendingRow>(session, { table: inbox, key: ['source', 'event_id'], returning, limit })
  return rows.map((row) => ({
    source: row.source,
    eventId: row.event_id,
    claimId: row.claim_id,
    receipt: row.receipt,
    occurredAt: Number(row.occurred_at),
    ageMs: Number(row.age_ms),
    attempts: row.attempts,
  }))
}

/** How many receipts of a claim it has not been told yet. */
export async function countPending(session: Session, claimId: string): Promise<number> {
  const [row] = await session
    .select({ waiting: count() })
    .from(inbox)
    .where(and(eq(inbox.claimId, claimId), eq(inbox.state, 'pending')))
  return row?.waiting ?? 0
}

export async function markDelivered(session: Session, { source, eventId }: ReceiptKey): Promise<void> {
  await session
    .update(inbox)
    .set({ state: 'delivered', deliveredAt: sql`now()` })
    .where(and(eq(inbox.source, source), eq(inbox.eventId, eventId), eq(inbox.state, 'pending')))
}

/** A receipt no claim can take. */
export interface UnmatchedReceipt extends ReceiptKey {
  /** The claim it names, as far as it is known. */
  readonly claimId?: string | null
  /** What the receipt is about, in the words both sides know it by. */
  readonly reference?: string
  readonly reason: string
}

/** The sender keeps its 200, a person looks into it. */
export async function markUnmatched(db: Database, unmatched: UnmatchedReceipt): Promise<void> {
  const { source, eventId, claimId, reference, reason } = unmatched
  await inTransaction(db, async (session) => {
    await session
      .update(inbox)
      .set({ state: 'unmatched' })
      .where(and(eq(inbox.source, source), eq(inbox.eventId, eventId), eq(inbox.state, 'pending')))
    const facts = { source, eventId, reason, ...(reference !== undefined && { reference }) }
    const item = { kind: 'unmatched-receipt', reference: `${source}/${eventId}`, facts }
    await storeWorkItem(session, { ...item, claimId: claimId ?? undefined })
  })
}

type PendingRow = Record<string, unknown> & {
  readonly source: ReceiptSource
  readonly event_id: string
  readonly claim_id: string | null
  readonly receipt: unknown
  readonly occurred_at: string
  readonly age_ms: string
  readonly attempts: number
}
