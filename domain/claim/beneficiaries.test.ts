import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { wholeShare } from '../money.ts'
import type { Beneficiary, BeneficiaryFate, Entitlement } from './beneficiaries.ts'
import { beneficiaryFates, designationFault, entitlements, estate } from './beneficiaries.ts'

fc.configureGlobal({ seed: 20_261_128 })
afterAll(() => fc.resetConfigureGlobal())

const named = (beneficiaryId: string, more: Partial<Beneficiary> = {}): Beneficiary => ({
  beneficiaryId,
  fate: 'alive',
  ...more,
})

const shares = (list: readonly Beneficiary[], roundingTo?: string): Readonly<Record<string, number>> =>
  Object.fromEntries(entitlements(list, roundingTo).map(({ through, share }) => [through, share]))

describe('as named (Insurance Law 40)', () => {
  test('without shares all take alike, and the hundredth that remains goes to the named one', () => {
    const list = [named('a'), named('b'), named('c')]
    expect(shares(list, 'c')).toEqual({ a: 3_333, b: 3_333, c: 3_334 })
    expect(shares(list)).toEqual({ a: 3_334, b: 3_333, c: 3_333 })
  })

  test('with shares each takes his own', () => {
    expect(shares([named('a', { share: 7_000 }), named('b', { share: 3_000 })])).toEqual({ a: 7_000, b: 3_000 })
  })

  test('the first rank takes all, the second nothing', () => {
    expect(shares([named('b', { order: 2 }), named('a', { order: 1 })])).toEqual({ a: wholeShare })
  })
})

describe('the four rules of interpretation III art. 12', () => {
  const gone: Partial<Beneficiary> = { fate: 'died-before' }

  test('no rank and no share: the others take alike', () => {
    expect(shares([named('a', gone), named('b'), named('c')])).toEqual({ b: 5_000, c: 5_000 })
  })

  test('no rank but shares: the others take in proportion', () => {
    const list = [named('a', { share: 5_000, ...gone }), named('b', { share: 3_000 }), named('c', { share: 2_000 })]
    expect(shares(list)).toEqual({ b: 6_000, c: 4_000 })
  })

  test('a rank but no share: the others of the rank take alike, and with none of them the next rank', () => {
    const first = [named('a', { order: 1, ...gone }), named('b', { order: 1 }), named('c', { order: 1 })]
    expect(shares([...first, named('d', { order: 2 })])).toEqual({ b: 5_000, c: 5_000 })
    const second = [named('d', { order: 2 }), named('e', { order: 2 })]
    expect(shares([named('a', { order: 1, ...gone }), ...second])).toEqual({ d: 5_000, e: 5_000 })
  })

  test('a rank and shares: the others of the rank take in proportion, and with none of them the next rank', () => {
    const first = [named('a', { order: 1, share: 2_500 }), named('b', { order: 1, share: 7_500, ...gone })]
    expect(shares([...first, named('c', { order: 2, share: wholeShare })])).toEqual({ a: wholeShare })
    const second = [named('c', { order: 3, share: 6_000 }), named('d', { order: 3, share: 4_000 })]
    expect(shares([named('a', { order: 1, share: wholeShare, ...gone }), ...second])).toEqual({ c: 6_000, d: 4_000 })
  })
})

describe('who has no share any more', () => {
  test('nobody named, or nobody left, is the estate’s (Insurance Law 42)', () => {
    expect(shares([])).toEqual({ [estate]: wholeShare })
    expect(shares([named('a', { fate: 'disclaimed' }), named('b', { fate: 'lost-right' })])).toEqual({
      [estate]: wholeShare,
    })
  })

  test('who died in the same event, nobody knows when, is taken to have died first', () => {
    expect(shares([named('a', { fate: 'died-in-same-event' }), named('b')])).toEqual({ b: wholeShare })
    expect(shares([named('a', { fate: 'died-in-same-event' })])).toEqual({ [estate]: wholeShare })
  })

  test('who died after the event leaves his share to his own heirs, not to the others', () => {
    expect(shares([named('a', { fate: 'died-after' }), named('b')])).toEqual({ a: 5_000, b: 5_000 })
  })
})

const fates = fc.constantFrom<BeneficiaryFate>(...beneficiaryFates)

/** Lists without a fault: ranks for all or none, shares for all of a rank or none. */
const lists: fc.Arbitrary<readonly Beneficiary[]> = fc
  .record({
    isRanked: fc.boolean(),
    ranks: fc.array(fc.record({ isShared: fc.boolean(), fates: fc.array(fates, { minLength: 1, maxLength: 6 }) }), {
      maxLength: 4,
    }),
  })
  .map(({ isRanked, ranks }) =>
    (isRanked ? ranks : ranks.slice(0, 1)).flatMap(({ isShared, fates: of }, rank) =>
      of.map((fate, index): Beneficiary => {
        const equal = Math.floor(wholeShare / of.length)
        const share = index === 0 ? wholeShare - equal * (of.length - 1) : equal
        const order = isRanked ? { order: rank + 1 } : {}
        return { beneficiaryId: `b${rank}-${index}`, fate, ...order, ...(isShared ? { share } : {}) }
      }),
    ),
  )

const total = (parts: readonly Entitlement[]): number => parts.reduce((sum, { share }) => sum + share, 0)

test('whatever became of whom, the shares are above zero and sum to 100.00 %, and the estate takes all or nothing', () => {
  fc.assert(
    fc.property(lists, fc.nat(), (list, pick) => {
      expect(designationFault(list)).toBeNull()
      const parts = entitlements(list, list[pick % Math.max(1, list.length)]?.beneficiaryId)
      expect(total(parts)).toBe(wholeShare)
      expect(parts.every(({ share }) => share > 0)).toBe(true)
      const left = list.filter(({ fate }) => fate === 'alive' || fate === 'died-after')
      expect(parts.some(({ through }) => through === estate)).toBe(left.length === 0)
      expect(
        parts.every(({ through }) => through === estate || left.some((one) => one.beneficiaryId === through)),
      ).toBe(true)
    }),
  )
})

test('who loses a share makes nobody else’s smaller', () => {
  fc.assert(
    fc.property(lists, fc.nat(), (list, pick) => {
      const who = list[pick % Math.max(1, list.length)]?.beneficiaryId
      const without = list.map((one) => (one.beneficiaryId === who ? { ...one, fate: 'disclaimed' as const } : one))
      const before = shares(list)
      const after = shares(without)
      for (const [through, share] of Object.entries(before)) {
        // A hundredth of a percent may go to another place in the rounding.
        const least = through === who ? 0 : share - list.length
        expect(after[through] ?? 0).toBeGreaterThanOrEqual(least)
      }
    }),
  )
})

test.each([
  ['twice', [named('a'), named('a')], 1],
  ['the estate', [named(estate)], 0],
  ['a rank of half', [named('a', { order: 0.5 })], 0],
  ['a share of nothing', [named('a', { share: 0 })], 0],
  ['some ranks only', [named('a', { order: 1 }), named('b')], undefined],
  ['some shares only', [named('a', { share: 5_000 }), named('b')], undefined],
  ['shares that are no whole', [named('a', { share: 5_000 }), named('b', { share: 4_999 })], undefined],
] as const)('a list with %s says nothing certain', (_what, list, row) => {
  const fault = designationFault(list)
  expect([fault?.message === undefined, fault?.row]).toEqual([false, row])
})

test('whatever is in a list, there is an answer', () => {
  const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -1, 2 ** 53, Number.NaN, Infinity))
  const anything = fc.array(
    fc.record(
      { beneficiaryId: fc.string(), fate: fates, order: anyNumber, share: anyNumber },
      { requiredKeys: ['beneficiaryId', 'fate'] },
    ),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(anything, (list) => {
      if (designationFault(list) !== null) return
      expect(total(entitlements(list))).toBe(wholeShare)
    }),
  )
})
