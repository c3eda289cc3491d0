import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { recordEmergency } from '../../db/emergencies.ts'
import { listByHand, pendingEventTellings } from '../../db/emergency-tellings.ts'
import { recordEvents } from '../../db/recording.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { summarise } from '../../domain/claim/summary.ts'
import { foldEmergency } from '../../domain/emergency/event-evolve.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { declared, stormId } from '../../test/example-emergency.ts'
import type { OwnNamespace } from '../../test/namespace.ts'
import { openNamespace } from '../../test/namespace.ts'
import { takeIn } from '../../test/take-in.ts'
import type { ClaimInput } from '../../workflows/claim-contract.ts'
import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { tellOfEvents } from './event-telling.ts'
import { startClaim } from './start-claim.ts'
import { openPace } from './telling-pace.ts'

const log = pino({ level: 'silent' })

let database: TestDatabase
let api: Database
let worker: Database
let own: OwnNamespace

beforeAll(async () => {
  database = await createTestDatabase()
  api = openDatabase(database.apiUrl, { max: 4, applicationName: 'test-api' })
  worker = openDatabase(database.workerUrl, { max: 4, applicationName: 'test-worker' })
  own = await openNamespace(inject('temporalAddress'))
  const events = declared().past
  await recordEmergency(worker, { eventId: stormId, from: 0, events, emergency: foldEmergency(null, events) })
})

afterAll(async () => {
  await Promise.all([api.close(), worker.close(), own.close()])
  await database.drop()
})

test('a claim has the turn of the event before it hears of it', async () => {
  const { claimId } = await listed()
  expect(await tellOfEvents({ db: worker, client: own.client, log, pace: openPace() })).toBe(1)
  const { events } = await own.client.workflow.getHandle(claimWorkflowId(claimId)).fetchHistory()
  const came = events?.flatMap((event) => [
    ...(event.workflowExecutionOptionsUpdatedEventAttributes ? ['turn'] : []),
    ...(event.workflowExecutionSignaledEventAttributes ? ['word'] : []),
  ])
  expect(came).toEqual(['turn', 'word'])
})

test('while those who were told have not turned nobody else is told', async () => {
  const claims = [await listed(), await listed(), await listed()]
  const desk = { db: worker, client: own.client, log, pace: openPace({ atMost: 2, patienceMs: 3_600_000 }) }
  expect(await tellOfEvents(desk)).toBe(2)
  expect(await tellOfEvents(desk)).toBe(0)
  const [turned] = claims.filter(({ claimId }) => desk.pace.awaited().includes(claimId))
  if (turned === undefined) throw new Error('nobody is awaited')
  await turn(turned)
  expect(await tellOfEvents(desk)).toBe(1)
  expect(await pendingEventTellings(worker, 10)).toEqual([])
})

/** A claim that runs without a worker, and is to be told. */
async function listed(): Promise<ClaimInput> {
  const input = await takeIn(api)
  await startClaim(own.client, input)
  await listByHand(api, { eventId: stormId, claimId: input.claimId, version: 1 })
  return input
}

/** Records what a claim does next, as its workflow would. */
async function turn({ claimId, events, calendar, policy }: ClaimInput): Promise<void> {
  const claim = fold(null, events)
  const event = { type: 'CheckStarted', at: claim.lastAt, by: { id: 'per_clerk', role: 'intake-clerk' } } as const
  const after = fold(claim, [event])
  const summary = summarise(after, { now: after.lastAt, calendar, policy })
  await recordEvents(worker, {
    claimId,
    from: events.length,
    events: [event],
    summary,
    clocks: after.clocks,
    answers: [],
  })
}
