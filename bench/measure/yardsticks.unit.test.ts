import { expect, test } from 'vitest'

import { china2024To2026 as china } from '../../domain/clocks/china-2024-2026.ts'
import type { Clock, ClockId } from '../../domain/clocks/clock.ts'
import { meetClock, startClock } from '../../domain/clocks/engine.ts'
import { clockRegistry1 as rules } from '../../domain/clocks/registry.ts'
import { DAY, startOfDay } from '../../domain/time.ts'
import { shareOf, yardsticksOf } from './yardsticks.ts'

const startedAt = startOfDay('2026-03-02')
const begun = (id: ClockId): Clock =>
  startClock({ rule: rules[id], ruleVersion: 1, n: 1, startedAt, length: rules[id].length }, china)
const met = (id: ClockId, days: number): Clock => meetClock(rules[id], begun(id), startedAt + days * DAY)

test('a portfolio is measured as the norm does: approved within 15 working days, paid within 10', () => {
  const portfolio = [met('C12', 1), met('C12', 21), met('C12', 22), met('C13', 14), met('C13', 15), met('C01', 1)]
  const { C12, C13 } = yardsticksOf([...portfolio, begun('C12')], china, startedAt + DAY)
  expect([C12, C13]).toEqual([
    { kept: 2, missed: 1 },
    { kept: 1, missed: 1 },
  ])
  expect(shareOf(C13)).toBe(50)
})

test('who waits longer than the yardstick is late before anything is done', () => {
  expect(yardsticksOf([begun('C12')], china, startedAt + 30 * DAY).C12).toEqual({ kept: 0, missed: 1 })
})

test('of nothing there is no share', () => {
  expect(shareOf(yardsticksOf([], china, startedAt).C12)).toBeNull()
})
