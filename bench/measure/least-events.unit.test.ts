import { expect, test } from 'vitest'

import { leastEvents } from './least-events.ts'

const nothing = { updates: 0, signals: 0, activities: 0, localEffects: 0, statusChanges: 0 }

test('a claim of which nobody hears is started, looked at once and holds its timer', () => {
  expect(leastEvents(nothing)).toBe(1 + 3 + 1)
})

test('each message and each effect costs its own events, one task and one recording', () => {
  const cost = (change: Partial<typeof nothing>): number =>
    leastEvents({ ...nothing, ...change }) - leastEvents(nothing)
  expect(cost({ updates: 1 })).toBe(3 + 1 + 2)
  expect(cost({ signals: 1 })).toBe(3 + 1 + 1)
  expect(cost({ activities: 1 })).toBe(3 + 1 + 3)
  expect(cost({ localEffects: 1 })).toBe(1)
  expect(cost({ statusChanges: 1 })).toBe(1)
})
