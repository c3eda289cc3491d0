import { expect, test } from 'vitest'

import { diceOf } from '../../../local/dice.ts'
import { drawPlan, lifePlans } from './lives.ts'

const seed = 47

function drawn(count: number): readonly string[] {
  const dice = diceOf(seed)
  return Array.from({ length: count }, () => drawPlan(dice).name)
}

test('the shares of the lives are those of a hundred claims, and no two lives bear one name', () => {
  expect(lifePlans.reduce((sum, { share }) => sum + share, 0)).toBe(100)
  expect(new Set(lifePlans.map(({ name }) => name)).size).toBe(lifePlans.length)
})

test('the same seed draws the same lives, and some hundred draw every one of them', () => {
  expect(drawn(600)).toEqual(drawn(600))
  expect(new Set(drawn(600))).toEqual(new Set(lifePlans.map(({ name }) => name)))
})
