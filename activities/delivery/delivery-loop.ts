import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'

export interface Delivery {
  readonly name: string
  readonly log: Logger
  /** Delivers a batch of what is due and resolves to how many rows it moved on. */
  readonly deliverBatch: () => Promise<number>
  /** Asked after a failure, before rows are taken again: while the receiver is away none is put off for nothing. */
  readonly reachReceiver?: () => Promise<unknown>
  readonly pollMs?: number
}

const retryMsMax = 5_000

/**
 * Delivers what is pending, batch after batch without a rest while there is any, then looks again after `pollMs`. An
 * error (a server away) slows it down, never ends it. `stop` resolves when the batch under way is done.
 */
export function startDelivery(delivery: Delivery): { readonly stop: () => Promise<void> } {
  const { name, log, deliverBatch, reachReceiver, pollMs = 300 } = delivery
  const stopping = new AbortController()

  async function run(): Promise<void> {
    let waitMs = 0
    for (let failures = 0; !stopping.signal.aborted; await rest(waitMs, stopping.signal)) {
      try {
        if (failures > 0) await reachReceiver?.()
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

export interface Round<T> {
  readonly items: readonly T[]
  readonly deliver: (item: T) => Promise<void>
  /** What the log may say of an item. */
  readonly describe: (item: T) => object
  readonly log: Logger
}

/**
 * Delivers the items side by side and resolves to how many got through. One that fails is logged and holds up no other;
 * when all fail the receiver is away, and the first error is thrown.
 */
export async function deliverEach<T>({ items, deliver, describe, log }: Round<T>): Promise<number> {
  const outcomes = await Promise.allSettled(items.map(deliver))
  const failed = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ item: items[index] as T, err: outcome.reason as unknown }] : [],
  )
  if (failed.length > 0 && failed.length === items.length) throw failed[0]?.err
  for (const { item, err } of failed) log.warn({ ...describe(item), err }, 'not delivered, will be tried again')
  return items.length - failed.length
}

/** Ends early, without an error, when the delivery stops. */
const rest = (ms: number, signal: AbortSignal): Promise<void> => pause(ms, undefined, { signal }).catch(() => undefined)
