import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { HOUR } from '../time.ts'
import { calculate } from './calculation.ts'
import type { CommandOf } from './commands.ts'
import type { RefusalCode } from './decision.ts'
import type { AssessedItem, StageOf } from './state.ts'

const { assessing, assessLoss, plainPolicy } = example

const items = (...more: readonly Partial<AssessedItem>[]): { type: 'AssessLoss'; items: readonly AssessedItem[] } => ({
  type: 'AssessLoss',
  items: more.map((item, index) => ({ itemId: `itm_${index}`, claimedFen: 100, notCoveredFen: 0, ...item })),
})

test('#26 the amount by the policy’s terms is proposed, and the calculation is kept whole', () => {
  const terms = { deductibleFen: 10_000, payRatioPercent: 80, sumInsuredFen: 1_000_000 }
  const scene = given(assessing({ policy: terms }))
    .after(HOUR)
    .when(assessLoss(250_000, 50_000))
  scene.happens({ type: 'LossAssessed' }).stands('awaiting-approval')
  expect(scene.standing().assessment?.calculation).toEqual({
    claimedFen: 250_000,
    notCoveredFen: 50_000,
    deductibleFen: 10_000,
    payRatioPercent: 80,
    limitFen: 1_000_000,
    payableFen: 152_000,
    rounding: 'half-up',
  })
  expect(scene.standing().stage).toMatchObject({
    asker: { status: 'assessing' },
    proposal: { kind: 'part', payFen: 152_000, refuseFen: 50_000, ground: 'not-covered', requiredLevel: 2 },
  })
})

test('#26 without a cut item it is a decision to pay, which A1 may take', () => {
  const scene = given(assessing()).when(assessLoss(250_000))
  expect(scene.standing().stage).toMatchObject({
    proposal: { kind: 'pay', payFen: 250_000, refuseFen: 0, requiredLevel: 1 },
  })
})

test('#26 a calculation done again gives the same fen, never more than the sum insured or what is covered', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000_000 })
  const terms = fc.record({
    sumInsuredFen: amount,
    deductibleFen: amount,
    payRatioPercent: fc.integer({ min: 0, max: 100 }),
  })
  const item = fc.tuple(amount, amount).map(([one, other]) => ({
    itemId: 'itm',
    claimedFen: Math.max(one, other),
    notCoveredFen: Math.min(one, other),
  }))
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 9 }), terms, (list, policy) => {
      const calculation = calculate(list, { ...plainPolicy, ...policy })
      const { claimedFen, notCoveredFen, payableFen } = calculation
      expect(payableFen).toBeLessThanOrEqual(Math.min(policy.sumInsuredFen, Math.max(0, claimedFen - notCoveredFen)))
      expect(payableFen).toBeGreaterThanOrEqual(0)
      expect(calculate(list.toReversed(), { ...plainPolicy, ...policy })).toEqual(calculation)
    }),
  )
})

test('#26 half a fen is rounded up once, after the ratio', () => {
  const half = { ...plainPolicy, payRatioPercent: 50 }
  expect(
    calculate(
      [
        { itemId: 'a', claimedFen: 1, notCoveredFen: 0 },
        { itemId: 'b', claimedFen: 2, notCoveredFen: 0 },
      ],
      half,
    ).payableFen,
  ).toBe(2)
})

test.each([
  ['negative', { claimedFen: -1 }],
  ['a fraction', { claimedFen: 0.5 }],
  ['too large to count', { claimedFen: 2 ** 53 }],
  ['cut by more than was claimed', { claimedFen: 100, notCoveredFen: 101 }],
] as const)('#26 an amount that is %s is refused with its place', (_kind, wrong) => {
  const scene = given(assessing()).when(items({}, wrong)).isRefused('ITEM_AMOUNTS')
  expect(scene.refusal?.field).toMatch(/^\/items/)
})

test('#26 amounts whose sum no number can hold are refused', () => {
  const half = Math.ceil(Number.MAX_SAFE_INTEGER / 2)
  given(assessing())
    .when(items({ claimedFen: half }, { claimedFen: half }))
    .isRefused('ITEM_AMOUNTS')
})

test('#26 items are named once each, at least one, and a cut one with its ground', () => {
  given(assessing()).when(items()).isRefused('NOTHING_ASSESSED')
  given(assessing())
    .when(items({ itemId: 'a' }, { itemId: 'a' }))
    .isRefused('ITEM_LISTED_TWICE')
  given(assessing())
    .when(items({ notCoveredFen: 1 }))
    .isRefused('GROUND_MISSING')
})

const { cut } = example
const cutItem = (basis: Partial<AssessedItem>, textId = 'txt_why'): CommandOf<'AssessLoss'> => ({
  ...items({}, { notCoveredFen: 1, ...basis }),
  textId,
})

test('#26 a cut item is refused on what a refusal in whole rests on: each ground with its condition, #25', () => {
  const unmet: readonly Partial<AssessedItem>[] = [
    { ...cut, ground: 'exclusion' },
    { ...cut, ground: 'exclusion', explainedDocumentId: 'doc_stranger' },
    { ...cut, ground: 'waiting-period', evidence: [] },
    { ...cut, ground: 'false-material', evidence: [] },
    { ...cut, ground: 'not-in-force' },
    { ...cut, ground: 'no-policy' },
  ]
  for (const basis of unmet) {
    const scene = given(assessing()).when(cutItem(basis)).isRefused('GROUND_CONDITION_UNMET')
    expect(scene.refusal?.field).toBe('/items/1/ground')
  }
})

test('#26 a cut item names clause and evidence, and the customer is told why', () => {
  const { ground, clause } = cut
  const field = (command: CommandOf<'AssessLoss'>, code: RefusalCode): string | undefined =>
    given(assessing()).when(command).isRefused(code).refusal?.field
  expect(field(cutItem({ clause }), 'GROUND_MISSING')).toBe('/items/1/ground')
  expect(field(cutItem({ ground }), 'CLAUSE_MISSING')).toBe('/items/1/clause')
  expect(field(cutItem({ ground, clause: '' }), 'CLAUSE_MISSING')).toBe('/items/1/clause')
  const stranger = { ...cut, evidence: ['doc_claim-form', 'doc_stranger'] }
  expect(field(cutItem(stranger), 'EVIDENCE_UNKNOWN')).toBe('/items/1/evidence/1')
  expect(field(items({}, { notCoveredFen: 1, ...cut }), 'REASON_MISSING')).toBe('/text')
})

test('#26 the proposal of a part carries ground and clause, the reason, and the evidence of every cut', () => {
  const exclusion = { ...cut, ground: 'exclusion', explainedDocumentId: 'doc_policy-original' } as const
  const command = { ...items({ ground: 'not-in-force' }, { notCoveredFen: 1, ...exclusion }), textId: 'txt_why' }
  const scene = given(assessing()).and(example.supply('policy-original'), command)
  expect(scene.standing().stage).toMatchObject({
    proposal: {
      kind: 'part',
      ground: 'exclusion',
      clause: '3.2',
      evidence: ['doc_claim-form', 'doc_policy-original'],
      reasonTextId: 'txt_why',
    },
  })
})

test('#28 what is told of a part is the clause and the reason its approver has seen', () => {
  const { determination } = example.decided('part').standing().stage as StageOf<'decided'>
  expect(determination).toMatchObject({ ground: 'not-covered', clause: '3.2', reasonTextId: 'txt_reason' })
})

test('#26 nothing payable is a refusal with its ground, not a payment of nothing', () => {
  given(assessing({ policy: { deductibleFen: 300_000 } }))
    .when(assessLoss(250_000))
    .isRefused('NOTHING_PAYABLE')
})

test('#26 without the policy’s terms nothing can be computed', () => {
  const review = { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] } as const
  const scene = given(example.accepted({ policy: 'pending' })).and({ type: 'TriageClaim', needsSurvey: false }, review)
  scene.when(assessLoss(250_000)).isRefused('POLICY_UNKNOWN')
})
