import { describe, expect, test } from 'vitest'

import { stormScope } from '../../test/example-emergency.ts'
import { HOUR, MINUTE } from '../time.ts'
import type { Figures } from './bulletin.ts'
import type { EventFacts } from './event-facts.ts'
import { measuresOfGrade } from './measures.ts'
import type { ResponsePlan } from './plan.ts'
import { planFault } from './plan.ts'
import { nextBulletinDueAt } from './publishing.ts'
import { standingResource } from './resources.ts'
import type { ResponseAct, ResponseActOf, ResponseContext } from './response-act.ts'
import type { ResponseEntry } from './response-state.ts'
import { foldResponse } from './response-state.ts'
import { decideResponse } from './response.ts'
import { standingSteps } from './steps.ts'
import { reviewFault, summaryOf } from './summary.ts'
import { targetsOf } from './targets.ts'

const knownAt = Date.UTC(2026, 6, 20)
const event: EventFacts = {
  eventId: 'emg_1',
  kind: 'natural-disaster',
  level: 'I',
  levels: [{ level: 'I', since: knownAt + 20 * MINUTE }],
  state: 'active',
  scope: stormScope,
  measures: measuresOfGrade.I,
  drill: false,
  knownAt,
  declaredAt: knownAt + 20 * MINUTE,
  endedAt: null,
  endRecordedAt: null,
}
const overAt = knownAt + 72 * HOUR
const ended: EventFacts = { ...event, state: 'ended', endedAt: overAt, endRecordedAt: overAt }
const levelTwo = { level: 'II', levels: [{ level: 'II', since: knownAt + 20 * MINUTE }] } as const

const plan: ResponsePlan = {
  kinds: ['natural-disaster'],
  levels: ['I', 'II'],
  steps: [
    { stepId: 'group', title: 'Set up the task group', owner: 'disposal-team', withinMinutes: 30, after: [] },
    { stepId: 'fund', title: 'Make the fund ready', owner: 'logistics', withinMinutes: 120, after: ['group'] },
  ],
  resources: [
    { kind: 'staff', ceiling: 10 },
    { kind: 'fund', ceiling: 100_000_000 },
  ],
}
const follow: ResponseActOf<'FollowPlan'> = { type: 'FollowPlan', planId: 'storm', version: 1, plan }
const contacts = { tasks: 0, contacted: 0, missed: 0, goOn: 0, later: 0, no: 0 }
const figures: Figures = { asOf: knownAt, cells: [], contacts }
const context: ResponseContext = { now: event.declaredAt ?? 0, by: 'per_a', role: 'disposal-team', event }

/** The entries of acts that are all taken. */
function given(...acts: readonly [ResponseAct, Partial<ResponseContext>?][]): ResponseEntry[] {
  return acts.reduce<ResponseEntry[]>((entries, [act, change]) => {
    const outcome = decideResponse(foldResponse(entries), act, { ...context, ...change })
    if ('fault' in outcome) throw new Error(`${act.type}: ${outcome.fault.code}`)
    return [...entries, outcome.entry]
  }, [])
}
function refusal(entries: readonly ResponseEntry[], act: ResponseAct, change: Partial<ResponseContext> = {}) {
  const outcome = decideResponse(foldResponse(entries), act, { ...context, ...change })
  return 'fault' in outcome ? outcome.fault : null
}

describe('a plan', () => {
  const [first, second] = plan.steps
  if (first === undefined || second === undefined) throw new Error('the plan of this test has two steps')
  test.each([
    ['with a step twice', { steps: [first, first] }, 'PLAN_STEP_TWICE', '/steps/1/stepId'],
    ['with a step that waits for none there is', { steps: [second] }, 'PLAN_STEP_UNKNOWN', '/steps/0/after/0'],
    ['with steps in a circle', { steps: [{ ...first, after: ['fund'] }, second] }, 'PLAN_CIRCLE', '/steps/0/after'],
    [
      'with a resource twice',
      { resources: [...plan.resources, ...plan.resources] },
      'PLAN_RESOURCE_TWICE',
      '/resources/2/kind',
    ],
    ['exercised where nothing is', { exercise: { zones: ['99'] } }, 'PLAN_EXERCISE_ZONE', '/exercise/zones/0'],
  ])('%s is refused', (_what, change, code, field) => {
    expect(planFault({ ...plan, ...change })).toMatchObject({ fault: { code, field } })
  })

  test('that fits is followed as it stands, counted from the declaration', () => {
    expect(planFault(plan)).toBeNull()
    const [entry] = given([follow, { now: knownAt + 5 * HOUR }])
    expect(entry).toMatchObject({ type: 'PlanFollowed', version: 1, steps: plan.steps, since: event.declaredAt })
  })

  test('for other events is not followed', () => {
    expect(refusal([], follow, { event: { ...event, kind: 'accident' } })?.code).toBe('PLAN_NOT_FOR_EVENT')
    expect(refusal([], follow, { event: { ...event, level: 'III' } })?.code).toBe('PLAN_NOT_FOR_EVENT')
  })
})

describe('a step', () => {
  const followed = given([follow])
  test('is checked off by its owner or the commander, in its order, once', () => {
    const check: ResponseAct = { type: 'CheckStep', stepId: 'group' }
    expect(refusal([], check)?.code).toBe('STEP_UNKNOWN')
    expect(refusal(followed, { type: 'CheckStep', stepId: 'fund' }, { role: 'logistics' })?.code).toBe('STEP_BEFORE')
    expect(refusal(followed, check, { role: 'logistics' })).toMatchObject({
      code: 'STEP_OF_ANOTHER',
      whoMay: ['disposal-team', 'emergency-commander'],
    })
    const done = given([follow], [check, { role: 'emergency-commander' }])
    expect(refusal(done, check)?.code).toBe('STEP_CHECKED')
  })

  test('is late when it was not done in time, and when it is not done yet', () => {
    const start = event.declaredAt ?? 0
    const steps = (entries: readonly ResponseEntry[], now: number) =>
      standingSteps(foldResponse(entries), now).map(({ isLate }) => isLate)
    expect(steps(followed, start + 30 * MINUTE)).toEqual([false, false])
    expect(steps(followed, start + 30 * MINUTE + 1)).toEqual([true, false])
    const late = given([follow], [{ type: 'CheckStep', stepId: 'group' }, { now: start + HOUR }])
    expect(steps(late, start + HOUR)).toEqual([true, false])
  })
})

test('people sign in once and sign out, and are counted', () => {
  const there = given([{ type: 'SignIn' }], [{ type: 'SignIn' }, { by: 'per_b', role: 'customer-support' }])
  expect(refusal(there, { type: 'SignIn' })?.code).toBe('SIGNED_IN')
  const left = foldResponse([...there, ...given([{ type: 'SignIn' }], [{ type: 'SignOut' }]).slice(1)])
  expect([Object.keys(left.present), left.signedIn]).toEqual([['per_b'], 2])
  expect(refusal([], { type: 'SignOut' })?.code).toBe('NOT_SIGNED_IN')
})

test('resources are committed up to the ceiling, and what is released can be committed again', () => {
  const commit = (amount: number): ResponseAct => ({ type: 'Commit', kind: 'staff', amount, textId: 'txt_1' })
  expect(refusal([], commit(1))?.code).toBe('RESOURCE_UNKNOWN')
  const seven = given([follow], [commit(7)])
  expect(refusal(seven, commit(4))).toMatchObject({ code: 'RESOURCE_CEILING', message: '3 of 10 are left' })
  const again = given([follow], [commit(7)], [{ type: 'Release', n: 1 }], [commit(10)])
  expect(standingResource(foldResponse(again), 'staff')).toEqual({ ceiling: 10, committed: 10, left: 0 })
  expect(refusal(again, { type: 'Release', n: 1 })?.code).toBe('COMMITMENT_RELEASED')
  expect(refusal(again, { type: 'Release', n: 3 })?.code).toBe('COMMITMENT_UNKNOWN')
})

describe('the regulator is told', () => {
  const tell = (kind: 'phone' | 'written' | 'follow-up' | 'final'): ResponseAct => {
    return { type: 'TellRegulator', kind, reference: `CBIRC-${kind}` }
  }
  const targets = (entries: readonly ResponseEntry[], now: number) =>
    targetsOf({ response: foldResponse(entries), event, counted: [], now })
      .filter(({ target }) => target.startsWith('regulator/'))
      .map(({ state }) => state)

  test('within 30 minutes by phone and within an hour in writing (C22), counted from when the event was of level I', () => {
    const start = event.declaredAt ?? 0
    const told = given([tell('phone'), { now: start + 30 * MINUTE }], [tell('written'), { now: start + HOUR + 1 }])
    expect(targets(told, start + HOUR + 1)).toEqual(['met', 'missed'])
    expect(targets([], start + 30 * MINUTE)).toEqual(['open', 'open'])
    expect(targets([], start + HOUR)).toEqual(['missed', 'open'])
  })

  test('below level I without a time limit', () => {
    const now = knownAt + 90 * HOUR
    const at = targetsOf({ response: foldResponse([]), event: { ...event, ...levelTwo }, counted: [], now })
    expect(at.map(({ target }) => target)).toEqual(['bulletin/1'])
  })

  test('in order: follow-ups after the writing, the final report after the end, and nothing after that', () => {
    expect(refusal([], tell('follow-up'))?.code).toBe('REPORT_ORDER')
    expect(refusal(given([tell('phone')]), tell('phone'))?.code).toBe('REPORT_ORDER')
    const written = given([tell('written')], [tell('follow-up')], [tell('follow-up')])
    expect(refusal(written, tell('final'))?.code).toBe('EVENT_NOT_ENDED')
    const closed = given([tell('written')], [tell('final'), { event: ended }])
    expect(refusal(closed, tell('follow-up'))?.code).toBe('REPORT_FINAL')
  })
})

test('bulletins are due one after the other, until the one after the end is out', () => {
  const publish: ResponseAct = { type: 'PublishBulletin', figures }
  const start = event.declaredAt ?? 0
  expect(nextBulletinDueAt(foldResponse([]), event)).toBe(start + 4 * HOUR)
  const late = foldResponse(given([publish, { now: start + 5 * HOUR, role: 'emergency-commander' }]))
  expect(late.bulletins).toMatchObject([{ n: 1, dueAt: start + 4 * HOUR, at: start + 5 * HOUR, by: 'per_a' }])
  expect(nextBulletinDueAt(late, event)).toBe(start + 9 * HOUR)
  const last = foldResponse(given([publish, { now: (ended.endedAt ?? 0) + 1, event: ended }]))
  expect(nextBulletinDueAt(last, ended)).toBeNull()
})

describe('an event is reviewed only when', () => {
  const now = (ended.endedAt ?? 0) + HOUR
  const ground = (entries: readonly ResponseEntry[], change: Partial<EventFacts> = {}, planVersion = 1) => ({
    event: { ...ended, ...levelTwo, ...change },
    log: [],
    response: foldResponse(entries),
    entries,
    figures,
    counted: [],
    newestPlanVersion: planVersion,
    now,
  })
  const publish: [ResponseAct, Partial<ResponseContext>] = [
    { type: 'PublishBulletin', figures },
    { now, event: { ...ended, ...levelTwo } },
  ]
  const missed = given(publish)
  const code = (entries: readonly ResponseEntry[], change: Partial<EventFacts> = {}, version = 1) =>
    reviewFault(ground(entries, change, version))?.fault.code ?? null
  const after = (...acts: readonly ResponseAct[]) =>
    given(publish, ...acts.map((act): [ResponseAct, Partial<ResponseContext>] => [act, { now, event: ended }]))
  const cause: ResponseActOf<'NameCause'> = {
    type: 'NameCause',
    target: 'bulletin/1',
    cause: 'staff-short',
    counted: [],
  }
  const note: ResponseAct = { type: 'NoteLesson', textId: 'txt_1' }
  const assign: ResponseActOf<'AssignLesson'> = {
    type: 'AssignLesson',
    n: 1,
    ownerId: 'per_owner',
    dueOn: '2026-08-01',
  }

  test('it has ended', () => expect(code([], { endedAt: null })).toBe('EVENT_NOT_ENDED'))

  test('every missed target has a cause, something was learned, and each lesson has an owner and a day', () => {
    expect(code(missed)).toBe('REVIEW_CAUSE_MISSING')
    expect(code(after(cause))).toBe('REVIEW_LESSON_MISSING')
    expect(code(after(cause, note))).toBe('REVIEW_LESSON_OPEN')
    expect(code(after(cause, note, assign))).toBeNull()
    expect(refusal(missed, { ...cause, target: 'bulletin/7' }, { now })?.code).toBe('TARGET_NOT_MISSED')
  })

  test('the regulator has the final report of what he was told of', () => {
    const settled = after(cause, note, assign)
    const told = given([{ type: 'TellRegulator', kind: 'written', reference: 'r-1' }])
    expect(code([...settled, ...told])).toBe('REVIEW_REPORT_MISSING')
  })

  test('a drill has followed a plan and led to a new version of it', () => {
    const followed = [...after(cause, note, assign), ...given([{ ...follow, plan: { ...plan, steps: [] } }])]
    expect(code(after(cause, note, assign), { drill: true }, 1)).toBe('REVIEW_PLAN_MISSING')
    expect(code(followed, { drill: true }, 1)).toBe('REVIEW_PLAN_UNREVISED')
    expect(code(followed, { drill: true }, 2)).toBeNull()
    expect(code(followed, { drill: false }, 1)).toBeNull()
  })

  test('and the summary says what is still open, and how a drill went', () => {
    const { targets, openPoint, drill } = summaryOf(ground(missed, { drill: true }))
    expect(openPoint).toMatchObject({ code: 'REVIEW_CAUSE_MISSING' })
    expect(targets).toMatchObject([{ target: 'bulletin/1', state: 'missed', cause: null }])
    expect(drill).toEqual({ timeliness: 0, accuracy: 100, effect: 100 })
  })
})

test('a lesson is given to somebody for a day to come before it is done, and is done once', () => {
  const noted = given([{ type: 'NoteLesson', textId: 'txt_1' }])
  const assign: ResponseActOf<'AssignLesson'> = { type: 'AssignLesson', n: 1, ownerId: 'per_o', dueOn: '2026-07-20' }
  expect(refusal(noted, { type: 'FinishLesson', n: 1 })?.code).toBe('LESSON_NOT_ASSIGNED')
  expect(refusal(noted, { ...assign, dueOn: '2026-07-19' })).toMatchObject({ code: 'LESSON_DATE', field: '/dueOn' })
  expect(refusal(noted, { ...assign, n: 2 })?.code).toBe('LESSON_UNKNOWN')
  const done = given([{ type: 'NoteLesson', textId: 'txt_1' }], [assign], [{ type: 'FinishLesson', n: 1 }])
  expect(refusal(done, { type: 'FinishLesson', n: 1 })?.code).toBe('LESSON_DONE')
  expect(refusal(done, assign)?.code).toBe('LESSON_DONE')
})

test('every entry survives JSON, and folding what came back is the same response', () => {
  const entries = given(
    [follow],
    [{ type: 'CheckStep', stepId: 'group' }],
    [{ type: 'Commit', kind: 'fund', amount: 5, textId: 'txt_1' }],
    [{ type: 'PublishBulletin', figures }],
    [{ type: 'NoteLesson', textId: 'txt_2' }],
  )
  const back = JSON.parse(JSON.stringify(entries)) as ResponseEntry[]
  expect(foldResponse(back)).toEqual(foldResponse(entries))
})
