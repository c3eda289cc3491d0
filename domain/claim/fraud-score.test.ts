import { expect, test } from 'vitest'
import { contextAt } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { held } from '../../test/held-claims.ts'
import type { ClaimReceipt } from './commands.ts'
import { isConfidentialNotice } from './confidential.ts'
import { nextStep } from './next-step.ts'

const asked = (scene: Scene): boolean => {
  const step = nextStep(scene.standing(), contextAt(scene.now))
  return step.kind === 'go-on' && step.effects.some(({ kind }) => kind === 'score-fraud')
}

const answer = (hardRules: readonly string[], ...points: readonly number[]): ClaimReceipt => ({
  type: 'FraudScored',
  hardRules,
  signals: points.map((each, index) => ({ code: `signal-${index}`, points: each })),
})

test('a small claim under an old policy is not asked about', () => {
  expect(asked(example.reviewing())).toBe(false)
  expect(asked(example.received({ policy: { effectiveFrom: '2020-01-01' } }))).toBe(false)
})

test.each([
  ['a large amount', () => example.received({ claimedFen: 5_000_001 })],
  ['a young policy', () => example.received({ policy: { effectiveFrom: '2026-02-20' } })],
  [
    'a death',
    () => example.received({ report: { facts: { injury: 'death', thirdParty: false, hospitalised: false } } }),
  ],
])('%s is asked about once the claim is filed and its policy known', (_what, scene) => {
  expect(asked(scene())).toBe(true)
})

test('nothing is asked before the policy is known, of a report alone, or about what is held or decided', () => {
  const large = { claimedFen: 6_000_000 }
  expect(asked(example.received({ ...large, policy: 'pending' }))).toBe(false)
  expect(asked(example.reported(large))).toBe(false)
  expect(asked(held())).toBe(false)
  expect(asked(example.declined({ policy: { effectiveFrom: '2026-02-20' } }))).toBe(false)
})

test('#54 one hard rule holds all that is claimed, by its code', () => {
  const scene = example.received({ claimedFen: 6_000_000 }).learns(answer(['watch-list'], 5))
  scene.happens({ type: 'HoldRaised', n: 1, amountFen: 6_000_000, because: 'hard-rule', signals: ['watch-list'] })
})

test('#54 weak signals hold when they add up, and not a point before', () => {
  const scene = example.received({ claimedFen: 6_000_000 })
  scene.learns(answer([], 30, 29)).happens()
  scene
    .learns(answer([], 30, 30))
    .happens({ type: 'HoldRaised', amountFen: 6_000_000, because: 'signals', signals: ['signal-0', 'signal-1'] })
})

test('an answer that comes twice, or when all is decided, holds nothing and says why', () => {
  const once = example.received().learns(answer(['watch-list']))
  once.learns(answer(['watch-list'])).happens({ type: 'FactDisregarded', fact: 'FraudScored' })
  example
    .declined()
    .learns(answer([], 30, 29))
    .happens({ type: 'FactDisregarded', reason: 'the claim is decided' })
})

test.each([
  ['a hard rule', answer(['watch-list'], 5), 'watch-list'],
  ['a sum that would have held', answer([], 30, 30), 'signal-0 signal-1'],
])('%s that comes after the decision is work for compliance, and for nobody else to see', (_what, late, found) => {
  const scene = example.agreed().learns(late)
  scene.happens({ type: 'FactDisregarded', fact: 'FraudScored', reason: 'found when the claim was decided' })
  const told = scene.latest.flatMap(({ notices = [] }) => notices)
  expect(told).toMatchObject([{ kind: 'staff-work-item', audience: 'compliance', facts: { found } }])
  expect(told.every(isConfidentialNotice)).toBe(true)
})
