import { afterEach, expect, test } from 'vitest'
import type { DateText } from '../time.ts'
import { DAY, HOUR, dateOf, showInstant, startOfDay } from '../time.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import { endOfWorkingDay, startClock } from './engine.ts'
import { clockRegistry1 } from './registry.ts'

const zone = process.env['TZ']

afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})

/** Everything a clock says of instants around midnights, holidays and the summer times of other countries. */
function vectors(): readonly string[] {
  const days: readonly DateText[] = ['2026-02-13', '2026-03-08', '2026-03-29', '2026-09-30', '2026-11-01', '2026-12-31']
  const instants = days.flatMap((day) => [0, 1, 8, 16, 23].map((hour) => startOfDay(day) + hour * HOUR - 1))
  return instants.flatMap((startedAt) =>
    Object.values(clockRegistry1).map((rule) => {
      const clock = startClock({ rule, ruleVersion: 1, n: 1, startedAt, length: rule.length }, china)
      const seen = [clock.dueTarget, clock.dueLegal, endOfWorkingDay(china, startedAt + DAY, 3)].map(showInstant)
      return [rule.id, dateOf(startedAt), ...seen].join(' ')
    }),
  )
}

const inShanghai = vectors()

test.each([
  ['UTC', 0],
  ['Asia/Shanghai', -480],
  ['America/Los_Angeles', 480],
  ['Pacific/Kiritimati', -840],
  ['Asia/Kathmandu', -345],
])('days are Shanghai’s, though the process lives in %s', (processZone, offset) => {
  process.env['TZ'] = processZone
  expect(new Date(Date.UTC(2026, 0, 15)).getTimezoneOffset()).toBe(offset)
  expect(vectors()).toEqual(inShanghai)
  expect(vectors()[0]).toBe(
    'C01 2026-02-12 2026-02-13T23:59:59.999+08:00 2026-02-13T23:59:59.999+08:00 2026-02-26T00:00:00.000+08:00',
  )
})
