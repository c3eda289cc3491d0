import type { FastifyBaseLogger } from 'fastify'

import { startClaim } from '../activities/delivery/start-claim.ts'
import { markStarted } from '../db/starts.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import type { ApiDependencies } from './dependencies.ts'
import { safeError } from './logging.ts'

/** Starts workflows of claims that are stored; what fails here the worker's starter does again. */
export interface StartSoon {
  /** Returns at once: whoever files is answered when the claim is stored, and a command that comes first starts it too. */
  readonly begin: (claimId: string, events: readonly ClaimEvent[], log: FastifyBaseLogger) => void
  /** Waits for the starts under way, five seconds at most: they need the database to the end. */
  readonly settle: () => Promise<void>
}

export function createStartSoon({ db, temporal, servicePolicy: policy, calendars }: ApiDependencies): StartSoon {
  const underWay = new Set<Promise<void>>()

  return {
    begin(claimId, events, log) {
      const started: Promise<void> = calendars
        .current()
        .then((calendar) => startClaim(temporal, { claimId, events, policy, calendar }))
        .then(() => markStarted(db, claimId))
        .catch((error: unknown) => log.warn({ claimId, notStarted: safeError(error) }))
        .finally(() => underWay.delete(started))
      underWay.add(started)
    },
    settle: async () => void (await Promise.all(underWay)),
  }
}
