import { z } from 'zod'

import { readFigures } from '../../db/emergency-figures.ts'
import { readEntries } from '../../db/emergency-response.ts'
import { readHostClock } from '../../db/host-clock.ts'
import { editionsOf } from '../../domain/emergency/bulletin.ts'
import { nextBulletinDueAt } from '../../domain/emergency/publishing.ts'
import { foldResponse } from '../../domain/emergency/response-state.ts'
import { showInstant } from '../../domain/time.ts'
import { isStaff } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { actOnEvent } from '../emergencies/act-on-event.ts'
import { eventAtHand } from '../emergencies/event-at-hand.ts'
import { leaders, reporters } from '../emergencies/responders.ts'
import { Problem } from '../problems.ts'
import { eventPath } from '../wire/emergency.ts'
import {
  bulletinAnswer,
  bulletinOnWire,
  bulletinQuery,
  bulletinsAnswer,
  reportAnswer,
  reportOnWire,
} from '../wire/bulletin.ts'
import { reportBody } from '../wire/response.ts'

const tags = ['emergencies']

/** Telling those who must know: bulletins (信息通报) and the regulator (监管报告). */
export function eventBulletinRoutes(app: ApiServer, deps: ApiDependencies): void {
  mountBulletins(app, deps)
  mountReport(app, deps)
}

function mountBulletins(app: ApiServer, deps: ApiDependencies): void {
  const { db } = deps
  const list = {
    summary: 'The bulletins of an event in one edition, the newest first, as they were published',
    description: 'Staff read every edition; customers and integrators the one for customers.',
    tags,
    params: eventPath,
    querystring: bulletinQuery,
    response: { 200: bulletinsAnswer },
  }
  app.get('/v1/emergencies/:eventId/bulletins', { schema: list }, async (request) => {
    const { edition } = request.query
    if (edition !== 'customers' && !isStaff(request)) throw new Problem('ROLE_NOT_ALLOWED', { whoMay: leaders })
    const event = await eventAtHand(db, request.params.eventId)
    const response = foldResponse(await readEntries(db, event.eventId))
    const next = nextBulletinDueAt(response, event)
    return {
      data: response.bulletins.toReversed().map((bulletin) => bulletinOnWire(bulletin, edition, event)),
      nextDueAt: next === null ? null : showInstant(next),
    }
  })

  const publish = {
    summary: 'Publish a bulletin: count now, freeze the figures in four editions, and sign for them',
    description: 'Who publishes signs by name. Answered with the edition for staff; a bulletin is never changed.',
    tags,
    params: eventPath,
    body: z.strictObject({}).meta({ examples: [{}] }),
    response: { 200: bulletinAnswer },
  }
  app.post('/v1/emergencies/:eventId/bulletins', { schema: publish }, async (request, reply) => {
    const { eventId } = request.params
    const { event, response } = await actOnEvent(
      deps,
      { request, reply },
      {
        eventId,
        roles: leaders,
        act: async ({ now }) => ({ type: 'PublishBulletin', figures: await readFigures(db, eventId, now) }),
      },
    )
    const last = response.bulletins.at(-1)
    if (last === undefined) throw new Error('a bulletin was published and is not there')
    return bulletinOnWire(last, 'staff', event)
  })
}

function mountReport(app: ApiServer, deps: ApiDependencies): void {
  const { db } = deps
  const read = {
    summary: 'What the regulator is told of an event: the export file, with what he was told before',
    tags,
    params: eventPath,
    response: { 200: reportAnswer },
  }
  const show = async (eventId: string) => {
    const event = await eventAtHand(db, eventId)
    const [entries, now] = await Promise.all([readEntries(db, eventId), readHostClock(db)])
    const { regulator } = editionsOf(await readFigures(db, eventId, now), [])
    return reportOnWire(event, foldResponse(entries), regulator)
  }
  app.get('/v1/emergencies/:eventId/report', { schema: read }, ({ params }) => show(params.eventId))

  const tell = {
    summary: 'Put on record that the regulator was told: by phone, in writing, a follow-up, the final report',
    description:
      'By phone within 30 minutes and in writing within an hour of when the event was known and of level I (C22). Follow-ups ' +
      'come after the writing, the final report after the end.',
    tags,
    params: eventPath,
    body: reportBody,
    response: { 200: reportAnswer },
  }
  app.post('/v1/emergencies/:eventId/report', { schema: tell }, async (request, reply) => {
    const { eventId } = request.params
    const { kind, reference } = request.body
    const act = () => ({ type: 'TellRegulator', kind, reference }) as const
    await actOnEvent(deps, { request, reply }, { eventId, roles: reporters, act })
    return show(eventId)
  })
}
