import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { readClaimClock } from '../../api/fast-forward/claim-clock.ts'
import { addWorkingDays } from '../../domain/clocks/calendar.ts'
import { claimClockIds } from '../../domain/clocks/clock.ts'
import type { Clock, ClockId, EscalationLevel } from '../../domain/clocks/clock.ts'
import { bindingDue, breaches, shareOfRunningTime } from '../../domain/clocks/engine.ts'
import { currentRules, ruleBook } from '../../domain/rules.ts'
import type { Instant } from '../../domain/time.ts'
import { HOUR, MINUTE, dateOf, endOfDay } from '../../domain/time.ts'
import { calendar } from '../calendar-around.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { coveredPolicy, until } from './outside-world.ts'
import type { Way } from './claim-clock-ways.ts'
import { lostWhenOver, quietWays, ways } from './claim-clock-ways.ts'
import { refusalOf } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

test('every clock of a claim is walked here by its true length', () => {
  const walked = [...ways, ...quietWays, lostWhenOver].map(({ id }) => id)
  expect(walked.toSorted()).toEqual([...claimClockIds].toSorted())
})

describe.concurrent(`${lostWhenOver.id}, which is lost when it is over, by its true length`, () => {
  const rule = ruleBook(currentRules).clocks[lostWhenOver.id]

  test('served sixty seconds before the limit it is met', { timeout: 240_000 }, async () => {
    const claim = await begun(lostWhenOver)
    await forwardTo(claim, bindingDue(rule, await clockOf(claim, lostWhenOver.id)) - MINUTE)
    await lostWhenOver.act(claim)
    expect((await clockOf(claim, lostWhenOver.id)).state).toBe('met')
  })

  test('sixty seconds after it each level was reached, and serving is refused', { timeout: 240_000 }, async () => {
    const claim = await begun(lostWhenOver)
    const due = instantsOf(await clockOf(claim, lostWhenOver.id))
    await forwardTo(claim, due.late + MINUTE)
    expect(await refusalOf(lostWhenOver.act(claim))).toBe('GROUND_LOST')
    // The refusal lets the time pass for itself and leaves no trace; what it is recorded by comes by a timer of its own.
    await until('the breach', async () => (await clockOf(claim, lostWhenOver.id)).state === 'breached')
    const all = Object.entries(due).filter(([, at]) => at !== null)
    await until('every level', async () => (await reached(claim, lostWhenOver.id)).length >= all.length)
    expect(Object.fromEntries(await reached(claim, lostWhenOver.id))).toEqual(Object.fromEntries(all))
  })
})

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
    await until('every level', async () => (await reached(claim, way.id)).length >= all.length)
    expect(Object.fromEntries(await reached(claim, way.id))).toEqual(Object.fromEntries(all))
    expect(await reached(claim, way.id)).toHaveLength(all.length)
    const state = breaches(rule) ? 'breached' : 'running'
    await until(`${way.id} to be ${state}`, async () => (await clockOf(claim, way.id)).state === state)
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
  await begin(claim, desk.world)
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
