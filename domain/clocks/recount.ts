import type { Calendar } from './calendar.ts'
import { newerCalendar } from './calendar-versions.ts'
import type { Clock, ClockRule, KeptPromise } from './clock.ts'
import type { DueTimes } from './engine.ts'
import { dueTimes, isOpen } from './engine.ts'
import { DAY } from '../time.ts'

/**
 * A clock as it stands when a version of the calendar becomes known, given the one the claim counts by so far. A date that
 * was promised moves earlier or stays, never later, its roll-over included; by how many days it is then ahead of the
 * newest calendar is kept, so that a pause moves it from there. What binds the customer is not shortened either: those
 * dates stay. The same version again changes nothing, and neither does the order in which versions become known.
 */
export function recountClock(rule: ClockRule, clock: Clock, counting: Calendar, published: Calendar): Clock {
  if (!dependsOnCalendar(rule) || !isOpen(clock)) return clock
  const newest = newerCalendar(counting, published)
  const now = dueTimes(rule, clock, newest)
  const known = { calendarVersion: newest.version, provisional: now.provisional }
  // A breach stays on record as it was, and what the customer was given stays given.
  if (rule.kind === 'service' || clock.state === 'breached') return unchanged(clock, { ...clock, ...known })
  const heard = newest === published ? now : dueTimes(rule, clock, published)
  const promised = earliest(earliest(clock, heard), now)
  const { kept: _kept, ...rest } = clock
  return unchanged(clock, { ...rest, ...promised, ...known, ...keptOf(now, promised) })
}

/** Hours and minutes run on every day; everything else ends on a day a calendar has a word about. */
export const dependsOnCalendar = ({ unit }: Pick<ClockRule, 'unit'>): boolean =>
  unit !== 'clock-hours' && unit !== 'clock-minutes'

type Dates = Pick<DueTimes, 'dueTarget' | 'dueLegal'>

const earliest = (one: Dates, other: Dates): Dates => ({
  dueTarget: Math.min(one.dueTarget, other.dueTarget),
  dueLegal: Math.min(one.dueLegal, other.dueLegal),
})

/** All these dates are ends of days, so that they lie whole days apart. */
function keptOf(counted: Dates, promised: Dates): { readonly kept?: KeptPromise } {
  const targetDays = (counted.dueTarget - promised.dueTarget) / DAY
  const legalDays = (counted.dueLegal - promised.dueLegal) / DAY
  return targetDays === 0 && legalDays === 0 ? {} : { kept: { targetDays, legalDays } }
}

/** The clock itself where nothing changed: who asks sees no change and records none. */
function unchanged(before: Clock, after: Clock): Clock {
  const same =
    before.dueTarget === after.dueTarget &&
    before.dueLegal === after.dueLegal &&
    before.provisional === after.provisional &&
    before.calendarVersion === after.calendarVersion &&
    before.kept?.targetDays === after.kept?.targetDays &&
    before.kept?.legalDays === after.kept?.legalDays
  return same ? before : after
}
