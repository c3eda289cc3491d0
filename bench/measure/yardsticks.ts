import type { Calendar } from '../../domain/clocks/calendar.ts'
import type { Clock } from '../../domain/clocks/clock.ts'
import { keptYardstick } from '../../domain/clocks/yardstick.ts'
import { ruleBook } from '../../domain/rules.ts'
import type { Instant } from '../../domain/time.ts'

/** The clocks the norm measures insurers by, and what of them it wants: reviewed to approval (C12), paid (C13). */
export const yardstickClocks = ['C12', 'C13'] as const
export type YardstickClock = (typeof yardstickClocks)[number]

export interface Yardstick {
  readonly kept: number
  readonly missed: number
}

/** How many of a portfolio's clocks kept the yardstick; those that still have time are in neither number. */
export function yardsticksOf(
  clocks: readonly Clock[],
  calendar: Calendar,
  now: Instant,
): Readonly<Record<YardstickClock, Yardstick>> {
  const of = (id: YardstickClock): Yardstick => {
    const answers = clocks
      .filter((clock) => clock.id === id)
      .map((clock) => keptYardstick(ruleBook(clock.ruleVersion).clocks[id], clock, calendar, now))
    return {
      kept: answers.filter((kept) => kept === true).length,
      missed: answers.filter((kept) => kept === false).length,
    }
  }
  return { C12: of('C12'), C13: of('C13') }
}

/** Per cent; null where nothing has been decided. */
export const shareOf = ({ kept, missed }: Yardstick): number | null =>
  kept + missed === 0 ? null : (kept * 100) / (kept + missed)
