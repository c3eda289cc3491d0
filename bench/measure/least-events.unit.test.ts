import { expect, test } from 'vitest'

import { leastEvents } from './least-events.ts'

const nothing = { wakeUps: 1, updates: 0, signals: 0, activities: 0, localEffects: 0, statusChanges: 0 }

test('a claim of which nobody hears is started, looked at once and holds its timer', () => {
  expect(leastEvents(nothing)).toBe(1 + 3 + 1)
})

test('each message and each effect costs its own events, each wake-up a task and a recording', () => {
  const cost = (change: Partial<typeof nothing>): number =>
    leastEvents({ ...nothing, ...change }) - leastEvents(nothing)
  expect(cost({ wakeUps: 2 })).toBe(3 + 1)
  expect(cost({ updates: 1 })).toBe(2)
  expect(cost({ signals: 1 })).toBe(1)
  expect(cost({ activities: 1 })).toBe(3)
  expect(cost({ localEffects: 1 })).toBe(1)
  expect(cost({ statusChanges: 1 })).toBe(1)
})

test('messages that come together are heard in one wake-up, so the least is never above what was seen', () => {
  const alone = leastEvents({ ...nothing, wakeUps: 3, updates: 1, signals: 1 })
  expect(leastEvents({ ...nothing, wakeUps: 2, updates: 1, signals: 1 })).toBe(alone - 4)
})
