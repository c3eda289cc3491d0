import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'

/** How a claim stands, as the application's database says. */
export interface Mark {
  readonly mark: string
  readonly version: number
}

/**
 * Tells when claims reach what somebody waits for: one statement for all who wait, every 10 ms while there are any. Cheaper
 * than asking over HTTP, and nobody's cost: the session's own CPU is taken off the database's.
 */
export interface Watcher {
  readonly pid: number
  readonly reaches: (claimId: string, wanted: (mark: string) => boolean) => Promise<Mark>
  /** Rows of one statement over many claims. */
  readonly stamps: (sql: string, claimIds: readonly string[]) => Promise<ReadonlyMap<string, number>>
  readonly close: () => Promise<void>
}

const lookEveryMs = 10
const patienceMs = 60_000

interface Waiting {
  readonly wanted: (mark: string) => boolean
  readonly resolve: (mark: Mark) => void
  readonly reject: (error: Error) => void
  readonly until: number
}

/** `sql` answers rows of claim_id, mark and version for the claim ids in $1. */
export async function openWatcher(databaseUrl: string, sql: string): Promise<Watcher> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'bench-watcher' })
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const waiting = new Map<string, Waiting>()
  const closing = new AbortController()

  async function look(): Promise<void> {
    const query = { name: 'marks', text: sql, values: [[...waiting.keys()]] }
    const { rows: seen } = await client.query<{ claim_id: string; mark: string; version: number }>(query)
    for (const { claim_id: claimId, mark, version } of seen) {
      const who = waiting.get(claimId)
      if (who?.wanted(mark)) {
        waiting.delete(claimId)
        who.resolve({ mark, version })
      }
    }
    for (const [claimId, { until, reject }] of waiting) {
      if (performance.now() < until) continue
      waiting.delete(claimId)
      reject(new Error('waited in vain for what the next step needs'))
    }
  }

  async function watch(): Promise<void> {
    while (!closing.signal.aborted) {
      await delay(lookEveryMs)
      if (waiting.size > 0) await look()
    }
  }

  const watching = watch().catch((error: unknown) => {
    for (const { reject } of waiting.values()) reject(error instanceof Error ? error : new Error(String(error)))
  })

  return {
    pid: rows[0]?.pid ?? 0,
    reaches: (claimId, wanted) =>
      new Promise((resolve, reject) => {
        waiting.set(claimId, { wanted, resolve, reject, until: performance.now() + patienceMs })
      }),
    async stamps(text, claimIds) {
      const { rows: found } = await client.query<{ claim_id: string; at: number }>(text, [claimIds])
      return new Map(found.map(({ claim_id: claimId, at }) => [claimId, at]))
    },
    async close() {
      closing.abort()
      await watching
      await client.end()
    },
  }
}
