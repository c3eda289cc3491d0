import { setTimeout as pause } from 'node:timers/promises'
import { NativeConnection } from '@temporalio/worker'
import type { Logger } from 'pino'
import type { Database } from '../../db/database.ts'
import { isMigrated } from '../../db/readiness.ts'

const retryMsFirst = 250
const retryMsMax = 5_000

/** Waits for a migrated database and says in the log what is missing: processes start in any order. */
export async function untilMigrated(db: Database, log: Logger): Promise<void> {
  const reach = async (): Promise<void> => {
    if (!(await isMigrated(db))) throw new NotReady('it is not migrated to this build yet')
  }
  await untilReady('PostgreSQL', reach, log)
}

/** Connects to Temporal as soon as it answers and knows the namespace. */
export function untilConnected(address: string, namespace: string, log: Logger): Promise<NativeConnection> {
  const reach = async (): Promise<NativeConnection> => {
    const connection = await NativeConnection.connect({ address })
    try {
      await connection.withDeadline(Date.now() + 5_000, () =>
        connection.workflowService.describeNamespace({ namespace }),
      )
      return connection
    } catch (error) {
      await connection.close()
      throw error
    }
  }
  return untilReady('Temporal', reach, log)
}

/** Says why in words of ours, which may be logged. */
class NotReady extends Error {
  override name = 'NotReady'
}

async function untilReady<T>(server: string, reach: () => Promise<T>, log: Logger): Promise<T> {
  for (let retryMs = retryMsFirst; ; retryMs = Math.min(retryMs * 2, retryMsMax)) {
    try {
      const reached = await reach()
      log.info({ server }, `${server} is ready`)
      return reached
    } catch (err) {
      const why = err instanceof NotReady ? `: ${err.message}` : ''
      log.warn({ server, retryMs, err }, `waiting for ${server}${why}`)
      await pause(retryMs)
    }
  }
}
