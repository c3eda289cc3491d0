import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { sumFen } from '../money.ts'
import type { CalculationTerms } from './calculation.ts'
import { calculate, recalculated } from './calculation.ts'
import type { AssessedItem, Calculation } from './state.ts'

const plain: CalculationTerms = { deductibleFen: 0, payRatioPercent: 100, sumInsuredFen: 100_000_000 }
const item = (more: Partial<AssessedItem> = {}): AssessedItem => ({
  itemId: 'itm',
  claimedFen: 100_000,
  notCoveredFen: 0,
  ...more,
})
const payable = (more: Partial<AssessedItem>, terms: Partial<CalculationTerms> = {}): number =>
  calculate([item(more)], { ...plain, ...terms }).payableFen

test('#26 each part of the terms comes off in its order, and the calculation names what came off', () => {
  const hospital = item({ notCoveredFen: 10_000, selfPayFen: 20_000, otherCoverFen: 30_000 })
  const phone = item({ itemId: 'phone', depreciationShare: 2_500, realCostFen: 60_000, limitFen: 50_000 })
  expect(calculate([hospital, phone], { deductibleFen: 5_000, payRatioPercent: 80, sumInsuredFen: 60_000 })).toEqual({
    claimedFen: 200_000,
    notCoveredFen: 10_000,
    selfPayFen: 20_000,
    depreciationFen: 25_000,
    otherCoverFen: 30_000,
    beyondCostFen: 15_000,
    beyondItemLimitsFen: 10_000,
    deductibleFen: 5_000,
    payRatioPercent: 80,
    limitFen: 60_000,
    // 40,000 of the hospital and 50,000 of the phone, less 5,000, at 80 %: 68,000, of which the policy owes 60,000.
    payableFen: 60_000,
    rounding: 'half-up',
  })
})

test('#26 what came off nowhere is not named', () => {
  const named = Object.keys(calculate([item()], plain))
  expect(named).toEqual([
    'claimedFen',
    'notCoveredFen',
    'deductibleFen',
    'payRatioPercent',
    'limitFen',
    'payableFen',
    'rounding',
  ])
})

test('#26 who is paid by another policy already gets what is left of the real cost, and nothing twice', () => {
  expect(payable({ otherCoverFen: 70_000 })).toBe(30_000)
  expect(payable({ otherCoverFen: 100_000 })).toBe(0)
  expect(payable({ otherCoverFen: 900_000 })).toBe(0)
  // Half of the cost is paid elsewhere: only the other half may be claimed, whatever was claimed.
  expect(payable({ realCostFen: 80_000, otherCoverFen: 40_000 })).toBe(40_000)
})

test('#26 half a fen is rounded up after the wear of each item, for the customer', () => {
  expect(payable({ claimedFen: 1, depreciationShare: 5_000 })).toBe(1)
  expect(payable({ claimedFen: 3, depreciationShare: 5_000 })).toBe(2)
  expect(payable({ claimedFen: 100_000, depreciationShare: 3_333 })).toBe(66_670)
  expect(payable({ depreciationShare: 10_000 })).toBe(0)
})

test('#26 a claim beyond the real cost is paid to the cost, an item with a limit of its own to that', () => {
  expect(payable({ realCostFen: 70_001 })).toBe(70_001)
  expect(payable({ limitFen: 70_002 })).toBe(70_002)
  expect(payable({ limitFen: 0 })).toBe(0)
})

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 })
const anyItem = fc
  .record(
    {
      claimedFen: amount,
      cuts: fc.tuple(fc.nat(100), fc.nat(100)),
      depreciationShare: fc.integer({ min: 0, max: 10_000 }),
      otherCoverFen: amount,
      realCostFen: amount,
      limitFen: amount,
    },
    { requiredKeys: ['claimedFen', 'cuts'] },
  )
  .map(({ cuts: [refused, own], claimedFen, ...more }): AssessedItem => {
    const notCoveredFen = Math.floor((claimedFen / 100) * refused)
    const selfPayFen = Math.floor(((claimedFen - notCoveredFen) / 100) * own)
    return item({ claimedFen, notCoveredFen, selfPayFen, ...more })
  })
const anyItems = fc.array(anyItem, { minLength: 1, maxLength: 9 })
const anyTerms = fc.record({
  sumInsuredFen: amount,
  deductibleFen: amount,
  payRatioPercent: fc.integer({ min: 0, max: 100 }),
})

test('#26 done again from what is kept it gives the same fen, and so it does in any order', () => {
  fc.assert(
    fc.property(anyItems, anyTerms, (items, terms) => {
      const calculation = calculate(items, terms)
      expect(recalculated({ items, calculation })).toEqual(calculation)
      expect(calculate(items.toReversed(), terms)).toEqual(calculation)
      expect(recalculated(JSON.parse(JSON.stringify({ items, calculation })) as never)).toEqual(calculation)
    }),
  )
})

test('#26 what came off and what remains is what was claimed, to the fen', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      const whole = { deductibleFen: 0, payRatioPercent: 100, sumInsuredFen: Number.MAX_SAFE_INTEGER }
      const calculation = calculate(items, whole)
      expect(
        sumFen([calculation.payableFen, calculation.notCoveredFen, ...off.map((name) => calculation[name] ?? 0)]),
      ).toBe(calculation.claimedFen)
    }),
  )
})

const off = [
  'selfPayFen',
  'depreciationFen',
  'otherCoverFen',
  'beyondCostFen',
  'beyondItemLimitsFen',
] as const satisfies readonly (keyof Calculation)[]

test('#26 an indemnity and what others pay are never more than the real cost (Health measures 5)', () => {
  fc.assert(
    fc.property(anyItems, anyTerms, (items, terms) => {
      const { payableFen } = calculate(items, terms)
      const left = items.map(({ claimedFen, realCostFen = claimedFen, otherCoverFen = 0 }) =>
        Math.max(0, realCostFen - otherCoverFen),
      )
      expect(payableFen).toBeGreaterThanOrEqual(0)
      expect(payableFen).toBeLessThanOrEqual(Math.min(sumFen(left), terms.sumInsuredFen))
    }),
  )
})

test.each([
  ['a negative self-pay', { selfPayFen: -1 }],
  ['more refused and self-paid than claimed', { notCoveredFen: 60_000, selfPayFen: 60_000 }],
  ['more wear than there is', { depreciationShare: 10_001 }],
  ['half a fen of other cover', { otherCoverFen: 0.5 }],
  ['a cost nobody can count', { realCostFen: 2 ** 53 }],
  ['a limit below nothing', { limitFen: -1 }],
] as const)('#26 %s is refused with its place', (_what, wrong) => {
  const command = { type: 'AssessLoss', items: [item(), item({ itemId: 'other', ...wrong })] } as const
  expect(given(example.assessing()).when(command).isRefused('ITEM_AMOUNTS').refusal?.field).toBe('/items/1')
})

test.each(['otherCoverFen', 'realCostFen', 'depreciationShare'] as const)(
  '#26 a fixed benefit is not measured by %s',
  (name) => {
    const command = { type: 'AssessLoss', items: [item({ [name]: 1 })] } as const
    const scene = given(example.assessing({ policy: { fixedBenefit: true } }))
      .when(command)
      .isRefused('FIXED_BENEFIT')
    expect(scene.refusal?.field).toBe(`/items/0/${name}`)
  },
)

test('#26 only the false part is refused (Insurance Law 27): the genuine rest is proposed to be paid', () => {
  const forged = { itemId: 'forged', notCoveredFen: 40_000, ground: 'false-material', clause: 'art. 27' } as const
  const items = [item(), item({ ...forged, claimedFen: 40_000, evidence: ['doc_claim-form'] })]
  const scene = given(example.assessing()).when({ type: 'AssessLoss', items, textId: 'txt_why' })
  expect(scene.standing().stage).toMatchObject({
    proposal: {
      kind: 'part',
      payFen: 100_000,
      refuseFen: 40_000,
      ground: 'false-material',
      evidence: ['doc_claim-form'],
    },
  })
})

test('#26 self-pay, wear and other cover are arithmetic and no refusal: the whole is a decision to pay', () => {
  const worn = item({ selfPayFen: 10_000, depreciationShare: 1_000, otherCoverFen: 5_000 })
  const scene = given(example.assessing()).when({ type: 'AssessLoss', items: [worn] })
  expect(scene.standing().stage).toMatchObject({ proposal: { kind: 'pay', payFen: 76_000, refuseFen: 0 } })
})
