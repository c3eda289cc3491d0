import { expect, test } from 'vitest'
import { defaultLadder, mayDecide, requiredLevel } from './authority.ts'

const pay = (payFen: number): { payFen: number; refuseFen: null } => ({ payFen, refuseFen: null })
const refuse = (refuseFen: number): { payFen: null; refuseFen: number } => ({ payFen: null, refuseFen })

test.each([
  [1, 2_000_000],
  [2, 10_000_000],
  [3, 50_000_000],
  [4, 500_000_000],
])('A%i pays to its limit of %i fen and not one fen further', (level, limit) => {
  expect([limit - 1, limit, limit + 1].map((amount) => mayDecide(defaultLadder, level, pay(amount)))).toEqual([
    true,
    true,
    false,
  ])
  expect([limit - 1, limit, limit + 1].map((amount) => requiredLevel(defaultLadder, pay(amount)))).toEqual([
    level,
    level,
    level + 1,
  ])
})

test.each([
  [2, 10_000_000],
  [3, 50_000_000],
])('A%i refuses to its limit of %i fen and not one fen further', (level, limit) => {
  expect([limit - 1, limit, limit + 1].map((amount) => mayDecide(defaultLadder, level, refuse(amount)))).toEqual([
    true,
    true,
    false,
  ])
  expect(requiredLevel(defaultLadder, refuse(limit + 1))).toBe(level + 1)
})

test('A1 refuses nothing, not even one fen', () => {
  expect(mayDecide(defaultLadder, 1, refuse(0))).toBe(false)
  expect(requiredLevel(defaultLadder, refuse(0))).toBe(2)
})

test('a part decision needs both limits: the larger step of the two', () => {
  expect(requiredLevel(defaultLadder, { payFen: 1_000, refuseFen: 1_000 })).toBe(2)
  expect(requiredLevel(defaultLadder, { payFen: 60_000_000, refuseFen: 1_000 })).toBe(4)
  expect(requiredLevel(defaultLadder, { payFen: 1_000, refuseFen: 60_000_000 })).toBe(4)
})

test.each([0, -1, 6, 1.5, Number.NaN])('a level that is no step of the ladder (%d) decides nothing', (level) => {
  expect(mayDecide(defaultLadder, level, pay(0))).toBe(false)
})

test('a reserve goes as far as the payment limit, or as far as the ladder says of reserves', () => {
  const reserve = (reserveFen: number) => ({ payFen: null, refuseFen: null, reserveFen })
  expect([2_000_000, 2_000_001].map((fen) => mayDecide(defaultLadder, 1, reserve(fen)))).toEqual([true, false])
  const own = defaultLadder.map((step) => ({ ...step, reserveFen: step.level === 1 ? null : 3_000_000 }))
  expect([1, 2].map((level) => mayDecide(own, level, reserve(3_000_000)))).toEqual([false, true])
  expect(mayDecide(own, 2, reserve(3_000_001))).toBe(false)
})

test('without a ladder nobody decides and everything goes to the committee', () => {
  expect(mayDecide([], 4, pay(1))).toBe(false)
  expect(requiredLevel([], pay(1))).toBe(5)
})

test.each([
  [1, 1_000_000],
  [2, 5_000_000],
  [3, 20_000_000],
  [4, 200_000_000],
])('A%i advances to its limit of %i fen and not one fen further', (level, limit) => {
  const advance = (prepayFen: number) => ({ payFen: null, refuseFen: null, prepayFen })
  expect([limit, limit + 1].map((amount) => mayDecide(defaultLadder, level, advance(amount)))).toEqual([true, false])
  expect([limit, limit + 1].map((amount) => requiredLevel(defaultLadder, advance(amount)))).toEqual([level, level + 1])
})

test('a ladder that says nothing of advances allows what is usual, and never more than it may pay', () => {
  const silent = defaultLadder.map(({ prepaymentFen: _prepaymentFen, ...step }) => ({ ...step, paymentFen: 1_500_000 }))
  const may = (level: number, prepayFen: number): boolean =>
    mayDecide(silent, level, { payFen: null, refuseFen: null, prepayFen })
  expect([may(1, 1_000_000), may(1, 1_000_001), may(4, 1_500_000), may(4, 1_500_001)]).toEqual([
    true,
    false,
    true,
    false,
  ])
})
