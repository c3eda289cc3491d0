import { deadlines } from '../../../domain/claim/deadlines.ts'
import { china2024To2026 as calendar } from '../../../domain/clocks/china-2024-2026.ts'
import type { Clock, ClockId, EscalationLevel } from '../../../domain/clocks/clock.ts'
import { defaultServicePolicy as policy } from '../../../domain/service-policy.ts'
import { HOUR } from '../../../domain/time.ts'
import type { Violation } from './violation.ts'
import { violationOf } from './violation.ts'
import type { LogRow, RecordedClaim } from './witnesses.ts'

/** How late a deadline became its event, by the host's clock. */
export interface Lateness {
  readonly claimId: string
  readonly what: string
  readonly dueAt: number
  readonly lateMs: number
}

export interface DeadlineFindings {
  readonly violations: readonly Violation[]
  readonly lateness: readonly Lateness[]
}

/** A deadline that passed this long before the oracle looked must have its event. */
const settlingMs = 60_000

/**
 * I5 of one claim: each instant at which one of its clocks reaches a level has exactly one event. The clocks of 24 and
 * 48 hours are reckoned here by hand, so that the rules do not vouch for themselves; of all others the rules are asked.
 */
export function judgeDeadlines({ claimId, log, claim, clocks }: RecordedClaim, asOf: number): DeadlineFindings {
  const found = violationOf(claimId)
  const rung = log.filter(isEscalation)
  const expected = (clocks ?? []).flatMap((clock) => reckoned(clock, asOf))
  const overdue = deadlines(claim, { now: asOf, calendar, policy }).filter(
    ({ at, facts }) => facts.length > 0 && at <= asOf - settlingMs,
  )
  return {
    violations: [
      ...expected.flatMap((due) => faultsOf(due, rung)).map((seen) => found('I5', seen)),
      ...duplicates(rung).map((what) => found('I5', `${what} rang more than once`)),
      ...rung.filter(isEarly).map((row) => found('I5', `${nameOf(row)} rang before it was due`)),
      ...overdue.map(({ summary, at }) => found('I5', `"${summary}" was due ${asOf - at} ms ago and did not happen`)),
    ],
    lateness: expected.flatMap(({ name, at }) => {
      const row = rung.find((candidate) => nameOf(candidate) === name)
      // Entered when it was due already: what rang at once is not late.
      if (row === undefined || row.event.at !== at) return []
      return [{ claimId, what: name, dueAt: at, lateMs: row.recordedAt - at }]
    }),
  }
}

type Escalation = LogRow & {
  readonly event: { readonly type: 'ClockEscalated'; clock: ClockId; n: number; level: EscalationLevel }
}

const isEscalation = (row: LogRow): row is Escalation => row.event.type === 'ClockEscalated'
const nameOf = ({ event: { clock, n, level } }: Escalation): string => `${clock}.${n} ${level}`
const isEarly = ({ event, recordedAt }: Escalation): boolean => recordedAt < event.at

function duplicates(rung: readonly Escalation[]): string[] {
  const names = rung.map(nameOf)
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
}

interface Due {
  readonly name: string
  readonly at: number
  /** Whether the clock ran long enough to ring. */
  readonly rings: boolean
}

const hoursOf: Readonly<Partial<Record<ClockId, number>>> = { C01: 24, C02: 48 }
const shareOf: Readonly<Partial<Record<EscalationLevel, number>>> = { 'at-risk': 0.8, due: 1, breach: 1 }

function reckoned({ id, n, startedAt, endedAt }: Clock, asOf: number): Due[] {
  const hours = hoursOf[id]
  if (hours === undefined) return []
  return Object.entries(shareOf).flatMap(([level, share]) => {
    const at = startedAt + hours * HOUR * share
    const isOver = at <= asOf - settlingMs
    return isOver ? [{ name: `${id}.${n} ${level}`, at, rings: at <= (endedAt ?? asOf) }] : []
  })
}

/** An event stands at its due instant, or right after what was recorded before it: the next event after it tells. */
function faultsOf({ name, at, rings }: Due, rung: readonly Escalation[]): string[] {
  const row = rung.find((candidate) => nameOf(candidate) === name)
  if (row === undefined) return rings ? [`${name} was due and never rang`] : []
  if (!rings) return [`${name} rang, though its clock had ended before`]
  return row.event.at < at ? [`${name} rang ${at - row.event.at} ms early`] : []
}
