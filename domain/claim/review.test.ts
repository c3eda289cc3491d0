import { describe, expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { addDays, HOUR } from '../time.ts'
import type { RefusalCase } from './commands.ts'
import { groundFault } from './ground-conditions.ts'
import type { Claim } from './state.ts'

const { assessing, reviewing } = example
const all = ['preliminary', 'detailed', 'risk'] as const
const complex = { type: 'ProposeComplexity', reasonTextId: 'txt_complex' } as const

test('#23 a reviewer says why a case is complex, a supervisor confirms, the customer is told', () => {
  const scene = given(reviewing()).after(HOUR).when(complex).happens({ type: 'ComplexityProposed' })
  const confirmed = scene
    .after(HOUR)
    .when({ type: 'ConfirmComplexity' })
    .happens({ type: 'ComplexityConfirmed' })
    .stands('reviewing')
  expect(confirmed.standing().complexity).toEqual({
    proposedBy: 'per_reviewer',
    reasonTextId: 'txt_complex',
    confirmedAt: confirmed.now,
  })
  expect(confirmed.standing().notices.at(-1)).toMatchObject({ kind: 'complex', audience: 'claimant' })
})

test('#23 nobody confirms what nobody proposed, what is confirmed, or what he proposed himself', () => {
  given(reviewing()).when({ type: 'ConfirmComplexity' }).isRefused('NO_COMPLEXITY_PROPOSED')
  const proposed = given(reviewing()).when(complex)
  proposed.when(complex).isRefused('COMPLEXITY_KNOWN')
  proposed.when({ type: 'ConfirmComplexity' }, person('supervisor', 'per_reviewer')).isRefused('SEPARATION_OF_DUTIES')
  proposed.when({ type: 'ConfirmComplexity' }).when({ type: 'ConfirmComplexity' }).isRefused('COMPLEXITY_KNOWN')
})

test('#24 liability is fixed once the preliminary, detailed and risk parts are done, each with its actor', () => {
  const scene = given(reviewing())
    .when({ type: 'RecordReview', parts: ['preliminary'] }, person('reviewer', 'per_one'))
    .when({ type: 'RecordReview', parts: ['detailed'], textId: 'txt_detail' }, person('reviewer', 'per_two'))
    .when({ type: 'FixLiability', parts: ['risk'] }, person('reviewer', 'per_three'))
    .happens({ type: 'ReviewRecorded', parts: ['risk'] }, { type: 'LiabilityFixed' })
    .stands('assessing')
  const by = Object.fromEntries(Object.entries(scene.standing().review).map(([part, entry]) => [part, entry?.by]))
  expect(by).toEqual({ preliminary: 'per_one', detailed: 'per_two', risk: 'per_three' })
  expect(scene.standing().review.detailed?.textId).toBe('txt_detail')
})

test.each(all)('#24 without its %s part a review is not complete', (missing) => {
  const parts = all.filter((part) => part !== missing)
  const scene = given(reviewing()).when({ type: 'FixLiability', parts }).isRefused('REVIEW_INCOMPLETE')
  expect(scene.refusal?.message).toBe(`not reviewed yet: ${missing}`)
})

test('#24 each part is recorded once, and recording names at least one', () => {
  given(reviewing()).when({ type: 'RecordReview', parts: [] }).isRefused('REVIEW_INCOMPLETE')
  const scene = given(reviewing()).when({ type: 'RecordReview', parts: ['risk'] })
  scene.when({ type: 'RecordReview', parts: ['risk'] }).isRefused('REVIEW_PART_TAKEN')
  scene.when({ type: 'FixLiability', parts: all }).isRefused('REVIEW_PART_TAKEN')
})

test('#25 a refusal is proposed from review or assessment, and waits for a person to approve it', () => {
  for (const from of [reviewing(), assessing()]) {
    const scene = given(from)
      .after(HOUR)
      .when({ type: 'ProposeRefusal', ...example.notCovered })
    scene.happens({ type: 'RefusalProposed' }).stands('awaiting-approval')
    expect(scene.standing().stage).toMatchObject({
      asker: { status: from.standing().stage.status },
      proposal: {
        kind: 'refuse',
        payFen: 0,
        refuseFen: 250_000,
        clause: '3.2',
        requiredLevel: 2,
        proposedBy: 'per_reviewer',
      },
    })
  }
})

const evidence = ['doc_claim-form']
const grounds: readonly [string, RefusalCase, RefusalCase | null][] = [
  ['not covered: the clause', { ...example.notCovered, clause: '3.2' }, { ...example.notCovered, clause: '' }],
  [
    'exclusion: the document that shows it was explained',
    { ...example.notCovered, ground: 'exclusion', explainedDocumentId: 'doc_policy-original' },
    { ...example.notCovered, ground: 'exclusion' },
  ],
  [
    'exclusion: a paper of the contract, for what proves the loss shows nothing of it',
    { ...example.notCovered, ground: 'exclusion', explainedDocumentId: 'doc_policy-original' },
    { ...example.notCovered, ground: 'exclusion', explainedDocumentId: 'doc_identity' },
  ],
  [
    'waiting period: the document that dates the illness',
    { ...example.notCovered, ground: 'waiting-period', evidence },
    { ...example.notCovered, ground: 'waiting-period', evidence: [] },
  ],
]

/** Under a contract that began a month before the event and waits for ninety days, with its paper on file. */
const young = (terms: Partial<typeof example.plainPolicy> = {}): Scene =>
  given(reviewing({ policy: { effectiveFrom: '2026-02-01', waitingDays: 90, ...terms } })).when(
    example.supply('policy-original'),
  )

test.each(grounds)('#25 a ground of refusal has its condition, %s', (_condition, met, unmet) => {
  given(young())
    .when({ type: 'ProposeRefusal', ...met })
    .stands('awaiting-approval')
  given(young())
    .when({ type: 'ProposeRefusal', ...(unmet ?? met) })
    .isRefused('GROUND_CONDITION_UNMET')
})

describe('#25 a waiting period is read from the contract and the date of the event, whatever document is named', () => {
  const waiting = { type: 'ProposeRefusal', ...example.notCovered, ground: 'waiting-period', evidence } as const
  /** The first day of cover by which the event falls on such a day of it, counted from 1. */
  const onDay = (n: number): Scene => young({ effectiveFrom: addDays(example.plainReport.eventDate, 1 - n) })

  test('it holds on its first and its last day, and on no other', () => {
    for (const n of [1, 90]) onDay(n).when(waiting).stands('awaiting-approval')
    for (const n of [0, 91]) onDay(n).when(waiting).isRefused('GROUND_CONDITION_UNMET')
    young({ waitingDays: 0 }).when(waiting).isRefused('GROUND_CONDITION_UNMET')
  })

  test('what the policy system has not named is named', () => {
    const named = (scene: Scene): string | undefined =>
      scene.when(waiting).isRefused('GROUND_FACTS_UNKNOWN').refusal?.message
    expect(named(given(reviewing()))).toContain('policy.effectiveFrom')
    expect(named(given(reviewing({ policy: { effectiveFrom: '2026-02-01' } })))).toContain('policy.waitingDays')
  })

  test('a claim of older rules takes the document, as it began', () => {
    const old = { ...reviewing().standing(), rules: 2 }
    expect(groundFault(old, waiting)).toBeNull()
    expect(groundFault({ ...old, policy: { known: 'pending' } }, { ...waiting, ground: 'not-covered' })).toBeNull()
    const identity = { ...waiting, ground: 'exclusion', explainedDocumentId: 'doc_identity' } as const
    expect(groundFault(old, identity)).toBeNull()
  })
})

test('#25 no clause is named of a contract nobody has seen, nor of one there is not', () => {
  const fault = (policy: Claim['policy'], ground: 'not-covered' | 'exclusion'): string | undefined => {
    const basis = { ...example.notCovered, ground, explainedDocumentId: 'doc_policy-original' }
    return groundFault({ ...young().standing(), policy }, basis)?.code
  }
  for (const ground of ['not-covered', 'exclusion'] as const) {
    expect(fault({ known: 'pending' }, ground)).toBe('GROUND_FACTS_UNKNOWN')
    expect(fault({ known: 'unknown', askedAt: 0 }, ground)).toBe('GROUND_CONDITION_UNMET')
    expect(fault(example.plainPolicy, ground)).toBeUndefined()
  }
})

test('#25 every ground but that there is no policy names its clause', () => {
  const refusal = (scene: Scene, basis: Partial<RefusalCase>): Scene =>
    given(scene).when({ type: 'ProposeRefusal', ...example.notCovered, clause: '', evidence, ...basis })
  const exclusion = { ground: 'exclusion', explainedDocumentId: 'doc_policy-original' } as const
  for (const basis of [exclusion, { ground: 'waiting-period' }, { ground: 'false-material' }] as const) {
    expect(refusal(young(), basis).isRefused('CLAUSE_MISSING').refusal?.field).toBe('/clause')
  }
  refusal(reviewing({ policy: { inForce: false } }), { ground: 'not-in-force' }).isRefused('CLAUSE_MISSING')
})

test('#25 a policy in force is no ground, nor is one that the policy system knows', () => {
  given(reviewing())
    .when({ type: 'ProposeRefusal', ...example.notCovered, ground: 'not-in-force' })
    .isRefused('GROUND_CONDITION_UNMET')
  given(reviewing())
    .when({ type: 'ProposeRefusal', ...example.notCovered, ground: 'no-policy' })
    .isRefused('GROUND_CONDITION_UNMET')
})

test('#25 evidence is a document on this file, and the proof that an exclusion was explained is kept with it', () => {
  const stranger = { ...example.notCovered, evidence: ['doc_claim-form', 'doc_stranger'] }
  const refused = given(reviewing())
    .when({ type: 'ProposeRefusal', ...stranger })
    .isRefused('EVIDENCE_UNKNOWN')
  expect(refused.refusal?.field).toBe('/evidence/1')
  const exclusion = { ...example.notCovered, ground: 'exclusion', explainedDocumentId: 'doc_policy-original' } as const
  const scene = young().when({ type: 'ProposeRefusal', ...exclusion })
  expect(scene.standing().stage).toMatchObject({ proposal: { evidence: ['doc_claim-form', 'doc_policy-original'] } })
})

test('#25 where no amount was claimed, the sum insured measures the refusal', () => {
  const scene = given(reviewing({ claimedFen: null, policy: { sumInsuredFen: 60_000_000 } }))
  const proposed = scene.when({ type: 'ProposeRefusal', ...example.notCovered })
  expect(proposed.standing().stage).toMatchObject({ proposal: { refuseFen: 60_000_000, requiredLevel: 4 } })
})
