import { isDeepStrictEqual } from 'node:util'

import { listPlans, putPlan, readPlan } from '../../db/emergency-response.ts'
import { planFault } from '../../domain/emergency/plan.ts'
import { identityOf } from '../access.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { responseProblem } from '../emergencies/event-at-hand.ts'
import { requireIfMatch, setEtag } from '../etag.ts'
import { Problem } from '../problems.ts'
import { planAnswer, planBody, planOnWire, planPath, plansAnswer } from '../wire/response.ts'

const tags = ['response plans']

/** What is done in an event, by whom and in what time (应急预案): data that is put whole, version after version. */
export function responsePlanRoutes(app: ApiServer, { db }: ApiDependencies): void {
  const list = { summary: 'The newest version of every response plan', tags, response: { 200: plansAnswer } }
  app.get('/v1/response-plans', { schema: list }, async () => ({ data: (await listPlans(db)).map(planOnWire) }))

  const one = { summary: 'The newest version of a plan', tags, params: planPath, response: { 200: planAnswer } }
  app.get('/v1/response-plans/:planId', { schema: one }, async ({ params }, reply) => {
    const plan = await readPlan(db, params.planId)
    if (plan === null) throw new Problem('PLAN_NOT_FOUND')
    setEtag(reply, plan.version)
    return planOnWire(plan)
  })

  const put = {
    summary: 'Put a response plan',
    description:
      'The whole plan, which replaces the one before; every version is kept, and an event that follows a version keeps it. Safe ' +
      'to repeat without an Idempotency-Key: the same plan again is no new version. With If-Match it is put only over the ' +
      'version you saw.',
    tags,
    params: planPath,
    body: planBody,
    response: { 200: planAnswer },
  }
  app.put('/v1/response-plans/:planId', { schema: put }, async (request, reply) => {
    const { planId } = request.params
    const plan = request.body
    const wrong = planFault(plan)
    if (wrong !== null) throw responseProblem(wrong.fault)
    const before = await readPlan(db, planId)
    const version = before?.version ?? 0
    if (request.headers['if-match'] !== undefined && requireIfMatch(request) !== version) {
      throw new Problem('PLAN_CHANGED')
    }
    const isSame = before !== null && isDeepStrictEqual(before.plan, plan)
    if (!isSame && !(await putPlan(db, { planId, version, plan, putBy: identityOf(request).personId }))) {
      throw new Problem('PLAN_CHANGED')
    }
    const stored = await readPlan(db, planId)
    if (stored === null) throw new Error(`plan ${planId} was not stored`)
    setEtag(reply, stored.version)
    return planOnWire(stored)
  })
}
