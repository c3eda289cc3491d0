import type { DateText, Instant } from '../time.ts'
import { dateOf, showInstant } from '../time.ts'
import type { Calendar } from './calendar.ts'
import type { Clock, ClockPause, ClockRule } from './clock.ts'
import { restartClock } from './engine.ts'

/** How a clock came to its due times, a sentence for each step; for every unit, also those without days to list. */
export function explainSteps(rule: ClockRule, clock: Clock, calendar: Calendar): readonly string[] {
  const after = (pauses: readonly ClockPause[]): Clock =>
    restartClock(rule, { ...clock, pauses }, clock.startedAt, calendar)
  const unpaused = after([])
  return [
    `${rule.id} starts ${minuteOf(clock.startedAt)}`,
    `${lengthOf(rule, clock)}: ${endOf(rule, unpaused)}`,
    ...clock.pauses.map((pause, at) => {
      // An open pause has not moved the due time yet.
      const later = pause.to === undefined ? ', and later by as long as it stands still' : ''
      return `${standing(pause)}: ${endOf(rule, after(clock.pauses.slice(0, at + 1)))}${later}`
    }),
    ...rolledOver(clock),
    ...(clock.provisional ? ['no calendar is published for the way to it: provisional, by the stricter reading'] : []),
  ]
}

const isTimed = ({ unit }: ClockRule): boolean => unit === 'clock-hours' || unit === 'clock-minutes'

function lengthOf(rule: ClockRule, { length, startedAt }: Clock): string {
  const unit = rule.unit.replace('-', ' ')
  if (isTimed(rule)) return `${length} ${unit} run from that moment, nights and rest days included (Civil Code 201)`
  if (rule.unit === 'calendar-years')
    return `${length} ${unit} end on the date of the same name, or the last of its month (Civil Code 202)`
  return `${length} ${unit} are counted from the day after ${dateOf(startedAt)} (Civil Code 201)`
}

const endOf = (rule: ClockRule, clock: Clock): string =>
  isTimed(rule) ? `due ${minuteOf(clock.dueTarget)}` : `due at ${dayEndOf(clock, clock.dueTarget)}`

/** 24:00 belongs to the day it ends; a branch that closes earlier says so. */
function dayEndOf({ closesAfterMs }: Clock, due: Instant): string {
  if (closesAfterMs === undefined) return `24:00 of ${lastDay(due)}`
  return `${minuteOf(due).slice(-5)} of ${lastDay(due)}, when the branch closes`
}

function standing({ from, to, fromProof, toProof }: ClockPause): string {
  if (to === undefined) return `stands still since ${minuteOf(from)} (${fromProof.reference})`
  const proofs = toProof === undefined ? fromProof.reference : `${fromProof.reference}, ${toProof.reference}`
  return `stands still from ${minuteOf(from)} to ${minuteOf(to)} (${proofs})`
}

function rolledOver(clock: Clock): readonly string[] {
  const { dueTarget, dueLegal } = clock
  if (dueTarget === dueLegal) return []
  return [`${lastDay(dueTarget)} is a rest day: lawful until ${dayEndOf(clock, dueLegal)} (Civil Code 203)`]
}

/** 24:00 belongs to the day it ends. */
const lastDay = (due: Instant): DateText => dateOf(due - 1)

const minuteOf = (at: Instant): string => showInstant(at).slice(0, 16).replace('T', ' ')
