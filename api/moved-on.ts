import { setTimeout as delay } from 'node:timers/promises'

import type { ListedClaim } from '../db/claim-summary.ts'
import { readSummary } from '../db/claim-summary.ts'
import type { Session } from '../db/database.ts'

interface Wait {
  /** Of the claim as it was taken in. */
  readonly version: number
  readonly waitMs: number
  /** Whoever waits may hang up. */
  readonly isGone: () => boolean
}

const shortestPauseMs = 25
const longestPauseMs = 400

/**
 * The claim once its workflow has begun and recorded something, so that it is no longer what was taken in; or as it stands when
 * the time is up. Null when the database cannot say: what was taken in is stored all the same.
 */
export async function untilMovedOn(session: Session, claimId: string, wait: Wait): Promise<ListedClaim | null> {
  const until = performance.now() + wait.waitMs
  for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    const claim = await readSummary(session, claimId).catch(() => null)
    const leftMs = until - performance.now()
    if (claim === null || claim.version > wait.version || leftMs <= 0 || wait.isGone()) return claim
    await delay(Math.min(pauseMs, leftMs))
  }
}
