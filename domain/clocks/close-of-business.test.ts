import { expect, test } from 'vitest'
import type { DateText, Instant } from '../time.ts'
import { endOfDay, HOUR, MINUTE, startOfDay } from '../time.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { ClockId } from './clock.ts'
import { closingMs, closingOf } from './close-of-business.ts'
import { pauseClock, restartClock, resumeClock, startClock } from './engine.ts'
import { recountClock } from './recount.ts'
import { clockRegistry1 as rules } from './registry.ts'

const at = (date: DateText, hour = 9): Instant => startOfDay(date) + hour * HOUR
const halfPastFive = 17 * HOUR + 30 * MINUTE
const begun = (id: ClockId, startedAt: Instant, closesAfterMs: number | undefined = halfPastFive) =>
  startClock({ rule: rules[id], ruleVersion: 1, n: 1, startedAt, length: rules[id].length, closesAfterMs }, china)

test.each([
  ['17:30', halfPastFive],
  ['00:01', MINUTE],
  ['23:59', 23 * HOUR + 59 * MINUTE],
  ['00:00', null],
  ['24:00', null],
  ['9:00', null],
  ['17:60', null],
  ['half past five', null],
])('%s as a time of day', (text, ms) => {
  expect(closingMs(text)).toBe(ms)
})

test('the nearest branch named says when it closes; one nobody named ends its days at 24:00', () => {
  const closings = [
    { branchPrefix: '31', at: '17:00' },
    { branchPrefix: '3101', at: '17:30' },
  ]
  expect(closingOf(rules.C10, closings, '310115')).toBe(halfPastFive)
  expect(closingOf(rules.C10, closings, '312000')).toBe(17 * HOUR)
  expect(closingOf(rules.C10, closings, '110101')).toBeUndefined()
})

test('hours run by the clock, and the customer has until midnight', () => {
  const closings = [{ branchPrefix: '31', at: '17:30' }]
  const ids = ['C01', 'C02', 'C14', 'C23a'] as const
  expect(ids.map((id) => closingOf(rules[id], closings, '310115'))).toEqual(ids.map(() => undefined))
})

test('working days, natural days and the lawful roll-over end when the branch closes', () => {
  expect(begun('C05', at('2026-09-21')).dueTarget).toBe(startOfDay('2026-09-29') + halfPastFive)
  const natural = begun('C06', at('2026-09-01'))
  expect([natural.dueTarget, natural.dueLegal]).toEqual([
    startOfDay('2026-10-01') + halfPastFive,
    startOfDay('2026-10-08') + halfPastFive,
  ])
})

test('a pause moves the end by whole days and leaves the hour', () => {
  const proof = { kind: 'notice-delivered', reference: 'msg_1' } as const
  const standing = pauseClock(rules.C06, begun('C06', at('2026-08-25')), at('2026-09-01'), proof)
  const arrived = { at: at('2026-09-08'), proof: { kind: 'documents-complete', reference: 'request 1' } as const }
  expect(resumeClock(rules.C06, standing, arrived, china).dueTarget).toBe(startOfDay('2026-10-01') + halfPastFive)
})

test('what is delivered after the close of the last day stops nothing any more', () => {
  const clock = begun('C06', at('2026-08-03'))
  const proof = { kind: 'notice-delivered', reference: 'msg_1' } as const
  const standing = pauseClock(rules.C06, clock, clock.dueLegal, proof)
  const arrived = {
    at: clock.dueLegal + 72 * HOUR,
    proof: { kind: 'documents-complete', reference: 'request 1' } as const,
  }
  expect(resumeClock(rules.C06, standing, arrived, china)).toMatchObject({ dueLegal: clock.dueLegal })
})

test('an earlier start and another calendar keep the hour of the branch', () => {
  const clock = begun('C06', at('2026-08-25'))
  expect(restartClock(rules.C06, clock, at('2026-08-24'), china).dueTarget).toBe(
    startOfDay('2026-09-23') + halfPastFive,
  )
  const published = { ...china, version: 'cn-2026-2', edition: 2 }
  expect(recountClock(rules.C06, clock, china, published)).toMatchObject({
    dueTarget: clock.dueTarget,
    dueLegal: clock.dueLegal,
    calendarVersion: 'cn-2026-2',
  })
})

test('without a closing time a clock is what it always was', () => {
  const clock = startClock({ rule: rules.C06, ruleVersion: 1, n: 1, startedAt: at('2026-08-25'), length: 30 }, china)
  expect(clock.dueTarget).toBe(endOfDay('2026-09-24'))
  expect('closesAfterMs' in clock).toBe(false)
})
