import type { LossCause } from '../claim/codes.ts'
import type { EventWord } from './event-word.ts'

/** Reports of one peril in one city: in the last hour, and in the day before it. */
export interface ReportCount {
  /** Four digits of the division code. */
  readonly zone: string
  readonly cause: LossCause
  readonly lastHour: number
  readonly dayBefore: number
}

/** So many in an hour, and so many times what an hour usually has, is a surge: a burst of a quiet city is not. */
const leastReports = 20
const timesUsual = 5

/** Where reports come in a surge (报案激增) that no running emergency is about: each proposes one to be declared. */
export const surgesIn = (counts: readonly ReportCount[], running: readonly EventWord[]): readonly ReportCount[] =>
  counts.filter(
    ({ zone, cause, lastHour, dayBefore }) =>
      lastHour >= leastReports &&
      lastHour * 24 >= dayBefore * timesUsual &&
      !running.some(
        ({ scope }) => scope.causes.includes(cause) && scope.zones.some((within) => zone.startsWith(within)),
      ),
  )
