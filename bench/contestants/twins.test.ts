import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { startPolicySimulator } from '../../simulators/policy-system.ts'
import type { Simulator } from '../../simulators/server.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import type { OwnNamespace } from '../../test/namespace.ts'
import { openNamespace } from '../../test/namespace.ts'
import { until } from '../../test/shell/outside-world.ts'
import { bare } from './bare/bare.ts'
import { minimalLife } from './claim-life.ts'
import type { Running } from './contestant.ts'
import { naive } from './naive/naive.ts'

let folder: string
let database: TestDatabase
let temporal: OwnNamespace
let policies: Simulator
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), `lipei-test-${process.pid}-twins-`))
  temporal = await openNamespace(inject('temporalAddress'))
  database = await createTestDatabase()
  policies = await startPolicySimulator({ port: 0, dataDir: folder })
})
afterAll(async () => {
  await policies.close()
  await temporal.close()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

function start(twin: typeof bare): Promise<Running> {
  const ground = {
    policyUrl: policies.url,
    temporalAddress: inject('temporalAddress'),
    temporalNamespace: temporal.namespace,
    ownerUrl: database.ownerUrl,
  }
  return twin.start(ground, { cachedWorkflows: 100, folder })
}

async function send(method: 'GET' | 'POST', url: string, body?: object): Promise<{ status: number; body: unknown }> {
  const content = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(url, { method, ...content })
  return { status: answer.status, body: await answer.json() }
}

const file = (url: string, claimId: string) =>
  send('POST', `${url}/claims`, { claimId, filing: { description: 'x'.repeat(680) } })

async function rows(query: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(query)).rows
  } finally {
    await client.end()
  }
}

/** How often each event happened; an activity by its name. */
async function eventsOf(claimId: string): Promise<Record<string, number>> {
  const history = await temporal.client.workflow.getHandle(claimId).fetchHistory()
  const counts: Record<string, number> = {}
  for (const { eventType, activityTaskScheduledEventAttributes: activity } of readable(history)) {
    const name = activity?.activityType.name ?? eventType.replace('EVENT_TYPE_', '')
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

const readable = (history: Parameters<typeof historyToJSON>[0]): readonly ReadableEvent[] =>
  (JSON.parse(historyToJSON(history)) as { events: ReadableEvent[] }).events

interface ReadableEvent {
  readonly eventType: string
  readonly activityTaskScheduledEventAttributes?: { readonly activityType: { readonly name: string } }
}

const bookOf = async ({ bankUrl }: Running) => (await send('GET', `${bankUrl}/book`)).body

const effects = { lookUpPolicy: 1, sendNotice: 5, preparePayment: 1, sendPayment: 1 }

describe('the bare twin', () => {
  let twin: Running
  let claim: string
  beforeAll(async () => {
    twin = await start(bare)
    claim = `${twin.url}/claims/bare1`
  }, 180_000)
  afterAll(() => twin.stop())

  test('lives the minimal life without being asked when it is whose turn', async () => {
    expect(await file(twin.url, 'bare1')).toEqual({ status: 201, body: { claimId: 'bare1' } })
    for (const type of minimalLife) {
      const answer = await send('POST', `${claim}/messages`, { type })
      expect(answer).toMatchObject({ status: 200, body: { last: type } })
    }
    await until('every notice to arrive', async () => {
      const { body } = await send('GET', claim)
      return (body as { delivered: number }).delivered === 5
    })
    expect(await send('GET', claim)).toMatchObject({ body: { last: 'GiveFeedback', notices: 5, settled: true } })
  })

  test('makes the calls that Lipei makes, holds one timer, and stays open', async () => {
    expect(await eventsOf('bare1')).toMatchObject({
      ...effects,
      WORKFLOW_EXECUTION_UPDATE_ACCEPTED: 9,
      WORKFLOW_EXECUTION_UPDATE_COMPLETED: 9,
      WORKFLOW_EXECUTION_SIGNALED: 6,
      MARKER_RECORDED: 1,
      TIMER_STARTED: 1,
    })
    const described = await temporal.client.workflow.getHandle('bare1').describe()
    expect(described.status.name).toBe('RUNNING')
  })

  test('pays once, and writes its one row', async () => {
    expect(await bookOf(twin)).toMatchObject({ duplicateSends: 0, transfers: [{ state: 'settled' }] })
    const payments = await rows('select claim_id, amount_fen from bare.payments')
    expect(payments).toEqual([{ claim_id: 'bare1', amount_fen: '392000' }])
  })

  test('outlives its worker', async () => {
    await file(twin.url, 'bare2')
    const [worker] = twin.pids().worker
    await twin.killWorker()
    await twin.startWorker()
    expect(twin.pids().worker).not.toContain(worker)
    const answer = await send('POST', `${twin.url}/claims/bare2/messages`, { type: 'AcceptClaim' })
    expect(answer).toMatchObject({ status: 200, body: { last: 'AcceptClaim' } })
  })

  test('says no to what it cannot know', async () => {
    expect((await file(twin.url, 'not-an-id')).status).toBe(400)
    expect((await file(twin.url, 'bare1')).status).toBe(409)
    expect((await send('GET', `${twin.url}/claims/nobody`)).status).toBe(404)
    expect((await send('POST', `${claim}/messages`, { type: 'PayTwice' })).status).toBe(400)
  })
})

describe('the naive twin', () => {
  let twin: Running
  beforeAll(async () => {
    twin = await start(naive)
  }, 180_000)
  afterAll(() => twin.stop())

  const steps = ['received', 'reviewing', 'assessing', 'awaiting-approval', 'decided', 'offered', 'agreed']
  const lastSteps = ['paying', 'paying', 'paying', 'paid', 'closed']
  /** How many steps are written when each message of the minimal life is its turn: two of them no message brings about. */
  const turns = [1, 2, 3, 4, 6, 7, 8, 9, 11]

  test('lives the minimal life, a row and search attributes for each step', async () => {
    expect((await file(twin.url, 'naive1')).status).toBe(201)
    const claim = `${twin.url}/claims/naive1`
    const reaches = (n: number) =>
      until(`step ${n}`, async () => ((await send('GET', claim)).body as { steps?: number }).steps === n)
    for (const [index, type] of minimalLife.entries()) {
      await reaches(turns[index] ?? 0)
      expect((await send('POST', `${claim}/messages`, { type })).status).toBe(202)
    }
    await reaches(12)
    const written = await rows(`select status from naive.steps where claim_id = 'naive1' order by n`)
    expect(written).toEqual([...steps, ...lastSteps].map((status) => ({ status })))
  })

  test('makes the calls that Lipei makes, and ends', async () => {
    await temporal.client.workflow.getHandle('naive1').result()
    expect(await eventsOf('naive1')).toMatchObject({
      ...effects,
      findDuplicate: 1,
      writeStep: 12,
      UPSERT_WORKFLOW_SEARCH_ATTRIBUTES: 12,
    })
  })

  test('pays once', async () => {
    expect(await bookOf(twin)).toMatchObject({ duplicateSends: 0, transfers: [{ state: 'settled' }] })
    expect(await rows('select claim_id from naive.payments')).toEqual([{ claim_id: 'naive1' }])
  })
})
