import { expect, test } from 'vitest'

import { china2024To2026 as china } from './china-2024-2026.ts'
import { dueEscalations, startClock } from './engine.ts'
import { toldById, toldByKind, toldOf } from './lateness.ts'
import { clockRegistry1 } from './registry.ts'
import { startOfDay } from '../time.ts'

test.each(Object.values(clockRegistry1))('$id reaches the levels its table says, and no other', (rule) => {
  const start = { rule, ruleVersion: 1, n: 1, startedAt: startOfDay('2026-03-02'), length: rule.length }
  const reached = dueEscalations(rule, startClock(start, china), china).map(({ level }) => level)
  expect(reached.toSorted()).toEqual(Object.keys(toldOf(rule)).toSorted())
})

test('no level is reached of which nobody is told', () => {
  const audiences = [...Object.values(toldByKind), ...Object.values(toldById)].flatMap((levels) =>
    Object.values(levels),
  )
  expect(audiences.filter((told) => told.length === 0)).toEqual([])
})
