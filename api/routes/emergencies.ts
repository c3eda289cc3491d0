import type { FastifyReply, FastifyRequest } from 'fastify'

import { identityOf, rolesOf } from '../access.ts'
import { settingAside } from '../commands/set-aside.ts'
import type { SettingAside } from '../commands/set-aside.ts'
import type { ApiServer } from '../dependencies.ts'
import type { AskedEmergency, EmergencyDependencies } from '../emergencies/ask-emergency.ts'
import { askEmergency } from '../emergencies/ask-emergency.ts'
import { requireIfMatch, setEtag } from '../etag.ts'
import { idempotencyOf } from '../idempotency.ts'
import type { EventCommand, EventCommandType } from '../../domain/emergency/event-commands.ts'
import { eventCommandRoles } from '../../domain/emergency/event-commands.ts'
import type { EventActor } from '../../domain/emergency/event-state.ts'
import * as wire from '../wire/emergency.ts'

const tags = ['emergencies']
const response = { 200: wire.eventAnswer }
const params = wire.eventPath

/** What is asked of an emergency (突发事件): its report, its declaration, and what changes it until it is reviewed. */
export function emergencyRoutes(app: ApiServer, deps: EmergencyDependencies): void {
  reportRoute(app, deps)
  levelRoutes(app, deps)
  changeRoutes(app, deps)
  endRoutes(app, deps)
}

function reportRoute(app: ApiServer, deps: EmergencyDependencies): void {
  const report = {
    summary: 'Report an incident; nobody’s claim is touched while it is only watched',
    tags,
    body: wire.incidentBody,
    response: { 201: wire.eventAnswer },
  }
  app.post('/v1/emergencies', { schema: report }, async (request, reply) => {
    const { kind, happenedAt, zones, place, scope, firstCause, drill } = request.body
    const eventId = `emg_${idempotencyOf(request).commandId.slice(0, 32)}`
    reply.code(201).header('location', `/v1/emergencies/${eventId}`)
    return answer(deps, { request, reply, eventId }, ({ text }) => {
      const ids = wire.given({
        scopeId: scope === undefined ? undefined : text('/scope', scope),
        firstCauseId: firstCause === undefined ? undefined : text('/firstCause', firstCause),
      })
      const incident = { kind, happenedAt, zones, placeId: text('/place', place), ...ids }
      return { type: 'ReportIncident', eventId, incident, drill }
    })
  })
}

function levelRoutes(app: ApiServer, deps: EmergencyDependencies): void {
  const declaration = {
    summary: 'Declare the emergency: every open claim in its scope is told, and every one that is filed later',
    description:
      'The level is set by the commander on a figure of the estimate or on the regulator’s level; what the grading table proposes ' +
      'stands beside it. Measures are the defaults of the level and what differs from them. The plan it names is followed from ' +
      'then on.',
    tags,
    params,
    body: wire.declarationBody,
    response,
  }
  app.post('/v1/emergencies/:eventId/declaration', { schema: declaration }, (request, reply) => {
    const { kind, scope, planId, reason, ...level } = request.body
    const { eventId } = request.params
    return answer(deps, { request, reply, eventId }, ({ text }) => ({
      type: 'DeclareEvent',
      kind,
      scope,
      ...wire.given({ planId }),
      ...wire.levelOfBody({ ...level, reason }),
      reasonId: text('/reason', reason),
    }))
  })

  const level = {
    summary: 'Set the level anew, with what it rests on',
    description:
      'A level brings its own measures; what should differ from them is named again. Nothing promised is taken back.',
    tags,
    params,
    body: wire.levelBody,
    response,
  }
  app.post('/v1/emergencies/:eventId/level', { schema: level }, (request, reply) => {
    const { eventId } = request.params
    const { body } = request
    return answer(deps, { request, reply, eventId }, ({ text }) => ({
      type: 'SetLevel',
      ...wire.levelOfBody(body),
      reasonId: text('/reason', body.reason),
    }))
  })
}

function changeRoutes(app: ApiServer, deps: EmergencyDependencies): void {
  const measures = {
    summary: 'Change the measures: all that differs from the defaults of the level',
    tags,
    params,
    body: wire.measuresBody,
    response,
  }
  app.post('/v1/emergencies/:eventId/measures', { schema: measures }, (request, reply) => {
    const { eventId } = request.params
    const { measures: asked, reason } = request.body
    return answer(deps, { request, reply, eventId }, ({ text }) => ({
      type: 'SetMeasures',
      measures: wire.measuresOfBody(asked),
      reasonId: text('/reason', reason),
    }))
  })

  const zone = {
    summary: 'Change the scope: zones, days, perils and lines',
    description: 'Claims that were told before stay told, whether or not the new scope has them.',
    tags,
    params,
    body: wire.zoneBody,
    response,
  }
  app.post('/v1/emergencies/:eventId/zone', { schema: zone }, (request, reply) => {
    const { eventId } = request.params
    const { scope, reason } = request.body
    return answer(deps, { request, reply, eventId }, ({ text }) => ({
      type: 'SetZone',
      scope,
      reasonId: text('/reason', reason),
    }))
  })
}

function endRoutes(app: ApiServer, deps: EmergencyDependencies): void {
  const end = {
    summary: 'End the emergency; what was promised goes on',
    tags,
    params,
    body: wire.endBody,
    response,
  }
  app.post('/v1/emergencies/:eventId/end', { schema: end }, (request, reply) => {
    const { eventId } = request.params
    const { endedAt, reason } = request.body
    return answer(deps, { request, reply, eventId }, ({ text }) => ({
      type: 'EndEvent',
      ...wire.given({ endedAt }),
      reasonId: text('/reason', reason),
    }))
  })

  const review = {
    summary: 'Close the emergency with its review, when every lesson has an owner and a date',
    tags,
    params,
    body: wire.reviewBody,
    response,
  }
  app.post('/v1/emergencies/:eventId/review', { schema: review }, (request, reply) => {
    const { eventId } = request.params
    const { summary } = request.body
    return answer(deps, { request, reply, eventId }, ({ text }) => ({
      type: 'ReviewEvent',
      summaryId: text('/summary', summary),
    }))
  })
}

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly eventId: string
}

/** One command from its address to its answer. */
async function answer(
  deps: EmergencyDependencies,
  { request, reply, eventId }: Exchange,
  commandOf: (aside: SettingAside) => EventCommand,
) {
  const idempotency = idempotencyOf(request)
  // There is no policy in these bodies.
  const aside = settingAside(idempotency, () => '')
  const command = commandOf(aside)
  const seen = request.headers['if-match'] === undefined ? {} : { expectedVersion: requireIfMatch(request) }
  const actor = { id: identityOf(request).personId, role: roleFor(request, command.type) }
  const asked: AskedEmergency = {
    eventId,
    request: { ...idempotency, ...seen, actor, command },
    texts: aside.taken().texts,
  }
  const given = await askEmergency(deps, asked)
  if (given.replayed) reply.header('idempotency-replayed', 'true')
  setEtag(reply, given.version)
  return wire.answerOfEvent(given)
}

/** The role of the caller that may do this: the door has let in nobody who has none. */
function roleFor(request: FastifyRequest, type: EventCommandType): EventActor['role'] {
  const [first] = rolesOf(request)
  return rolesOf(request).find((role) => eventCommandRoles[type].includes(role)) ?? first ?? 'system'
}
