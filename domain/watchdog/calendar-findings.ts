import type { DateText, Instant } from '../time.ts'
import { MINUTE, dateOf, daysBetween } from '../time.ts'
import type { Finding } from './findings.ts'

/** The calendar that counts and what hangs on it. */
export interface WatchedCalendar {
  readonly version: string
  readonly coveredTo: DateText
  /** By the database's clock. */
  readonly now: Instant
  /** Open claims with a clock that is dated behind the end. */
  readonly provisionalClaims: number
  /** Open claims that should have heard of this version for longer than the grace. */
  readonly untoldClaims: number
}

/** A sweep of ten thousand claims takes some minutes; a claim that is told later than this is stuck. */
export const tellingGraceMs = 15 * MINUTE

/** That dates are promised which no published calendar knows, and that claims have not heard of the one that was published. */
export function calendarFindings(calendar: WatchedCalendar | null): readonly Finding[] {
  if (calendar === null) return []
  return [...endingCalendar(calendar), ...untoldClaims(calendar)]
}

function endingCalendar({ version, coveredTo, now, provisionalClaims }: WatchedCalendar): Finding[] {
  if (provisionalClaims === 0) return []
  const days = daysBetween(dateOf(now), coveredTo)
  const ends = days >= 0 ? `ends in ${days} days` : `ended ${-days} days ago`
  const finding = {
    key: `CALENDAR_ENDING/${version}`,
    alert: 'CALENDAR_ENDING',
    claimId: null,
    missing: [`a calendar behind ${coveredTo}`],
    lateMs: 0,
    facts: `calendar ${version} ${ends} and ${provisionalClaims} open claims have provisional dates`,
    todo: 'publish the next calendar when the State Council has: PUT /v1/calendars/{version}, docs/operating.md says how',
  } as const
  return [finding]
}

function untoldClaims({ version, untoldClaims }: WatchedCalendar): Finding[] {
  if (untoldClaims === 0) return []
  const finding = {
    key: `CALENDAR_UNTOLD/${version}`,
    alert: 'CALENDAR_UNTOLD',
    claimId: null,
    missing: [`the telling of calendar ${version}`],
    lateMs: tellingGraceMs,
    facts: `${untoldClaims} open claims have not heard of calendar ${version}`,
    todo: 'is a worker of the queue "claims" running, and does it reach Temporal? Then npm run ops -- rebuild --find',
  } as const
  return [finding]
}
