import { expect, test } from 'vitest'

import type { DutyRoster } from './roster.ts'
import { branchAndAbove, isBranchCode, personOnDuty, rosterFault } from './roster.ts'

const nobody: DutyRoster = { duties: [], standIns: [] }

const pudong: DutyRoster = {
  duties: [
    { role: 'supervisor', personId: 'per_li', from: '2026-01-01', to: '2026-06-30' },
    { role: 'supervisor', personId: 'per_wu', from: '2026-07-01' },
  ],
  standIns: [
    { personId: 'per_li', standInId: 'per_he', from: '2026-03-02', to: '2026-03-06' },
    { personId: 'per_he', standInId: 'per_xu', from: '2026-03-04', to: '2026-03-04' },
  ],
}
const shanghai: DutyRoster = {
  duties: [{ role: 'branch-head', personId: 'per_gu', from: '2026-01-01' }],
  standIns: [{ personId: 'per_gu', standInId: 'per_li', from: '2026-03-04', to: '2026-03-04' }],
}

const onDuty = (role: 'supervisor' | 'branch-head' | 'compliance', day: string) =>
  personOnDuty([pudong, shanghai, nobody], { role, day })

test.each([
  ['2025-12-31', null],
  ['2026-01-01', { personId: 'per_li' }],
  ['2026-03-01', { personId: 'per_li' }],
  ['2026-03-02', { personId: 'per_he', standsInFor: 'per_li' }],
  ['2026-03-04', { personId: 'per_xu', standsInFor: 'per_li' }],
  ['2026-03-06', { personId: 'per_he', standsInFor: 'per_li' }],
  ['2026-03-07', { personId: 'per_li' }],
  ['2026-06-30', { personId: 'per_li' }],
  ['2026-07-01', { personId: 'per_wu' }],
  ['2030-01-01', { personId: 'per_wu' }],
])('on %s the supervisor’s duty is done by %j', (day, person) => {
  expect(onDuty('supervisor', day)).toEqual(person)
})

test('a role nobody holds at the branch is looked for above it, and stand-ins of every branch count', () => {
  expect(onDuty('branch-head', '2026-03-03')).toEqual({ personId: 'per_gu' })
  expect(onDuty('branch-head', '2026-03-04')).toEqual({ personId: 'per_xu', standsInFor: 'per_gu' })
  expect(onDuty('compliance', '2026-03-03')).toBeNull()
})

test('who owns the claim is told himself, or who stands in for him', () => {
  const ask = { role: 'reviewer', ownerId: 'per_li' } as const
  expect(personOnDuty([pudong], { ...ask, day: '2026-03-01' })).toEqual({ personId: 'per_li' })
  expect(personOnDuty([pudong], { ...ask, day: '2026-03-02' })).toEqual({ personId: 'per_he', standsInFor: 'per_li' })
})

test('branches that send each other round end at the role’s post, not in a loop', () => {
  const back = { ...shanghai, standIns: [{ personId: 'per_he', standInId: 'per_li', from: '2026-03-02' }] }
  const there = { ...pudong, standIns: pudong.standIns.slice(0, 1) }
  expect(personOnDuty([there, back], { role: 'supervisor', day: '2026-03-03' })).toBeNull()
})

const duty = { role: 'supervisor', personId: 'per_a', from: '2026-03-10', to: '2026-03-20' } as const
const absence = { personId: 'per_a', standInId: 'per_b', from: '2026-03-10', to: '2026-03-20' } as const

test.each<[string, DutyRoster, string, string]>([
  [
    'a duty that ends before it begins',
    { ...nobody, duties: [{ ...duty, to: '2026-03-09' }] },
    'ROSTER_DAYS',
    '/duties/0/to',
  ],
  [
    'an absence that ends before it begins',
    { ...nobody, standIns: [absence, { ...absence, personId: 'per_c', to: '2026-03-01' }] },
    'ROSTER_DAYS',
    '/standIns/1/to',
  ],
  [
    'two holders of one role on one day',
    { ...nobody, duties: [duty, { ...duty, personId: 'per_b', from: '2026-03-20', to: '2026-03-25' }] },
    'ROSTER_OVERLAP',
    '/duties/1/from',
  ],
  [
    'a holder until further notice and a later one',
    {
      ...nobody,
      duties: [
        { role: 'supervisor', personId: 'per_a', from: '2026-01-01' },
        { ...duty, personId: 'per_b' },
      ],
    },
    'ROSTER_OVERLAP',
    '/duties/1/from',
  ],
  [
    'two stand-ins for one person',
    { ...nobody, standIns: [absence, { ...absence, standInId: 'per_c' }] },
    'ROSTER_OVERLAP',
    '/standIns/1/from',
  ],
  [
    'a person who stands in for himself',
    { ...nobody, standIns: [{ ...absence, standInId: 'per_a' }] },
    'ROSTER_CIRCLE',
    '/standIns/0/standInId',
  ],
  [
    'stand-ins in a circle of three',
    {
      ...nobody,
      standIns: [
        absence,
        { ...absence, personId: 'per_b', standInId: 'per_c', from: '2026-03-20', to: '2026-03-30' },
        { personId: 'per_c', standInId: 'per_a', from: '2026-03-01' },
      ],
    },
    'ROSTER_CIRCLE',
    '/standIns/0/standInId',
  ],
])('%s is a fault that names its field', (_fault, roster, code, field) => {
  expect(rosterFault(roster)).toMatchObject({ code, field })
})

test('the same role on other days, other roles on the same days, and a circle on no common day are no faults', () => {
  const next = { ...duty, personId: 'per_b', from: '2026-03-21', to: '2026-03-30' }
  const other = { ...duty, role: 'branch-head' } as const
  const back = { personId: 'per_b', standInId: 'per_a', from: '2026-03-21' }
  expect(rosterFault({ duties: [duty, next, other], standIns: [absence, back] })).toBeNull()
  expect(rosterFault(pudong)).toBeNull()
})

test('a branch is looked up with those above it, and is in a province that exists', () => {
  expect(branchAndAbove('310115')).toEqual(['310115', '310100', '310000', '000000'])
  expect(branchAndAbove('000000')).toEqual(['000000'])
  expect(['310115', '000000', '990000', '31011', '310115x', '000100'].map(isBranchCode)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})
