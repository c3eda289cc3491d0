import { setTimeout as delay } from 'node:timers/promises'

import { query } from '../measure/databases.ts'
import type { Stage } from '../stage.ts'

/**
 * Waits until nobody has anything left to do: no receipt undelivered, no claim that moved within the last second. False when
 * the patience ends first, and what comes next is measured in a queue.
 */
export async function settle({ stack, plan }: Stage, withinSeconds = plan.drainSeconds * 2): Promise<boolean> {
  const until = performance.now() + withinSeconds * 1_000
  while (performance.now() < until) {
    await delay(500)
    const [row] = await query<{ restless: boolean }>(stack.ownerUrl, restless)
    if (row?.restless === false) return true
  }
  return false
}

const restless = `
  select exists (select from inbox where state = 'pending')
    or exists (select from starts where state = 'pending')
    or exists (select from claims where updated_at > clock_timestamp() - interval '1 second') as restless`

/** Claims whose workflow is open: all but those whose file rests. */
export async function countOpen({ stack }: Pick<Stage, 'stack'>): Promise<number> {
  const [row] = await query<{ open: number }>(
    stack.ownerUrl,
    'select count(*)::int as open from claims where rested_at is null',
  )
  return row?.open ?? 0
}
