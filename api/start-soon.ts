import { setTimeout as pause } from 'node:timers/promises'

import type { FastifyBaseLogger } from 'fastify'

import { startClaim } from '../activities/delivery/start-claim.ts'
import { markStarted } from '../db/starts.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import type { ApiDependencies } from './dependencies.ts'
import { safeError } from './logging.ts'

const patienceMs = 2_000

/** Starts a claim's workflow and waits a moment for it; what fails here the worker's starter does again. */
export type StartSoon = (claimId: string, events: readonly ClaimEvent[], log: FastifyBaseLogger) => Promise<void>

/**
 * Whoever files waits for the start, so that the next command finds the workflow: two seconds at most, and not at all
 * while the last start failed, so that an outage of the engine does not make every filing slow.
 */
export function createStartSoon(deps: ApiDependencies): StartSoon {
  const { db, temporal, servicePolicy, calendar } = deps
  let isAway = false
  return async (claimId, events, log) => {
    const limit = new AbortController()
    const started = startClaim(temporal, { claimId, events, policy: servicePolicy, calendar })
      .then(() => {
        isAway = false
        return markStarted(db, claimId)
      })
      .catch((error: unknown) => {
        isAway = true
        log.warn({ claimId, notStarted: safeError(error) })
      })
      .finally(() => limit.abort())
    if (isAway) return
    const isOver = await pause(patienceMs, true, { signal: limit.signal }).catch(() => false)
    isAway ||= isOver
    if (!isOver) await started
  }
}
