import { randomUUID } from 'node:crypto'

import { NativeConnection, Worker } from '@temporalio/worker'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { tellOfEvents } from '../../activities/delivery/event-telling.ts'
import { startPendingClaims } from '../../activities/delivery/starter.ts'
import { createActivities, createEmergencyActivities } from '../../activities/index.ts'
import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { readEmergency, readEmergencyEvents } from '../../db/emergencies.ts'
import { readProgress } from '../../db/emergency-progress.ts'
import { putPlan, readEntries } from '../../db/emergency-response.ts'
import { listByHand } from '../../db/emergency-tellings.ts'
import { readEvents } from '../../db/event-log.ts'
import type { EventCommand } from '../../domain/emergency/event-commands.ts'
import type { EventScope } from '../../domain/emergency/event-word.ts'
import type { ResponsePlan } from '../../domain/emergency/plan.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { addDays, dateOf } from '../../domain/time.ts'
import { calendar } from '../../test/calendar-around.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { commander, declareStorm, regrade, reportStorm } from '../../test/example-emergency.ts'
import type { OwnNamespace } from '../../test/namespace.ts'
import { openNamespace } from '../../test/namespace.ts'
import { workflowBundle } from '../../test/shell/claim-desk.ts'
import { until } from '../../test/shell/outside-world.ts'
import { takeIn, testVault } from '../../test/take-in.ts'
import { claimTaskQueue } from '../../workflows/claim-contract.ts'
import type { EmergencyInput } from '../../workflows/emergency-contract.ts'
import {
  askEmergency as askUpdate,
  emergencyWorkflowId,
  emergencyWorkflowType,
} from '../../workflows/emergency-contract.ts'
import { askEmergency } from './ask-emergency.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
let api: Database
let db: Database
let own: OwnNamespace
let stopWorker: () => Promise<void>
/** Recordings that are written and whose worker then dies before it can say so. */
let diesAfterRecording = 0

beforeAll(async () => {
  database = await createTestDatabase()
  api = openDatabase(database.apiUrl, { max: 6, applicationName: 'test-api' })
  db = openDatabase(database.workerUrl, { max: 8, applicationName: 'test-worker' })
  own = await openNamespace(inject('temporalAddress'))
  stopWorker = await startWorker()
})
afterAll(async () => {
  await stopWorker()
  await Promise.all([api.close(), db.close(), own.close()])
  await database.drop()
})

async function startWorker(): Promise<() => Promise<void>> {
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') })
  const gateways = {
    messages: { send: async () => ({ messageId: `msg_${randomUUID()}` }) },
    policies: { findPolicy: async () => 'unknown' as const },
    fraud: { score: async () => ({ hardRules: [], signals: [] }) },
    tax: { checkInvoice: async () => 'genuine' as const },
  }
  const emergency = createEmergencyActivities({ db, log })
  const worker = await Worker.create({
    connection,
    namespace: own.namespace,
    taskQueue: claimTaskQueue,
    workflowBundle: await workflowBundle(),
    activities: {
      ...createActivities({ db, vault: testVault, log, client: own.client, gateways }),
      ...emergency,
      recordEmergency: async (recording: Parameters<typeof emergency.recordEmergency>[0]) => {
        const stands = await emergency.recordEmergency(recording)
        if (diesAfterRecording-- > 0) throw new Error('died before it could say so')
        return stands
      },
    },
  })
  const running = worker.run()
  return async () => {
    worker.shutdown()
    await running
    await connection.close()
  }
}

const newEvent = (): string => `emg_${randomUUID().replaceAll('-', '')}`

function ask(eventId: string, command: EventCommand, commandId: string = randomUUID()) {
  const request = { commandId, bodyHash: `hash of ${command.type}`, actor: commander, command }
  return askEmergency({ db: api, vault: testVault, temporal: own.client }, { eventId, request, texts: [] })
}

const report = (eventId: string) => ask(eventId, { ...reportStorm, eventId })

/** Where the example claims happened. */
const aroundHere: EventScope = {
  zones: ['31'],
  from: addDays(dateOf(Date.now()), -40),
  to: dateOf(Date.now()),
  causes: ['illness'],
  lines: [],
}

const startAll = async (): Promise<void> => {
  await db.execute('update starts set next_attempt_at = now()')
  await startPendingClaims({
    db,
    client: own.client,
    log,
    policy: defaultServicePolicy,
    calendars: { current: async () => calendar },
  })
}

const appliedTo = async (claimId: string, eventId: string) => {
  const events = await readEvents(api, claimId)
  return events.flatMap((event) =>
    event.type === 'EventApplied' && event.word.eventId === eventId ? [event.word] : [],
  )
}

/** Tells until a claim has heard a version; a row that was lent and lost comes back after some seconds. */
const hears = (claimId: string, eventId: string, version: number) =>
  until(`version ${version} on ${claimId}`, async () => {
    await tellOfEvents({ db, client: own.client, log })
    const heard = await appliedTo(claimId, eventId)
    return heard.some((word) => word.version === version) ? heard : null
  })

test('an event is declared over running claims, each applies each version once, and one filed later begins with it', async () => {
  const claims = await Promise.all([1, 2, 3].map(() => takeIn(api)))
  await startAll()
  const eventId = newEvent()
  expect(await report(eventId)).toMatchObject({ status: 'watch', version: 1, replayed: false })
  expect(await ask(eventId, { ...declareStorm, scope: aroundHere })).toMatchObject({ status: 'declared', version: 2 })
  for (const { claimId } of claims) expect(await hears(claimId, eventId, 1)).toHaveLength(1)
  await until('the event is active', async () =>
    (await readEmergency(api, eventId))?.status === 'active' ? true : null,
  )

  const later = await takeIn(api)
  await startAll()
  const first = await until('the claim filed later', async () => {
    const heard = await appliedTo(later.claimId, eventId)
    return heard.length > 0 ? heard : null
  })
  expect(first).toMatchObject([{ version: 1, level: 'I' }])

  await ask(eventId, regrade('II'))
  for (const { claimId } of claims) {
    expect((await hears(claimId, eventId, 2)).map(({ version }) => version)).toEqual([1, 2])
  }
  const last = await takeIn(api)
  await startAll()
  // Three that ran, and two that began with it.
  expect((await readProgress(api, eventId)).claims).toBe(5)
  await ask(eventId, { type: 'EndEvent', reasonId: 'txt_reason' })
  for (const { claimId } of [...claims, later, last]) {
    expect((await hears(claimId, eventId, 3)).at(-1)).toMatchObject({ state: 'ended' })
  }
})

test('a claim outside the scope that is joined by hand is told of what comes after', async () => {
  const eventId = newEvent()
  const { claimId } = await takeIn(api)
  await report(eventId)
  await ask(eventId, declareStorm)
  await startAll()
  await listByHand(api, { eventId, claimId, version: 1 })
  await ask(eventId, regrade('III'))
  expect((await hears(claimId, eventId, 2)).map(({ version }) => version)).toContain(2)
})

test('of two who declare at once one is refused, and who repeats a request is answered as the first time', async () => {
  const eventId = newEvent()
  await report(eventId)
  const outcomes = await Promise.allSettled([ask(eventId, declareStorm), ask(eventId, declareStorm)])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'EVENT_STATUS' } })

  const commandId = randomUUID()
  const answer = await ask(eventId, regrade('II'), commandId)
  expect(await ask(eventId, regrade('II'), commandId)).toEqual({ ...answer, replayed: true })
  const other = { type: 'EndEvent', reasonId: 'txt_reason' } as const
  await expect(ask(eventId, other, commandId)).rejects.toMatchObject({ code: 'EVENT_COMMAND_REUSED' })
})

const plan: ResponsePlan = {
  kinds: ['natural-disaster'],
  levels: ['I', 'II'],
  steps: [{ stepId: 'group', title: 'Set up the task group', owner: 'disposal-team', withinMinutes: 30, after: [] }],
  resources: [],
}

test('the plan a declaration names is followed from the declaration on, once, however often it is asked for', async () => {
  await putPlan(api, { planId: 'storms', version: 0, plan, putBy: 'per_head' })
  const [eventId, commandId] = [newEvent(), randomUUID()]
  await report(eventId)
  const declaration = { ...declareStorm, planId: 'storms' }
  const answer = await ask(eventId, declaration, commandId)
  expect(await ask(eventId, declaration, commandId)).toEqual({ ...answer, replayed: true })
  const since = (await readEmergency(api, eventId))?.declaredAt
  const followed = { type: 'PlanFollowed', planId: 'storms', version: 1, since, by: commander.id, steps: plan.steps }
  expect(await readEntries(api, eventId)).toMatchObject([followed])
})

test('who repeats a declaration makes up for a process that died before the plan was followed', async () => {
  await putPlan(api, { planId: 'repeated', version: 0, plan, putBy: 'per_head' })
  const [eventId, commandId] = [newEvent(), randomUUID()]
  await report(eventId)
  const declaration = { ...declareStorm, planId: 'repeated' }
  const request = { commandId, bodyHash: 'hash of DeclareEvent', actor: commander, command: declaration }
  await own.client.workflow
    .getHandle(emergencyWorkflowId(eventId))
    .executeUpdate(askUpdate, { args: [request], updateId: commandId })
  expect(await readEntries(api, eventId)).toEqual([])
  await ask(eventId, declaration, commandId)
  expect(await readEntries(api, eventId)).toMatchObject([{ type: 'PlanFollowed', planId: 'repeated' }])
})

test('nothing is declared with a plan that is not there, or not for such an event', async () => {
  await putPlan(api, { planId: 'small', version: 0, plan: { ...plan, levels: ['III'] }, putBy: 'per_head' })
  const eventId = newEvent()
  await report(eventId)
  const refused = async (planId: string) =>
    expect(ask(eventId, { ...declareStorm, planId })).rejects.toMatchObject({
      facts: { errors: [{ pointer: '#/planId' }] },
      code: planId === 'small' ? 'PLAN_NOT_FOR_EVENT' : 'PLAN_NOT_FOUND',
    })
  await refused('nobodys')
  await refused('small')
  expect(await readEmergency(api, eventId)).toMatchObject({ status: 'watch' })
  expect(await readEntries(api, eventId)).toEqual([])
})

test('a worker that dies between its recording and its report has recorded once', async () => {
  const eventId = newEvent()
  await report(eventId)
  diesAfterRecording = 1
  await ask(eventId, declareStorm)
  const types = (await readEmergencyEvents(api, eventId)).map(({ type }) => type)
  expect(types.filter((type) => type === 'EventDeclared')).toHaveLength(1)
})

test('a workflow that was lost is begun again from the log by the next command', async () => {
  const eventId = newEvent()
  await report(eventId)
  await own.client.workflow.getHandle(emergencyWorkflowId(eventId)).terminate('lost')
  expect(await ask(eventId, declareStorm)).toMatchObject({ status: 'declared', version: 2 })
})

test('a long history goes on in a new run that knows everything', async () => {
  const eventId = newEvent()
  await report(eventId)
  const handle = own.client.workflow.getHandle(emergencyWorkflowId(eventId))
  await handle.terminate('to be begun with a limit')
  const events = await readEmergencyEvents(api, eventId)
  const input: EmergencyInput = { eventId, events, historyLimit: 8 }
  const first = await own.client.workflow.start(emergencyWorkflowType, {
    workflowId: emergencyWorkflowId(eventId),
    taskQueue: claimTaskQueue,
    args: [input],
  })
  await ask(eventId, declareStorm)
  await ask(eventId, regrade('II'))
  expect(await ask(eventId, regrade('III'))).toMatchObject({ version: expect.any(Number) })
  await until('a new run', async () => {
    const { runId } = await own.client.workflow.getHandle(emergencyWorkflowId(eventId)).describe()
    return runId === first.firstExecutionRunId ? null : runId
  })
  expect(await readEmergency(api, eventId)).toMatchObject({ level: 'III', word: { version: 3 } })
})
