import { randomUUID } from 'node:crypto'

import { WorkflowUpdateFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'

import type { ClaimEvent } from '../../domain/claim/events.ts'
import { decide, signed } from '../../domain/claim/decide.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { HOUR, SECOND } from '../../domain/time.ts'
import { lookAtLog } from '../../workflows/claim-contract.ts'
import { calendar } from '../calendar-around.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { agreed, proposed, reviewed } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())
afterEach(() => {
  Object.assign(desk.world.faults, {
    databaseAway: false,
    messagesAway: false,
    policyAway: false,
    loseBankAnswer: false,
  })
})

const logOf = ({ claimId }: DeskClaim): readonly ClaimEvent[] => desk.world.log.get(claimId) ?? []
const typesOf = (claim: DeskClaim): string[] => logOf(claim).map(({ type }) => type)

async function refusalOf(asking: Promise<unknown>): Promise<string | null | undefined> {
  const error: unknown = await asking.then(() => null).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(WorkflowUpdateFailedError)
  const { cause } = error as WorkflowUpdateFailedError
  return cause instanceof ApplicationFailure ? cause.type : undefined
}

test('with the message provider down for a day, approval still works and the acceptance deadline still fires', async () => {
  desk.world.faults.messagesAway = true
  const claim = await desk.open()
  await proposed(claim)
  await claim.ask({ type: 'ApproveProposal' }, people.approver)
  await claim.forward(24 * HOUR)
  await claim.forward(24 * HOUR + SECOND)
  const { claim: state } = await claim.read()
  expect(state.stage.status).toBe('decided')
  expect(state.clocks.find(({ id }) => id === 'C02')?.state).toBe('breached')
  desk.world.faults.messagesAway = false
  await claim.forward(9 * HOUR)
  const offered = await claim.reaches('offered')
  expect(offered.claim.clocks.find(({ id }) => id === 'C02')?.state).toBe('breached-then-met')
})

test('with the database away for a minute nothing acknowledged is missing after: the answer waits for the log', async () => {
  const claim = await desk.open()
  await claim.read()
  desk.world.faults.databaseAway = true
  let answered = false
  const asking = claim.ask({ type: 'AcceptClaim' }, people.clerk).finally(() => (answered = true))
  await until('the recording goes on as an activity', async () => {
    const { raw } = await claim.handle.describe()
    return (raw.pendingActivities ?? []).some(({ activityType }) => activityType?.name === 'recordEvents')
  })
  await claim.forward(61 * SECOND)
  expect(answered).toBe(false)
  expect(typesOf(claim)).not.toContain('ClaimAccepted')
  desk.world.faults.databaseAway = false
  const answer = await asking
  expect(
    logOf(claim)
      .slice(0, answer.version)
      .map(({ type }) => type),
  ).toContain('ClaimAccepted')
})

test('the same key and body ten times at once is one event, and another body under that key is refused', async () => {
  const claim = await desk.open()
  const commandId = randomUUID()
  const ask = (bodyHash: string): Promise<unknown> =>
    claim.ask({ type: 'AcceptClaim' }, people.clerk, { commandId, bodyHash })
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask('hash-1')))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(typesOf(claim).filter((type) => type === 'ClaimAccepted')).toHaveLength(1)
  const repeated = (await ask('hash-2')) as { bodyHash: string }
  expect(repeated.bodyHash).toBe('hash-1')
})

test('a key used again in a later run is refused by the claim itself when the body differs', async () => {
  const claim = await desk.open({ historyLimit: 1 })
  const commandId = randomUUID()
  const first = (await claim.handle.describe()).runId
  await claim.ask({ type: 'StartCheck' }, people.clerk, { commandId, bodyHash: 'hash-1' })
  await until('a later run', async () => (await claim.handle.describe()).runId !== first)
  const again = claim.ask({ type: 'StartCheck' }, people.clerk, { commandId, bodyHash: 'hash-2' })
  expect(await refusalOf(again)).toBe('COMMAND_REUSED')
})

test('a refused Update leaves no event in the history', async () => {
  const claim = await desk.open()
  await claim.reaches('received')
  await settled(claim)
  const before = await claim.handle.fetchHistory()
  expect(await refusalOf(claim.ask({ type: 'SubmitPayments' }, people.paymentClerk))).toBe('WRONG_STATUS')
  expect(await refusalOf(claim.ask({ type: 'AcceptClaim' }, people.reviewer))).toBe('ROLE_NOT_ALLOWED')
  const after = await claim.handle.fetchHistory()
  expect(after.events).toHaveLength(before.events?.length ?? 0)
})

test('a command with an old decision version is refused, one with the current is taken', async () => {
  const claim = await desk.open()
  await proposed(claim)
  const { decisionVersion } = (await claim.read()).claim
  const stale = claim.ask({ type: 'ApproveProposal' }, people.approver, {
    expectedDecisionVersion: decisionVersion - 1,
  })
  expect(await refusalOf(stale)).toBe('STALE_VERSION')
  const answer = await claim.ask({ type: 'ApproveProposal' }, people.approver, {
    expectedDecisionVersion: decisionVersion,
  })
  expect(answer.status).toBe('decided')
})

test('the same receipt twice is one receipt', async () => {
  const claim = await desk.open()
  const receipt = {
    type: 'NoticeReceipt',
    n: 1,
    outcome: 'delivered',
    ageMs: 0,
    proof: { how: 'receipt', reference: 'r' },
  } as const
  await claim.tell(receipt, 'evt-1')
  await claim.tell(receipt, 'evt-1')
  await claim.tell(receipt, 'evt-2')
  await until('both receipts', () => typesOf(claim).includes('FactDisregarded'))
  expect(typesOf(claim).filter((type) => type === 'NoticeDelivered')).toHaveLength(1)
  expect(typesOf(claim).filter((type) => type === 'FactDisregarded')).toHaveLength(1)
})

test('a lost answer of the bank is asked for, never sent again', async () => {
  const claim = await desk.open()
  await agreed(claim)
  desk.world.faults.loseBankAnswer = true
  await claim.ask(
    {
      type: 'FreezePayees',
      payees: [{ payeeId: 'pty_1', share: 10_000, accountHolderIsPayee: true }],
      roundingTo: 'pty_1',
    },
    people.paymentClerk,
  )
  await claim.ask({ type: 'SubmitPayments' }, people.paymentClerk)
  await claim.ask({ type: 'CheckPayment', n: 1, verdict: 'approve' }, people.paymentChecker)
  await until('an unknown outcome', async () => (await claim.read()).claim.payments[0]?.state === 'unknown')
  await claim.forward(61 * SECOND)
  const { claim: state } = await claim.reaches('paid')
  expect(desk.world.transfers.get(state.payments[0]?.reference ?? '')).toBe(1)
})

test('a policy system that is away keeps the claim where it is, and nothing else', async () => {
  desk.world.faults.policyAway = true
  const claim = await desk.open()
  await claim.ask({ type: 'AcceptClaim' }, people.clerk)
  expect((await claim.read()).claim.stage.status).toBe('accepted')
  desk.world.faults.policyAway = false
  await claim.reaches('reviewing')
})

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

test('a cancel request from an operator ends no claim', async () => {
  const claim = await desk.open()
  await claim.handle.cancel()
  await reviewed(claim)
  expect((await claim.read()).claim.stage.status).toBe('assessing')
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

/** Waits until nothing of the claim is under way any more, so that the history stands still. */
async function settled(claim: DeskClaim): Promise<void> {
  await until('every notice proven and the policy known', async () => {
    await claim.deliverNotices()
    const { notices, policy } = (await claim.read()).claim
    return policy.known === 'found' && notices.every(({ state }) => state === 'delivered')
  })
  await until('nothing under way', async () => {
    const { raw } = await claim.handle.describe()
    return (raw.pendingActivities ?? []).length === 0 && !raw.pendingWorkflowTask
  })
}
