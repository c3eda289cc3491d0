import { expect, test } from 'vitest'
import type { DateText, Instant } from '../time.ts'
import { HOUR, startOfDay } from '../time.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { Clock, ClockId } from './clock.ts'
import { closingMs } from './close-of-business.ts'
import { pauseClock, resumeClock, startClock } from './engine.ts'
import { clockRegistry1 as rules } from './registry.ts'
import { explainSteps } from './steps.ts'

const at = (date: DateText, hour = 9): Instant => startOfDay(date) + hour * HOUR
const begun = (id: ClockId, startedAt: Instant): Clock =>
  startClock({ rule: rules[id], ruleVersion: 1, n: 1, startedAt, length: rules[id].length }, china)

test('thirty days with a pause, whose end falls into the National Day week', () => {
  const proof = { kind: 'notice-delivered', reference: 'msg_3', channel: 'app' } as const
  const standing = pauseClock(rules.C06, begun('C06', at('2026-08-25')), at('2026-09-01'), proof)
  const clock = resumeClock(
    rules.C06,
    standing,
    { at: at('2026-09-08'), proof: { kind: 'documents-complete', reference: 'request 1' } },
    china,
  )
  expect(explainSteps(rules.C06, clock, china)).toEqual([
    'C06 starts 2026-08-25 09:00',
    '30 natural days are counted from the day after 2026-08-25 (Civil Code 201): due at 24:00 of 2026-09-24',
    'stands still from 2026-09-01 09:00 to 2026-09-08 09:00 (msg_3, request 1): due at 24:00 of 2026-10-01',
    '2026-10-01 is a rest day: lawful until 24:00 of 2026-10-08 (Civil Code 203)',
  ])
  expect(explainSteps(rules.C06, standing, china).at(-1)).toBe(
    'stands still since 2026-09-01 09:00 (msg_3): due at 24:00 of 2026-09-24, and later by as long as it stands still',
  )
})

test('a branch that closes at half past five has its last day end then, a lawful roll-over too', () => {
  const closesAfterMs = closingMs('17:30') ?? 0
  const start = { rule: rules.C06, ruleVersion: 1, n: 1, startedAt: at('2026-09-01'), length: 30, closesAfterMs }
  expect(explainSteps(rules.C06, startClock(start, china), china).slice(1)).toEqual([
    '30 natural days are counted from the day after 2026-09-01 (Civil Code 201): due at 17:30 of 2026-10-01, when the branch closes',
    '2026-10-01 is a rest day: lawful until 17:30 of 2026-10-08, when the branch closes (Civil Code 203)',
  ])
})

test.each<[ClockId, Instant, string]>([
  [
    'C02',
    at('2026-02-16'),
    '48 clock hours run from that moment, nights and rest days included (Civil Code 201): due 2026-02-18 09:00',
  ],
  [
    'C12',
    at('2026-06-29'),
    '20 working days are counted from the day after 2026-06-29 (Civil Code 201): due at 24:00 of 2026-07-27',
  ],
  [
    'C23b',
    at('2024-02-29'),
    '2 calendar years end on the date of the same name, or the last of its month (Civil Code 202): due at 24:00 of 2026-02-28',
  ],
])('%s, without a pause and without a roll-over, takes two steps', (id, startedAt, counted) => {
  const steps = explainSteps(rules[id], begun(id, startedAt), china)
  expect(steps.slice(1)).toEqual([counted])
})

test('what no calendar knows is said to be provisional', () => {
  expect(explainSteps(rules.C06, begun('C06', at('2026-12-03')), china).at(-1)).toContain('provisional')
})
