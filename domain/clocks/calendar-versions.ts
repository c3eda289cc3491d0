import type { DateText } from '../time.ts'
import { weekday } from '../time.ts'
import type { Calendar } from './calendar.ts'

/** Of two versions the one that counts: the later published. A version that came by file is older than any published. */
export const newerCalendar = (one: Calendar, other: Calendar): Calendar =>
  (other.edition ?? 0) > (one.edition ?? 0) ? other : one

/**
 * The calendar as a branch counts by it: with the days off of its own province (Holidays measures art. 4). The same
 * object for a branch that has none, so that what was read of a calendar is read once.
 */
export function calendarOfBranch(calendar: Calendar, branch: string): Calendar {
  const extra = (calendar.provincial ?? []).filter(({ branchPrefix }) => branch.startsWith(branchPrefix))
  if (extra.length === 0) return calendar
  const key = extra.map(({ branchPrefix }) => branchPrefix).join(' ')
  return derived(calendar, key, () => withDaysOff(calendar, new Set(extra.flatMap(({ offDays }) => offDays))))
}

/** The calendar of banks and markets (银行日历): the days off of everybody, and rest on make-up weekend days as well. */
export const bankCalendar = (calendar: Calendar): Calendar =>
  derived(calendar, 'bank', () => ({ ...calendar, workDays: calendar.bankWorkDays ?? [] }))

function withDaysOff(calendar: Calendar, dates: ReadonlySet<DateText>): Calendar {
  const { offDays, workDays, provincial: _provincial, ...rest } = calendar
  const weekdays = [...dates].filter((date) => weekday(date) !== 0 && weekday(date) !== 6)
  return {
    ...rest,
    offDays: [...new Set([...offDays, ...weekdays])].toSorted(),
    workDays: workDays.filter((date) => !dates.has(date)),
  }
}

const known = new WeakMap<Calendar, Map<string, Calendar>>()

function derived(calendar: Calendar, key: string, derive: () => Calendar): Calendar {
  const ofCalendar = known.get(calendar) ?? new Map<string, Calendar>()
  known.set(calendar, ofCalendar)
  const made = ofCalendar.get(key) ?? derive()
  ofCalendar.set(key, made)
  return made
}
