import { readEntries, readPlan } from '../../db/emergency-response.ts'
import { readHostClock } from '../../db/host-clock.ts'
import type { Role } from '../../domain/claim/codes.ts'
import type { PlanStep } from '../../domain/emergency/plan.ts'
import type { ResponseAct } from '../../domain/emergency/response-act.ts'
import { foldResponse } from '../../domain/emergency/response-state.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import type { Ground } from '../emergencies/act-on-event.ts'
import { actOnEvent } from '../emergencies/act-on-event.ts'
import { eventAtHand } from '../emergencies/event-at-hand.ts'
import { responders } from '../emergencies/responders.ts'
import { Problem } from '../problems.ts'
import { eventPath } from '../wire/emergency.ts'
import type { ResponseBody } from '../wire/response.ts'
import { responseAnswer, responseBody, responseOnWire } from '../wire/response.ts'

const tags = ['emergencies']

/** The response to an event (应急处置): the plan and its steps, who is there, what is committed. */
export function eventResponseRoutes(app: ApiServer, deps: ApiDependencies): void {
  const { db } = deps
  const read = {
    summary: 'The response to an event as it stands: steps with their time limits, staff, resources',
    tags,
    params: eventPath,
    response: { 200: responseAnswer },
  }
  app.get('/v1/emergencies/:eventId/response', { schema: read }, async ({ params }) => {
    const event = await eventAtHand(db, params.eventId)
    const [entries, now] = await Promise.all([readEntries(db, event.eventId), readHostClock(db)])
    return responseOnWire(event, foldResponse(entries), now)
  })

  const act = {
    summary: 'Follow a plan, check off a step, sign in or out, commit or release a resource',
    description:
      'Steps are counted from the declaration and checked off by their owners, in their order. Resources are never committed ' +
      'beyond the ceiling of the plan.',
    tags,
    params: eventPath,
    body: responseBody,
    response: { 200: responseAnswer },
  }
  app.post('/v1/emergencies/:eventId/response', { schema: act }, async (request, reply) => {
    const { params, body } = request
    const { event, response, now } = await actOnEvent(
      deps,
      { request, reply },
      {
        eventId: params.eventId,
        roles: whoMay[body.act],
        preferred: ({ plan }) => ownersOf(plan?.steps ?? [], body),
        act: (ground) => actOf(deps, body, ground),
      },
    )
    return responseOnWire(event, response, now)
  })
}

const whoMay: Readonly<Record<ResponseBody['act'], readonly Role[]>> = {
  'follow-plan': ['emergency-commander'],
  'check-step': responders,
  'sign-in': responders,
  'sign-out': responders,
  commit: ['emergency-commander', 'logistics'],
  release: ['emergency-commander', 'logistics'],
}

/** Who has several roles checks a step off in the one that owns it. */
const ownersOf = (steps: readonly PlanStep[], body: ResponseBody): readonly Role[] =>
  steps.filter(({ stepId }) => body.act === 'check-step' && stepId === body.stepId).map(({ owner }) => owner)

async function actOf({ db }: ApiDependencies, body: ResponseBody, { aside }: Ground): Promise<ResponseAct> {
  switch (body.act) {
    case 'follow-plan': {
      const stored = await readPlan(db, body.planId, body.version)
      if (stored === null) throw new Problem('PLAN_NOT_FOUND')
      const { planId, version, plan } = stored
      return { type: 'FollowPlan', planId, version, plan }
    }
    case 'check-step':
      return { type: 'CheckStep', stepId: body.stepId }
    case 'sign-in':
      return { type: 'SignIn' }
    case 'sign-out':
      return { type: 'SignOut' }
    case 'commit': {
      const { kind, amount, purpose } = body
      return { type: 'Commit', kind, amount, textId: await aside('purpose', purpose) }
    }
    case 'release':
      return { type: 'Release', n: body.n }
  }
}
