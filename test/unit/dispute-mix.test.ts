import { expect, test } from 'vitest'
import { diceOf } from '../../local/dice.ts'
import type { DisputeCourse, DisputeWay } from '../../local/dispute-mix.ts'
import { disputeCourse, mixLines } from '../../local/dispute-mix.ts'
import { disputedTo, liveMix, outcomeOf, toItsEnd } from './dispute-mix.ts'

const seed = 20_261_128

/** Those of so many claims that are disputed. */
function disputed(claims: number): readonly DisputeCourse[] {
  const dice = diceOf(seed)
  return Array.from({ length: claims }, () => disputeCourse(dice)).filter((course) => course !== null)
}

test('of the mix of the norm 15 % are disputed: half settled inside, 30 % mediated, 20 % before arbitrators or a court', () => {
  const claims = 100_000
  const courses = disputed(claims)
  const share = (...ways: readonly DisputeWay[]): number =>
    courses.filter(({ way }) => ways.includes(way)).length / courses.length
  expect(courses.length / claims).toBeCloseTo(0.15, 2)
  expect(Math.abs(share('internal') - 0.5)).toBeLessThan(0.015)
  expect(Math.abs(share('mediation') - 0.3)).toBeLessThan(0.015)
  expect(Math.abs(share('arbitration', 'court') - 0.2)).toBeLessThan(0.015)
})

test('the same seed makes the same mix', () => {
  expect(disputed(1_000)).toEqual(disputed(1_000))
})

const courses = [...new Map(disputed(4_000).map((course) => [JSON.stringify(course), course])).values()]

test('the mix takes every way to every end', () => {
  expect(courses).toHaveLength(24)
})

test.each(courses)(
  'a dispute of an $of that ends by $way ($ends) is settled as it says, and its claim comes to an end',
  (course) => {
    const decided = disputedTo(course)
    expect(decided.standing().dispute).toMatchObject({ state: 'ended', outcome: outcomeOf(course) })
    const { stage, payments } = toItsEnd(decided).standing()
    expect(['closed', 'declined', 'denied']).toContain(stage.status)
    expect(payments.every(({ state }) => state === 'settled')).toBe(true)
  },
)

test('what came of the mix is counted beside what the norm says', () => {
  const inside = { of: 'offer', way: 'internal', ends: 'settle' } as const
  const before = { of: 'refusal', way: 'court', ends: 'uphold' } as const
  expect(mixLines([null, inside, null, before, inside, { ...inside, way: 'mediation' }, null, null])).toEqual([
    'disputed: 4 of 8, 50.0 % (norm: 15 %)',
    '  settled by the insurer itself: 2 of 4, 50.0 % (norm: 50 %)',
    '  in mediation: 1 of 4, 25.0 % (norm: 30 %)',
    '  by arbitration or a court: 1 of 4, 25.0 % (norm: 20 %)',
  ])
  expect(mixLines([null])[1]).toBe('  settled by the insurer itself: 0 of 0, - % (norm: 50 %)')
})

test('the mix the simulation lives goes nowhere astray', () => {
  const { courses: lived, astray } = liveMix(diceOf(seed), 1_000)
  expect(lived.filter((course) => course !== null).length).toBeGreaterThan(100)
  expect(astray).toEqual([])
})
