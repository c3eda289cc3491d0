import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clocksOf, illness } from '../../test/claim-clock-examples.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { raise } from '../../test/held-claims.ts'
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
/** One day is promised to individuals for critical illness only, and only under old policies. */
const promisesOf = (line: string, group: boolean): readonly boolean[] =>
  line === 'critical-illness' && !group ? [true, false] : [false]
const cases: readonly TriageCase[] = claimLines.flatMap((line) =>
  amounts.flatMap((claimedFen) =>
    facts.flatMap((known) =>
      [true, false].flatMap((group) =>
        promisesOf(line, group).map((paidInOneDay) => ({ line, group, claimedFen, facts: known, paidInOneDay })),
      ),
    ),
  ),
)

const laneOf = (triageCase: TriageCase): string => triage(triageCase, policy).lane

test('#17 every combination of line, amount and facts has exactly one lane, by one row and its reason', () => {
  expect(cases).toHaveLength(11 * 11 * 12 * 2 + 11 * 12)
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
      ?.applies(
        { line: 'life', group: false, claimedFen: null, facts: example.plainReport.facts, paidInOneDay: false },
        policy,
      ),
  ).toBe(true)
})

test('#17 no amount claimed is never the smallest one', () => {
  const unnamed = cases.filter(({ claimedFen }) => claimedFen === null).map(laneOf)
  expect(new Set(unnamed)).toEqual(new Set(['complex', 'standard', 'CI-1-day']))
})

test('#17 a death, a life policy, a third party’s liability and a large amount are complex, whatever else but the promised day', () => {
  const grave = cases.filter(
    ({ line, claimedFen, facts: known, paidInOneDay }) =>
      known.injury === 'death' ||
      line === 'life' ||
      (line === 'liability' && known.thirdParty) ||
      ((claimedFen ?? 0) > 10_000_000 && !paidInOneDay),
  )
  expect(new Set(grave.map(laneOf))).toEqual(new Set(['complex']))
  expect(cases.filter((triageCase) => laneOf(triageCase) === 'complex')).toHaveLength(grave.length)
})

const unhurt = { injury: 'none', thirdParty: false, hospitalised: false } as const

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
  expect(laneOf({ line, group: false, claimedFen, facts: unhurt, paidInOneDay: false })).toBe(lane)
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
          claimLanes.indexOf(
            triage({ line, group: false, claimedFen, facts: known, paidInOneDay: false }, policy).lane,
          ),
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
  const medical = {
    line: 'medical',
    claimedFen: 300_000,
    facts: example.plainReport.facts,
    paidInOneDay: false,
  } as const
  expect([true, false].map((group) => laneOf({ ...medical, group }))).toEqual(['simple', 'small'])
})

test('#17 a lane that a reviewer raised needs the survey of the lane he chose, unless he says otherwise', () => {
  const carDamage = { line: 'motor', facts: { ...example.plainReport.facts, injury: 'none' } } as const
  const accepted = example.accepted({ report: carDamage })
  const raised = accepted.when({ type: 'TriageClaim', lane: 'standard' }).stands('investigating')
  expect(raised.standing().triage?.decidedBy).toBe('reviewer')
  accepted.when({ type: 'TriageClaim', lane: 'standard', needsSurvey: false }).stands('reviewing')
})

test('#17 critical illness that is promised in one day has a lane of its own, without a survey, and the target of its promise', () => {
  const scene = example.reviewing({ ...illness, claimedFen: 30_000_000 }).stands('reviewing')
  expect(scene.standing().triage).toMatchObject({
    lane: 'CI-1-day',
    needsSurvey: false,
    because: ['critical illness to be paid in one day'],
  })
  expect(scene.clock('C19').state).toBe('running')
  expect(clocksOf(scene)).not.toContain('T-lane')
})

test('#17 a claim that is held is promised no day (C19), and is worked in the lane of its amount', () => {
  const held = given(example.received(illness)).and(raise(1), example.acceptClaim(illness))
  expect(held.standing().triage?.lane).not.toBe('CI-1-day')
  expect(held.standing().clocks.map(({ id }) => id)).not.toContain('C19')
  const later = given(example.received(illness)).and(example.acceptClaim(illness), raise(1))
  expect(later.clock('C19').state).toBe('running')
})

test('#17 critical illness under a young policy, or one that is not known yet, is worked in the lane of its amount', () => {
  const young = { ...illness, policy: { line: 'critical-illness', effectiveFrom: '2025-01-01' } } as const
  expect(example.reviewing({ ...young, claimedFen: 1_000_000 }).standing().triage?.lane).toBe('simple')
  expect(example.triaged(young).standing().triage?.lane).toBe('complex')
})

test('#17 nobody puts a claim into the lane of one day by hand', () => {
  given(example.accepted()).when({ type: 'TriageClaim', lane: 'CI-1-day' }).isRefused('LANE_ONLY_RAISED')
})
