import type { DateText } from '../time.ts'
import { weekday } from '../time.ts'
import type { Calendar } from './calendar.ts'

/** Which rule a calendar breaks. Stable: the API answers with it. */
export type CalendarFaultCode =
  | 'CALENDAR_COVERAGE_ORDER'
  | 'CALENDAR_DAY_TWICE'
  | 'CALENDAR_DAY_OFF_AND_WORKED'
  | 'CALENDAR_DAY_NEEDLESS'
  | 'CALENDAR_DAY_UNCOVERED'
  | 'CALENDAR_YEAR_WITHOUT_NOTICE'

/** Why a calendar cannot be right, and where. */
export interface CalendarFault {
  readonly code: CalendarFaultCode
  /** Keys and positions from the calendar down to what is at fault. */
  readonly path: readonly (string | number)[]
  readonly message: string
}

type CalendarDays = Pick<Calendar, 'coveredFrom' | 'coveredTo' | 'offDays' | 'workDays' | 'bankWorkDays' | 'provincial'>

/** Everything that is wrong with a calendar whose dates exist; none for one that may be counted by. */
export function calendarFaults(calendar: CalendarDays): readonly CalendarFault[] {
  const { coveredFrom, coveredTo, offDays, workDays, bankWorkDays = [], provincial = [] } = calendar
  const order: CalendarFault[] =
    coveredFrom > coveredTo
      ? [{ code: 'CALENDAR_COVERAGE_ORDER', path: ['coveredTo'], message: `lies before coveredFrom, ${coveredFrom}` }]
      : []
  return [
    ...order,
    ...listFaults(calendar, ['offDays'], offDays),
    ...listFaults(calendar, ['workDays'], workDays),
    ...listFaults(calendar, ['bankWorkDays'], bankWorkDays),
    ...each(['workDays'], workDays, (date) =>
      offDays.includes(date)
        ? ['CALENDAR_DAY_OFF_AND_WORKED', `${date} is a day off too, which of them counts?`]
        : null,
    ),
    // Of a day that is named as both, nobody knows yet which of the two is needless.
    ...each(['offDays'], offDays, (date) =>
      isWeekend(date) && !workDays.includes(date)
        ? ['CALENDAR_DAY_NEEDLESS', `${date} is a weekend day, off as it is`]
        : null,
    ),
    ...each(['workDays'], workDays, (date) =>
      isWeekend(date) || offDays.includes(date) ? null : ['CALENDAR_DAY_NEEDLESS', `${date} is worked as it is`],
    ),
    ...each(['bankWorkDays'], bankWorkDays, (date) =>
      workDays.includes(date) ? null : ['CALENDAR_DAY_NEEDLESS', `${date} is no make-up working day`],
    ),
    ...provincial.flatMap(({ offDays: extra }, index) =>
      provincialFaults(calendar, ['provincial', index, 'offDays'], extra),
    ),
  ]
}

/** Each year that is covered cites the notice it was taken from. */
export function noticeFaults(
  { coveredFrom, coveredTo }: Pick<Calendar, 'coveredFrom' | 'coveredTo'>,
  noticed: readonly number[],
): readonly CalendarFault[] {
  const [first, last] = [Number(coveredFrom.slice(0, 4)), Number(coveredTo.slice(0, 4))]
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
  return years
    .filter((year) => !noticed.includes(year))
    .map((year) => ({
      code: 'CALENDAR_YEAR_WITHOUT_NOTICE',
      path: ['notices'],
      message: `${year} is covered, but cites no notice`,
    }))
}

/** Which days a version no longer covers that another does: a published date is never taken back. */
export function shrunkCoverage(
  { coveredFrom, coveredTo }: Pick<Calendar, 'coveredFrom' | 'coveredTo'>,
  before: Pick<Calendar, 'version' | 'coveredFrom' | 'coveredTo'>,
): { readonly path: readonly ['coveredFrom' | 'coveredTo']; readonly message: string } | null {
  const covers = `${before.version} covers ${before.coveredFrom} to ${before.coveredTo}`
  if (coveredFrom > before.coveredFrom) return { path: ['coveredFrom'], message: `begins later: ${covers}` }
  return coveredTo < before.coveredTo ? { path: ['coveredTo'], message: `ends earlier: ${covers}` } : null
}

type Path = readonly (string | number)[]
type Finding = readonly [CalendarFaultCode, string] | null

/** What no list of dates may have: a date twice, a date that is not covered. */
function listFaults({ coveredFrom, coveredTo }: CalendarDays, path: Path, dates: readonly DateText[]): CalendarFault[] {
  return [
    ...each(path, dates, (date, index) =>
      dates.indexOf(date) === index ? null : ['CALENDAR_DAY_TWICE', 'names a date twice'],
    ),
    ...each(path, dates, (date) =>
      date < coveredFrom || date > coveredTo ? ['CALENDAR_DAY_UNCOVERED', `${date} is not covered`] : null,
    ),
  ]
}

/** A province rests where the country works; a day that is off everywhere is no day of its own. */
function provincialFaults(calendar: CalendarDays, path: Path, dates: readonly DateText[]): CalendarFault[] {
  const isOff = (date: DateText): boolean =>
    isWeekend(date) ? !calendar.workDays.includes(date) : calendar.offDays.includes(date)
  return [
    ...listFaults(calendar, path, dates),
    ...each(path, dates, (date) =>
      isOff(date) ? ['CALENDAR_DAY_NEEDLESS', `${date} is off in the whole country`] : null,
    ),
  ]
}

function each(
  path: Path,
  dates: readonly DateText[],
  find: (date: DateText, index: number) => Finding,
): CalendarFault[] {
  return dates.flatMap((date, index) => {
    const [code, message] = find(date, index) ?? []
    return code === undefined || message === undefined ? [] : [{ code, path: [...path, index], message }]
  })
}

const isWeekend = (date: DateText): boolean => weekday(date) === 0 || weekday(date) === 6
