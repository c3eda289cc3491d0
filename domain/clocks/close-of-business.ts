import { HOUR, MINUTE } from '../time.ts'
import type { ClockRule } from './clock.ts'

/** When the branches whose code begins like this close (营业时间): the last day of what they owe ends then, not at 24:00. */
export interface ClosingTime {
  /** Administrative code (GB/T 2260) of two, four or six digits; the longest that fits holds. */
  readonly branchPrefix: string
  /** `HH:MM` in Asia/Shanghai, from `00:01` to `23:59`. */
  readonly at: string
}

/** Milliseconds after midnight; null where it is no time of day, or midnight itself. */
export function closingMs(at: string): number | null {
  const [, hours = '', minutes = ''] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(at) ?? []
  const ms = Number(hours) * HOUR + Number(minutes) * MINUTE
  return hours === '' || ms === 0 ? null : ms
}

/**
 * Where the last day of a clock ends at this branch, milliseconds after its midnight; undefined: at 24:00. Only what the insurer
 * owes in days ends with business hours (Civil Code 203): the customer's own time ends at 24:00, as he reaches us by app and
 * telephone until then, and hours run by the clock.
 */
export function closingOf(
  { unit, kind }: Pick<ClockRule, 'unit' | 'kind'>,
  closings: readonly ClosingTime[],
  branch: string,
): number | undefined {
  if (kind === 'service' || unit === 'clock-hours' || unit === 'clock-minutes') return undefined
  const fitting = closings.filter(({ branchPrefix }) => branch.startsWith(branchPrefix))
  const [nearest] = fitting.toSorted((one, other) => other.branchPrefix.length - one.branchPrefix.length)
  return nearest === undefined ? undefined : (closingMs(nearest.at) ?? undefined)
}
