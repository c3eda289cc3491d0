import type { Emergency, EmergencyEvent, KnownCommand } from './event-state.ts'
import { normalScope } from './event-scope.ts'
import type { EventWord } from './event-word.ts'

/** Commands whose answers are remembered: far more than can be in the air at once. The log knows all of them. */
const commandsKept = 50

/** An emergency after what happened; null before its incident was reported. */
export function foldEmergency(before: Emergency | null, events: readonly EmergencyEvent[]): Emergency {
  const after = events.reduce<Emergency | null>(evolve, before)
  if (after === null) throw new Error('an emergency begins with the report of an incident')
  return after
}

function evolve(before: Emergency | null, event: EmergencyEvent): Emergency {
  const changed = before === null ? begin(event) : change(before, event)
  // That claims were listed changes nothing anybody decides on.
  const version = (before?.version ?? 0) + (event.type === 'ClaimsListed' ? 0 : 1)
  const length = (before?.length ?? 0) + 1
  const { status } = changed
  const { command } = event
  const known: readonly KnownCommand[] = command === undefined ? [] : [{ ...command, version, status }]
  const commands = [...changed.commands, ...known].slice(-commandsKept)
  return { ...changed, version, length, commands, lastAt: event.at }
}

function begin(event: EmergencyEvent): Emergency {
  if (event.type !== 'IncidentReported') throw new Error(`${event.type} before the report of an incident`)
  const { eventId, incident, drill, at, by } = event
  return {
    eventId,
    status: 'watch',
    version: 0,
    length: 0,
    drill,
    incident,
    reportedBy: by.id,
    kind: incident.kind,
    planId: null,
    scope: null,
    estimate: {},
    level: null,
    proposedLevel: null,
    regulatorLevel: null,
    overrides: {},
    word: null,
    listed: [],
    knownAt: at,
    declaredAt: null,
    endedAt: null,
    reviewedAt: null,
    lastAt: at,
    commands: [],
  }
}

function change(before: Emergency, event: EmergencyEvent): Emergency {
  switch (event.type) {
    case 'IncidentReported':
      throw new Error('an incident is reported once')
    case 'EventDeclared': {
      const { planId, at } = event
      return {
        ...before,
        ...gradedBy(before, event),
        ...telling(event.word),
        status: 'declared',
        planId,
        declaredAt: at,
      }
    }
    case 'LevelSet':
      return { ...before, ...gradedBy(before, event), ...telling(event.word) }
    case 'MeasuresSet':
      return { ...before, ...telling(event.word), overrides: event.overrides }
    case 'ZoneSet':
      return { ...before, ...telling(event.word) }
    case 'ClaimsListed':
      return listed(before, event)
    case 'EventEnded': {
      const told = event.word === null ? {} : telling(event.word)
      return { ...before, ...told, status: 'ended', endedAt: event.endedAt }
    }
    case 'EventReviewed':
      return { ...before, status: 'reviewed', reviewedAt: event.at }
  }
}

type OfLevel = Extract<EmergencyEvent, { type: 'EventDeclared' | 'LevelSet' }>

/** What the regulator has set stands until he sets something else. */
function gradedBy(
  before: Emergency,
  { estimate, proposedLevel, regulatorLevel, overrides }: OfLevel,
): Partial<Emergency> {
  return { estimate, proposedLevel, regulatorLevel: regulatorLevel ?? before.regulatorLevel, overrides }
}

/** A new version is told from the beginning. */
function telling(word: EventWord): Pick<Emergency, 'word' | 'kind' | 'level' | 'scope' | 'listed'> {
  return { word, kind: word.kind, level: word.level, scope: normalScope(word.scope), listed: [] }
}

function listed(
  before: Emergency,
  { wordVersion, round, claims }: Extract<EmergencyEvent, { type: 'ClaimsListed' }>,
): Emergency {
  // Of a version that was replaced meanwhile nothing is left to say.
  if (before.word?.version !== wordVersion) return before
  const status = before.status === 'declared' ? 'active' : before.status
  return { ...before, status, listed: [...before.listed.filter((one) => one.round !== round), { round, claims }] }
}
