import { createHash } from 'node:crypto'

import { sql } from 'drizzle-orm'

import type { ClaimEvent } from '../domain/claim/events.ts'
import { canonicalText } from './canonical-text.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'

export interface AuditFault {
  readonly claimId: string
  /** The row at fault, or null when it is the whole claim. */
  readonly position: number | null
  readonly fault:
    | 'row altered'
    | 'column differs from the event'
    | 'row missing'
    | 'does not follow the row before'
    | 'tail cut'
    | 'head differs'
    | 'claim row missing'
    | 'events missing'
    | 'not what the witness saw'
}

/** The end of a chain: how many events the claim has, and the hash of the last one. */
export interface ChainHead {
  readonly claimId: string
  readonly version: number
  readonly hash: string
}

export interface AuditResult {
  readonly faults: readonly AuditFault[]
  readonly claims: number
  readonly events: number
}

export interface AuditOptions {
  /** Heads of an earlier run, kept where the owner of the database cannot write. */
  readonly witness?: AsyncIterable<ChainHead> | Iterable<ChainHead>
  /** Told the head of every chain that was read, for the next run's witness. */
  readonly onHead?: (head: ChainHead) => void
}

/**
 * Recomputes every chain from what the rows say, and compares its end with the head the claim's row keeps. Who owns the
 * database can rewrite both: that is found by a witness. Reads in pages, from one snapshot: claims may go on meanwhile.
 */
export async function verifyAudit(db: Database, { witness = [], onHead }: AuditOptions = {}): Promise<AuditResult> {
  return inTransaction(db, async (session) => {
    await session.execute(sql`set transaction isolation level repeatable read, read only`)
    const chains = await verifyChains(session, onHead)
    const others = [...(await findLostClaims(session)), ...(await compareWitness(session, witness))]
    return { ...chains, faults: [...chains.faults, ...others] }
  })
}

async function verifyChains(session: Session, onHead?: (head: ChainHead) => void): Promise<AuditResult> {
  const end = (row: ChainRow): readonly AuditFault[] => {
    onHead?.({ claimId: row.claim_id, version: row.position + 1, hash: row.hash })
    return endFaults(row)
  }
  const faults: AuditFault[] = []
  let claims = 0
  let events = 0
  let last: ChainRow | undefined
  for await (const row of chainRows(session)) {
    const isFirst = last?.claim_id !== row.claim_id
    if (isFirst && last !== undefined) faults.push(...end(last))
    faults.push(...rowFaults(row, isFirst ? undefined : last))
    claims += isFirst ? 1 : 0
    events += 1
    last = row
  }
  if (last !== undefined) faults.push(...end(last))
  return { faults, claims, events }
}

function rowFaults(row: ChainRow, before: ChainRow | undefined): AuditFault[] {
  const { claim_id: claimId, position } = row
  const expected = before === undefined ? 0 : before.position + 1
  const faults: AuditFault[] = []
  if (position !== expected) faults.push({ claimId, position: expected, fault: 'row missing' })
  else if (row.prev_hash !== (before?.hash ?? '')) {
    faults.push({ claimId, position, fault: 'does not follow the row before' })
  }
  if (hashOf(row) !== row.hash) faults.push({ claimId, position, fault: 'row altered' })
  if (!copiesAgree(row)) faults.push({ claimId, position, fault: 'column differs from the event' })
  return faults
}

function endFaults({ claim_id: claimId, position, hash, version, head_hash }: ChainRow): AuditFault[] {
  if (version === null) return [{ claimId, position: null, fault: 'claim row missing' }]
  if (position + 1 < version) return [{ claimId, position: position + 1, fault: 'tail cut' }]
  return position + 1 > version || hash !== head_hash ? [{ claimId, position, fault: 'head differs' }] : []
}

/** The same text the function `record_events` hashed. */
function hashOf(row: ChainRow): string {
  const { claim_id: claimId, position, event } = row
  const answer = {
    version: row.answer_version,
    decisionVersion: row.answer_decision_version,
    status: row.answer_status,
  }
  const isAnswered = Object.values(answer).some((value) => value !== null)
  const record = canonicalText({ claimId, position, event, ...(isAnswered && { answer }) })
  const text = [row.prev_hash, row.global_seq, row.recorded_ms, row.clock_ahead_ms, record].join('\n')
  return createHash('sha256').update(text).digest('hex')
}

/** Columns that repeat a part of the event, so that it can be searched. */
function copiesAgree({ event, ...row }: ChainRow): boolean {
  return (
    row.type === event.type &&
    Number(row.at) === event.at &&
    row.actor_id === event.by.id &&
    row.actor_role === event.by.role &&
    row.command_id === (event.command?.commandId ?? null) &&
    row.body_hash === (event.command?.bodyHash ?? null)
  )
}

const pageSize = 1_000

async function* chainRows(session: Session): AsyncGenerator<ChainRow> {
  let behind = { claimId: '', position: -1 }
  for (;;) {
    const { rows } = await session.execute<ChainRow>(sql`
      select e.claim_id, e.position, e.type, e.at, e.actor_id, e.actor_role, e.event, e.command_id, e.body_hash,
        e.answer_version, e.answer_decision_version, e.answer_status, e.prev_hash, e.hash, e.global_seq, e.clock_ahead_ms,
        trim_scale(extract(epoch from e.recorded_at) * 1000)::text as recorded_ms, c.version, c.head_hash
      from claim_events e left join claims c on c.claim_id = e.claim_id
      where (e.claim_id, e.position) > (${behind.claimId}, ${behind.position})
      order by e.claim_id, e.position limit ${pageSize}`)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageSize) return
    behind = { claimId: last.claim_id, position: last.position }
  }
}

/** Claims other tables still know, of which the log holds nothing. */
async function findLostClaims(session: Session): Promise<AuditFault[]> {
  const { rows } = await session.execute<{ claim_id: string }>(sql`
    select claim_id from (
      select claim_id from claims union select claim_id from claim_clocks union select claim_id from claim_parties
      union select claim_id from starts union select claim_id from payments union select claim_id from idempotency_keys
    ) known
    where not exists (select from claim_events e where e.claim_id = known.claim_id)
    order by claim_id`)
  return rows.map((row) => ({ claimId: row.claim_id, position: null, fault: 'events missing' }))
}

/** Every event a witness saw must still be the one it saw, at the place it saw it. */
async function compareWitness(
  session: Session,
  witness: AsyncIterable<ChainHead> | Iterable<ChainHead>,
): Promise<AuditFault[]> {
  const faults: AuditFault[] = []
  let batch: ChainHead[] = []
  const compare = async (): Promise<void> => {
    const { rows } = await session.execute<{ claim_id: string; position: number }>(sql`
      select w."claimId" as claim_id, w.version - 1 as position
      from jsonb_to_recordset(${JSON.stringify(batch)}) as w("claimId" text, version int, hash text)
      left join claim_events e on e.claim_id = w."claimId" and e.position = w.version - 1
      where e.hash is distinct from w.hash order by 1`)
    for (const { claim_id: claimId, position } of rows) {
      faults.push({ claimId, position, fault: 'not what the witness saw' })
    }
    batch = []
  }
  for await (const head of witness) {
    if (batch.push(head) === pageSize) await compare()
  }
  await compare()
  return faults
}

/** A row as the driver reads it: 64-bit numbers are text. */
type ChainRow = Record<string, unknown> & {
  readonly claim_id: string
  readonly position: number
  readonly type: string
  readonly at: string
  readonly actor_id: string
  readonly actor_role: string
  readonly event: ClaimEvent
  readonly command_id: string | null
  readonly body_hash: string | null
  readonly answer_version: number | null
  readonly answer_decision_version: number | null
  readonly answer_status: string | null
  readonly prev_hash: string
  readonly hash: string
  readonly global_seq: string
  readonly clock_ahead_ms: string
  readonly recorded_ms: string
  readonly version: number | null
  readonly head_hash: string | null
}
