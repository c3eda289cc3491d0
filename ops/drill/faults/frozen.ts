import { readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

import type { Fault } from './field.ts'
import { makeLatch, recovered, recoveredFrom } from './kills.ts'

/** Longer than the send of a payment may take, and than Temporal waits for its answer. */
const frozenMs = 30_000

/** The only worker stands still and goes on as if nothing had been. */
export const freezeWorker: Fault = {
  kind: 'freeze the worker',
  async strike(field) {
    const { worker } = field.stack.parts
    worker.freeze()
    await delay(frozenMs)
    worker.thaw()
    return { kills: 0, ...(await recovered('worker', recoveredFrom(Date.now()), field)) }
  },
}

/**
 * A worker stands still with the send of a payment in its hands: the bank was asked, the attempt is taken, nothing is
 * sent. Another worker takes over, and then the first one wakes up (a zombie).
 */
export const freezeSend: Fault = {
  kind: 'freeze between query and send',
  async strike(field) {
    const { worker, secondWorker } = field.stack.parts
    const latch = makeLatch(field, 'freeze')
    const stopThere = {
      LIPEI_CRASH_AT: 'payment-before-bank',
      LIPEI_CRASH_LATCH: latch,
      LIPEI_CRASH_SIGNAL: 'SIGSTOP',
    }
    await field.supervisor.restart('worker', { env: stopThere })
    if (!(await isTaken(latch))) return { what: 'no payment came by', kills: 1 }
    // It stands already; this is what lets it go again.
    worker.freeze()
    await secondWorker.start()
    await delay(frozenMs)
    worker.thaw()
    await delay(afterwardsMs)
    await secondWorker.kill()
    return { kills: 2, ...(await recovered('worker', recoveredFrom(Date.now()), field)) }
  },
}

/** Time in which the one that woke up may do harm beside the other. */
const afterwardsMs = 5_000
const comeByWithinMs = 30_000

async function isTaken(latch: string): Promise<boolean> {
  for (const until = Date.now() + comeByWithinMs; Date.now() < until; await delay(25)) {
    if (readdirSync(latch).length > 0) return true
  }
  return false
}
