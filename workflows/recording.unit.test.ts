import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import { inputFor } from '../test/shell/claim-desk.ts'
import { people } from '../test/shell/people.ts'
import type { ClaimRequest, KeptEvents, Recording } from './claim-contract.ts'
import { answer, hear } from './messages.ts'
import { recordNews } from './recording.ts'
import type { ClaimShell } from './shell.ts'
import { openShell } from './shell.ts'

/** What the log says of each recording, in the place of the activity: in a replay that is what the history holds. */
const log = vi.hoisted(() => ({ keep: (recording: unknown): unknown => (recording === undefined ? undefined : null) }))

vi.mock('@temporalio/workflow', async (original) => {
  const recordEvents = { executeWithOptions: async (_options: unknown, [recording]: unknown[]) => log.keep(recording) }
  const proxy = () => ({ recordEvents })
  return { ...(await original<object>()), proxyLocalActivities: proxy, proxyActivities: proxy }
})

const accept: ClaimRequest = {
  commandId: 'cmd-accept',
  bodyHash: 'hash',
  actor: people.clerk,
  command: { type: 'AcceptClaim' },
}

let shell: ClaimShell
beforeEach(() => {
  shell = openShell(inputFor('clm_019cabcd0000700080000000000000a1', {}))
})
afterEach(() => {
  vi.useRealTimers()
})

test('a replay that was told a later instant than the run before it takes its instants from the log', async () => {
  const written = await firstRun()
  log.keep = () => ({ as: 'given', events: written }) satisfies KeptEvents
  const replayed = openShell({ ...shell.input })
  const before = replayed.claim
  vi.setSystemTime(Date.now() + 1_900)
  const answering = answer(replayed, accept)
  await recordNews(replayed)
  expect(replayed.claim).toEqual(fold(before, written))
  expect(replayed.recorded).toEqual(replayed.claim)
  expect(await answering).toMatchObject({ commandId: 'cmd-accept', version: replayed.claim.version })
  expect(replayed.heard).toEqual([])
})

test('a receipt taken in a task that was kept alive for long keeps the instant the log has of it', async () => {
  vi.useFakeTimers({ now: shell.claim.lastAt + 60_000, toFake: ['Date'] })
  const receipt = {
    type: 'NoticeReceipt',
    n: 1,
    outcome: 'delivered',
    ageMs: 0,
    proof: { how: 'receipt', reference: 'm' },
  } as const
  let written: readonly ClaimEvent[] = []
  log.keep = (recording) => {
    written = (recording as Recording).events
    return { as: 'given', events: written } satisfies KeptEvents
  }
  hear(shell, receipt)
  await recordNews(shell)
  log.keep = () => ({ as: 'given', events: written }) satisfies KeptEvents
  const replayed = openShell({ ...shell.input })
  const before = replayed.claim
  vi.setSystemTime(Date.now() + 12_256)
  hear(replayed, receipt)
  await recordNews(replayed)
  expect(written.map(({ type }) => type)).toContain('NoticeDelivered')
  expect(replayed.claim).toEqual(fold(before, written))
  expect(replayed.claim).toEqual(shell.claim)
})

test('what was heard while the log was written is judged again on top of what the log has, and nothing else is', async () => {
  const written = await firstRun()
  const replayed = openShell({ ...shell.input })
  vi.setSystemTime(Date.now() + 1_900)
  const recordings: Recording[] = []
  log.keep = (recording) => {
    recordings.push(recording as Recording)
    if (recordings.length > 1) return null
    hear(replayed, {
      type: 'NoticeReceipt',
      n: 1,
      outcome: 'failed',
      ageMs: 0,
      proof: { how: 'receipt', reference: 'm' },
    })
    return { as: 'given', events: written } satisfies KeptEvents
  }
  void answer(replayed, accept)
  await recordNews(replayed)
  await recordNews(replayed)
  const [, second] = recordings
  expect(second?.from).toBe((recordings[0]?.from ?? 0) + written.length)
  expect(second?.events.map(({ type }) => type)).not.toContain('ClaimAccepted')
  expect(replayed.heard).toEqual([])
})

/** The events an acceptance makes in the run that recorded it. */
async function firstRun(): Promise<readonly ClaimEvent[]> {
  vi.useFakeTimers({ now: shell.claim.lastAt + 60_000, toFake: ['Date'] })
  let written: readonly ClaimEvent[] = []
  log.keep = (recording) => {
    written = (recording as Recording).events
    return { as: 'given', events: written } satisfies KeptEvents
  }
  const answering = answer(shell, accept)
  await recordNews(shell)
  await answering
  return written
}
