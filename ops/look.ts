import type { Client } from '@temporalio/client'

import type { ListedClaim } from '../db/claim-summary.ts'
import { readSummary } from '../db/claim-summary.ts'
import type { Database } from '../db/database.ts'
import { readEvents } from '../db/event-log.ts'
import { countPending } from '../db/inbox.ts'
import { isStarted } from '../db/starts.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import { showInstant } from '../domain/time.ts'
import type { ClaimRun } from './look-at-run.ts'
import { readRun } from './look-at-run.ts'

export interface OpsDesk {
  readonly db: Database
  readonly client: Client
}

/** Everything an operator can know of a claim: by its log, by its read model, by Temporal. No personal data. */
export interface ClaimStanding {
  readonly claimId: string
  /** The read model; null for a claim nobody ever reported. */
  readonly summary: ListedClaim | null
  readonly events: readonly ClaimEvent[]
  readonly isStarted: boolean
  /** Receipts in the inbox that the claim has not been told. */
  readonly receiptsWaiting: number
  readonly run: ClaimRun | null
}

export async function lookAt({ db, client }: OpsDesk, claimId: string): Promise<ClaimStanding> {
  // The log last: what the run and the read model hold is in it, whatever is recorded meanwhile.
  const run = await readRun(client, claimId)
  const summary = await readSummary(db, claimId)
  const [events, started, receiptsWaiting] = await Promise.all([
    readEvents(db, claimId),
    isStarted(db, claimId),
    countPending(db, claimId),
  ])
  return { claimId, summary, events, isStarted: started, receiptsWaiting, run }
}

export type Verdict =
  | 'unknown'
  /** It has come to rest, and nothing of it runs. */
  | 'ended'
  /** Its workflow is about to be started by the worker. */
  | 'starting'
  | 'healthy'
  /** Its run is open, and its task fails again and again. */
  | 'stuck'
  /** Callers were told of events that are not in the log, or the run has recorded some that are gone. */
  | 'log-lacks-events'
  /** By its log it goes on, and no run of it is open. */
  | 'without-run'

export function judge(standing: ClaimStanding): Verdict {
  const { summary, isStarted, run } = standing
  if (summary === null) return 'unknown'
  if (lacksEvents(standing)) return 'log-lacks-events'
  if (run !== null && run.endedAt === null) return run.taskFailure === null ? 'healthy' : 'stuck'
  if (summary.restedAt !== null) return 'ended'
  return run === null && !isStarted ? 'starting' : 'without-run'
}

function lacksEvents({ summary, events, run }: ClaimStanding): boolean {
  if (run?.activities.some(({ failureType }) => failureType === 'HISTORY_CONFLICT')) return true
  return events.length < Math.max(summary?.version ?? 0, run?.versionTold ?? 0)
}

const advice: Readonly<Record<Verdict, string>> = {
  unknown: 'nobody ever reported this claim',
  ended: 'it has ended; reopening it is a command of the API',
  starting: 'a worker starts it: does one run?',
  healthy: 'it goes on by itself',
  stuck: 'deploy code that can go on, and the task succeeds by itself; else: rebuild --yes',
  'log-lacks-events': 'restore PostgreSQL to a later moment: answers that were given are missing in the log',
  'without-run': 'rebuild it',
}

/** The claim on one page. */
export function describe(standing: ClaimStanding): string {
  const rows = [
    ['read model', readModelOf(standing)],
    ['event log', `${standing.events.length} events`],
    ['payments', paymentsOf(standing)],
    ['inbox', `${standing.receiptsWaiting} receipts wait`],
    ...runOf(standing),
    ['so', `${judge(standing)}: ${advice[judge(standing)]}`],
  ]
  return [standing.claimId, ...rows.map(([name = '', value = '']) => `  ${name.padEnd(12)}${value}`)].join('\n')
}

function readModelOf({ summary }: ClaimStanding): string {
  if (summary === null) return 'none'
  const { status, version, decisionVersion, lastAt, nextDeadline, restedAt } = summary
  const until = nextDeadline === null ? 'no deadline' : `${nextDeadline.summary} ${showInstant(nextDeadline.at)}`
  const rest = restedAt === null ? until : `at rest since ${showInstant(restedAt)}`
  return `${status}, version ${version}, decision version ${decisionVersion}, last event ${showInstant(lastAt)}, ${rest}`
}

function paymentsOf({ events }: ClaimStanding): string {
  const payments = events.length === 0 ? [] : fold(null, events).payments
  return payments.map(({ n, state, reference }) => `${n} ${state} (${reference})`).join(', ') || 'none'
}

function runOf({ run }: ClaimStanding): string[][] {
  if (run === null) return [['workflow', 'Temporal knows none']]
  const { status, runId, historyLength, startedAt, endedAt, taskFailure, activities } = run
  const until = endedAt === null ? '' : `, until ${showInstant(endedAt)}`
  return [
    ['workflow', `${status}, run ${runId}, ${historyLength} events, since ${showInstant(startedAt)}${until}`],
    ...(taskFailure === null ? [] : [['task fails', `attempt ${taskFailure.attempt}: ${taskFailure.message}`]]),
    ...activities.map(({ name, attempt, lastFailure }) => [
      'activity',
      `${name}, attempt ${attempt}${lastFailure === null ? '' : `, last failure: ${lastFailure}`}`,
    ]),
  ]
}
