import closeWithGrace from 'close-with-grace'
import { pino } from 'pino'

import { safeError } from '../../activities/safe-error.ts'
import { readWatchdogConfig } from '../../config.ts'
import { openDatabase } from '../../db/connect.ts'
import { buildWatchdogServer } from './server.ts'
import { startWatch } from './watch.ts'

// A process outside Temporal: it must see what is wrong when Temporal, or every worker, is gone.

const config = readWatchdogConfig()
const log = pino({
  level: config.LIPEI_LOG_LEVEL,
  base: { service: 'lipei-watchdog' },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
})
const db = openDatabase(config.LIPEI_DATABASE_URL, {
  max: 1,
  applicationName: 'lipei-watchdog',
  statementTimeoutMs: 5_000,
})
const watch = startWatch({ db, log })
const app = buildWatchdogServer(watch)
closeWithGrace({ delay: 5_000, logger: false }, async ({ err }) => {
  if (err !== undefined) log.error({ err: safeError(err) }, 'the watchdog ends by an error')
  await app.close()
  await watch.stop()
  await db.close()
})
await app.listen({ host: config.LIPEI_WATCHDOG_HOST, port: config.LIPEI_WATCHDOG_PORT })
log.info({ port: config.LIPEI_WATCHDOG_PORT }, 'the watchdog looks')
