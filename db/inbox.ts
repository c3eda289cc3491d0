import { and, eq, sql } from 'drizzle-orm'

import type { Instant } from '../domain/time.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
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

/**
 * Receipts still to be handed to their claims, oldest first. Each is lent to this caller: nobody else gets it before its
 * next attempt is due, after 4, 8 and then every 16 seconds. Delivering twice is harmless: the claim knows the id.
 */
export async function pendingReceipts(session: Session, limit: number): Promise<readonly PendingReceipt[]> {
  const { rows } = await session.execute<PendingRow>(sql`
    with due as (
      select source, event_id from inbox where state = 'pending' and next_attempt_at <= now()
      order by next_attempt_at limit ${limit} for update skip locked
    )
    update inbox set
      attempts = attempts + 1,
      next_attempt_at = now() + interval '2 seconds' * 2 ^ least(attempts + 1, 3)
    from due where inbox.source = due.source and inbox.event_id = due.event_id
    returning inbox.source, inbox.event_id, claim_id, receipt, occurred_at, attempts,
      greatest(0, floor(extract(epoch from now()) * 1000) - occurred_at) as age_ms`)
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

export async function markDelivered(session: Session, { source, eventId }: ReceiptKey): Promise<void> {
  await session
    .update(inbox)
    .set({ state: 'delivered', deliveredAt: sql`now()` })
    .where(and(eq(inbox.source, source), eq(inbox.eventId, eventId), eq(inbox.state, 'pending')))
}

/** A receipt that belongs to no claim: the sender keeps its 200, a person looks into it. */
export async function markUnmatched(db: Database, { source, eventId }: ReceiptKey, reason: string): Promise<void> {
  await inTransaction(db, async (session) => {
    await session
      .update(inbox)
      .set({ state: 'unmatched' })
      .where(and(eq(inbox.source, source), eq(inbox.eventId, eventId), eq(inbox.state, 'pending')))
    const facts = { source, eventId, reason }
    await storeWorkItem(session, { kind: 'unmatched-receipt', reference: `${source}/${eventId}`, facts })
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
