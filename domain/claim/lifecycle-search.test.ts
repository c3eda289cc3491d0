import { expect, test } from 'vitest'
import { exampleOf } from '../../test/example-claims.ts'
import type { ClaimStatus } from './state.ts'
import { endedStatuses } from './statuses.ts'
import { transitions } from './transitions.ts'

// An exhaustive search of the abstract lifecycle: every status, every arrow, no chance in it.

type Place = ClaimStatus | 'none'

const statuses = Object.keys(exampleOf) as ClaimStatus[]
const arrows = transitions.flatMap(({ row, from, to }) => from.map((place) => ({ row, from: place, to })))

/** How many arrows it takes at least to come from there to each status there is a way to. */
function stepsFrom(start: Place): ReadonlyMap<Place, number> {
  const steps = new Map<Place, number>([[start, 0]])
  for (const [place, taken] of steps) {
    for (const { to } of arrows.filter(({ from }) => from === place)) if (!steps.has(to)) steps.set(to, taken + 1)
  }
  return steps
}

test('a reported claim can come to every status, to the farthest in eight changes', () => {
  const reached = stepsFrom('reported')
  expect(statuses.filter((status) => !reached.has(status))).toEqual([])
  expect(Math.max(...reached.values())).toBe(8)
})

test.each(statuses)('from %s there is a way to an end', (status) => {
  expect([...stepsFrom(status).keys()].filter((place) => endedStatuses.has(place as ClaimStatus))).not.toEqual([])
})

test.each(statuses.filter((status) => status !== 'cancelled'))(
  'from %s there is a way to be paid and closed',
  (status) => {
    const reached = stepsFrom(status)
    expect([reached.has('paid'), reached.has('closed')]).toEqual([true, true])
  },
)

test('every arrow can be come to, and each row of the table is one of them', () => {
  const reached = stepsFrom('none')
  expect(arrows.filter(({ from }) => !reached.has(from))).toEqual([])
  expect(new Set(arrows.map(({ row }) => row))).toEqual(new Set(transitions.map(({ row }) => row)))
})

test('no status is a trap: the only one that nothing leaves is a claim that was cancelled', () => {
  expect(statuses.filter((status) => !arrows.some(({ from }) => from === status))).toEqual(['cancelled'])
})

/** Disputes (#60 to #65), a reopening, money that came back, and what is told of money that is held for somebody. */
const outOfAnEnd = ['#15', '#42', '#44', '#52', '#62', '#63a', '#63b', '#65', '#69', '#75']

test('only the rows that say so lead out of an end', () => {
  const leaving = arrows.filter(({ from }) => from !== 'none' && endedStatuses.has(from))
  const rows = new Set(leaving.flatMap(({ row }) => row.split(' ')))
  expect([...rows].filter((row) => !outOfAnEnd.includes(row))).toEqual([])
})
