import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { Pool } from 'pg'

import { openSession } from './named-statements.ts'

/** The pool of one process. */
export type Database = NodePgDatabase & {
  readonly $client: Pool
  /** Waits for the queries under way, then closes every connection. */
  readonly close: () => Promise<void>
}

/** Where a statement runs: in the pool, or in a transaction somebody else began. */
export type Session = PgDatabase<NodePgQueryResultHKT>

/**
 * Runs `work` in one transaction. A connection on which anything failed is closed, which rolls back on the server and
 * never hands a hanging connection to the next caller.
 */
export async function inTransaction<T>(db: Database, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await db.$client.connect()
  client.on('error', heardByNextStatement)
  try {
    await client.query('begin')
    const result = await work(openSession(client))
    await client.query('commit')
    client.off('error', heardByNextStatement)
    client.release()
    return result
  } catch (error) {
    // It keeps its listener: a connection that breaks may say so more than once, and it is not used again.
    client.release(true)
    throw error
  }
}

/** A connection cut between two statements emits its error; without a listener that would end the process. */
const heardByNextStatement = (): void => undefined
