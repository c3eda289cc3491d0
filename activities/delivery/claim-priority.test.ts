import type { Client } from '@temporalio/client'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { turnAmong } from '../../domain/emergency/task-priority.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { storm } from '../../test/emergency-claims.ts'
import type { OwnNamespace } from '../../test/namespace.ts'
import { openNamespace } from '../../test/namespace.ts'
import { takeIn } from '../../test/take-in.ts'
import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { giveTurn, goFirst } from './claim-priority.ts'
import { startClaim } from './start-claim.ts'

let database: TestDatabase
let api: Database
let own: OwnNamespace
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  api = openDatabase(database.apiUrl, { max: 4, applicationName: 'test-api' })
  own = await openNamespace(inject('temporalAddress'))
  client = own.client
})

afterAll(async () => {
  await Promise.all([api.close(), own.close()])
  await database.drop()
})

const priorityOf = async (claimId: string) =>
  (await client.workflow.getHandle(claimWorkflowId(claimId)).describe()).priority

const optionChanges = async (claimId: string): Promise<number> => {
  const { events = [] } = await client.workflow.getHandle(claimWorkflowId(claimId)).fetchHistory()
  return (events ?? []).filter(({ workflowExecutionOptionsUpdatedEventAttributes: changed }) => changed).length
}

test('a claim starts with the turn of its province, and with that of the event it is told of', async () => {
  const ordinary = await takeIn(api)
  await startClaim(client, ordinary)
  expect(await priorityOf(ordinary.claimId)).toEqual({ priorityKey: 3, fairnessKey: '31', fairnessWeight: 1 })
  const struck = await takeIn(api)
  await startClaim(client, { ...struck, told: [storm({ level: 'II' }), storm({ eventId: 'emg_quake' })] })
  expect(await priorityOf(struck.claimId)).toEqual({ priorityKey: 3, fairnessKey: '31-event', fairnessWeight: 8 })
})

test('a claim that runs gets another turn by one event, by none where it has it, and gives it back', async () => {
  const { claimId, ...input } = await takeIn(api)
  await startClaim(client, { claimId, ...input })
  const inEvent = turnAmong('310101', [storm()])
  expect(await giveTurn(client, claimId, inEvent)).toBe(true)
  expect(await priorityOf(claimId)).toEqual({ priorityKey: 3, ...inEvent })
  expect(await giveTurn(client, claimId, inEvent)).toBe(true)
  expect(await optionChanges(claimId)).toBe(1)
  expect(await giveTurn(client, claimId, turnAmong('310101', []))).toBe(true)
  expect(await priorityOf(claimId)).toEqual({ priorityKey: 3, fairnessKey: '31', fairnessWeight: 1 })
})

test('a claim that is granted the green channel while it runs goes first, in the turn it has', async () => {
  const input = await takeIn(api)
  await startClaim(client, { ...input, told: [storm()] })
  const turn = turnAmong('310101', [storm()])
  expect(await goFirst(client, input.claimId, 5_000)).toBe(true)
  expect(await priorityOf(input.claimId)).toEqual({ priorityKey: 2, ...turn })
  expect(await goFirst(client, input.claimId, 5_000)).toBe(true)
  expect(await optionChanges(input.claimId)).toBe(1)
  // An event that ends takes its turn back, and the place of the green channel stays.
  await giveTurn(client, input.claimId, turnAmong('310101', []))
  expect(await priorityOf(input.claimId)).toEqual({ priorityKey: 2, fairnessKey: '31', fairnessWeight: 1 })
})

test('a claim that never ran, or has ended, has no turn to give', async () => {
  const turn = turnAmong('310101', [storm()])
  expect(await giveTurn(client, 'clm_never', turn)).toBe(false)
  expect(await goFirst(client, 'clm_never', 5_000)).toBe(false)
  const input = await takeIn(api)
  await startClaim(client, input)
  await client.workflow.getHandle(claimWorkflowId(input.claimId)).terminate()
  expect(await giveTurn(client, input.claimId, turn)).toBe(false)
})
