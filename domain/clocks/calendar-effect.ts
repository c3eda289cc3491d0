import { ruleBook } from '../rules.ts'
import { DAY } from '../time.ts'
import type { Calendar } from './calendar.ts'
import { calendarOfBranch } from './calendar-versions.ts'
import type { Clock } from './clock.ts'
import { isOfYears } from './engine.ts'
import { recountClock } from './recount.ts'
import type { ClockRegistry } from './registry.ts'

/** An open claim as far as a calendar concerns it. */
export interface DatedClaim {
  readonly branch: string
  /** Version of the rules it runs by. */
  readonly rules: number
  readonly openClocks: readonly Clock[]
}

/** What publishing a calendar would do to the open claims there are. */
export interface CalendarEffect {
  readonly openClaims: number
  /** Claims of which a date would move: earlier, for none moves later. */
  readonly claimsMoved: number
  readonly clocksMoved: number
  /** Clocks that would keep an earlier promise than the calendar gives. */
  readonly clocksKept: number
  /** Clocks dated behind the end of the calendar, now and then; not those of years, which lie behind every calendar. */
  readonly provisional: { readonly now: number; readonly after: number }
  /** By how many whole days clocks would move, the farthest first: -3 is three days earlier. */
  readonly moves: readonly { readonly days: number; readonly clocks: number }[]
}

export const noEffect: CalendarEffect = {
  openClaims: 0,
  claimsMoved: 0,
  clocksMoved: 0,
  clocksKept: 0,
  provisional: { now: 0, after: 0 },
  moves: [],
}

/** Adds a page of claims to what is known of the effect so far. */
export function addEffect(
  before: CalendarEffect,
  claims: readonly DatedClaim[],
  { counting, published }: { readonly counting: Calendar; readonly published: Calendar },
): CalendarEffect {
  const moved = new Map(before.moves.map(({ days, clocks }) => [days, clocks]))
  let { claimsMoved, clocksMoved, clocksKept, openClaims } = before
  let { now, after: later } = before.provisional
  for (const { branch, rules, openClocks } of claims) {
    const book = ruleBook(rules).clocks
    const local = [calendarOfBranch(counting, branch), calendarOfBranch(published, branch)] as const
    const after = openClocks.map((clock) => ({ clock, recounted: recountClock(book[clock.id], clock, ...local) }))
    const days = after.map(daysMoved).filter((by) => by !== 0)
    for (const by of days) moved.set(by, (moved.get(by) ?? 0) + 1)
    openClaims += 1
    claimsMoved += days.length > 0 ? 1 : 0
    clocksMoved += days.length
    clocksKept += after.filter(({ clock, recounted }) => recounted !== clock && recounted.kept !== undefined).length
    now += openClocks.filter((clock) => isUncertain(book, clock)).length
    later += after.filter(({ recounted }) => isUncertain(book, recounted)).length
  }
  const moves = [...moved].map(([days, clocks]) => ({ days, clocks })).toSorted((a, b) => a.days - b.days)
  return { openClaims, claimsMoved, clocksMoved, clocksKept, provisional: { now, after: later }, moves }
}

/** Dated behind the calendar, and not by years: the next notice can settle that. */
const isUncertain = (book: ClockRegistry, { id, provisional }: Clock): boolean => provisional && !isOfYears(book[id])

/** The farther of its two dates. */
function daysMoved({ clock, recounted }: { readonly clock: Clock; readonly recounted: Clock }): number {
  const [target, legal] = [recounted.dueTarget - clock.dueTarget, recounted.dueLegal - clock.dueLegal]
  return Math.round(Math.min(target, legal) / DAY)
}
