import type { Instant } from '../time.ts'
import type { EmergencyEvent } from './event-state.ts'
import type { ResponseEntry, ResponseEntryOf } from './response-state.ts'

/** One line of what happened when (时间线): no text, and of people their ids. */
export interface TimelineEntry {
  readonly at: Instant
  readonly what: string
  readonly by: string | null
}

/** What the commander did of the event and what was done in the response, as it came. */
export function timelineOf(
  log: readonly EmergencyEvent[],
  entries: readonly ResponseEntry[],
): readonly TimelineEntry[] {
  const acts = entries.map((entry) => ({ at: entry.at, what: wordOf(entry), by: entry.by }))
  return [...log.flatMap(turnsIn), ...acts].toSorted((a, b) => a.at - b.at)
}

function turnsIn(event: EmergencyEvent): readonly TimelineEntry[] {
  const { at, by } = event
  const turn = (what: string): TimelineEntry => ({ at, what, by: by.id })
  switch (event.type) {
    case 'IncidentReported':
      return [turn('known')]
    case 'EventDeclared':
      return [turn(`declared at level ${event.word.level}`)]
    case 'LevelSet':
      return [turn(`level ${event.word.level} set`)]
    case 'MeasuresSet':
      return [turn('measures set')]
    case 'ZoneSet':
      return [turn('zone set')]
    case 'ClaimsListed':
      return []
    case 'EventEnded':
      return event.endedAt === at
        ? [turn('ended')]
        : [{ at: event.endedAt, what: 'ended', by: null }, turn('end put on record')]
    case 'EventReviewed':
      return [turn('reviewed')]
  }
}

/** An entry in one word and the number or code it is about. */
function wordOf(entry: ResponseEntry): string {
  const word = words[entry.type] as (entry: ResponseEntry) => string
  return word(entry)
}

const words: { readonly [T in ResponseEntry['type']]: (entry: ResponseEntryOf<T>) => string } = {
  PlanFollowed: ({ planId, version }) => `plan ${planId} version ${version} followed`,
  StepChecked: ({ stepId }) => `step ${stepId} done`,
  SignedIn: () => 'signed in',
  SignedOut: () => 'signed out',
  Committed: ({ n, amount, kind }) => `commitment ${n}: ${amount} ${kind}`,
  Released: ({ n }) => `commitment ${n} released`,
  RegulatorTold: ({ kind }) => `regulator told: ${kind}`,
  BulletinPublished: ({ n }) => `bulletin ${n} published`,
  CauseNamed: ({ target, cause }) => `cause of ${target}: ${cause}`,
  LessonNoted: ({ n }) => `lesson ${n} noted`,
  LessonAssigned: ({ n }) => `lesson ${n} assigned`,
  LessonDone: ({ n }) => `lesson ${n} done`,
}
