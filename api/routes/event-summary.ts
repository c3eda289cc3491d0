import { readEmergencyTexts } from '../../db/emergency-texts.ts'
import type { ResponseAct } from '../../domain/emergency/response-act.ts'
import { summaryOf } from '../../domain/emergency/summary.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import type { Ground } from '../emergencies/act-on-event.ts'
import { actOnEvent } from '../emergencies/act-on-event.ts'
import { eventAtHand } from '../emergencies/event-at-hand.ts'
import { reviewers } from '../emergencies/responders.ts'
import { countedTargets, summaryGround } from '../emergencies/sum-up.ts'
import { eventPath } from '../wire/emergency.ts'
import { summaryAnswer, summaryOnWire } from '../wire/bulletin.ts'
import type { SummaryBody } from '../wire/response.ts'
import { summaryBody } from '../wire/response.ts'

const tags = ['emergencies']

/** The event summed up (总结评估): timeline, targets met and missed with their causes, lessons with owners and days. */
export function eventSummaryRoutes(app: ApiServer, deps: ApiDependencies): void {
  const { db, vault } = deps
  const show = async (eventId: string) => {
    const event = await eventAtHand(db, eventId)
    const [ground, texts] = await Promise.all([summaryGround(db, event), readEmergencyTexts(db, vault, eventId)])
    return summaryOnWire(eventId, summaryOf(ground), texts)
  }
  const read = {
    summary: 'The summary of an event: timeline, targets, causes, lessons, and what stands between it and its review',
    tags,
    params: eventPath,
    response: { 200: summaryAnswer },
  }
  app.get('/v1/emergencies/:eventId/summary', { schema: read }, ({ params }) => show(params.eventId))

  const act = {
    summary: 'Say why a target was missed, note a lesson, give it an owner and a day, finish it',
    tags,
    params: eventPath,
    body: summaryBody,
    response: { 200: summaryAnswer },
  }
  app.post('/v1/emergencies/:eventId/summary', { schema: act }, async (request, reply) => {
    const { eventId } = request.params
    const { body } = request
    await actOnEvent(
      deps,
      { request, reply },
      { eventId, roles: reviewers, act: (ground) => actOf(deps, body, ground) },
    )
    return show(eventId)
  })
}

async function actOf({ db }: ApiDependencies, body: SummaryBody, { event, now, aside }: Ground): Promise<ResponseAct> {
  switch (body.act) {
    case 'name-cause': {
      const { target, cause } = body
      return { type: 'NameCause', target, cause, counted: await countedTargets(db, event.eventId, now) }
    }
    case 'note-lesson':
      return { type: 'NoteLesson', textId: await aside('lesson', body.lesson) }
    case 'assign-lesson': {
      const { n, ownerId, dueOn } = body
      return { type: 'AssignLesson', n, ownerId, dueOn }
    }
    case 'finish-lesson':
      return { type: 'FinishLesson', n: body.n }
  }
}
