import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { defaultServicePolicy as policy } from '../service-policy.ts'
import { HOUR } from '../time.ts'
import { claimLanes, claimLines } from './codes.ts'
import type { TriageCase } from './triage.ts'
import { triage, triageTable } from './triage.ts'

/** Every line, every side of every limit, every combination of facts. */
const limits = [null, 0, 300_000, 500_000, 2_000_000, 10_000_000]
const amounts = limits.flatMap((limit) => (limit === null ? [null] : [limit, limit + 1]))
const facts = (['none', 'injury', 'death'] as const).flatMap((injury) =>
  [true, false].flatMap((thirdParty) => [true, false].map((hospitalised) => ({ injury, thirdParty, hospitalised }))),
)
const cases: readonly TriageCase[] = claimLines.flatMap((line) =>
  amounts.flatMap((claimedFen) =>
    facts.flatMap((known) => [true, false].map((group) => ({ line, group, claimedFen, facts: known }))),
  ),
)

const laneOf = (triageCase: TriageCase): string => triage(triageCase, policy).lane

test('#17 every combination of line, amount and facts has exactly one lane, by one row and its reason', () => {
  expect(cases).toHaveLength(11 * 11 * 12 * 2)
  for (const triageCase of cases) {
    const { lane, because, needsSurvey } = triage(triageCase, policy)
    expect(claimLanes).toContain(lane)
    expect(because).toHaveLength(needsSurvey ? 2 : 1)
  }
})

test('#17 every row of the table decides some case, and the last one every case', () => {
  const deciding = new Set(cases.map((triageCase) => triage(triageCase, policy).because[0]))
  expect(deciding).toEqual(new Set(triageTable.map(({ because }) => because)))
  expect(
    triageTable
      .at(-1)
      ?.applies({ line: 'life', group: false, claimedFen: null, facts: example.plainReport.facts }, policy),
  ).toBe(true)
})

test('#17 no amount claimed is never the smallest one', () => {
  const unnamed = cases.filter(({ claimedFen }) => claimedFen === null).map(laneOf)
  expect(new Set(unnamed)).toEqual(new Set(['complex', 'standard']))
})

test('#17 a death, a life policy, a third party’s liability and a large amount are complex, whatever else', () => {
  const grave = cases.filter(
    ({ line, claimedFen, facts: known }) =>
      known.injury === 'death' ||
      line === 'life' ||
      (line === 'liability' && known.thirdParty) ||
      (claimedFen ?? 0) > 10_000_000,
  )
  expect(new Set(grave.map(laneOf))).toEqual(new Set(['complex']))
  expect(cases.filter((triageCase) => laneOf(triageCase) === 'complex')).toHaveLength(grave.length)
})

test.each([
  ['medical', 300_000, 'small'],
  ['medical', 300_001, 'simple'],
  ['accident', 300_000, 'small'],
  ['motor', 500_000, 'small'],
  ['motor', 500_001, 'simple'],
  ['motor-compulsory', 1, 'simple'],
  ['medical', 2_000_000, 'simple'],
  ['medical', 2_000_001, 'standard'],
  ['medical', 10_000_000, 'standard'],
  ['medical', 10_000_001, 'complex'],
] as const)('#17 %s over %i fen without injury or third party is %s', (line, claimedFen, lane) => {
  expect(
    laneOf({ line, group: false, claimedFen, facts: { injury: 'none', thirdParty: false, hospitalised: false } }),
  ).toBe(lane)
})

test('#17 the more is claimed the graver the lane, all else alike', () => {
  const amount = fc.maxSafeNat()
  fc.assert(
    fc.property(
      fc.constantFrom(...claimLines),
      fc.constantFrom(...facts),
      amount,
      amount,
      (line, known, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)].map((claimedFen) =>
          claimLanes.indexOf(triage({ line, group: false, claimedFen, facts: known }, policy).lane),
        )
        expect(more).toBeGreaterThanOrEqual(less ?? Infinity)
      },
    ),
  )
})

test('#17 a survey is needed for property, third parties, larger injuries and the complex lane, never in the small one', () => {
  const surveyed = cases.filter((triageCase) => triage(triageCase, policy).needsSurvey)
  expect(surveyed.some((triageCase) => laneOf(triageCase) === 'small')).toBe(false)
  expect(
    cases.filter((triageCase) => laneOf(triageCase) === 'complex').every((triageCase) => surveyed.includes(triageCase)),
  ).toBe(true)
  const asked = (required: 'always' | 'never'): number =>
    cases.filter((triageCase) => triage(triageCase, { ...policy, survey: { ...policy.survey, required } }).needsSurvey)
      .length
  expect([asked('always'), asked('never')]).toEqual([cases.length, 0])
})

test('#17 an accepted claim is triaged by the rules as soon as its policy is known, by the policy’s own line', () => {
  const scene = given(example.accepted())
    .after(HOUR)
    .learns(example.policyAnswer(example.accepted(), { line: 'life' }))
  scene.happens(
    { type: 'PolicyLookedUp' },
    {
      type: 'ClaimTriaged',
      triage: { lane: 'complex', needsSurvey: true, because: ['life cover', 'survey: complex'], decidedBy: 'rules' },
    },
  )
  scene.stands('triaged')
})

test('#17 a reviewer may raise the lane, never lower what the rules found', () => {
  given(example.triaged()).when({ type: 'TriageClaim', lane: 'standard' }).isRefused('LANE_ONLY_RAISED')
  given(example.accepted())
    .when({ type: 'TriageClaim', lane: 'standard' })
    .happens({ type: 'ClaimTriaged' }, { type: 'ReviewBegun' })
})

test('#17 who raises a claim to the complex lane says whether it needs a survey', () => {
  given(example.accepted()).when({ type: 'TriageClaim', lane: 'complex' }).isRefused('SURVEY_UNDECIDED')
  given(example.accepted()).when({ type: 'TriageClaim', lane: 'complex', needsSurvey: true }).stands('investigating')
})

test('#17 the complex lane waits for a reviewer, who may settle the survey question either way', () => {
  given(example.triaged())
    .after(HOUR)
    .when({ type: 'TriageClaim' })
    .happens({ type: 'ClaimTriaged' }, { type: 'SurveyOrdered' })
  given(example.triaged())
    .when({ type: 'TriageClaim', needsSurvey: false })
    .happens({ type: 'ClaimTriaged' }, { type: 'ReviewBegun' })
})

test('#20 a claim that needs no survey goes to review', () => {
  given(example.received())
    .after(HOUR)
    .when({ type: 'AcceptClaim' })
    .happens({ type: 'ClaimAccepted' }, { type: 'ClaimTriaged' }, { type: 'ReviewBegun' })
    .stands('reviewing')
})

test('#17 a small medical claim under a group policy is not in the small lane', () => {
  const medical = { line: 'medical', claimedFen: 300_000, facts: example.plainReport.facts } as const
  expect([true, false].map((group) => laneOf({ ...medical, group }))).toEqual(['simple', 'small'])
})

test('#17 a lane that a reviewer raised needs the survey of the lane he chose, unless he says otherwise', () => {
  const carDamage = { line: 'motor', facts: { ...example.plainReport.facts, injury: 'none' } } as const
  const accepted = example.accepted({ report: carDamage })
  const raised = accepted.when({ type: 'TriageClaim', lane: 'standard' }).stands('investigating')
  expect(raised.standing().triage?.decidedBy).toBe('reviewer')
  accepted.when({ type: 'TriageClaim', lane: 'standard', needsSurvey: false }).stands('reviewing')
})
