import { and, desc, eq, inArray, sql } from 'drizzle-orm'

import type { ListKind, ListRow } from '../domain/emergency/public-list.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import { lendDue } from './lending.ts'
import { affectedLists, affectedRows } from './response-schema.ts'
import type { Vault } from './vault.ts'

export type AffectedList = typeof affectedLists.$inferSelect

export interface ListUpload {
  readonly listId: string
  readonly eventId: string
  readonly kind: ListKind
  readonly publisher: string
  readonly sha256: string
  readonly sizeBytes: number
  readonly by: string
  readonly rows: readonly ListRow[]
}

/** Stores a list with its rows sealed; the same file of the same event again is the list that stands there. */
export function storeList(db: Database, vault: Vault, upload: ListUpload): Promise<AffectedList> {
  const { rows, by: uploadedBy, ...list } = upload
  const { listId, eventId, kind, sha256 } = list
  return inTransaction(db, async (session) => {
    const [stored] = await session
      .insert(affectedLists)
      .values({ ...list, people: rows.length, uploadedBy })
      .onConflictDoNothing()
      .returning()
    if (stored === undefined) {
      const { eventId: ofEvent, kind: ofKind, sha256: ofFile } = affectedLists
      const same = and(eq(ofEvent, eventId), eq(ofKind, kind), eq(ofFile, sha256))
      const [known] = await session.select().from(affectedLists).where(same)
      if (known === undefined) throw new Error('a list that conflicts is not there')
      return known
    }
    await session.insert(affectedRows).values(
      rows.map((row, index) => ({
        listId,
        // Line 1 is the header.
        line: index + 2,
        ...vault.seal(listId, sealedRow(index + 2), JSON.stringify(row)),
      })),
    )
    return stored
  })
}

const sealedRow = (line: number): string => `row/${line}`

export async function listLists(session: Session, eventId: string): Promise<readonly AffectedList[]> {
  return session
    .select()
    .from(affectedLists)
    .where(eq(affectedLists.eventId, eventId))
    .orderBy(desc(affectedLists.uploadedAt))
}

/** A person of a list whose contracts are still to be looked for. */
export interface PendingRow {
  readonly listId: string
  readonly line: number
  readonly row: ListRow
}

/** Rows of which nobody knows yet whether they are insured, lent to this caller. */
export async function pendingRows(session: Session, vault: Vault, limit: number): Promise<readonly PendingRow[]> {
  const returning = sql`affected_rows.list_id, affected_rows.line, key_id, ciphertext`
  const rows = await lendDue<Row>(session, { table: affectedRows, key: ['list_id', 'line'], returning, limit })
  return rows.map(({ list_id: listId, line, key_id: keyId, ciphertext }) => ({
    listId,
    line,
    row: openRow(vault, { listId, line, keyId, ciphertext }),
  }))
}

type Row = Record<string, unknown> & {
  readonly list_id: string
  readonly line: number
  readonly key_id: string
  readonly ciphertext: Buffer
}

const openRow = (
  vault: Vault,
  { listId, line, ...sealed }: { listId: string; line: number; keyId: string; ciphertext: Buffer },
): ListRow => JSON.parse(vault.open(listId, sealedRow(line), sealed)) as ListRow

export async function listsById(session: Session, listIds: readonly string[]): Promise<readonly AffectedList[]> {
  if (listIds.length === 0) return []
  return session
    .select()
    .from(affectedLists)
    .where(inArray(affectedLists.listId, [...listIds]))
}

/** The row belongs to somebody insured; counted once. */
export async function markMatched(
  session: Session,
  { listId, line, personId }: { readonly listId: string; readonly line: number; readonly personId: string },
): Promise<void> {
  const marked = await session
    .update(affectedRows)
    .set({ state: 'matched', personId })
    .where(and(eq(affectedRows.listId, listId), eq(affectedRows.line, line), eq(affectedRows.state, 'pending')))
    .returning({ line: affectedRows.line })
  if (marked.length === 0) return
  await session
    .update(affectedLists)
    .set({ matched: sql`${affectedLists.matched} + 1` })
    .where(eq(affectedLists.listId, listId))
}

/** Nobody of the insured: looked for again in a day, since contracts are entered late. */
export async function lookAgainTomorrow(
  session: Session,
  { listId, line }: { readonly listId: string; readonly line: number },
): Promise<void> {
  await session
    .update(affectedRows)
    .set({ nextAttemptAt: sql`now() + interval '1 day'` })
    .where(and(eq(affectedRows.listId, listId), eq(affectedRows.line, line)))
}

/** A day less than the seven that are allowed, so that a worker that is away for a while is not late. */
const keptFor = sql`interval '6 days'`

/** Erases rows of people who are not insured; the list keeps their number. Resolves to how many went. */
export async function eraseUnmatched(session: Session, limit = 1_000): Promise<number> {
  const { rows } = await session.execute<{ erased: number }>(sql`
    with due as (
      select list_id, line from affected_rows where state = 'pending' and uploaded_at < now() - ${keptFor}
      limit ${limit} for update skip locked
    ), gone as (
      delete from affected_rows using due
      where affected_rows.list_id = due.list_id and affected_rows.line = due.line returning affected_rows.list_id
    ), counted as (
      select list_id, count(*)::int as n from gone group by list_id
    ), kept as (
      update affected_lists set erased = erased + n from counted where affected_lists.list_id = counted.list_id
    )
    select coalesce(sum(n), 0)::int as erased from counted`)
  return rows[0]?.erased ?? 0
}

/** What lists say of a person: rows in the clear, with the list they stand on. */
export async function rowsOfPerson(
  session: Session,
  vault: Vault,
  { eventId, personId }: { readonly eventId: string; readonly personId: string },
): Promise<readonly { readonly list: AffectedList; readonly row: ListRow }[]> {
  const rows = await session
    .select({ list: affectedLists, row: affectedRows })
    .from(affectedRows)
    .innerJoin(affectedLists, eq(affectedLists.listId, affectedRows.listId))
    .where(and(eq(affectedLists.eventId, eventId), eq(affectedRows.personId, personId)))
  return rows.map(({ list, row: { listId, line, keyId, ciphertext } }) => ({
    list,
    row: openRow(vault, { listId, line, keyId, ciphertext }),
  }))
}
