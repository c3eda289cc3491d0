import { Pool } from 'pg'

import type { Database } from './database.ts'
import { openSession } from './named-statements.ts'

export interface DatabaseOptions {
  /** Most connections at a time. */
  readonly max: number
  /** What an SRE sees in `pg_stat_activity`. */
  readonly applicationName: string
  /** How long one statement may take, 2 s unless told. */
  readonly statementTimeoutMs?: number
}

/**
 * Opens a pool; the first connection is made by the first query. Waiting is bounded everywhere: for a connection 1.9 s, for
 * a statement `statementTimeoutMs` on the server and half a second more here, should the server have stopped answering.
 */
export function openDatabase(
  url: string,
  { max, applicationName, statementTimeoutMs = 2_000 }: DatabaseOptions,
): Database {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: 1_900,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + 500,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  })
  // An idle connection may break at any time; the pool drops it, and nobody was waiting for it.
  pool.on('error', () => undefined)
  return Object.assign(openSession(pool), { $client: pool, close: () => pool.end() })
}
