import { fileURLToPath } from 'node:url'

import { Client, Connection } from '@temporalio/client'
import { NativeConnection, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'

import { DAY, HOUR, SECOND } from '../../domain/time.ts'
import { claimWorkflowId, readClaim } from '../../workflows/claim-contract.ts'
import { readClaimClock, startJump, stopJump } from './claim-clock.ts'
import { fastForward } from './fast-forward.ts'
import { FastForwardFailed } from './fast-forward-failed.ts'
import type { Ticking } from './ticking-claim.ts'

const taskQueue = 'fast-forward-test'
const workflowsPath = fileURLToPath(new URL('./ticking-claim.ts', import.meta.url))
let client: Client
let worker: Worker
let working: Promise<void>

beforeAll(async () => {
  const address = inject('temporalAddress')
  client = new Client({ connection: await Connection.connect({ address }) })
  worker = await Worker.create({ connection: await NativeConnection.connect({ address }), taskQueue, workflowsPath })
  working = worker.run()
})

afterAll(async () => {
  worker.shutdown()
  await working
  await client.connection.close()
})

test('48 hours pass in seconds, and what falls due in them happens on time', async () => {
  const claim = await startTicking({ everyMs: 24 * HOUR, count: 9 })
  const { from, to, asOf } = await fastForward(client, { claimId: claim.claimId, byMs: 48 * HOUR + SECOND })
  expect(to - from).toBe(48 * HOUR + SECOND)
  expect(asOf).toBeGreaterThanOrEqual(to)
  expect(asOf - to).toBeLessThan(10 * SECOND)
  expect(await ticksOf(claim)).toBe(2)
})

test('a jump after one that was broken off lets the deadline it had reached fire first', async () => {
  const claim = await startTicking({ everyMs: DAY, count: 3 })
  const { claimId } = claim
  await startJump(client, claimId, 'broken-off', 3 * DAY)
  await vi.waitUntil(async () => (await readClaimClock(client, claimId)).now > Date.now() + HOUR, {
    interval: 5,
    timeout: 60_000,
  })
  await stopJump(client, claimId)
  await fastForward(client, { claimId, byMs: 3 * DAY })
  const lateness = await claim.result()
  expect(lateness).toHaveLength(3)
  for (const late of lateness) expect(late).toBeLessThan(10 * SECOND)
})

test('a claim that ends on the way stops there', async () => {
  const claim = await startTicking({ everyMs: DAY, count: 1 })
  const { to, asOf } = await fastForward(client, { claimId: claim.claimId, byMs: 90 * DAY })
  expect(asOf).toBeLessThan(to - 80 * DAY)
  await expect(fastForward(client, { claimId: claim.claimId, byMs: DAY })).rejects.toMatchObject({
    fault: 'not-running',
  })
})

test('a receipt in the air holds the jump, and the jump goes on when it has arrived', async () => {
  const claim = await startTicking({ everyMs: DAY, count: 1, inTheAir: true })
  const jump = fastForward(client, { claimId: claim.claimId, byMs: HOUR })
  await expect(fastForward(client, { claimId: claim.claimId, byMs: HOUR })).rejects.toMatchObject({
    fault: 'already-moving',
  })
  await claim.signal('noticeDelivered')
  const { from, to } = await jump
  expect(to - from).toBe(HOUR)
})

test('a receipt that stays away refuses the jump in the end, force does not ask', async () => {
  const claim = await startTicking({ everyMs: DAY, count: 1, inTheAir: true })
  const { claimId } = claim
  const impatient = { claimId, byMs: HOUR, patienceMs: 500 }
  await expect(fastForward(client, impatient)).rejects.toThrow('notice 1 is dispatched')
  const { from, to } = await fastForward(client, { ...impatient, force: true })
  expect(to - from).toBe(HOUR)
})

test('what waits in the inbox holds the jump as well', async () => {
  const { claimId } = await startTicking({ everyMs: DAY, count: 1 })
  let pending = ['1 callback in the inbox']
  const alsoOpen = () => {
    const answer = pending
    pending = []
    return Promise.resolve(answer)
  }
  await fastForward(client, { claimId, byMs: HOUR, alsoOpen })
  expect(pending).toEqual([])
})

test('a clock that another process is moving is left alone', async () => {
  const { claimId } = await startTicking({ everyMs: HOUR, count: 5_000 })
  await startJump(client, claimId, 'another', 5_000 * HOUR)
  const impatient = { claimId, byMs: HOUR, patienceMs: 500 }
  await expect(fastForward(client, impatient)).rejects.toMatchObject({ fault: 'already-moving' })
})

test('a claim without a workflow has no clock', async () => {
  await expect(fastForward(client, { claimId: 'clm_nobody', byMs: HOUR })).rejects.toBeInstanceOf(FastForwardFailed)
})

let started = 0

async function startTicking(ticking: Ticking) {
  const claimId = `clm_ticking_${Date.now()}_${(started += 1)}`
  const handle = await client.workflow.start<(ticking: Ticking) => Promise<number[]>>('tickingClaim', {
    workflowId: claimWorkflowId(claimId),
    taskQueue,
    args: [ticking],
  })
  return Object.assign(handle, { claimId })
}

async function ticksOf(claim: Awaited<ReturnType<typeof startTicking>>): Promise<number> {
  return (await claim.query(readClaim)).claim.version
}
