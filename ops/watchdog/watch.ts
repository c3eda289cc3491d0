import { setTimeout as pause } from 'node:timers/promises'

import type { Logger } from 'pino'

import { safeError } from '../../activities/safe-error.ts'
import type { Database } from '../../db/database.ts'
import { readOverdue } from '../../db/overdue.ts'
import { readWatchedCalendar } from '../../db/watched-calendar.ts'
import { showInstant } from '../../domain/time.ts'
import { calendarFindings } from '../../domain/watchdog/calendar-findings.ts'
import { findSilence } from '../../domain/watchdog/findings.ts'
import type { Standing } from '../../domain/watchdog/telling.ts'
import { tellFindings } from '../../domain/watchdog/telling.ts'

export interface Watch {
  /** What stands since the last look that worked. */
  readonly standing: () => readonly Standing[]
  /** When it last looked and could read, epoch ms by this machine's clock; null before. */
  readonly lookedAt: () => number | null
  /** Resolves when the look under way is done. */
  readonly stop: () => Promise<void>
}

export interface WatchPlan {
  readonly db: Database
  readonly log: Logger
  readonly everyMs?: number
}

/** Rows of one kind a look reads: whoever has more of them has one trouble, not as many. */
const rowsMax = 500

/** Looks again and again, whatever happens; what stands or is gone since is told in the log. */
export function startWatch({ db, log, everyMs = 10_000 }: WatchPlan): Watch {
  const stopping = new AbortController()
  let standing: ReadonlyMap<string, Standing> = new Map()
  let lookedAt: number | null = null

  async function look(): Promise<void> {
    const silence = findSilence(await readOverdue(db, rowsMax))
    const findings = [...silence, ...calendarFindings(await readWatchedCalendar(db))]
    const now = Date.now()
    const told = tellFindings(standing, findings, now)
    for (const one of told.raised) log.error(lineOf(one), 'what should have happened did not')
    for (const { finding } of told.cleared) {
      const { alert, claimId, missing } = finding
      log.info({ cleared: alert, claimId, missing }, 'it has happened since')
    }
    standing = told.standing
    lookedAt = now
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => {
        log.error({ alert: 'WATCHDOG_BLIND', err: safeError(error) }, 'the watchdog cannot read the database')
      })
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  const ended = run()
  return {
    standing: () => [...standing.values()],
    lookedAt: () => lookedAt,
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

/** A finding as log and summary show it. */
export function lineOf({ finding, since }: Standing): object {
  const { key: _key, dueAt, lateMs, ...told } = finding
  const due = dueAt === undefined ? {} : { dueAt: showInstant(dueAt) }
  return { ...told, ...due, lateSeconds: Math.floor(lateMs / 1_000), since: showInstant(since) }
}
