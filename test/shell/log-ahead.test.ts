import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import type { ClaimEvent } from '../../domain/claim/events.ts'
import { decide, signed } from '../../domain/claim/decide.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { lookAtLog } from '../../workflows/claim-contract.ts'
import { calendar } from '../calendar-around.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { refusalOf, reviewed, settled } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

const logOf = ({ claimId }: DeskClaim): readonly ClaimEvent[] => desk.world.log.get(claimId) ?? []
const typesOf = (claim: DeskClaim): string[] => logOf(claim).map(({ type }) => type)

test('a claim takes over what a worker recorded before it died, and answers the command that caused it', async () => {
  const claim = await desk.open()
  await settled(claim)
  const log = desk.world.log.get(claim.claimId) ?? []
  const commandId = randomUUID()
  // The dead worker decided the same command at another instant; its events are in the log, Temporal never heard of them.
  const dead = decide(fold(null, log), { actor: people.clerk, command: { type: 'AcceptClaim' } }, laterContext())
  if ('refusal' in dead) throw new Error(dead.refusal.code)
  log.push(...signed(dead.events, { commandId, bodyHash: commandId }))
  const answer = await claim.ask({ type: 'AcceptClaim' }, people.clerk, { commandId })
  expect(typesOf(claim).filter((type) => type === 'ClaimAccepted')).toHaveLength(1)
  expect(answer.version).toBe(fold(null, log.slice(0, answer.version)).commands.at(-1)?.version)
  await reviewedFromReview(claim)
})

test('a command that lost its ground while the log was ahead is refused, and the claim goes on', async () => {
  const claim = await desk.open()
  await settled(claim)
  const log = desk.world.log.get(claim.claimId) ?? []
  const stranger = decide(fold(null, log), { actor: people.clerk, command: { type: 'AcceptClaim' } }, laterContext())
  if ('refusal' in stranger) throw new Error(stranger.refusal.code)
  log.push(...stranger.events)
  expect(await refusalOf(claim.ask({ type: 'AcceptClaim' }, people.clerk))).toBe('WRONG_STATUS')
  await reviewedFromReview(claim)
})

test('a claim that is behind its log reads on when the next who asks has seen more, and judges by what it reads', async () => {
  const claim = await desk.open()
  await settled(claim)
  const logLength = acceptedByTheDead(claim)
  const parts = ['preliminary', 'detailed', 'risk'] as const
  const answer = await claim.ask({ type: 'FixLiability', parts }, people.reviewer, { logLength })
  expect(answer.status).toBe('assessing')
  const again = claim.ask({ type: 'AcceptClaim' }, people.clerk, { logLength: answer.version })
  expect(await refusalOf(again)).toBe('WRONG_STATUS')
})

test('a claim with something of its own to record refuses nobody who has seen more of the log than it', async () => {
  const claim = await desk.open()
  await settled(claim)
  const logLength = acceptedByTheDead(claim)
  await desk.pauseWorker()
  const proof = { how: 'receipt', reference: 'late' } as const
  await claim.tell({ type: 'NoticeReceipt', n: 1, outcome: 'failed', ageMs: 0, proof }, 'evt-late')
  const parts = ['preliminary', 'detailed', 'risk'] as const
  const asking = claim.ask({ type: 'FixLiability', parts }, people.reviewer, { logLength })
  await desk.resumeWorker()
  expect((await asking).status).toBe('assessing')
})

test('a claim whose run is long enough to end reads on first when somebody waits for what it lacks', async () => {
  const historyLimit = 60
  const claim = await desk.open({ historyLimit })
  await settled(claim)
  // Looks that find nothing lengthen the run, and no turn comes by to end it.
  for (let run = await claim.handle.describe(); run.historyLength < historyLimit; run = await claim.handle.describe()) {
    await claim.handle.signal(lookAtLog, 0)
    await claim.read()
  }
  const { length } = logOf(claim)
  await desk.pauseWorker()
  // Of a notice that was never sent: it is noted, and nothing follows from it.
  const proof = { how: 'receipt', reference: 'stray' } as const
  await claim.tell({ type: 'NoticeReceipt', n: 99, outcome: 'delivered', ageMs: 0, proof }, 'evt-stray')
  desk.world.faults.afterRecording.set(claim.claimId, () => acceptedByTheDead(claim))
  const parts = ['preliminary', 'detailed', 'risk'] as const
  const asking = claim.ask({ type: 'FixLiability', parts }, people.reviewer, { logLength: length + 3 })
  await desk.resumeWorker()
  expect((await asking).status).toBe('assessing')
})

test('a command that the log has overtaken is refused on what the claim reads, though its own state would allow it', async () => {
  const claim = await desk.open()
  await settled(claim)
  const logLength = acceptedByTheDead(claim)
  expect(await refusalOf(claim.ask({ type: 'AcceptClaim' }, people.clerk, { logLength }))).toBe('WRONG_STATUS')
  expect(typesOf(claim).filter((type) => type === 'ClaimAccepted')).toHaveLength(1)
})

test('a claim that hears how long its log is reads on and does what follows from it', async () => {
  const claim = await desk.open()
  await settled(claim)
  const logLength = acceptedByTheDead(claim)
  await claim.handle.signal(lookAtLog, logLength)
  await until('the notice of acceptance', () =>
    desk.world.notices.some(({ claimId, notice }) => claimId === claim.claimId && notice.kind === 'acceptance'),
  )
  expect((await claim.reaches('reviewing')).claim.version).toBeGreaterThanOrEqual(logLength)
})

test('a claim that hears of more than its log holds goes on with what there is', async () => {
  const claim = await desk.open()
  await claim.handle.signal(lookAtLog, 1_000)
  await reviewed(claim)
  expect((await claim.read()).claim.stage.status).toBe('assessing')
})

test('a claim whose log lost events stands still, loudly, until they are back, and then goes on by itself', async () => {
  const claim = await desk.open()
  await settled(claim)
  const log = [...logOf(claim)]
  desk.world.log.set(claim.claimId, log.slice(0, 1))
  const asking = claim.ask({ type: 'AcceptClaim' }, people.clerk)
  await until('a recording that fails and is tried again', async () => {
    const { pendingActivities } = (await claim.handle.describe()).raw
    const type = pendingActivities?.[0]?.lastFailure?.applicationFailureInfo?.type
    return type === 'HISTORY_CONFLICT'
  })
  expect(logOf(claim)).toHaveLength(1)
  desk.world.log.set(claim.claimId, log)
  expect((await asking).status).toBe('reviewing')
  await reviewedFromReview(claim)
})

/** A worker records an acceptance and dies with the server that knew of it; answers with the length of the log. */
function acceptedByTheDead({ claimId }: DeskClaim): number {
  const log = desk.world.log.get(claimId) ?? []
  const dead = decide(fold(null, log), { actor: people.clerk, command: { type: 'AcceptClaim' } }, laterContext())
  if ('refusal' in dead) throw new Error(dead.refusal.code)
  return log.push(...signed(dead.events, { commandId: randomUUID(), bodyHash: 'hash-1' }))
}

/** The dead worker's clock: the same rules, three milliseconds later. */
const laterContext = () => ({ now: Date.now() + 3, calendar, policy: defaultServicePolicy })

async function reviewedFromReview(claim: DeskClaim): Promise<void> {
  await claim.reaches('reviewing')
  const fix = { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] } as const
  expect((await claim.ask(fix, people.reviewer)).status).toBe('assessing')
}
