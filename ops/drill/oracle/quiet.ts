import { setTimeout as delay } from 'node:timers/promises'

import { query } from './witnesses.ts'

/** What is still on its way between the parts. */
export interface Pending {
  readonly starts: number
  readonly receipts: number
  /** Payments that are to be sent, or whose outcome nobody asked for lately. */
  readonly payments: number
}

/** Waits until nothing is on its way any more; answers with what still was when the patience ended. */
export async function untilQuiet(ownerUrl: string, patienceMs: number): Promise<Pending> {
  const until = Date.now() + patienceMs
  for (;;) {
    const [pending] = await query<Pending>(ownerUrl, pendingSql)
    if (pending === undefined) throw new Error('the database did not answer')
    const isQuiet = pending.starts + pending.receipts + pending.payments === 0
    if (isQuiet || Date.now() > until) return pending
    await delay(500)
  }
}

const pendingSql = `select
  (select count(*)::int from starts where state = 'pending') as starts,
  (select count(*)::int from inbox where state = 'pending') as receipts,
  (select count(*)::int from payments where state in ('prepared', 'cleared')) as payments`
