import { describe, expect, test } from 'vitest'

import { declared } from '../../test/example-emergency.ts'
import { HOUR, endOfDay } from '../time.ts'
import type { CountedTarget } from './counted-targets.ts'
import { countedTarget, missKey } from './counted-targets.ts'
import type { EventFacts } from './event-facts.ts'
import { factsOf } from './event-facts.ts'
import type { ResponseEntry } from './response-state.ts'
import { foldResponse } from './response-state.ts'
import { missedTargets, missesToTell, toldOfMiss } from './targets.ts'

const dueAt = Date.UTC(2026, 6, 20)
const contacts: CountedTarget = { target: 'contacts', all: 10, met: 4, missed: 0, oldestDueAt: dueAt }

describe('what is counted', () => {
  test.each<[string, Partial<CountedTarget>, object[]]>([
    ['is no target where there is nothing of it', { all: 0, met: 0, oldestDueAt: null }, []],
    ['is open while something is still to be done in time', {}, [{ state: 'open', dueAt, count: 0 }]],
    ['is met when all was done in time', { met: 10, oldestDueAt: null }, [{ state: 'met', dueAt: null, count: 0 }]],
    ['is missed with the first that is missed', { missed: 1 }, [{ state: 'missed', dueAt, count: 1 }]],
    ['stays missed when it was done too late', { met: 9, missed: 1, oldestDueAt: null }, [{ state: 'missed' }]],
  ])('%s', (_what, change, expected) => {
    expect(countedTarget({ ...contacts, ...change })).toMatchObject(expected)
  })

  test('is told to whoever stands above while the one that waits longest has waited an hour', () => {
    const told = (change: Partial<CountedTarget>, now: number) =>
      countedTarget({ ...contacts, missed: 3, ...change }).map((target) => toldOfMiss(target, now))
    expect(told({}, dueAt + HOUR - 1)).toEqual([['emergency-commander']])
    expect(told({}, dueAt + HOUR)).toEqual([['emergency-commander', 'head-office']])
    expect(told({ oldestDueAt: null }, dueAt + 9 * HOUR)).toEqual([['emergency-commander']])
  })

  test('is told again with each step its count reaches', () => {
    const keyOf = (missed: number) => countedTarget({ ...contacts, all: 100_000, missed }).map(missKey)[0]
    expect([1, 2, 4, 5, 19, 20, 70_000].map(keyOf)).toEqual(
      [1, 2, 2, 5, 10, 20, 50_000].map((step) => `contacts/${step}`),
    )
    expect(missKey({ target: 'bulletin/2', dueAt, doneAt: null, state: 'missed' })).toBe('bulletin/2')
  })
})

describe('a lesson', () => {
  const at = dueAt - HOUR
  const assigned: readonly ResponseEntry[] = [
    { type: 'LessonNoted', at, by: 'per_a', n: 1, textId: 'txt_1' },
    { type: 'LessonAssigned', at, by: 'per_a', n: 1, ownerId: 'per_o', dueOn: '2026-08-01' },
  ]
  const reviewed: EventFacts = { ...factsOf(declared().past), state: 'reviewed' }
  const misses = (entries: readonly ResponseEntry[], now: number) =>
    missesToTell({ response: foldResponse(entries), event: reviewed, counted: [], now }).map(({ target }) => target)

  test('is missed when its day is over and it is not done, also of an event that was reviewed', () => {
    const over = endOfDay('2026-08-01')
    expect(misses(assigned, over)).toEqual([])
    expect(misses(assigned, over + 1)).toEqual(['lesson/1'])
    expect(misses([...assigned, { type: 'LessonDone', at: over, by: 'per_o', n: 1 }], over + HOUR)).toEqual([])
  })

  test('is all that is looked after when the event was reviewed', () => {
    const standing = { response: foldResponse(assigned), event: reviewed, counted: [], now: endOfDay('2026-08-02') }
    expect(missedTargets(standing).map(({ target }) => target)).toContain('bulletin/1')
    expect(missesToTell(standing).map(({ target }) => target)).toEqual(['lesson/1'])
  })
})
