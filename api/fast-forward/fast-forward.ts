import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

import type { Client } from '@temporalio/client'

import type { Instant } from '../../domain/time.ts'
import { claimWorkflowId, readClaim } from '../../workflows/claim-contract.ts'
import { awaitJump, readClaimClock, startJump, stopJump } from './claim-clock.ts'
import { FastForwardFailed } from './fast-forward-failed.ts'
import { openEffects } from './open-effects.ts'

export interface FastForward {
  readonly claimId: string
  /** Whole milliseconds of the claim's own clock. */
  readonly byMs: number
  /** Jumps although receipts or transfers are in the air: their answers then come after whatever falls due. */
  readonly force?: boolean
  /** How long it waits for them: a provider answers within seconds, what takes longer will not come by waiting. */
  readonly patienceMs?: number
  /** What else is on its way to the claim, in words: rows of the inbox. */
  readonly alsoOpen?: () => Promise<readonly string[]>
}

/** Where the clock was, where it was sent, and where it stands now. */
export interface Jump {
  readonly from: Instant
  readonly to: Instant
  readonly asOf: Instant
}

const usualPatienceMs = 10_000
const lookAgainMs = 200
/** About a second for each deadline on the way: a year of a claim fits. */
const jumpLimitMs = 120_000

/**
 * Moves one claim's own clock: every deadline on the way fires in order, within about a second each, sooner on the
 * dev server of the local stack, and the claim has heard of each when this resolves. It first waits up to 10 s for
 * receipts and transfers in the air. A claim that comes to its end on the way stops there: `asOf` < `to`.
 * @throws {FastForwardFailed}
 */
export async function fastForward(client: Client, { claimId, byMs, ...careful }: FastForward): Promise<Jump> {
  if (moving.has(claimId)) throw new FastForwardFailed('already-moving')
  moving.add(claimId)
  try {
    const { now: from, aheadMs } = await waitUntilCalm(client, claimId, careful)
    await jump(client, claimId, byMs)
    await untilHeard(client, claimId, from + byMs)
    const asOf = (await readClaimClock(client, claimId)).now + aheadMs
    return { from, to: from + byMs, asOf }
  } finally {
    moving.delete(claimId)
  }
}

/** Claims this process is moving: the server has no compare-and-set that would keep two callers apart. */
const moving = new Set<string>()

/**
 * No jump may be under way, and no deadline be due: one set while the timer that the last skip went to has not fired
 * yet leaps over that timer (seen on server 1.32.1), and the deadline fires days late.
 */
async function waitUntilCalm(client: Client, claimId: string, careful: Careful): Promise<Calm> {
  const deadline = performance.now() + (careful.patienceMs ?? usualPatienceMs)
  for (;;) {
    const clock = await readClaimClock(client, claimId)
    if (clock.hasEnded) throw new FastForwardFailed('not-running')
    const { open, ...calm } = await look(client, claimId, clock.now, careful)
    if (!clock.isMoving && open.length === 0) return calm
    if (performance.now() > deadline) {
      throw clock.isMoving
        ? new FastForwardFailed('already-moving')
        : new FastForwardFailed('effects-open', { detail: open.join(', ') })
    }
    await delay(lookAgainMs)
  }
}

type Careful = Omit<FastForward, 'claimId' | 'byMs'>

interface Calm {
  /** The claim's own now. */
  readonly now: Instant
  /** A run that goes on where a fast-forwarded one ended is ahead of the clock the server keeps for it. */
  readonly aheadMs: number
}

async function look(
  client: Client,
  claimId: string,
  serverNow: Instant,
  { force, alsoOpen }: Careful,
): Promise<Calm & { readonly open: readonly string[] }> {
  const view = await client.workflow.getHandle(claimWorkflowId(claimId)).query(readClaim)
  const aheadMs = Math.max(0, view.asOf - serverNow)
  const now = serverNow + aheadMs
  const { nextDeadline } = view.summary
  const due = nextDeadline !== null && nextDeadline.at <= now ? [nextDeadline.summary] : []
  if (force === true) return { now, aheadMs, open: due }
  return { now, aheadMs, open: [...due, ...openEffects(view.claim), ...((await alsoOpen?.()) ?? [])] }
}

async function jump(client: Client, claimId: string, byMs: number): Promise<void> {
  const jumpId = randomUUID()
  const deadline = performance.now() + jumpLimitMs
  await startJump(client, claimId, jumpId, byMs)
  try {
    for (;;) {
      const jumped = await awaitJump(client, claimId, jumpId)
      if (jumped.state === 'completed' || (jumped.state === 'failed' && hasEnded(jumped.reason))) return
      if (jumped.state === 'failed') throw new FastForwardFailed('unfinished', { detail: jumped.reason })
      if (performance.now() > deadline) {
        throw new FastForwardFailed('unfinished', { detail: `${jumpLimitMs / 1_000} s were not enough` })
      }
    }
  } catch (error) {
    // Left on, skipping would go on the moment the claim falls idle; the first fault is the one worth telling.
    await stopJump(client, claimId).catch(() => undefined)
    throw error
  }
}

/**
 * The server calls a jump complete when the last timer on the way is due, the claim hears of it a task later. Where it
 * does not (no worker, a recording that cannot end) the jump was made all the same.
 */
async function untilHeard(client: Client, claimId: string, to: Instant): Promise<void> {
  const deadline = performance.now() + usualPatienceMs
  const claim = client.workflow.getHandle(claimWorkflowId(claimId))
  for (;;) {
    const view = await claim.query(readClaim).catch(() => null)
    const next = view?.summary.nextDeadline
    if (next === null || (next !== undefined && next.at > to) || performance.now() > deadline) return
    if ((await readClaimClock(client, claimId)).hasEnded) return
    await delay(lookAgainMs)
  }
}

/** The server tells it in words only; the claim's workflow came to its end on the way. */
const hasEnded = (reason: string): boolean => reason.includes('execution ended')
