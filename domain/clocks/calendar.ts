import type { DateText } from '../time.ts'
import { addDays, weekday } from '../time.ts'

/**
 * One version of the working-day calendar (工作日历). Dates are exceptions to the Monday-Friday week: `offDays` are
 * weekdays that are days off, `workDays` are Saturdays and Sundays that are worked (调休).
 */
export interface Calendar {
  readonly version: string
  readonly coveredFrom: DateText
  /** Last date this version knows. A date behind it is provisional: no notice has been published for it. */
  readonly coveredTo: DateText
  readonly offDays: readonly DateText[]
  readonly workDays: readonly DateText[]
  /** The State Council notices it was taken from. */
  readonly sources: readonly string[]
}

/** What a calendar says of one date. A provisional answer reads the plain Monday-Friday week. */
export interface DayAnswer {
  readonly working: boolean
  readonly provisional: boolean
}

export function dayAnswer(calendar: Calendar, date: DateText): DayAnswer {
  const covered = date >= calendar.coveredFrom && date <= calendar.coveredTo
  const plainWeekday = weekday(date) !== 0 && weekday(date) !== 6
  if (!covered) return { working: plainWeekday, provisional: true }
  const working = plainWeekday ? !calendar.offDays.includes(date) : calendar.workDays.includes(date)
  return { working, provisional: false }
}

/** The date `count` working days after `from`; the start day is not counted (Civil Code 201). */
export function addWorkingDays(
  calendar: Calendar,
  from: DateText,
  count: number,
): { date: DateText; provisional: boolean } {
  let date = from
  let provisional = false
  for (let counted = 0; counted < count;) {
    date = addDays(date, 1)
    const answer = dayAnswer(calendar, date)
    provisional ||= answer.provisional
    if (answer.working) counted += 1
  }
  return { date, provisional }
}

/** The first working day on or after a date: where a period of the law ends that would end on a rest day (Civil Code 203). */
export function rollOver(calendar: Calendar, date: DateText): { date: DateText; provisional: boolean } {
  const answer = dayAnswer(calendar, date)
  // An unpublished holiday cannot lengthen a deadline: beyond the calendar the stricter reading stands, no roll-over.
  if (answer.working || answer.provisional) return { date, provisional: answer.provisional }
  return rollOver(calendar, addDays(date, 1))
}
