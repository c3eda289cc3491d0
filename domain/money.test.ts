import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFen, ratioOf, showFen, splitByShares, sumFen, wholeShare } from './money.ts'

const fen = fc.maxSafeNat()

/** One to six shares above zero that sum to 100.00 %. */
const shares = fc
  .uniqueArray(fc.integer({ min: 1, max: wholeShare - 1 }), { maxLength: 5 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), wholeShare])
  .map((edges) => edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0)))

test('parts always sum to the amount, whatever the shares, and no part is negative', () => {
  fc.assert(
    fc.property(fen, shares, fc.nat(), (amount, split, pick) => {
      const parts = splitByShares(amount, split, pick % split.length)
      expect(sumFen(parts)).toBe(amount)
      expect(parts.every(isFen)).toBe(true)
    }),
  )
})

test('only the named part takes the fen that remain, and fewer of them than there are parts', () => {
  fc.assert(
    fc.property(fen, shares, fc.nat(), (amount, split, pick) => {
      const named = pick % split.length
      splitByShares(amount, split, named).forEach((part, index) => {
        const exact = BigInt(amount) * BigInt(split[index] ?? 0)
        const over = BigInt(part) * BigInt(wholeShare) - exact
        const most = index === named ? BigInt(split.length * wholeShare) : 1n
        expect(over < most && over > -BigInt(wholeShare)).toBe(true)
      })
    }),
  )
})

test('three equal heirs of 100.00 yuan get 33.33, 33.33 and the named one 33.34', () => {
  expect(splitByShares(10_000, [3_333, 3_333, 3_334], 2)).toEqual([3_333, 3_333, 3_334])
  expect(splitByShares(1, [5_000, 5_000], 0)).toEqual([1, 0])
})

test('a ratio is rounded half up to the fen, exactly, up to the largest amount there is', () => {
  expect(ratioOf(5, 50, 100)).toBe(3)
  expect(ratioOf(333, 80, 100)).toBe(266)
  expect(ratioOf(0, 80, 100)).toBe(0)
  expect(ratioOf(Number.MAX_SAFE_INTEGER, 1, 1)).toBe(Number.MAX_SAFE_INTEGER)
  fc.assert(
    fc.property(fen, fc.integer({ min: 0, max: 100 }), (amount, percent) => {
      const doubled = BigInt(ratioOf(amount, percent, 100)) * 200n - BigInt(amount) * BigInt(percent) * 2n
      expect(doubled > -100n && doubled <= 100n).toBe(true)
    }),
  )
})

test('an amount is a whole number of fen that a number can hold', () => {
  expect([0, 1, Number.MAX_SAFE_INTEGER].every(isFen)).toBe(true)
  expect([-1, 0.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 1].some(isFen)).toBe(false)
})

test('amounts are shown in yuan with thousands and two decimals', () => {
  expect([0, 5, 100, 123_456_789].map(showFen)).toEqual(['0.00', '0.05', '1.00', '1,234,567.89'])
})
