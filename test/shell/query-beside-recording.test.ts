import type { WorkflowHandle } from '@temporalio/client'
import type { Payload, PayloadCodec } from '@temporalio/common'
import { NativeConnection, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { readClaim } from '../../workflows/claim-contract.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk, workflowBundle } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { proposed } from './walk.ts'

let desk: ClaimDesk
let connection: NativeConnection
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
  connection = await NativeConnection.connect({ address: inject('temporalAddress') })
})
afterAll(async () => {
  await desk.close()
  await connection.close()
})

const proof = { how: 'receipt', reference: 'r' } as const

/**
 * A recording that ends while a query of the same task is answered: the SDK reports the task with the recording's marker, and
 * tells the workflow of the recording in the next task only, behind whatever that brings. A replay tells it at once.
 */
test('what comes between a recording and the word that it has ended is taken alike when it is replayed', async () => {
  const claim = await desk.open()
  const n = await resultSent(claim)
  const { taskQueue } = await claim.handle.describe()
  await desk.pauseWorker()
  await claim.tell({ type: 'NoticeReceipt', n, outcome: 'failed', ageMs: 0, proof })
  const view = claim.handle.query(readClaim)
  // Either receipt has consequences of its own: the notice goes out by another channel, the claim becomes an offer.
  const { codec, recordEvents } = meeting(() =>
    claim.tell({ type: 'NoticeReceipt', n, outcome: 'delivered', ageMs: 0, proof }),
  )
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: { ...desk.world.activities, recordEvents },
    dataConverter: { payloadCodecs: [codec] },
  })
  const walk = async (): Promise<void> => {
    expect((await view).claim.notices.find((notice) => notice.n === n)?.state).toBe('failed')
    await until('the second receipt recorded', () =>
      eventsOf(claim).some((event) => event.type === 'NoticeDelivered' && event.n === n),
    )
    await until('nothing under way', async () => !(await claim.handle.describe()).raw.pendingWorkflowTask)
    const history = await claim.handle.fetchHistory()
    // The recording was told in a task of its own: what it led to is not yet there.
    expect(followsOf(history)).toEqual([true])
    await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history, claim.handle.workflowId)
    const { claim: state } = await claim.handle.query(readClaim)
    expect(eventsOf(claim)).toHaveLength(state.version)
    expect(state.stage.status).toBe('offered')
  }
  try {
    await worker.runUntil(walk)
  } finally {
    await desk.resumeWorker()
  }
})

const eventsOf = ({ claimId }: DeskClaim) => desk.world.log.get(claimId) ?? []

/** Walks a claim until its result is with the message provider, and no receipt of that has come. */
async function resultSent(claim: DeskClaim): Promise<number> {
  await proposed(claim)
  await claim.ask({ type: 'ApproveProposal' }, people.approver)
  return until('the result is sent', async () => {
    const result = (await claim.read()).claim.notices.find(({ kind }) => kind === 'result')
    return result !== undefined &&
      eventsOf(claim).some((event) => event.type === 'NoticeDispatched' && event.n === result.n)
      ? result.n
      : null
  })
}

/**
 * Lets the recording end while the query is answered, whichever is faster: the recording waits until the answer is on its
 * way out of the workflow, and the answer until the recording has gone to the SDK. Meanwhile something else happens.
 */
function meeting(meanwhile: () => Promise<void>) {
  const answered = latch()
  const recorded = latch()
  const encode = async (payloads: Payload[]): Promise<Payload[]> => {
    if (payloads.some(isView)) {
      answered.open()
      await recorded.opened
      // Its result passes the same threads before this one: some turns of this loop are many of theirs.
      for (let turn = 0; turn < 2_000; turn++) await new Promise(setImmediate)
    }
    return payloads
  }
  const codec: PayloadCodec = { encode, decode: async (payloads) => payloads }
  let first = true
  const recordEvents: ClaimDesk['world']['activities']['recordEvents'] = async (recording) => {
    if (!first) return desk.world.activities.recordEvents(recording)
    first = false
    await answered.opened
    await meanwhile()
    const kept = await desk.world.activities.recordEvents(recording)
    recorded.open()
    return kept
  }
  return { codec, recordEvents }
}

const isView = ({ data }: Payload): boolean =>
  Buffer.from(data ?? [])
    .subarray(0, 8)
    .toString() === '{"asOf":'

/** What the task before the last signal led to: in order, whether it is the marker of a recording. */
function followsOf({ events }: Awaited<ReturnType<WorkflowHandle['fetchHistory']>>): readonly boolean[] {
  const all = events ?? []
  const signal = all.findLastIndex((event) => event.workflowExecutionSignaledEventAttributes)
  const task = all.slice(0, signal).findLastIndex((event) => event.workflowTaskCompletedEventAttributes)
  return all.slice(task + 1, signal).map((event) => Boolean(event.markerRecordedEventAttributes))
}

function latch(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}
