import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'

export interface Delivery {
  readonly name: string
  readonly log: Logger
  /** Delivers a batch of what is due and resolves to how many rows it moved on. */
  readonly deliverBatch: () => Promise<number>
  readonly pollMs?: number
}

const retryMsMax = 5_000

/**
 * Delivers what is pending, batch after batch without a rest while there is any, then looks again after `pollMs`. An
 * error (a server away) slows it down, never ends it. `stop` resolves when the batch under way is done.
 */
export function startDelivery({ name, log, deliverBatch, pollMs = 300 }: Delivery): { stop: () => Promise<void> } {
  const stopping = new AbortController()

  async function run(): Promise<void> {
    let waitMs = 0
    for (let failures = 0; !stopping.signal.aborted; await rest(waitMs, stopping.signal)) {
      try {
        waitMs = (await deliverBatch()) > 0 ? 0 : pollMs
        failures = 0
      } catch (err) {
        failures += 1
        waitMs = Math.min(pollMs * 2 ** failures, retryMsMax)
        log.warn({ delivery: name, failures, err }, `${name} waits and tries again`)
      }
    }
  }

  const ended = run()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

/** Ends early, without an error, when the delivery stops. */
const rest = (ms: number, signal: AbortSignal): Promise<void> => pause(ms, undefined, { signal }).catch(() => undefined)
