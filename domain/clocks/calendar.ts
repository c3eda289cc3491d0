import type { DateText } from '../time.ts'
import { addDays, dateOfDayNumber, dayNumber, weekdayOf } from '../time.ts'

/**
 * One version of the working-day calendar (工作日历). Dates are exceptions to the Monday-Friday week: `offDays` are
 * weekdays that are days off, `workDays` are Saturdays and Sundays that are worked (调休).
 */
export interface Calendar {
  /** Stands in every clock it dated. */
  readonly version: string
  /** Place among the versions published here, from 1; absent for one that came by file. The greatest counts. */
  readonly edition?: number
  readonly coveredFrom: DateText
  /** Last date this version knows. A date behind it is provisional: no notice has been published for it. */
  readonly coveredTo: DateText
  readonly offDays: readonly DateText[]
  readonly workDays: readonly DateText[]
  /** Of the worked weekend days those on which banks work too; most of them rest on all. */
  readonly bankWorkDays?: readonly DateText[]
  /** Days off that only some provinces have (Holidays measures art. 4). */
  readonly provincial?: readonly ProvincialDays[]
  /** The State Council notices it was taken from. */
  readonly sources: readonly string[]
}

/** Days off of one province, prefecture or county, beside those of the whole country. */
export interface ProvincialDays {
  /** Administrative code (GB/T 2260) of two, four or six digits: branches whose code begins like this have them. */
  readonly branchPrefix: string
  readonly offDays: readonly DateText[]
  /** The notice of the local government. */
  readonly source: string
}

/** Begins the version of a calendar that nobody published: whatever it dated can be told from a real promise. */
export const syntheticPrefix = 'synthetic-'

/** True of a calendar that was made up for a trial: no date of it is a promise. */
export const isSynthetic = ({ version }: Calendar): boolean => version.startsWith(syntheticPrefix)

/** What a calendar says of one date. A provisional answer reads the plain Monday-Friday week. */
export interface DayAnswer {
  readonly working: boolean
  readonly provisional: boolean
}

/** Whether offices work on a date of Asia/Shanghai; outside what the calendar covers, provisionally. */
export function dayAnswer(calendar: Calendar, date: DateText): DayAnswer {
  return answerOf(weekOf(calendar), dayNumber(date))
}

/** A date that counting came to; provisional when a day on the way, or the date itself, was. */
export interface ReachedDay {
  readonly date: DateText
  readonly provisional: boolean
}

/** The date `count` working days after `from`; the start day is not counted (Civil Code 201). */
export function addWorkingDays(calendar: Calendar, from: DateText, count: number): ReachedDay {
  const week = weekOf(calendar)
  let day = dayNumber(from)
  let provisional = false
  for (let counted = 0; counted < count;) {
    day += 1
    const answer = answerOf(week, day)
    provisional ||= answer.provisional
    if (answer.working) counted += 1
  }
  return { date: dateOfDayNumber(day), provisional }
}

/** How many dates after `from`, up to `to` and with it, are working days. */
export function countWorkingDays(calendar: Calendar, from: DateText, to: DateText): number {
  const [week, last] = [weekOf(calendar), dayNumber(to)]
  let counted = 0
  for (let day = dayNumber(from) + 1; day <= last; day += 1) if (answerOf(week, day).working) counted += 1
  return counted
}

/** The first working day on or after a date: where a period of the law ends that would end on a rest day (Civil Code 203). */
export function rollOver(calendar: Calendar, date: DateText): ReachedDay {
  const answer = dayAnswer(calendar, date)
  // An unpublished holiday cannot lengthen a deadline: beyond the calendar the stricter reading stands, no roll-over.
  if (answer.working || answer.provisional) return { date, provisional: answer.provisional }
  return rollOver(calendar, addDays(date, 1))
}

/** A calendar as it is counted with: day numbers instead of dates, and every exception to the plain week in one set. */
interface Week {
  readonly from: number
  readonly to: number
  readonly exceptions: ReadonlySet<number>
}

const weeks = new WeakMap<Calendar, Week>()

/** Read once per calendar: a deadline looks at up to a hundred days, and 10,000 claims may ask for theirs at once. */
function weekOf(calendar: Calendar): Week {
  const known = weeks.get(calendar)
  if (known !== undefined) return known
  const { coveredFrom, coveredTo, offDays, workDays } = calendar
  const exceptions = new Set([...offDays, ...workDays].map(dayNumber))
  const week = { from: dayNumber(coveredFrom), to: dayNumber(coveredTo), exceptions }
  weeks.set(calendar, week)
  return week
}

function answerOf({ from, to, exceptions }: Week, day: number): DayAnswer {
  const plain = weekdayOf(day) !== 0 && weekdayOf(day) !== 6
  if (day < from || day > to) return plain ? provisionalWork : provisionalRest
  return plain === exceptions.has(day) ? knownRest : knownWork
}

const knownWork: DayAnswer = { working: true, provisional: false }
const knownRest: DayAnswer = { working: false, provisional: false }
const provisionalWork: DayAnswer = { working: true, provisional: true }
const provisionalRest: DayAnswer = { working: false, provisional: true }
