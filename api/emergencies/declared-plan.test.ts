import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { readEmergency } from '../../db/emergencies.ts'
import { putPlan, readEntries } from '../../db/emergency-response.ts'
import type { ResponsePlan } from '../../domain/emergency/plan.ts'
import type { EmergencyDesk } from '../../test/emergency-desk.ts'
import { newEvent, openEmergencyDesk } from '../../test/emergency-desk.ts'
import { commander, declareStorm } from '../../test/example-emergency.ts'
import { askEmergency, emergencyWorkflowId } from '../../workflows/emergency-contract.ts'

let desk: EmergencyDesk
beforeAll(async () => {
  desk = await openEmergencyDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

const plan: ResponsePlan = {
  kinds: ['natural-disaster'],
  levels: ['I', 'II'],
  steps: [{ stepId: 'group', title: 'Set up the task group', owner: 'disposal-team', withinMinutes: 30, after: [] }],
  resources: [],
}

test('the plan a declaration names is followed from the declaration on, once, however often it is asked for', async () => {
  await putPlan(desk.api, { planId: 'storms', version: 0, plan, putBy: 'per_head' })
  const [eventId, commandId] = [newEvent(), randomUUID()]
  await desk.report(eventId)
  const declaration = { ...declareStorm, planId: 'storms' }
  const answer = await desk.ask(eventId, declaration, commandId)
  expect(await desk.ask(eventId, declaration, commandId)).toEqual({ ...answer, replayed: true })
  const since = (await readEmergency(desk.api, eventId))?.declaredAt
  const followed = { type: 'PlanFollowed', planId: 'storms', version: 1, since, by: commander.id, steps: plan.steps }
  expect(await readEntries(desk.api, eventId)).toMatchObject([followed])
})

test('who repeats a declaration makes up for a process that died before the plan was followed', async () => {
  await putPlan(desk.api, { planId: 'repeated', version: 0, plan, putBy: 'per_head' })
  const [eventId, commandId] = [newEvent(), randomUUID()]
  await desk.report(eventId)
  const declaration = { ...declareStorm, planId: 'repeated' }
  const request = { commandId, bodyHash: 'hash of DeclareEvent', actor: commander, command: declaration }
  await desk.own.client.workflow
    .getHandle(emergencyWorkflowId(eventId))
    .executeUpdate(askEmergency, { args: [request], updateId: commandId })
  expect(await readEntries(desk.api, eventId)).toEqual([])
  await desk.ask(eventId, declaration, commandId)
  expect(await readEntries(desk.api, eventId)).toMatchObject([{ type: 'PlanFollowed', planId: 'repeated' }])
})

test('nothing is declared with a plan that is not there, or not for such an event', async () => {
  await putPlan(desk.api, { planId: 'small', version: 0, plan: { ...plan, levels: ['III'] }, putBy: 'per_head' })
  const eventId = newEvent()
  await desk.report(eventId)
  const refused = async (planId: string) =>
    expect(desk.ask(eventId, { ...declareStorm, planId })).rejects.toMatchObject({
      facts: { errors: [{ pointer: '#/planId' }] },
      code: planId === 'small' ? 'PLAN_NOT_FOR_EVENT' : 'PLAN_NOT_FOUND',
    })
  await refused('nobodys')
  await refused('small')
  expect(await readEmergency(desk.api, eventId)).toMatchObject({ status: 'watch' })
  expect(await readEntries(desk.api, eventId)).toEqual([])
})
