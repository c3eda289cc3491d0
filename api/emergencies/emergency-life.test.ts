import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { readEmergency, readEmergencyEvents, readWord } from '../../db/emergencies.ts'
import { readProgress } from '../../db/emergency-progress.ts'
import { listByHand } from '../../db/emergency-tellings.ts'
import { readEvents } from '../../db/event-log.ts'
import type { EmergencyDesk } from '../../test/emergency-desk.ts'
import { aroundHere, newEvent, openEmergencyDesk } from '../../test/emergency-desk.ts'
import { declareStorm, openScene, regrade, reportStorm } from '../../test/example-emergency.ts'
import { recordScene } from '../../test/recorded-event.ts'
import { people } from '../../test/shell/people.ts'
import { coveredPolicy, until } from '../../test/shell/outside-world.ts'
import { takeIn } from '../../test/take-in.ts'
import { askClaim, claimTaskQueue, claimWorkflowId } from '../../workflows/claim-contract.ts'
import type { EmergencyInput } from '../../workflows/emergency-contract.ts'
import { emergencyWorkflowId, emergencyWorkflowType } from '../../workflows/emergency-contract.ts'

let desk: EmergencyDesk
beforeAll(async () => {
  desk = await openEmergencyDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

test('an event is declared over running claims, each applies each version once, and one filed later begins with it', async () => {
  const claims = await Promise.all([1, 2, 3].map(() => takeIn(desk.api)))
  await desk.startAll()
  const eventId = newEvent()
  expect(await desk.report(eventId)).toMatchObject({ status: 'watch', version: 1, replayed: false })
  const declaration = { ...declareStorm, scope: aroundHere }
  expect(await desk.ask(eventId, declaration)).toMatchObject({ status: 'declared', version: 2 })
  for (const { claimId } of claims) expect(await desk.hears(claimId, eventId, 1)).toHaveLength(1)
  await until('the event is active', async () =>
    (await readEmergency(desk.api, eventId))?.status === 'active' ? true : null,
  )

  const later = await takeIn(desk.api)
  await desk.startAll()
  const first = await until('the claim filed later', async () => {
    const heard = await desk.appliedTo(later.claimId, eventId)
    return heard.length > 0 ? heard : null
  })
  expect(first).toMatchObject([{ version: 1, level: 'I' }])

  await desk.ask(eventId, regrade('II'))
  for (const { claimId } of claims) {
    expect((await desk.hears(claimId, eventId, 2)).map(({ version }) => version)).toEqual([1, 2])
  }
  const last = await takeIn(desk.api)
  await desk.startAll()
  // Three that ran, and two that began with it.
  expect((await readProgress(desk.api, eventId)).claims).toBe(5)
  await desk.ask(eventId, { type: 'EndEvent', reasonId: 'txt_reason' })
  for (const { claimId } of [...claims, later, last]) {
    expect((await desk.hears(claimId, eventId, 3)).at(-1)).toMatchObject({ state: 'ended' })
  }
})

test('a claim outside the scope that is joined by hand is told of what comes after', async () => {
  const eventId = newEvent()
  const { claimId } = await takeIn(desk.api)
  await desk.report(eventId)
  await desk.ask(eventId, declareStorm)
  await desk.startAll()
  await listByHand(desk.api, { eventId, claimId, version: 1 })
  await desk.ask(eventId, regrade('III'))
  expect((await desk.hears(claimId, eventId, 2)).map(({ version }) => version)).toContain(2)
})

test('a claim whose line is known only after the sweeps is told of an event about that line', async () => {
  desk.trouble.policySystem = 'away'
  const { eventId, claimId } = await claimInStorm()
  // By the line of its report it is outside now, and keeps the version in mind.
  await desk.ask(eventId, {
    type: 'SetZone',
    scope: { ...aroundHere, lines: ['household-property'] },
    reasonId: 'txt_reason',
  })
  await desk.hears(claimId, eventId, 2)
  desk.trouble.policySystem = { ...coveredPolicy, line: 'household-property' }
  const told = await until('the claim to be told again', async () => {
    await desk.tell()
    const joins = (await readEvents(desk.api, claimId)).flatMap((event) =>
      event.type === 'EventApplied' && event.word.version === 2 ? [event.joins] : [],
    )
    return joins.length > 1 ? joins : null
  })
  expect(told).toEqual(['not', 'by-scope'])
  desk.trouble.policySystem = null
  await desk.ask(eventId, { type: 'EndEvent', reasonId: 'txt_reason' })
})

test('a claim that is told works in the turn of the event, and gets its own back with the end', async () => {
  const { eventId, claimId } = await claimInStorm()
  expect(await turnOf(claimId)).toMatchObject({ fairnessKey: '31-event', fairnessWeight: 8 })
  await desk.ask(eventId, { type: 'EndEvent', reasonId: 'txt_reason' })
  await desk.hears(claimId, eventId, 2)
  expect(await turnOf(claimId)).toMatchObject({ fairnessKey: '31', fairnessWeight: 1 })
})

test('a claim that was joined to a greater event keeps its turn when it is told of a smaller one', async () => {
  const [far, here] = [newEvent(), newEvent()]
  const { claimId } = await takeIn(desk.api)
  await desk.startAll()
  await desk.report(far)
  await desk.ask(far, declareStorm)
  const word = (await readWord(desk.api, far)) ?? undefined
  const command = { type: 'JoinEvent', eventId: far, reasonTextId: 'txt_why', ...(word && { word }) } as const
  const join = { commandId: randomUUID(), bodyHash: 'hash', actor: people.supervisor, command }
  await desk.own.client.workflow.getHandle(claimWorkflowId(claimId)).executeUpdate(askClaim, { args: [join] })
  await listByHand(desk.api, { eventId: far, claimId, version: 1 })
  await desk.tell()
  await desk.report(here)
  await desk.ask(here, { ...declareStorm, level: 'III', scope: aroundHere })
  await desk.hears(claimId, here, 1)
  expect(await turnOf(claimId)).toMatchObject({ fairnessKey: '31-event', fairnessWeight: 8 })
  for (const eventId of [far, here]) await desk.ask(eventId, { type: 'EndEvent', reasonId: 'txt_reason' })
})

const turnOf = async (claimId: string) =>
  (await desk.own.client.workflow.getHandle(claimWorkflowId(claimId)).describe()).priority

test('of two who declare at once one is refused, and who repeats a request is answered as the first time', async () => {
  const eventId = newEvent()
  await desk.report(eventId)
  const outcomes = await Promise.allSettled([desk.ask(eventId, declareStorm), desk.ask(eventId, declareStorm)])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'EVENT_STATUS' } })

  const commandId = randomUUID()
  const answer = await desk.ask(eventId, regrade('II'), commandId)
  expect(await desk.ask(eventId, regrade('II'), commandId)).toEqual({ ...answer, replayed: true })
  const other = { type: 'EndEvent', reasonId: 'txt_reason' } as const
  await expect(desk.ask(eventId, other, commandId)).rejects.toMatchObject({ code: 'EVENT_COMMAND_REUSED' })
})

test('a worker that dies between its recording and its report has recorded once', async () => {
  const eventId = newEvent()
  await desk.report(eventId)
  desk.trouble.diesAfterRecording = 1
  await desk.ask(eventId, declareStorm)
  const types = (await readEmergencyEvents(desk.api, eventId)).map(({ type }) => type)
  expect(types.filter((type) => type === 'EventDeclared')).toHaveLength(1)
})

test('what the log holds binds a run that never heard of it: nobody who saw it is refused', async () => {
  const eventId = newEvent()
  // So a worker leaves them that recorded and died, where the server lost the task and what it was asked, too.
  await desk.own.client.workflow.start(emergencyWorkflowType, {
    workflowId: emergencyWorkflowId(eventId),
    taskQueue: claimTaskQueue,
    args: [{ eventId, events: [] } satisfies EmergencyInput],
  })
  const scene = openScene().ask({ ...reportStorm, eventId })
  await recordScene(desk.worker, scene)
  expect(await desk.ask(eventId, regrade('II')).catch(({ code }: { code: string }) => code)).toBe('EVENT_STATUS')
  expect(await desk.ask(eventId, declareStorm)).toMatchObject({ status: 'declared', version: 2 })

  await recordScene(desk.worker, openScene(await readEmergencyEvents(desk.api, eventId)).ask(regrade('II')))
  expect(await desk.ask(eventId, regrade('III'))).toMatchObject({ version: 4 })
  expect(await readEmergency(desk.api, eventId)).toMatchObject({ level: 'III', word: { version: 3 } })
})

test('a workflow that was lost is begun again from the log by the next command', async () => {
  const eventId = newEvent()
  await desk.report(eventId)
  await desk.own.client.workflow.getHandle(emergencyWorkflowId(eventId)).terminate('lost')
  expect(await desk.ask(eventId, declareStorm)).toMatchObject({ status: 'declared', version: 2 })
})

test('a long history goes on in a new run that knows everything', async () => {
  const eventId = newEvent()
  await desk.report(eventId)
  const handle = desk.own.client.workflow.getHandle(emergencyWorkflowId(eventId))
  await handle.terminate('to be begun with a limit')
  const events = await readEmergencyEvents(desk.api, eventId)
  const input: EmergencyInput = { eventId, events, historyLimit: 8 }
  const first = await desk.own.client.workflow.start(emergencyWorkflowType, {
    workflowId: emergencyWorkflowId(eventId),
    taskQueue: claimTaskQueue,
    args: [input],
  })
  await desk.ask(eventId, declareStorm)
  await desk.ask(eventId, regrade('II'))
  expect(await desk.ask(eventId, regrade('III'))).toMatchObject({ version: expect.any(Number) })
  await until('a new run', async () => {
    const { runId } = await desk.own.client.workflow.getHandle(emergencyWorkflowId(eventId)).describe()
    return runId === first.firstExecutionRunId ? null : runId
  })
  expect(await readEmergency(desk.api, eventId)).toMatchObject({ level: 'III', word: { version: 3 } })
})

/** A running claim that has applied the declaration of a storm. */
async function claimInStorm(): Promise<{ readonly eventId: string; readonly claimId: string }> {
  const eventId = newEvent()
  const { claimId } = await takeIn(desk.api)
  await desk.startAll()
  await desk.report(eventId)
  await desk.ask(eventId, { ...declareStorm, scope: aroundHere })
  await desk.hears(claimId, eventId, 1)
  return { eventId, claimId }
}
