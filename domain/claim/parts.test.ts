import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { agreedWith, freeze, payee } from '../../test/payee-claims.ts'
import { sumFen } from '../money.ts'
import type { Beneficiary } from './beneficiaries.ts'
import { entitlements } from './beneficiaries.ts'
import { partsOf } from './parts.ts'

fc.configureGlobal({ seed: 20_261_129 })
afterAll(() => fc.resetConfigureGlobal())

const alive = (beneficiaryId: string, more: Partial<Beneficiary> = {}): Beneficiary => ({
  beneficiaryId,
  fate: 'alive',
  ...more,
})

/** One payee takes the part of each, with the share that is shown. */
function parted(amount: number, list: readonly Beneficiary[]): readonly number[] {
  const entitled = entitlements(list)
  const payees = entitled.map(({ through, share }) => ({ payeeId: `pty_${through}`, through, share }))
  return partsOf(amount, { payees, roundingTo: payees[0]?.payeeId ?? '', entitled })
}

describe('money is parted by what shares stand for', () => {
  test('three who are entitled alike to a million yuan differ by the odd fen, not by a hundred yuan', () => {
    expect(parted(100_000_000, [alive('a'), alive('b'), alive('c')])).toEqual([33_333_334, 33_333_333, 33_333_333])
  })

  test('what passes in proportion is parted in proportion: two to one, and not 66.67 to 33.33', () => {
    const dead = alive('c', { share: 4_000, fate: 'died-before' })
    const list = [alive('a', { share: 4_000 }), alive('b', { share: 2_000 }), dead]
    expect(parted(300_000_000, list)).toEqual([200_000_000, 100_000_000])
  })

  test('what a policy names is parted as it names it', () => {
    const list = [alive('a', { share: 3_334 }), alive('b', { share: 3_333 }), alive('c', { share: 3_333 })]
    expect(parted(100_000_000, list)).toEqual([33_340_000, 33_330_000, 33_330_000])
  })

  test('heirs who share one right alike have the same money to the fen', () => {
    const heir = (payeeId: string, share: number, through: string) => ({ payeeId, share, through })
    const entitled = entitlements([alive('a'), alive('b')])
    const sharing = (...shares: readonly [number, number, number]) => {
      const heirs = shares.map((share, n) => heir(`heir_${n}`, share, 'a'))
      return partsOf(200_000_001, { payees: [...heirs, heir('b', 5_000, 'b')], roundingTo: 'b', entitled })
    }
    expect(sharing(1_667, 1_667, 1_666)).toEqual([33_333_334, 33_333_333, 33_333_333, 100_000_001])
    expect(sharing(1_668, 1_666, 1_666)).toEqual([33_333_334, 33_333_333, 33_333_333, 100_000_001])
    expect(sharing(2_000, 1_500, 1_500)).toEqual([40_000_000, 30_000_000, 30_000_000, 100_000_001])
  })

  test('the parts are the sum, whoever shares it and however', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ share: fc.integer({ min: 1, max: 5_000 }), right: fc.constantFrom('a', 'b', undefined) }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        fc.integer({ min: 0, max: 10_000_000_000 }),
        fc.nat(11),
        (list, amount, pick) => {
          const payees = list.map(({ share, right }, n) => ({
            payeeId: `pty_${n}`,
            share,
            ...(right === undefined ? {} : { through: right }),
          }))
          const parts = partsOf(amount, { payees, roundingTo: `pty_${pick % payees.length}` })
          expect(sumFen(parts)).toBe(amount)
          expect(parts.every((part) => Number.isSafeInteger(part) && part >= 0)).toBe(true)
        },
      ),
    )
  })
})

test('#36 three beneficiaries without named shares have the same money, and shares that make 100.00 %', () => {
  const facts = { injury: 'death', thirdParty: false, hospitalised: false } as const
  const ids = ['psn_a', 'psn_b', 'psn_c'] as const
  const payees = ids.map((through, n) =>
    payee({ payeeId: `pty_${n}`, as: 'beneficiary', through, share: n === 0 ? 3_334 : 3_333 }),
  )
  const beneficiaries = ids.map((beneficiaryId) => ({ beneficiaryId, fate: 'alive' }) as const)
  const scene = agreedWith([], { report: { line: 'life', facts }, policy: { line: 'life' } })
    .when(freeze(payees, { beneficiaries }))
    .stands('paying')
  expect(scene.standing().payees.map(({ share, amountFen }) => [share, amountFen])).toEqual([
    [3_334, 83_334],
    [3_333, 83_333],
    [3_333, 83_333],
  ])
})
