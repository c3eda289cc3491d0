import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { DAY, HOUR } from '../time.ts'
import type { Call, ContactSource, ContactTask } from './contact-task.ts'
import {
  contactSources,
  foundAgain,
  isMissed,
  nextCallBy,
  raiseTask,
  recordCall,
  underVersion,
} from './contact-task.ts'
import type { EventLevel } from './grades.ts'
import { eventLevels } from './grades.ts'
import { measuresOfGrade } from './measures.ts'

const at = Date.UTC(2026, 6, 20)
const found = (level: EventLevel, source: ContactSource = 'policy', when = at): ContactTask =>
  raiseTask({ personId: 'per_wang', source, at: when }, measuresOfGrade[level], level)
const call: Call = { outcome: 'reached', medium: 'phone', wish: 'go-on', offers: [], by: 'per_support' }
const called = (task: ContactTask, change: Partial<Call> = {}, now = at): ContactTask => {
  const answer = recordCall(task, { ...call, ...change }, now)
  if ('fault' in answer) throw new Error(answer.fault.code)
  return answer.task
}
const refusal = (task: ContactTask, change: Partial<Call>) => {
  const { wish: _wish, ...silent } = call
  const answer = recordCall(task, 'wish' in change ? { ...call, ...change } : { ...silent, ...change }, at)
  return 'fault' in answer ? answer.fault.code : null
}

test.each([
  ['I', 1],
  ['II', 2],
  ['III', 4],
] as const)('#2 at level %s somebody found is to be contacted within %d h', (level, hours) => {
  expect(nextCallBy(found(level))).toBe(at + hours * HOUR)
})

test('#2 the same person found by every source, in any order and any number of times, is one task with the earliest date', () => {
  const finding = fc.record({
    source: fc.constantFrom(...contactSources),
    level: fc.constantFrom(...eventLevels),
    when: fc.integer({ min: at, max: at + DAY }),
  })
  fc.assert(
    fc.property(fc.array(finding, { minLength: 1, maxLength: 6 }), (findings) => {
      const tasks = findings.map(({ level, source, when }) => found(level, source, when))
      const merged = (list: readonly ContactTask[]) => list.reduce(foundAgain)
      expect(merged(tasks.toReversed())).toEqual(merged(tasks))
      expect(merged([...tasks, ...tasks])).toEqual(merged(tasks))
      expect(merged(tasks).dueAt).toBe(Math.min(...tasks.map(({ dueAt }) => dueAt)))
    }),
  )
})

test('#2 #72 a higher level reaches whoever was found before: sooner, by a person, and never later', () => {
  const version = (level: EventLevel, when: number) => ({ at: when, level, measures: measuresOfGrade[level] })
  const light = found('III')
  const raised = underVersion(light, version('I', at + HOUR))
  expect(raised).toMatchObject({ byPerson: true, dueAt: at + 2 * HOUR, raisedAt: at })
  expect(underVersion(raised, version('III', at + HOUR))).toEqual(raised)
  expect(underVersion(light, version('I', at + DAY)).dueAt).toBe(light.dueAt)
  const reached = called(light, { wish: 'later' })
  expect(underVersion(reached, version('I', at))).toEqual(reached)
})

test('#2 the first who is reached stops E1; a later call does not move it', () => {
  const first = called(found('I'), { wish: 'later' }, at + HOUR)
  expect(first).toMatchObject({ contactedAt: at + HOUR, wish: 'later', nextCallAt: at + HOUR + DAY, calls: 1 })
  expect(isMissed(first, at + DAY)).toBe(false)
  expect(called(first, {}, at + 3 * HOUR)).toMatchObject({ contactedAt: at + HOUR, wish: 'go-on', nextCallAt: null })
})

test('#2 who does not answer is still to be reached, and is missed after the target', () => {
  const tried = called(found('I'), { outcome: 'no-answer', ...noWish })
  expect(tried).toMatchObject({ calls: 1, contactedAt: null, wish: null })
  expect([isMissed(tried, at + HOUR), isMissed(tried, at + HOUR + 1)]).toEqual([false, true])
})

test('#2 "no" is no refusal: nothing more is asked, and whoever thinks again goes on', () => {
  const no = called(found('I'), { wish: 'no' })
  expect(nextCallBy(no)).toBeNull()
  expect(called(no, { wish: 'go-on' })).toMatchObject({ wish: 'go-on' })
})

test('offers that are taken add up', () => {
  const once = called(found('I'), { wish: 'later', offers: ['psychological-support'] })
  expect(called(once, { offers: ['door-to-door'] }).offers).toEqual(['door-to-door', 'psychological-support'])
})

const noWish = { wish: undefined } as unknown as Partial<Call>

describe('a call is refused:', () => {
  test.each([
    ['without the wish of whom it reached', found('I'), {}, 'CONTACT_WISH_MISSING'],
    ['with a wish nobody told', found('I'), { outcome: 'no-answer', wish: 'go-on' }, 'CONTACT_WISH_UNHEARD'],
    ['by message alone at level II', found('II'), { medium: 'message', wish: 'go-on' }, 'CONTACT_NOT_BY_PERSON'],
    ['of oneself', found('I'), { by: 'per_wang', wish: 'go-on' }, 'CONTACT_OWN'],
    ['with a no once a claim was started', { ...found('I'), claimId: 'clm_1' }, { wish: 'no' }, 'CONTACT_CLAIMED'],
  ] as const)('%s', (_why, task, change, code) => {
    expect(refusal(task, change)).toBe(code)
  })

  test('at level III a message that is answered is a contact', () => {
    expect(refusal(found('III'), { medium: 'message', wish: 'go-on' })).toBeNull()
  })
})
