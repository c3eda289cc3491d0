import { Pool } from 'pg'

import type { ClaimEvent } from '../../../domain/claim/events.ts'
import { fold } from '../../../domain/claim/evolve.ts'
import type { Claim } from '../../../domain/claim/state.ts'
import type { Clock } from '../../../domain/clocks/clock.ts'

/** One claim as PostgreSQL tells it: its log, what lists read, and the claim the log makes. */
export interface RecordedClaim {
  readonly claimId: string
  readonly log: readonly LogRow[]
  readonly row: ClaimRow
  /** Every clock it ever had; null when it had none. */
  readonly clocks: readonly Clock[] | null
  readonly isStarted: boolean
  readonly claim: Claim
}

export interface LogRow {
  readonly position: number
  readonly event: ClaimEvent
  readonly commandId: string | null
  readonly answerVersion: number | null
  readonly answerDecisionVersion: number | null
  readonly answerStatus: string | null
  /** Host clock at recording, epoch ms. */
  readonly recordedAt: number
}

export interface ClaimRow {
  readonly version: number
  readonly status: string
  readonly decisionVersion: number
  readonly headHash: string
  readonly lastHash: string
  readonly paidFen: string
  readonly ownerId: string | null
  readonly queue: string | null
  readonly nextDeadlineAt: number | null
}

/** A transfer in the bank's own book, which is no part of Lipei. */
export interface Transfer {
  readonly reference: string
  readonly state: 'accepted' | 'settled' | 'rejected' | 'returned' | 'recalled'
  readonly amountFen: string
  readonly duplicates: number
  readonly acceptedAt: string
}

export interface Intent {
  readonly reference: string
  readonly claimId: string
  readonly n: number
  readonly amountFen: string
  readonly state: string
}

export async function readBook(bankUrl: string): Promise<readonly Transfer[]> {
  const answer = await fetch(`${bankUrl}/book`, { signal: AbortSignal.timeout(20_000) })
  return ((await answer.json()) as { transfers: Transfer[] }).transfers
}

export const readIntents = (ownerUrl: string): Promise<readonly Intent[]> =>
  query<Intent>(
    ownerUrl,
    `select reference, claim_id as "claimId", n, amount_fen::text as "amountFen", state from payments`,
  )

const claimsAtOnce = 200

/** Every claim, or those named; each as one statement saw it. */
export async function readClaims(ownerUrl: string, named?: readonly string[]): Promise<readonly RecordedClaim[]> {
  const ids =
    named ?? (await query<{ id: string }>(ownerUrl, 'select claim_id as id from claims order by 1')).map(({ id }) => id)
  const read: RecordedClaim[] = []
  for (let from = 0; from < ids.length; from += claimsAtOnce) {
    const rows = await query<Omit<RecordedClaim, 'claim'>>(ownerUrl, claimsSql, [ids.slice(from, from + claimsAtOnce)])
    read.push(...rows.map((row) => ({ ...row, claim: foldLog(row.log) })))
  }
  return read
}

const claimsSql = `
  select c.claim_id as "claimId",
    coalesce((select s.state = 'started' from starts s where s.claim_id = c.claim_id), false) as "isStarted",
    json_build_object('version', c.version, 'status', c.status, 'decisionVersion', c.decision_version,
      'headHash', c.head_hash, 'lastHash', (select e.hash from claim_events e where e.claim_id = c.claim_id
      order by e.position desc limit 1), 'paidFen', c.paid_fen::text, 'ownerId', c.owner_id, 'queue', c.queue,
      'nextDeadlineAt', c.next_deadline_at) as row,
    (select json_agg(k.clock order by k.clock_id, k.n) from claim_clocks k where k.claim_id = c.claim_id) as clocks,
    (select json_agg(json_build_object('position', e.position, 'event', e.event, 'commandId', e.command_id,
      'answerVersion', e.answer_version, 'answerDecisionVersion', e.answer_decision_version,
      'answerStatus', e.answer_status, 'recordedAt', floor(extract(epoch from e.recorded_at) * 1000))
      order by e.position) from claim_events e where e.claim_id = c.claim_id) as log
  from claims c where c.claim_id = any($1) order by c.claim_id`

const foldLog = (log: readonly LogRow[]): Claim =>
  fold(
    null,
    log.map(({ event }) => event),
  )

const pools = new Map<string, Pool>()

/** One statement on a connection of the drill's own; what was killed meanwhile fails, and the next statement tries anew. */
export async function query<Row>(ownerUrl: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const pool = pools.get(ownerUrl) ?? openPool(ownerUrl)
  pools.set(ownerUrl, pool)
  return (await pool.query(text, [...values])).rows as Row[]
}

function openPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 4, connectionTimeoutMillis: 5_000, query_timeout: 60_000 })
  pool.on('error', () => undefined)
  return pool
}

/** Ends every connection of the drill's own. */
export async function leaveDatabase(): Promise<void> {
  const open = [...pools.values()]
  pools.clear()
  await Promise.all(open.map((pool) => pool.end()))
}
