import { randomUUID } from 'node:crypto'

import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'

import type { ClaimEvent } from '../../domain/claim/events.ts'
import { HOUR, SECOND } from '../../domain/time.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { agreed, proposed, refusalOf, reviewed, settled } from './walk.ts'

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

test('with a log that refuses for 61 s of claim time nothing acknowledged is missing after: the answer waits for it', async () => {
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
  expect(await refusalOf(claim.ask({ type: 'ApproveProposal' }, people.approver))).toBe('WRONG_STATUS')
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
      payees: [{ payeeId: 'pty_1', share: 10_000, accountHolderIsPayee: true, namedOnFile: 'insured' }],
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

test('a cancel request from an operator ends no claim', async () => {
  const claim = await desk.open()
  await claim.handle.cancel()
  await reviewed(claim)
  expect((await claim.read()).claim.stage.status).toBe('assessing')
})
