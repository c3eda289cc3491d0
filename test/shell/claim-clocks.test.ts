import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { readClaimClock } from '../../api/fast-forward/claim-clock.ts'
import type { PolicyTerms } from '../../domain/claim/state.ts'
import { addWorkingDays } from '../../domain/clocks/calendar.ts'
import type { Clock, ClockId, EscalationLevel } from '../../domain/clocks/clock.ts'
import { bindingDue, breaches, shareOfRunningTime } from '../../domain/clocks/engine.ts'
import { currentRules, ruleBook } from '../../domain/rules.ts'
import type { Instant } from '../../domain/time.ts'
import { HOUR, MINUTE, dateOf, endOfDay } from '../../domain/time.ts'
import { calendar } from '../calendar-around.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { coveredPolicy, until } from './outside-world.ts'
import { people } from './people.ts'
import { agreed, approvePayment, paid, pay, proposed, submittedFor } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

const group = { ...coveredPolicy, group: true }
const motor = { ...coveredPolicy, line: 'motor-compulsory' } as const
const life = { ...coveredPolicy, line: 'life' } as const
const illness = { ...coveredPolicy, line: 'critical-illness', effectiveFrom: '2020-01-01' } as const

/** A clock of claims, how a claim comes to run it alone as far as it can, and the act that ends it. */
interface Way {
  readonly id: ClockId
  readonly policy?: Extract<PolicyTerms, { known: 'found' }>
  readonly filed?: boolean
  readonly begin: (claim: DeskClaim) => Promise<unknown>
  readonly act: (claim: DeskClaim) => Promise<unknown>
}

const accept = (claim: DeskClaim) => claim.ask({ type: 'AcceptClaim' }, people.clerk)
const approve = (claim: DeskClaim) => claim.ask({ type: 'ApproveProposal' }, people.approver)
const fixLiability = (claim: DeskClaim) =>
  claim.ask({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }, people.reviewer)
const refusal = {
  type: 'ProposeRefusal',
  ground: 'not-covered',
  clause: '3.2',
  evidence: [],
  reasonTextId: 'txt_reason',
} as const

const ways: readonly Way[] = [
  { id: 'C01', begin: (claim) => claim.reaches('received'), act: accept },
  { id: 'C02', begin: accept, act: handOver('acceptance') },
  { id: 'C03', policy: group, begin: accepted, act: fixLiability },
  { id: 'C04', begin: determined, act: handOver('result') },
  { id: 'C05', begin: proposed, act: approve },
  { id: 'C06', policy: group, begin: proposed, act: approve },
  { id: 'C07', policy: motor, begin: (claim) => claim.reaches('received'), act: accept },
  { id: 'C08', policy: motor, begin: determined, act: handOver('result') },
  { id: 'C09', begin: refuse, act: handOver('refusal') },
  { id: 'C10', begin: agreed, act: pay },
  { id: 'C11', begin: agreed, act: pay },
  { id: 'C12', policy: group, begin: proposed, act: approve },
  { id: 'C13', begin: paidInPart, act: paidInFull },
  {
    id: 'C18',
    begin: complain,
    act: (claim) => claim.ask({ type: 'AnswerFeedback', textId: 'txt_answer' }, people.supervisor),
  },
  { id: 'C19', policy: illness, begin: agreed, act: pay },
  { id: 'C20', filed: false, begin: (claim) => claim.read(), act: handOver('guidance') },
  { id: 'T-lane', policy: group, begin: proposed, act: approve },
  { id: 'T-approval', policy: group, begin: proposed, act: approve },
]

/** A clock that presses nobody: how it stands a minute after it was due, and how it ends by an act that comes then. */
interface QuietWay extends Way {
  readonly whenOver: Clock['state']
  readonly doneLate: Clock['state']
}

const file = (claim: DeskClaim) =>
  claim.ask({ type: 'FileClaim', claimedFen: 500_000, documents: [], ageMs: 0 }, people.claimant)

const quietWays: readonly QuietWay[] = [
  // Two reminders that nobody has proven: the time is lengthened once, by an instance of its own.
  { id: 'C14', begin: askForPhotos, act: supplyPhotos, whenOver: 'void', doneLate: 'void' },
  // The defence is the insurer's to raise, or not: what is claimed late is a request all the same.
  { id: 'C23a', policy: life, filed: false, begin: begunByReport, act: file, whenOver: 'running', doneLate: 'met' },
  { id: 'C23b', filed: false, begin: begunByReport, act: file, whenOver: 'running', doneLate: 'met' },
]

describe.concurrent.each(quietWays)('$id, which presses nobody, by its true length', (way) => {
  const rule = ruleBook(currentRules).clocks[way.id]

  test('not done, it stands until it is due, and no level is ever reached', { timeout: 240_000 }, async () => {
    const claim = await begun(way)
    const due = bindingDue(rule, await clockOf(claim, way.id))
    await forwardTo(claim, due - MINUTE)
    expect((await clockOf(claim, way.id)).state).toBe('running')
    await forwardTo(claim, due + MINUTE)
    const over = await clockOf(claim, way.id)
    expect([over.state, over.endedAt]).toEqual([way.whenOver, way.whenOver === 'running' ? undefined : due])
    expect(await reached(claim, way.id)).toEqual([])
  })

  test.each([
    ['before', -MINUTE, 'met'],
    ['after', MINUTE, way.doneLate],
  ] as const)('done sixty seconds %s the limit', { timeout: 240_000 }, async (_when, byMs, state) => {
    const claim = await begun(way)
    await forwardTo(claim, bindingDue(rule, await clockOf(claim, way.id)) + byMs)
    await way.act(claim)
    expect((await clockOf(claim, way.id)).state).toBe(state)
    expect(
      (await claim.read()).claim.clocks.filter(({ id, state: how }) => id === way.id && how === 'met'),
    ).toHaveLength(1)
  })
})

describe.concurrent.each(ways)('$id, by its true length', (way) => {
  const rule = ruleBook(currentRules).clocks[way.id]

  test('not done, each level is reached once, at its instant and none before', { timeout: 240_000 }, async () => {
    const claim = await begun(way)
    const due = instantsOf(await clockOf(claim, way.id))
    await forwardTo(claim, due['at-risk'] - MINUTE)
    expect(await reached(claim, way.id)).toEqual([])
    await forwardTo(claim, due.due - MINUTE)
    expect(await reached(claim, way.id)).toEqual([['at-risk', due['at-risk']]])
    await forwardTo(claim, Math.max(due.late, due.breach ?? 0) + HOUR)
    const all = Object.entries(due).filter(([, at]) => at !== null)
    expect(Object.fromEntries(await reached(claim, way.id))).toEqual(Object.fromEntries(all))
    expect(await reached(claim, way.id)).toHaveLength(all.length)
    expect((await clockOf(claim, way.id)).state).toBe(breaches(rule) ? 'breached' : 'running')
  })

  test.each([
    ['before', -MINUTE, 'met'],
    ['after', MINUTE, breaches(rule) ? 'breached-then-met' : 'met'],
  ] as const)('done sixty seconds %s the limit', { timeout: 240_000 }, async (_when, byMs, state) => {
    const claim = await begun(way)
    await forwardTo(claim, bindingDue(rule, await clockOf(claim, way.id)) + byMs)
    await way.act(claim)
    const met = await until(`the end of ${way.id}`, async () => {
      const clock = await clockOf(claim, way.id)
      return clock.endedAt === undefined ? null : clock
    })
    expect(met.state).toBe(state)
  })
})

async function begun({ id, begin, filed = true, policy = coveredPolicy }: Way): Promise<DeskClaim> {
  const claim = await desk.open({ filed, policy })
  await until('the policy', async () => (await claim.read()).claim.policy.known === 'found')
  await begin(claim)
  await until(`${id} to begin`, async () => (await claim.read()).claim.clocks.some((clock) => clock.id === id))
  return claim
}

/** The first instance: what the claim has of it however long it lives. */
async function clockOf(claim: DeskClaim, id: ClockId): Promise<Clock> {
  const clock = (await claim.read()).claim.clocks.find((candidate) => candidate.id === id)
  if (clock === undefined) throw new Error(`no clock ${id}`)
  return clock
}

/** From where the claim's clock stands: what the claim answers is as of its last task, which may lie before the last jump. */
async function forwardTo(claim: DeskClaim, at: Instant): Promise<void> {
  const { now } = await readClaimClock(desk.client, claim.claimId)
  await claim.forward(at - now)
}

type Levels = Readonly<Record<EscalationLevel, Instant>> & { readonly breach: Instant | null }

/** Worked out here from the due times and the calendar, not asked of the claim. */
function instantsOf(clock: Clock): Levels {
  const rule = ruleBook(currentRules).clocks[clock.id]
  return {
    'at-risk': shareOfRunningTime(clock, 80),
    due: clock.dueTarget,
    breach: breaches(rule) ? bindingDue(rule, clock) : null,
    late: endOfDay(addWorkingDays(calendar, dateOf(clock.dueTarget - 1), 1).date),
  } as Levels
}

/** What the log says was reached of a clock, in order. */
async function reached(claim: DeskClaim, id: ClockId): Promise<(readonly [EscalationLevel, Instant])[]> {
  const { version } = (await claim.read()).claim
  const log = await until('the log', () => {
    const events = desk.world.log.get(claim.claimId) ?? []
    return events.length >= version ? events : null
  })
  return log.flatMap((event) =>
    event.type === 'ClockEscalated' && event.clock === id ? [[event.level, event.at] as const] : [],
  )
}

async function accepted(claim: DeskClaim): Promise<void> {
  await accept(claim)
  await claim.reaches('reviewing')
}

/** Decided; the customer reads the result when a person hands it over. */
async function determined(claim: DeskClaim): Promise<void> {
  await proposed(claim)
  await approve(claim)
}

async function paidInPart(claim: DeskClaim): Promise<void> {
  await agreed(claim)
  await submittedFor(claim, 'pty_a', 'pty_b')
  await approvePayment(claim, 1)
}

async function paidInFull(claim: DeskClaim): Promise<void> {
  await approvePayment(claim, 2)
  await claim.reaches('paid')
}

function handOver(kind: 'acceptance' | 'result' | 'refusal' | 'guidance'): Way['act'] {
  return async (claim) => {
    const notice = (await claim.read()).claim.notices.findLast((candidate) => candidate.kind === kind)
    if (notice === undefined) throw new Error(`no ${kind} was ordered`)
    await claim.ask({ type: 'RecordDelivery', n: notice.n, reference: 'slip-1', ageMs: 0 }, people.clerk)
  }
}

/** Refused while the message provider is away: the refusal is written and nobody has sent it. */
async function refuse(claim: DeskClaim): Promise<void> {
  await accepted(claim)
  await claim.ask(refusal, people.reviewer)
  desk.world.faults.messagesAwayFrom.add(claim.claimId)
  await claim.ask({ type: 'ApproveProposal' }, people.supervisor)
}

async function complain(claim: DeskClaim): Promise<void> {
  await paid(claim)
  await claim.ask({ type: 'GiveFeedback', score: 3 }, people.claimant)
}

async function begunByReport(claim: DeskClaim): Promise<void> {
  await claim.read()
}

async function askForPhotos(claim: DeskClaim): Promise<void> {
  const items = [{ kind: 'photos', reasonTextId: 'txt_photos', decidableWithout: false }] as const
  await claim.ask({ type: 'RequestDocuments', items }, people.clerk)
  await until('the proof that the list arrived', async () => {
    await claim.deliverNotices()
    return (await claim.read()).claim.clocks.some(({ id }) => id === 'C14')
  })
}

async function supplyPhotos(claim: DeskClaim): Promise<void> {
  const photos = { documentId: 'doc_photos', kind: 'photos', sha256: 'a'.repeat(64), sizeBytes: 4_096 } as const
  await claim.ask({ type: 'SupplyDocuments', documents: [photos] }, people.claimant)
}
