import { describe, expect, test } from 'vitest'

import { declareStorm, endStorm, openScene, regrade, reportStorm } from '../../test/example-emergency.ts'
import type { Instant } from '../time.ts'
import { HOUR, MINUTE } from '../time.ts'
import type { EventCommand } from './event-commands.ts'
import type { EventFacts } from './event-facts.ts'
import { factsOf } from './event-facts.ts'
import type { EmergencyEvent } from './event-state.ts'
import type { PlanStep, ResponsePlan } from './plan.ts'
import { nextBulletinDueAt } from './publishing.ts'
import type { ResponseAct } from './response-act.ts'
import type { ResponseEntry } from './response-state.ts'
import { foldResponse } from './response-state.ts'
import { decideResponse } from './response.ts'
import { standingSteps } from './steps.ts'
import { reviewFault } from './summary.ts'
import { missedTargets, targetsOf } from './targets.ts'

const knownAt = Date.UTC(2026, 6, 20)
const by = 'per_commander'

/** The log of an event of which these commands were taken, each at its minute after the report. */
function logOf(...acts: readonly (readonly [EventCommand, number])[]): readonly EmergencyEvent[] {
  const all: typeof acts = [[reportStorm, 0], ...acts]
  const { past } = all.reduce((scene, [command]) => scene.ask(command), openScene())
  return past.map((event, index) => ({ ...event, at: knownAt + (all[index]?.[1] ?? 0) * MINUTE }))
}
const declare = (level: EventFacts['level']): EventCommand => ({ ...declareStorm, level })
const eventOf = (...acts: readonly (readonly [EventCommand, number])[]): EventFacts => factsOf(logOf(...acts))

const bulletin = (at: Instant, event: EventFacts, before: readonly ResponseEntry[] = []): ResponseEntry =>
  entryOf(decideResponse(foldResponse(before), { type: 'PublishBulletin', figures: noFigures }, act(at, event)))
const noFigures = {
  asOf: knownAt,
  cells: [],
  contacts: { tasks: 0, contacted: 0, missed: 0, goOn: 0, later: 0, no: 0 },
}
const act = (now: Instant, event: EventFacts) => ({ now, by, role: 'emergency-commander' as const, event })

function entryOf(outcome: ReturnType<typeof decideResponse>): ResponseEntry {
  if ('fault' in outcome) throw new Error(outcome.fault.code)
  return outcome.entry
}

const statesOf = (event: EventFacts, entries: readonly ResponseEntry[], now: Instant) =>
  Object.fromEntries(
    targetsOf({ response: foldResponse(entries), event, counted: [], now }).map(({ target, state }) => [target, state]),
  )
const due = (event: EventFacts, ...entries: readonly ResponseEntry[]) => nextBulletinDueAt(foldResponse(entries), event)

describe('what was owed to the regulator (C22)', () => {
  test('stays missed, and asks for a cause and the final report, when the level goes down afterwards', () => {
    const event = eventOf([declare('I'), 10], [regrade('II'), 120], [endStorm, 180])
    const now = knownAt + 4 * HOUR
    expect(statesOf(event, [], now)).toMatchObject({ 'regulator/phone': 'missed', 'regulator/written': 'missed' })
    const told = bulletin(now, event)
    const causes = ['regulator/phone', 'regulator/written'].map((target): ResponseEntry => ({
      type: 'CauseNamed',
      at: now,
      by,
      target,
      cause: 'staff-short',
    }))
    const lesson: readonly ResponseEntry[] = [
      { type: 'LessonNoted', at: now, by, n: 1, textId: 'txt_1' },
      { type: 'LessonAssigned', at: now, by, n: 1, ownerId: 'per_o', dueOn: '2026-08-01' },
    ]
    const fault = (entries: readonly ResponseEntry[]) => {
      const ground = { event, log: [], response: foldResponse(entries), entries, figures: noFigures, counted: [] }
      return reviewFault({ ...ground, newestPlanVersion: null, now })?.fault.code
    }
    expect(fault([told, ...lesson])).toBe('REVIEW_CAUSE_MISSING')
    expect(fault([told, ...causes, ...lesson])).toBe('REVIEW_REPORT_MISSING')
  })

  test('counts from the raise to level I, which breaches nothing', () => {
    const raised = eventOf([declare('III'), 10], [regrade('I'), 20 * 60])
    const at = knownAt + 20 * HOUR
    expect(statesOf(raised, [], at)).toMatchObject({ 'regulator/phone': 'open', 'regulator/written': 'open' })
    expect(statesOf(raised, [], at + 30 * MINUTE + 1)).toMatchObject({ 'regulator/phone': 'missed' })
  })

  test('counts from the declaration of what was watched before', () => {
    const event = eventOf([declare('I'), 40])
    expect(statesOf(event, [], knownAt + 70 * MINUTE)).toMatchObject({ 'regulator/phone': 'open' })
    expect(statesOf(event, [], knownAt + 70 * MINUTE + 1)).toMatchObject({ 'regulator/phone': 'missed' })
  })

  test('is nothing where no level was ever I', () => {
    expect(statesOf(eventOf([declare('II'), 10]), [], knownAt + 90 * HOUR)).toEqual({ 'bulletin/1': 'missed' })
  })
})

describe('a bulletin', () => {
  test('that was due at level I stays due then when the level goes down', () => {
    const event = eventOf([declare('I'), 0], [regrade('III'), 120])
    expect(due(event)).toBe(knownAt + 4 * HOUR)
    const late = bulletin(knownAt + 6 * HOUR, event)
    expect(late).toMatchObject({ dueAt: knownAt + 4 * HOUR })
    expect(statesOf(event, [late], knownAt + 6 * HOUR)).toMatchObject({ 'bulletin/1': 'missed' })
  })

  test('after it is due by the level of then', () => {
    const event = eventOf([declare('I'), 0], [regrade('III'), 120])
    expect(due(event, bulletin(knownAt + 3 * HOUR, event))).toBe(knownAt + 27 * HOUR)
  })

  test('is due a level I interval after the raise, not after the declaration', () => {
    expect(due(eventOf([declare('III'), 0], [regrade('I'), 10 * 60]))).toBe(knownAt + 14 * HOUR)
    expect(due(eventOf([declare('III'), 0], [regrade('I'), 22 * 60]))).toBe(knownAt + 24 * HOUR)
  })

  test('is due by a level that held for minutes only', () => {
    expect(due(eventOf([declare('III'), 0], [regrade('I'), 60], [regrade('III'), 70]))).toBe(knownAt + 5 * HOUR)
  })

  test('is not owed by an event that was never declared, whether or not it has ended', () => {
    expect(due(eventOf())).toBeNull()
    expect(statesOf(eventOf([endStorm, 30]), [], knownAt + 90 * HOUR)).toEqual({})
  })

  test('is owed until the end is put on record, whatever day the end is dated', () => {
    const log = logOf([declare('I'), 0], [endStorm, 10 * 60])
    const event = factsOf(log.map((each) => (each.type === 'EventEnded' ? { ...each, endedAt: knownAt } : each)))
    expect(statesOf(event, [], knownAt + 10 * HOUR)).toMatchObject({ 'bulletin/1': 'missed' })
    const during = bulletin(knownAt + 9 * HOUR, event)
    expect(due(event, during)).toBe(knownAt + 13 * HOUR)
    expect(due(event, during, bulletin(knownAt + 11 * HOUR, event, [during]))).toBeNull()
  })
})

const step = (stepId: string, withinMinutes: number): PlanStep => {
  return { stepId, title: stepId, owner: 'disposal-team', withinMinutes, after: [] }
}
const planOf = (...steps: readonly PlanStep[]): ResponsePlan => {
  return { kinds: ['natural-disaster'], levels: ['I', 'II', 'III'], steps, resources: [] }
}

/** What is done in a response, at a minute after the declaration. */
interface Done {
  readonly minute: number
  readonly asked: ResponseAct
}
const follow = (minute: number, planId: string, plan: ResponsePlan, version = 1): Done => {
  return { minute, asked: { type: 'FollowPlan', planId, version, plan } }
}
const check = (minute: number, stepId: string): Done => ({ minute, asked: { type: 'CheckStep', stepId } })

const done = (event: EventFacts, ...acts: readonly Done[]): readonly ResponseEntry[] =>
  acts.reduce<readonly ResponseEntry[]>((entries, { minute, asked }) => {
    const outcome = decideResponse(foldResponse(entries), asked, act(knownAt + minute * MINUTE, event))
    return [...entries, entryOf(outcome)]
  }, [])

describe('a step', () => {
  const event = eventOf([declare('III'), 0])
  const at = knownAt + 2 * HOUR
  const steps = (entries: readonly ResponseEntry[]) =>
    Object.fromEntries(Object.entries(statesOf(event, entries, at)).filter(([target]) => target.startsWith('step/')))

  test('that was missed stays missed when another plan is followed, also where the other has a step of that name', () => {
    const first = planOf(step('group', 30), step('fund', 240))
    const entries = done(event, follow(0, 'storm', first), follow(60, 'flood', planOf(step('group', 240))))
    expect(steps(entries)).toEqual({ 'step/storm/group': 'missed', 'step/flood/group': 'open' })
  })

  test('that was done too late stays so under another plan', () => {
    const entries = done(
      event,
      follow(0, 'storm', planOf(step('group', 30))),
      check(40, 'group'),
      follow(60, 'flood', planOf(step('fund', 240))),
    )
    expect(steps(entries)).toEqual({ 'step/storm/group': 'missed', 'step/flood/fund': 'open' })
    const [missed] = missedTargets({ response: foldResponse(entries), event, counted: [], now: at })
    expect(missed).toMatchObject({ target: 'step/storm/group', doneAt: knownAt + 40 * MINUTE })
  })

  test('that was missed stays missed under a version that gives it more time', () => {
    const entries = done(
      event,
      follow(0, 'storm', planOf(step('group', 30))),
      follow(60, 'storm', planOf(step('group', 240)), 2),
    )
    expect(steps(entries)).toEqual({ 'step/storm/group': 'missed' })
  })

  test('that was checked off stays so when the same plan is followed again, in time as it was', () => {
    const entries = done(
      event,
      follow(0, 'storm', planOf(step('group', 30), step('fund', 240))),
      check(20, 'group'),
      follow(60, 'storm', planOf(step('group', 10), step('fund', 240)), 2),
    )
    expect(steps(entries)).toEqual({ 'step/storm/group': 'met', 'step/storm/fund': 'open' })
    expect(standingSteps(foldResponse(entries), at)).toMatchObject([{ doneBy: by, isLate: false }, { doneBy: null }])
    const again = decideResponse(foldResponse(entries), { type: 'CheckStep', stepId: 'group' }, act(at, event))
    expect(again).toMatchObject({ fault: { code: 'STEP_CHECKED' } })
  })
})
