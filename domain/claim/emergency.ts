import type { EventWord } from '../emergency/event-word.ts'
import { isInScope } from '../emergency/event-word.ts'
import { mostFavourable } from '../emergency/favourable.ts'
import type { Grade } from '../emergency/grades.ts'
import { grades } from '../emergency/grades.ts'
import type { AuthorityMultiplier, Measures } from '../emergency/measures.ts'
import { measuresOfGrade, normal } from '../emergency/measures.ts'
import type { Instant } from '../time.ts'
import { subjectOf } from './clock-subjects.ts'
import type { HeardEvent } from './emergency-state.ts'
import type { ClaimFact } from './events.ts'
import type { Claim } from './state.ts'

/**
 * What holds for the claim now: for each measure the most favourable of its events, of its green channel and of what it was
 * promised before. Of multipliers the largest is named; which of them counts on a day is asked of {@link multipliersOf}.
 */
export function measuresOf({ emergencies }: Pick<Claim, 'emergencies'>): Measures {
  if (emergencies === undefined) return normal
  const { kept, events, greenChannel } = emergencies
  const green = greenChannel === undefined ? [] : [measuresOfGrade.G]
  return mostFavourable([kept, ...green, ...events.filter(isCurrent).map(({ measures }) => measures)])
}

/** Every multiplier of authority that the events of the claim give, whatever its end. */
export const multipliersOf = (claim: Pick<Claim, 'emergencies'>): readonly AuthorityMultiplier[] =>
  currentEvents(claim).flatMap(({ measures: { multiplier } }) => (multiplier === null ? [] : [multiplier]))

/** The events the claim belongs to now: active, about its loss or joined by hand, and not taken out. */
export const currentEvents = ({ emergencies }: Pick<Claim, 'emergencies'>): readonly HeardEvent[] =>
  emergencies?.events.filter(isCurrent) ?? []

/** Every event the claim belongs to is an exercise, and nothing else is promised: nobody outside is written to. */
export const isExercise = (claim: Pick<Claim, 'emergencies'>): boolean => {
  const events = currentEvents(claim)
  return events.length > 0 && claim.emergencies?.greenChannel === undefined && events.every(({ drill }) => drill)
}

/** The claim has belonged to an exercise, which runs the same rules and pays and writes to nobody; it is cancelled as a test in the end. */
export const isOfExercise = ({ emergencies }: Pick<Claim, 'emergencies'>): boolean =>
  emergencies?.events.some(wasExercise) ?? false

/** The claim has belonged to this event, and it is an exercise. */
export const wasExercise = ({ drill, joined }: HeardEvent): boolean => drill && joined !== undefined

/** The highest grade that holds for the claim, or null. */
export function gradeOf(claim: Pick<Claim, 'emergencies'>): Grade | null {
  const levels: readonly Grade[] = currentEvents(claim).map(({ level }) => level)
  const all = claim.emergencies?.greenChannel === undefined ? levels : [...levels, 'G' as const]
  return grades.findLast((grade) => all.includes(grade)) ?? null
}

/** The events the claim takes for running, whether or not they concern it; not those it was taken out of. */
export const heldEvents = ({ emergencies }: Pick<Claim, 'emergencies'>): readonly HeardEvent[] =>
  emergencies?.events.filter(({ state, out }) => state === 'active' && out !== true) ?? []

export const isCurrent = ({ state, joined, inScope, out }: HeardEvent): boolean =>
  state === 'active' && out !== true && (joined === 'by-hand' || (joined === 'by-scope' && inScope))

/**
 * #72: a version of an event was declared. Each is applied once, in any order; one that does not concern the claim is kept in
 * mind all the same, so that an older one that comes later finds it, and is judged anew when it is told again: its line may be
 * known by now. An exercise reaches claims for testing only.
 */
export function hearOfEvent(claim: Claim, word: EventWord): readonly ClaimFact[] | string {
  const known = claim.emergencies?.events.find(({ eventId }) => eventId === word.eventId)
  const concerns = word.state === 'active' && concernsLoss(claim, word)
  if (known !== undefined && hasHeard(known, word, concerns)) return []
  if (known?.out === true) return 'the claim was taken out of this event by hand'
  if (word.drill && !claim.report.isTest) return 'an exercise reaches claims for testing only'
  if (known?.joined === 'by-hand') return [{ type: 'EventApplied', word, joins: 'by-hand' }]
  return [{ type: 'EventApplied', word, joins: concerns ? 'by-scope' : 'not' }]
}

/** What was heard when the loss lay outside, by the line of the report or of another policy, may concern the claim by now. */
function hasHeard(known: HeardEvent, { version }: EventWord, concerns: boolean): boolean {
  const { inScope, joined, out } = known
  const isNews = concerns && known.version === version && !inScope && joined !== 'by-hand' && out !== true
  return known.heard.includes(version) && !isNews
}

/**
 * Since when a version that comes to the claim concerns it: since the loss was reported, where it lay in the scope by then, though
 * it was entered or told later; else since it is told, for a declaration breaches nothing.
 */
export function concernedSince(claim: Claim, { eventId, scopeSince }: EventWord, at: Instant): Instant {
  const { reportedAt } = claim.report
  const isFirst = claim.emergencies?.events.every((heard) => heard.eventId !== eventId) ?? true
  return isFirst && scopeSince !== undefined && scopeSince <= reportedAt ? Math.min(at, reportedAt) : at
}

/** Whether the loss of the claim lies in the scope of a version. */
export function concernsLoss(claim: Claim, { scope }: EventWord): boolean {
  const { region, eventDate, cause } = claim.report
  return isInScope(scope, { region, eventDate, cause, line: subjectOf(claim).line })
}

/** Ids of the events the claim belongs to, also of those that have ended; not of one it was taken out of. */
export const joinedEvents = ({ emergencies }: Pick<Claim, 'emergencies'>): readonly string[] =>
  emergencies?.events.filter(({ joined, out }) => joined !== undefined && out !== true).map(({ eventId }) => eventId) ??
  []
