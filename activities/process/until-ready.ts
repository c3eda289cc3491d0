import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'

const retryMsFirst = 250
const retryMsMax = 5_000

/** Asks again until the server answers, and says in the log what is being waited for: servers start in any order. */
export async function untilReady<T>(server: string, reach: () => Promise<T>, log: Logger): Promise<T> {
  for (let retryMs = retryMsFirst; ; retryMs = Math.min(retryMs * 2, retryMsMax)) {
    try {
      const reached = await reach()
      log.info({ server }, `${server} is ready`)
      return reached
    } catch (err) {
      log.warn({ server, retryMs, err }, `waiting for ${server}`)
      await pause(retryMs)
    }
  }
}
