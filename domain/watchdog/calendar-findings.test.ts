import { expect, test } from 'vitest'

import { DAY, HOUR, startOfDay } from '../time.ts'
import type { WatchedCalendar } from './calendar-findings.ts'
import { calendarFindings } from './calendar-findings.ts'
import { tellFindings } from './telling.ts'

const quiet: WatchedCalendar = {
  version: 'cn-2026-1',
  coveredTo: '2026-12-25',
  now: startOfDay('2026-11-28') + 9 * HOUR,
  provisionalClaims: 0,
  untoldClaims: 0,
}

test('a calendar behind which nobody was promised a date is no finding, and neither is none', () => {
  expect(calendarFindings(quiet)).toEqual([])
  expect(calendarFindings(null)).toEqual([])
})

test('one behind which claims are dated says when it ends and how many they are', () => {
  expect(calendarFindings({ ...quiet, provisionalClaims: 7 })).toMatchObject([
    {
      alert: 'CALENDAR_ENDING',
      claimId: null,
      facts: 'calendar cn-2026-1 ends in 27 days and 7 open claims have provisional dates',
    },
  ])
  expect(calendarFindings({ ...quiet, now: startOfDay('2026-12-28'), provisionalClaims: 1 })[0]?.facts).toContain(
    'ended 3 days ago',
  )
})

test('it is told once a day, also while the numbers change', () => {
  const found = (claims: number) => calendarFindings({ ...quiet, provisionalClaims: claims })
  const first = tellFindings(new Map(), found(7), 0)
  expect(first.raised).toHaveLength(1)
  expect(tellFindings(first.standing, found(8), DAY - 1).raised).toEqual([])
  expect(tellFindings(first.standing, found(8), DAY).raised).toHaveLength(1)
})

test('claims that have not heard of the version for long are a finding', () => {
  expect(calendarFindings({ ...quiet, untoldClaims: 3 })).toMatchObject([
    { alert: 'CALENDAR_UNTOLD', facts: '3 open claims have not heard of calendar cn-2026-1' },
  ])
})
