import type { Calendar } from '../clocks/calendar.ts'
import { calendarOfBranch, newerCalendar } from '../clocks/calendar-versions.ts'
import { isOpen } from '../clocks/engine.ts'
import { dependsOnCalendar, recountClock } from '../clocks/recount.ts'
import { ruleBook } from '../rules.ts'
import type { ClockStep } from './clock-steps.ts'
import { changeOpen } from './clock-steps.ts'
import type { Context } from './decision.ts'
import type { ClaimFact } from './events.ts'
import type { Claim } from './state.ts'

/** Versions of the calendar the claim remembers to have heard of: one or two are published in a year. */
const calendarsKept = 20

/**
 * What the rules of this claim count by: of the calendar its run was given and the one it was told of the later published,
 * as the claim's branch has it. Whatever asks a claim anything asks in this context.
 */
export function countedBy(claim: Pick<Claim, 'calendar' | 'report'> | null, context: Context): Context {
  if (claim === null) return context
  const { calendar: told, report } = claim
  const newest = told === undefined ? context.calendar : newerCalendar(told, context.calendar)
  const calendar = calendarOfBranch(newest, report.branch)
  return calendar === context.calendar ? context : { ...context, calendar }
}

/**
 * A version of the calendar was published. The claim applies it once; where it brings nothing new, nothing happens: a version
 * the claim has heard of or counts by, or one older than that which moves no date.
 */
export function hearOfCalendar(claim: Claim, published: Calendar, context: Context): readonly ClaimFact[] {
  if (claim.calendarsHeard?.includes(published.version)) return []
  const { calendar: counting } = countedBy(claim, context)
  const rules = ruleBook(claim.rules).clocks
  const dated = claim.clocks.filter((clock) => isOpen(clock) && dependsOnCalendar(rules[clock.id]))
  const isDatedSo = dated.every(({ calendarVersion }) => calendarVersion === published.version)
  if (isDatedSo && counting.version === published.version) return []
  const ofBranch = calendarOfBranch(published, claim.report.branch)
  const moves = dated.some((clock) => recountClock(rules[clock.id], clock, counting, ofBranch) !== clock)
  if (isOlder(published, counting) && !moves) return []
  return [{ type: 'CalendarChanged', version: published.version, calendar: published }]
}

const isOlder = ({ edition = 0 }: Calendar, { edition: counting = 0 }: Calendar): boolean => edition < counting

/** Dates every open clock anew; see recount.ts for what may move. */
export function recountAll(published: Calendar): ClockStep {
  return changeOpen((clock, rule, { claim, context }) => {
    const { calendar: counting } = countedBy(claim, context)
    return recountClock(rule, clock, counting, calendarOfBranch(published, claim.report.branch))
  })
}

/** What the claim knows of calendars once it has heard of one. */
export function withCalendar(
  { calendar, calendarsHeard = [] }: Pick<Claim, 'calendar' | 'calendarsHeard'>,
  published: Calendar,
): Pick<Claim, 'calendar' | 'calendarsHeard'> {
  return {
    calendar: calendar === undefined ? published : newerCalendar(calendar, published),
    calendarsHeard: [...calendarsHeard, published.version].slice(-calendarsKept),
  }
}
