import type { Instant } from '../time.ts'
import type { EventCommand, EventCommandOf, EventCommandType, EventRequest } from './event-commands.ts'
import { eventCommandRoles } from './event-commands.ts'
import { defaultMeasures, overridesOf } from './event-measures.ts'
import type { EventFault, EventRefusal } from './event-refusal.ts'
import { refuseEvent } from './event-refusal.ts'
import { normalScope, scopeFault, zonesFault } from './event-scope.ts'
import type { Emergency, EmergencyEvent, EmergencyFact, EventStatus, Graded, MeasureOverrides } from './event-state.ts'
import type { EventWord } from './event-word.ts'
import type { EventKind, EventLevel } from './grades.ts'
import { eventLevels } from './grades.ts'
import { hasFigure, proposedLevel } from './grading.ts'

export type EventDecision = { readonly events: readonly EmergencyEvent[] } | { readonly refusal: EventRefusal }

type Answer = { readonly fact: EmergencyFact } | { readonly fault: EventFault }

const running: readonly EventStatus[] = ['declared', 'active']

/** Where an event has to stand for what is asked; `none`: it does not exist yet. */
const statusesFor: Readonly<Record<EventCommandType, readonly (EventStatus | 'none')[]>> = {
  ReportIncident: ['none'],
  DeclareEvent: ['watch'],
  SetLevel: running,
  SetMeasures: running,
  SetZone: running,
  EndEvent: ['watch', ...running],
  ReviewEvent: ['ended'],
}

/** What somebody asks of an emergency, as what happens, or no. Total: anything that fits the types is answered. */
export function decideEvent(emergency: Emergency | null, request: EventRequest, now: Instant): EventDecision {
  const { actor, command, commandId, bodyHash } = request
  const fault = admissionFault(emergency, request)
  if (fault !== null) return refuseEvent(emergency, fault)
  const answer = answerTo(emergency, { request, command, now })
  if ('fault' in answer) return refuseEvent(emergency, answer.fault)
  return { events: [{ ...answer.fact, at: now, by: actor, command: { commandId, bodyHash } }] }
}

/** Before what is asked: who asks, of what, and having seen what. */
function admissionFault(emergency: Emergency | null, request: EventRequest): EventFault | null {
  const { command, expectedVersion, ownClaimInScope = false } = request
  const status = emergency?.status ?? 'none'
  const whoMay = eventCommandRoles[command.type]
  if (!mayAsk(request)) {
    return { code: 'EVENT_ROLE', message: 'this role may not do this in an emergency', whoMay }
  }
  if (!statusesFor[command.type].includes(status)) {
    return { code: 'EVENT_STATUS', message: `this is not possible while the event is ${status}` }
  }
  if (expectedVersion !== undefined && emergency !== null && expectedVersion !== emergency.version) {
    const message = `the event is at version ${emergency.version}, not ${expectedVersion}`
    return { code: 'EVENT_CHANGED', message }
  }
  if (!ownClaimInScope || command.type === 'ReportIncident') return null
  const message = 'a claim of your own lies in the scope: nobody acts on a claim of their own'
  return { code: 'EVENT_OWN_CLAIM', message }
}

/** A drill that is due by its schedule begins by itself: it is watched, and people declare it. Nothing else is the system's. */
const mayAsk = ({ actor: { role }, command }: EventRequest): boolean =>
  role === 'system'
    ? command.type === 'ReportIncident' && command.drill
    : eventCommandRoles[command.type].includes(role)

interface Asked<C extends EventCommand = EventCommand> {
  readonly request: EventRequest
  readonly command: C
  readonly now: Instant
}

function answerTo(emergency: Emergency | null, { request, command, now }: Asked): Answer {
  if (command.type === 'ReportIncident') return report(command, now)
  if (emergency === null) return { fault: { code: 'EVENT_STATUS', message: 'there is no such event' } }
  switch (command.type) {
    case 'DeclareEvent':
      return declare(emergency, { request, command, now })
    case 'SetLevel':
      return setLevel(emergency, { request, command, now })
    case 'SetMeasures':
      return setMeasures(emergency, { request, command, now })
    case 'SetZone':
      return setZone(emergency, command, now)
    case 'EndEvent':
      return end(emergency, command, now)
    case 'ReviewEvent':
      return review(command, request)
  }
}

function report({ eventId, incident, drill }: EventCommandOf<'ReportIncident'>, now: Instant): Answer {
  const fault = zonesFault(incident.zones, '/zones')
  if (fault !== null) return { fault }
  if (incident.happenedAt > now) {
    return { fault: { code: 'EVENT_IN_THE_FUTURE', message: 'the incident lies in the future', field: '/happenedAt' } }
  }
  return { fact: { type: 'IncidentReported', eventId, incident, drill } }
}

function declare(emergency: Emergency, { request, command, now }: Asked<EventCommandOf<'DeclareEvent'>>): Answer {
  const { kind, scope, planId = null, reasonId } = command
  const fault = scopeFault(scope)
  if (fault !== null) return { fault }
  const graded = grade(command, { emergency, kind, request, now })
  if ('fault' in graded) return graded
  const { level } = command
  const word = wordOf(emergency, {
    kind,
    level,
    scope: normalScope(scope),
    scopeSince: now,
    overrides: graded.overrides,
  })
  return { fact: { type: 'EventDeclared', ...graded, planId, reasonId, word } }
}

function setLevel(emergency: Emergency, { request, command, now }: Asked<EventCommandOf<'SetLevel'>>): Answer {
  const { kind, word: before } = emergency
  if (before === null) return neverDeclared
  const graded = grade(command, { emergency, kind, request, now })
  if ('fault' in graded) return graded
  const { level, reasonId } = command
  const word = wordOf(emergency, { ...before, kind, level, overrides: graded.overrides })
  return { fact: { type: 'LevelSet', ...graded, reasonId, word } }
}

function setMeasures(emergency: Emergency, { request, command, now }: Asked<EventCommandOf<'SetMeasures'>>): Answer {
  const { word: before } = emergency
  if (before === null) return neverDeclared
  const { kind, level } = before
  const asked = overridesOf({ kind, level, asked: command.measures, actor: request.actor, now })
  if ('fault' in asked) return asked
  const { overrides } = asked
  const word = wordOf(emergency, { ...before, overrides })
  return { fact: { type: 'MeasuresSet', overrides, reasonId: command.reasonId, word } }
}

function setZone(emergency: Emergency, { scope, reasonId }: EventCommandOf<'SetZone'>, now: Instant): Answer {
  const { word: before } = emergency
  if (before === null) return neverDeclared
  const fault = scopeFault(scope)
  if (fault !== null) return { fault }
  const word = { ...before, version: before.version + 1, scope: normalScope(scope), scopeSince: now }
  return { fact: { type: 'ZoneSet', reasonId, word } }
}

function end(emergency: Emergency, command: EventCommandOf<'EndEvent'>, now: Instant): Answer {
  const { declaredAt, knownAt, word: before } = emergency
  const { endedAt = now, reasonId } = command
  const field = '/endedAt'
  if (endedAt > now) return { fault: { code: 'EVENT_IN_THE_FUTURE', message: 'the end lies in the future', field } }
  if (endedAt < (declaredAt ?? knownAt)) {
    return { fault: { code: 'END_BEFORE_START', message: 'the event would end before it was declared', field } }
  }
  const word: EventWord | null = before && { ...before, version: before.version + 1, state: 'ended' }
  return { fact: { type: 'EventEnded', endedAt, reasonId, word } }
}

function review({ summaryId }: EventCommandOf<'ReviewEvent'>, { lessonsWithoutOwner = 0 }: EventRequest): Answer {
  if (lessonsWithoutOwner === 0) return { fact: { type: 'EventReviewed', summaryId } }
  const message = `${lessonsWithoutOwner} lessons of this event have no owner or no date`
  return { fault: { code: 'LESSON_WITHOUT_OWNER', message } }
}

const neverDeclared: Answer = { fault: { code: 'EVENT_STATUS', message: 'the event was never declared' } }

interface Grading {
  readonly emergency: Emergency
  readonly kind: EventKind
  readonly request: EventRequest
  readonly now: Instant
}

/**
 * A level with what it rests on. It brings its own defaults: what should differ from them is named again. The level the
 * regulator has set holds until he is said to have set another.
 */
function grade(
  { level, estimate, regulatorLevel: said, measures: asked = {} }: EventCommandOf<'SetLevel' | 'DeclareEvent'>,
  { emergency, kind, request, now }: Grading,
): Graded | { readonly fault: EventFault } {
  if (!hasFigure(estimate) && said === undefined) {
    const message = 'a level rests on a figure of the estimate, or on the level the regulator has set'
    return { fault: { code: 'LEVEL_WITHOUT_BASIS', message, field: '/estimate' } }
  }
  const regulatorLevel = said ?? emergency.regulatorLevel
  if (regulatorLevel !== null && rankOf(level) < rankOf(regulatorLevel)) {
    const message = `the regulator has set level ${regulatorLevel}: ours is never below it`
    return { fault: { code: 'LEVEL_BELOW_REGULATOR', message, field: '/level' } }
  }
  const measures = overridesOf({ kind, level, asked, actor: request.actor, now })
  if ('fault' in measures) return measures
  const { overrides } = measures
  return { estimate, proposedLevel: proposedLevel(estimate), regulatorLevel, overrides }
}

const rankOf = (level: EventLevel): number => eventLevels.indexOf(level)

interface Ordered extends Pick<EventWord, 'kind' | 'level' | 'scope' | 'scopeSince'> {
  readonly overrides: MeasureOverrides
}

/** The next version of what claims are told: whole, so that versions may come in any order. */
function wordOf({ eventId, drill, word }: Emergency, ordered: Ordered): EventWord {
  const { kind, level, scope, scopeSince, overrides } = ordered
  const defaults = defaultMeasures(kind, level)
  // Who names another share leaves the day of the level as it is.
  const prepayment = { ...defaults.prepayment, ...overrides.prepayment }
  const measures = { ...defaults, ...overrides, prepayment }
  const since = scopeSince === undefined ? {} : { scopeSince }
  return { eventId, version: (word?.version ?? 0) + 1, state: 'active', kind, level, scope, ...since, measures, drill }
}
