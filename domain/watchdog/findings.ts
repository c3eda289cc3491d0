import { isQuestionToBank } from '../claim/payment-deadlines.ts'
import type { ClaimStatus } from '../claim/state.ts'
import type { Clock, ClockId, ClockRule } from '../clocks/clock.ts'
import { bindingDue, breaches } from '../clocks/engine.ts'
import { currentRules, ruleBook } from '../rules.ts'
import type { Instant } from '../time.ts'
import { MINUTE } from '../time.ts'

/** An open claim with what it waits for, as the read model has it. */
export interface WatchedClaim {
  readonly claimId: string
  readonly status: ClaimStatus
  /** Now by the claim's own clock, as far as its last event tells. */
  readonly now: Instant
  readonly nextDeadline: { readonly at: Instant; readonly summary: string }
}

/** A clock nobody has ended, on an open claim. */
export interface WatchedClock extends Pick<WatchedClaim, 'claimId' | 'status' | 'now'> {
  /** Version of the rules the claim began with. */
  readonly rules: number
  readonly clock: Clock
}

/** A claim whose workflow is to be started, or looked at again. */
export interface WatchedStart {
  readonly claimId: string
  /** How long it waits: since it was taken in, or since somebody should have looked again. */
  readonly waitedMs: number
}

/** A receipt no claim has been handed. */
export interface WatchedReceipt {
  readonly source: string
  readonly eventId: string
  readonly claimId: string | null
  readonly waitedMs: number
}

/** What the watchdog read in one look. */
export interface Watched {
  readonly claims: readonly WatchedClaim[]
  readonly clocks: readonly WatchedClock[]
  readonly starts: readonly WatchedStart[]
  readonly receipts: readonly WatchedReceipt[]
}

export const alertCodes = [
  'CLAIM_SILENT',
  'START_OVERDUE',
  'RECEIPT_OVERDUE',
  'CALENDAR_ENDING',
  'CALENDAR_UNTOLD',
] as const
export type AlertCode = (typeof alertCodes)[number]

/** Something that should have happened and did not. Codes and ids only, no personal data. */
export interface Finding {
  /** The same finding has the same key as long as it lasts. */
  readonly key: string
  readonly alert: AlertCode
  readonly claimId: string | null
  readonly status?: ClaimStatus
  /** What did not happen: deadlines in the words of their timers, or which row waits. */
  readonly missing: readonly string[]
  /** The earliest instant missed, by the claim's own clock. */
  readonly dueAt?: Instant
  readonly lateMs: number
  /** What is the matter, with numbers that change while it lasts. */
  readonly facts?: string
  /** What the one who reads this does now. */
  readonly todo: string
}

/** How long after its instant an event may be missing; a worker that was killed is replaced well within. */
export const graceMs = MINUTE
/** Rows of the inbox are tried every 16 seconds; a flood of receipts takes its time. */
export const receiptGraceMs = 2 * MINUTE
/** The bank may be slow or away: its event comes with its answer. */
export const bankGraceMs = 15 * MINUTE

/** Clocks that leave an event when they are due, and those of them that leave a breach as well. */
export const escalatedClocks: readonly ClockId[] = clocksWhere(({ kind }) => kind !== 'service')
export const breachedClocks: readonly ClockId[] = clocksWhere(breaches)

/** Every claim, start and receipt that has been silent for too long, each once. */
export function findSilence({ claims, clocks, starts, receipts }: Watched): readonly Finding[] {
  const missed = [...claims.flatMap(missedDeadline), ...clocks.flatMap(missedEscalations)]
  const byClaim = new Map<string, Missed[]>()
  for (const one of missed.toSorted((a, b) => a.at - b.at))
    byClaim.set(one.claimId, [...(byClaim.get(one.claimId) ?? []), one])
  const silent = [...byClaim.values()].flatMap(silentClaim)
  return [...silent, ...starts.flatMap(overdueStart), ...receipts.flatMap(overdueReceipt)]
}

interface Missed extends Pick<WatchedClaim, 'claimId' | 'status' | 'now'> {
  readonly summary: string
  readonly at: Instant
}

function missedDeadline({ nextDeadline: { at, summary }, ...claim }: WatchedClaim): Missed[] {
  const grace = isQuestionToBank(summary) ? bankGraceMs : graceMs
  return claim.now - at > grace ? [{ ...claim, at, summary }] : []
}

/** Named like the timers of the claim (deadlines.ts), so that a deadline both rows tell of is one. */
function missedEscalations({ clock, rules, ...claim }: WatchedClock): Missed[] {
  const rule = ruleBook(rules).clocks[clock.id]
  if (rule.kind === 'service' || clock.endedAt !== undefined || clock.state === 'paused') return []
  const levels = [
    { level: 'due', at: clock.dueTarget },
    ...(breaches(rule) ? [{ level: 'breach', at: bindingDue(rule, clock) }] : []),
  ]
  return levels
    .filter(({ level, at }) => claim.now - at > graceMs && !clock.escalations.some((done) => done.level === level))
    .map(({ level, at }) => ({ ...claim, at, summary: `${clock.id} ${rule.obligation}: ${level}` }))
}

/** What one claim missed, the earliest first, as one finding. */
function silentClaim(missed: readonly Missed[]): Finding[] {
  const [first] = missed
  if (first === undefined) return []
  const { claimId, status, at, now } = first
  const todo = [
    `npm run ops -- look ${claimId}`,
    `if it says without-run: npm run ops -- rebuild ${claimId}`,
    'if stuck: deploy code that can go on, or rebuild with --yes',
  ].join('; ')
  const missing = [...new Set(missed.map(({ summary }) => summary))]
  const found = { alert: 'CLAIM_SILENT', claimId, status, missing, dueAt: at, lateMs: now - at } as const
  return [{ key: `CLAIM_SILENT/${claimId}`, ...found, todo }]
}

function overdueStart({ claimId, waitedMs }: WatchedStart): Finding[] {
  if (waitedMs <= graceMs) return []
  const todo = `is a worker of the queue "claims" running, and does it reach Temporal? npm run ops -- look ${claimId}`
  const found = { alert: 'START_OVERDUE', claimId, missing: ['the start of its workflow'], lateMs: waitedMs } as const
  return [{ key: `START_OVERDUE/${claimId}`, ...found, todo }]
}

function overdueReceipt({ source, eventId, claimId, waitedMs }: WatchedReceipt): Finding[] {
  if (waitedMs <= receiptGraceMs) return []
  const look = claimId === null ? `receipt ${source}/${eventId} in the worker's log` : `npm run ops -- look ${claimId}`
  const todo = `is a worker of the queue "claims" running, and does it reach Temporal? Then ${look}`
  const missing = [`the delivery of receipt ${source}/${eventId}`]
  const found = { alert: 'RECEIPT_OVERDUE', claimId, missing, lateMs: waitedMs } as const
  return [{ key: `RECEIPT_OVERDUE/${source}/${eventId}`, ...found, todo }]
}

function clocksWhere(isWanted: (rule: ClockRule) => boolean): readonly ClockId[] {
  return Object.values(ruleBook(currentRules).clocks)
    .filter(isWanted)
    .map(({ id }) => id)
}
