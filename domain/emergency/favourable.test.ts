import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { documentKinds } from '../claim/codes.ts'
import { lasting, moreFavourable, mostFavourable } from './favourable.ts'
import { grades } from './grades.ts'
import type { Measures } from './measures.ts'
import { measuresOfGrade, normal } from './measures.ts'

fc.configureGlobal({ seed: 20_261_128 })
afterAll(() => fc.resetConfigureGlobal())

const few = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null })
const limit = fc.constantFrom('contract', 'lifted-for-emergency-care', 'lifted')

const anyMeasures: fc.Arbitrary<Measures> = fc.record({
  contactHours: few,
  settleWorkingDays: few,
  waivedDocuments: fc.subarray([...documentKinds]),
  identityByCommitteePaper: fc.boolean(),
  deathProofByList: fc.boolean(),
  insurerStarted: fc.boolean(),
  hospitalLimit: limit,
  selfPayLimit: limit,
  survey: fc.constantFrom('by-rule', 'door-to-door', 'remote-allowed', 'remote-default', 'sampled'),
  noSurveyUpToFen: few,
  prepayment: fc.record(
    {
      how: fc.constantFrom('by-law', 'on-request', 'offered', 'computed'),
      sharePercent: fc.constantFrom(0, 30, 50),
      withinWorkingDays: fc.constantFrom(0, 1),
    },
    { requiredKeys: ['how', 'sharePercent'] },
  ),
  multiplier: fc.option(
    fc.record({
      times: fc.constantFrom(2, 5),
      until: fc.constantFrom(10, 20),
      raisedBy: fc.constantFrom('per_a', 'per_b'),
    }),
    { nil: null },
  ),
  doorToDoorWorkingDays: few,
})

test('the more favourable of measures is the same in any order, in any grouping and however often', () => {
  fc.assert(
    fc.property(anyMeasures, anyMeasures, anyMeasures, (a, b, c) => {
      expect(moreFavourable(a, b)).toEqual(moreFavourable(b, a))
      expect(moreFavourable(moreFavourable(a, b), c)).toEqual(moreFavourable(a, moreFavourable(b, c)))
      expect(moreFavourable(a, a)).toEqual(a)
      expect(moreFavourable(a, normal)).toEqual(a)
    }),
  )
})

test('nothing that lasts is more than was given', () => {
  fc.assert(
    fc.property(anyMeasures, (given) => {
      expect(moreFavourable(given, lasting(given))).toEqual(given)
    }),
  )
})

test('a higher level gives at least what a lower one gives', () => {
  const levels = grades.filter((grade) => grade !== 'G').map((grade) => measuresOfGrade[grade])
  expect(mostFavourable(levels)).toEqual(measuresOfGrade.I)
})
