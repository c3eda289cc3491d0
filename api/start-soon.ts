import { setTimeout as pause } from 'node:timers/promises'

import type { FastifyBaseLogger } from 'fastify'

import { startClaim } from '../activities/delivery/start-claim.ts'
import { markStarted } from '../db/starts.ts'
import { listStarted, toldAtStart } from '../db/told-at-start.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import type { ApiDependencies } from './dependencies.ts'
import { safeError } from './logging.ts'

/** A start takes some 20 ms; where it takes longer the engine is busy, and whoever files has not to wait for that. */
const patienceMs = 80

type StartDependencies = Pick<ApiDependencies, 'db' | 'temporal' | 'servicePolicy' | 'calendars'>

/** Starts a claim's workflow and waits a moment for it; what fails here the worker's starter does again. */
export interface StartSoon {
  readonly start: (claimId: string, events: readonly ClaimEvent[], log: FastifyBaseLogger) => Promise<void>
  /** Waits for the starts under way, five seconds at most: they need the database to the end. */
  readonly settle: () => Promise<void>
}

/**
 * Whoever files waits for the start, so that the next command finds the workflow: less than a tenth of a second, and not at all
 * while the last start failed, is that late or was, so that neither an outage of the engine nor a disaster's reports make filings
 * slow. The first that is in time again ends that.
 */
export function createStartSoon(deps: StartDependencies): StartSoon {
  const { db, temporal, servicePolicy: policy, calendars } = deps
  const underWay = new Set<Promise<void>>()
  let isLate = false

  async function begin(claimId: string, events: readonly ClaimEvent[]): Promise<void> {
    const began = performance.now()
    const [calendar, told] = await Promise.all([calendars.current(), toldAtStart(db, events)])
    const outcome = await startClaim(temporal, { claimId, events, policy, calendar, ...told })
    isLate = performance.now() - began > patienceMs
    await listStarted(db, { claimId, ...told, outcome })
    await markStarted(db, claimId)
  }

  async function start(claimId: string, events: readonly ClaimEvent[], log: FastifyBaseLogger): Promise<void> {
    const limit = new AbortController()
    const started: Promise<void> = begin(claimId, events)
      .catch((error: unknown) => {
        isLate = true
        log.warn({ claimId, notStarted: safeError(error) })
      })
      .finally(() => {
        limit.abort()
        underWay.delete(started)
      })
    underWay.add(started)
    if (isLate) return
    const isOver = await pause(patienceMs, true, { signal: limit.signal }).catch(() => false)
    isLate ||= isOver
    if (!isOver) await started
  }

  return { start, settle: async () => void (await Promise.all(underWay)) }
}
