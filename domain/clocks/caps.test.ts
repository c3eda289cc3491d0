import { expect, test } from 'vitest'
import type { DateText } from '../time.ts'
import { HOUR, endOfDay, startOfDay } from '../time.ts'
import { bindingOf } from './caps.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { Clock, ClockId } from './clock.ts'
import { meetClock, pauseClock, startClock } from './engine.ts'
import { clockRegistry1 as rules } from './registry.ts'

function begun(id: ClockId, on: DateText): Clock {
  const startedAt = startOfDay(on) + 9 * HOUR
  return startClock({ rule: rules[id], ruleVersion: 1, n: 1, startedAt, length: rules[id].length }, china)
}

test('agreed on 2026-09-23 the law’s ten days end before the norm’s fifteen working days, and bind', () => {
  const paid = begun('C13', '2026-09-23')
  expect(paid.dueTarget).toBe(endOfDay('2026-10-21'))
  expect(bindingOf(paid, [paid, begun('C10', '2026-09-23')], rules)).toEqual({
    by: 'C10',
    n: 1,
    dueTarget: endOfDay('2026-10-03'),
    because: expect.stringContaining('Insurance Law art. 23') as string,
  })
})

test.each([
  ['2026-09-21', '2026-10-21', '2026-10-26'],
  ['2026-02-02', '2026-03-04', '2026-03-06'],
])('twenty working days of review from %s would be later than the law allows', (on, law, norm) => {
  const [review, decision] = [begun('C12', on), begun('C06', on)]
  expect(review.dueTarget).toBe(endOfDay(norm))
  expect(bindingOf(review, [review, decision], rules)).toMatchObject({ by: 'C06', dueTarget: endOfDay(law) })
})

test('an ordinary life or health claim has five working days for what the norm gives ten and twenty', () => {
  const ordinary = begun('C05', '2026-03-02')
  for (const id of ['C03', 'C06', 'C12'] as const) {
    const clock = begun(id, '2026-03-02')
    expect(bindingOf(clock, [clock, ordinary], rules)).toMatchObject({ by: 'C05', dueTarget: endOfDay('2026-03-09') })
  }
})

test('a refusal is due in three days, however long the norm gives for a result', () => {
  const result = begun('C04', '2026-03-02')
  expect(bindingOf(result, [result, begun('C09', '2026-03-02')], rules)).toMatchObject({ by: 'C09' })
})

test('alone, or when the others are later, ended or standing still, a clock binds by itself', () => {
  const review = begun('C12', '2026-03-02')
  const law = begun('C06', '2026-03-02')
  const met = meetClock(rules.C06, law, law.startedAt + HOUR)
  const still = pauseClock(rules.C06, law, law.startedAt + HOUR, { kind: 'notice-delivered', reference: 'notice 1' })
  for (const others of [[], [begun('C06', '2026-03-20')], [met], [still]]) {
    expect(bindingOf(review, [review, ...others], rules)).toMatchObject({ by: 'C12', dueTarget: review.dueTarget })
  }
  expect(bindingOf(met, [met], rules)).toBeNull()
  expect(bindingOf(still, [still], rules)).toBeNull()
})

test('no clock is capped by itself, and caps make no circle', () => {
  const seen = (id: ClockId, path: readonly ClockId[]): boolean =>
    path.includes(id) || rules[id].cappedBy.some((cap) => seen(cap, [...path, id]))
  expect(Object.values(rules).filter(({ id }) => seen(id, []))).toEqual([])
})
