import { randomUUID } from 'node:crypto'

import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { defaultServicePolicy as policy } from '../../domain/service-policy.ts'
import type { ClaimInput } from '../../workflows/claim-contract.ts'
import { askClaim, claimWorkflowType, lookAtLog, readClaim, tellClaim } from '../../workflows/claim-contract.ts'
import { calendar } from '../calendar-around.ts'
import type { ClaimDesk } from './claim-desk.ts'
import { openDesk, workflowBundle } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { agreed } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

const payees = [{ payeeId: 'pty_1', share: 10_000, accountHolderIsPayee: true, namedOnFile: 'insured' }] as const
const freeze: ClaimCommand = { type: 'FreezePayees', payees, roundingTo: 'pty_1' }

/**
 * A run that has nothing to do at first leaves an empty task, which the SDK joins with the next one when another worker
 * takes over: messages then arrive while the run still begins. On the next replay they arrive after it.
 */
test('messages that meet a run in its beginning are taken alike when it is replayed', async () => {
  const handle = await carriedOn()
  await until('its first task', () => handle.query(readClaim).catch(() => null))
  await desk.pauseWorker()
  const commandId = randomUUID()
  const request = { commandId, bodyHash: commandId, actor: people.paymentClerk, command: freeze }
  const asking = handle.executeUpdate(askClaim, { args: [request], updateId: commandId })
  const proof = { how: 'receipt', reference: 'r' } as const
  const receipt = { type: 'NoticeReceipt', n: 1, outcome: 'delivered', ageMs: 0, proof } as const
  await handle.signal(tellClaim, { messageId: 'evt-1', receipt })
  await handle.signal(lookAtLog, 1_000)
  await desk.resumeWorker()
  expect(await asking).toMatchObject({ status: 'paying' })
  await handle.signal(lookAtLog, 1)
  const history = await until('a task after that', async () => {
    const fetched = await handle.fetchHistory()
    const last = fetched.events?.findLastIndex((event) => event.workflowTaskCompletedEventAttributes) ?? 0
    const signal = fetched.events?.findLastIndex((event) => event.workflowExecutionSignaledEventAttributes) ?? 0
    return last > signal ? fetched : null
  })
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, handle.workflowId)
  const { claim } = await handle.query(readClaim)
  expect(desk.world.log.get(claim.claimId)).toHaveLength(claim.version)
})

/** A claim that waits for nothing but people, in a run that continues another. */
async function carriedOn() {
  const claim = await desk.open()
  await agreed(claim)
  await until('every notice proven', async () => {
    await claim.deliverNotices()
    return (await claim.read()).claim.notices.every(({ state }) => state === 'delivered')
  })
  const { claim: state } = await claim.read()
  const { taskQueue } = await claim.handle.describe()
  await claim.handle.terminate('carried on by hand')
  const carried = { claim: state, rules: state.rules, receipts: [], effectsDone: [], aheadMs: 0 }
  const input: ClaimInput = { claimId: claim.claimId, events: [], policy, calendar, carried }
  const { workflowId } = claim.handle
  return desk.client.workflow.start(claimWorkflowType, { taskQueue, workflowId, args: [input] })
}
