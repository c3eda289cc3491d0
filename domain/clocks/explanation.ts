import type { DateText } from '../time.ts'
import { addDays, dateOf } from '../time.ts'
import type { Calendar, DayAnswer } from './calendar.ts'
import { dayAnswer } from './calendar.ts'
import type { Clock, ClockPause, ClockRule } from './clock.ts'

/** One day between the start of a clock and its end, and why it counts or does not. */
export interface ExplainedDay {
  readonly date: DateText
  /** Which counted day it is, from 1; null for a day that does not count. */
  readonly counted: number | null
  readonly because: DayReason
}

export type DayReason =
  | 'start day'
  | 'working day'
  | 'make-up working day'
  | 'weekend'
  | 'day off'
  | 'natural day'
  | 'pause'
  | 'rolled over: rest day'
  | 'rolled over: first working day after'
  | 'rolled over: no calendar yet'
  | 'provisional: no calendar yet'

/** How a clock of days came to its due date, day by day. Clocks of hours, minutes and years have no days to list. */
export function explainDays(
  { unit }: Pick<ClockRule, 'unit'>,
  clock: Pick<Clock, 'startedAt' | 'length' | 'dueTarget' | 'dueLegal' | 'pauses'>,
  calendar: Calendar,
): readonly ExplainedDay[] {
  if (unit !== 'natural-days' && unit !== 'working-days') return []
  const first = dateOf(clock.startedAt)
  const last = dateOf(clock.dueLegal - 1)
  const target = dateOf(clock.dueTarget - 1)
  const days: ExplainedDay[] = []
  let counted = 0
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const reason = reasonOf(date, { unit, first, target, pauses: clock.pauses, calendar })
    const counts = counting.has(reason) && counted < clock.length
    if (counts) counted += 1
    // A last day that a pause cut short is counted once; the day that stands for its rest is still the pause's.
    days.push({ date, counted: counts ? counted : null, because: counting.has(reason) && !counts ? 'pause' : reason })
  }
  return days
}

const counting: ReadonlySet<DayReason> = new Set<DayReason>([
  'working day',
  'make-up working day',
  'natural day',
  'provisional: no calendar yet',
])

interface Reckoning {
  readonly unit: 'natural-days' | 'working-days'
  readonly first: DateText
  readonly target: DateText
  readonly pauses: readonly ClockPause[]
  readonly calendar: Calendar
}

function reasonOf(date: DateText, { unit, first, target, pauses, calendar }: Reckoning): DayReason {
  const answer = dayAnswer(calendar, date)
  if (date === first) return 'start day'
  if (date > target) return rolledOver(answer)
  if (unit === 'working-days' && !answer.working) return calendar.offDays.includes(date) ? 'day off' : 'weekend'
  if (pauses.some((pause) => isInside(pause, date))) return 'pause'
  if (unit === 'natural-days') return 'natural day'
  if (answer.provisional) return 'provisional: no calendar yet'
  return calendar.workDays.includes(date) ? 'make-up working day' : 'working day'
}

/** Behind the target stand the rest days it rolls over, and the day it rolls to (Civil Code 203). */
function rolledOver({ working, provisional }: DayAnswer): DayReason {
  if (provisional) return 'rolled over: no calendar yet'
  return working ? 'rolled over: first working day after' : 'rolled over: rest day'
}

/** As they are deducted: from the day after the delivery to the day of the arrival; one that is open goes on and on. */
function isInside({ from, to }: ClockPause, date: DateText): boolean {
  return date > dateOf(from) && (to === undefined || date <= dateOf(to))
}
