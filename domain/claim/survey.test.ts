import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, endOfDay, HOUR } from '../time.ts'
import { claimLines } from './codes.ts'
import { nextActions } from './next-actions.ts'
import type { SurveyEvidence } from './state.ts'
import { neededEvidence } from './survey.ts'

const report = (
  ...evidence: readonly SurveyEvidence[]
): { type: 'ReportSurvey'; evidence: readonly SurveyEvidence[] } => ({
  type: 'ReportSurvey',
  evidence,
})

const { investigating } = example

/** A household's loss with other facts than the example's injury. */
const household = (facts: { injury: 'none' | 'injury'; thirdParty: boolean }): Scene =>
  investigating({ report: { line: 'household-property', facts: { ...facts, hospitalised: false } } })

const statements = ['claimant-statement', 'third-party-statement', 'liability-document'] as const

test('#19 a survey is ordered with its target of five working days', () => {
  const scene = investigating().happens({ type: 'ClaimAccepted' }, { type: 'ClaimTriaged' }, { type: 'SurveyOrdered' })
  expect(scene.stands('investigating').standing().stage).toMatchObject({
    survey: { orderedAt: scene.now, dueAt: endOfDay('2026-03-09'), targetMissed: false },
  })
})

test('#21 property needs photos or video of the scene and the state of the object', () => {
  const scene = household({ injury: 'none', thirdParty: false })
  scene.when(report('scene-photos')).isRefused('EVIDENCE_MISSING')
  scene.when(report('object-state')).isRefused('EVIDENCE_MISSING')
  scene.when(report('scene-video', 'object-state')).happens({ type: 'SurveyReported' }).stands('reviewing')
  scene.when(report('scene-photos', 'object-state')).stands('reviewing')
})

test('#21 an injury needs itemised bills and contact with the hospital, besides what the property needs', () => {
  const scene = household({ injury: 'injury', thirdParty: false })
  const refused = scene.when(report('scene-photos', 'object-state', 'itemised-bills')).isRefused('EVIDENCE_MISSING')
  expect(refused.refusal?.message).toBe('the survey report lacks: hospital-contact')
  scene.when(report('scene-photos', 'object-state', 'itemised-bills', 'hospital-contact')).stands('reviewing')
})

test('#21 a third party needs both statements and the liability document', () => {
  const scene = household({ injury: 'none', thirdParty: true })
  for (const missing of statements) {
    const others = statements.filter((kind) => kind !== missing)
    scene.when(report('scene-photos', 'object-state', ...others)).isRefused('EVIDENCE_MISSING')
  }
  scene.when(report('scene-photos', 'object-state', ...statements)).stands('reviewing')
})

test('#21 every kind of loss needs some evidence', () => {
  const facts = { injury: 'none', thirdParty: false, hospitalised: false } as const
  expect(claimLines.map((line) => neededEvidence(line, facts).length).every((count) => count > 0)).toBe(true)
})

test('#21 what the survey needs goes by the policy, where its line is another than the reporter said', () => {
  const facts = { injury: 'none', thirdParty: false, hospitalised: false } as const
  const scene = investigating({ report: { line: 'medical', facts }, policy: { line: 'household-property' } })
  expect(nextActions(scene.standing()).missing).toEqual([
    'evidence scene-photos or scene-video',
    'evidence object-state',
  ])
  scene.when(report('claimant-statement')).isRefused('EVIDENCE_MISSING')
  scene.when(report('scene-photos', 'object-state')).stands('reviewing')
})

test('#21 the report is kept with the surveyor who made it', () => {
  const scene = household({ injury: 'none', thirdParty: false }).after(DAY)
  const done = scene.when(
    { ...report('scene-photos', 'object-state'), textId: 'txt_report' },
    person('surveyor', 'per_wang'),
  )
  expect(done.standing().surveyReport).toEqual({
    reportedAt: scene.now,
    surveyorId: 'per_wang',
    evidence: ['scene-photos', 'object-state'],
    textId: 'txt_report',
  })
})

test('#22 a missed survey target is told to the supervisor once, and the claim stays where it is', () => {
  const due = endOfDay('2026-03-09')
  // In the standard lane, whose own target is due later.
  const before = example.deliver(investigating({ claimedFen: 5_000_000 }), 'acceptance').passes(due - 1)
  const scene = before.passes(due).happens({ type: 'SurveyTargetMissed', at: due }).stands('investigating')
  expect(scene.standing().notices.at(-1)).toMatchObject({ kind: 'staff-work-item', audience: 'supervisor' })
  scene.passes(due + HOUR).happens()
})
