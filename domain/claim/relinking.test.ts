import { expect, test } from 'vitest'
import { contextAt } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { serve, undisclosed, youngPolicy } from '../../test/held-claims.ts'
import { DAY, HOUR } from '../time.ts'
import { nextActions } from './next-actions.ts'
import { nextStep } from './next-step.ts'
import type { ClaimStatus } from './state.ts'

const { exampleOf, policyAnswer, relink } = example

const open = [
  'reported',
  'received',
  'awaiting-documents',
  'dormant',
  'accepted',
  'triaged',
  'investigating',
  'reviewing',
  'assessing',
] as const satisfies readonly ClaimStatus[]

const relinked = (scene: Scene): Scene => given(scene).after(HOUR).when(relink)

/** The keys of what the claim asks of the policy system and of the search for copies. */
function lookUpsOf(scene: Scene): readonly string[] {
  const step = nextStep(scene.standing(), contextAt(scene.now))
  const keys = step.kind === 'finish' ? [] : step.effects.map(({ key }) => key)
  return keys.filter((key) => /^(?:policy|duplicate)/.test(key))
}

test.each(open)(
  '#53a a claim that is %s goes on under another policy, with its receipt, documents and clocks',
  (status) => {
    const before = exampleOf[status]().standing()
    const scene = relinked(exampleOf[status]()).happens({ type: 'PolicyRelinked', policyId: 'pty_right' })
    const { clocks, filing, documents, acceptedAt, report, ...after } = scene.standing()
    expect({ clocks, filing, documents, acceptedAt, report }).toEqual({
      clocks: before.clocks,
      filing: before.filing,
      documents: before.documents,
      acceptedAt: before.acceptedAt,
      report: before.report,
    })
    expect(after).toMatchObject({
      policyId: 'pty_right',
      formerPolicyIds: ['pty_policy'],
      policy: { known: 'pending' },
      triage: null,
      decisionVersion: before.decisionVersion + 1,
    })
  },
)

test.each(open)('#53a a claim that is %s keeps its clocks too when the terms of the right policy arrive', (status) => {
  const before = exampleOf[status]().standing()
  const scene = relinked(exampleOf[status]())
  const { line } = before.policy.known === 'found' ? before.policy : before.report
  const { clocks } = scene.learns(policyAnswer(scene, { line })).standing()
  // What was not triaged yet is now, and gets the target of its lane.
  const known = clocks.filter(({ id }) => before.clocks.some((clock) => clock.id === id))
  expect(known).toEqual(before.clocks)
})

test.each(['awaiting-approval', 'decided', 'offered', 'agreed', 'paying', 'paid', 'closed', 'cancelled'] as const)(
  '#53a a claim that is %s is not relinked',
  (status) => {
    given(exampleOf[status]()).when(relink).isRefused('WRONG_STATUS')
  },
)

test('#53a a proposal rests on the policy: it is returned first, and the claim then begins with triage', () => {
  const proposed = example.awaitingApproval()
  expect(proposed.when(relink).refusal?.possible).toContain('ReturnProposal')
  const returned = proposed.when({ type: 'ReturnProposal', questionTextId: 'txt' }).stands('assessing')
  const { review, assessment } = relinked(returned).stands('accepted').standing()
  expect({ review, assessment }).toEqual({ review: {}, assessment: null })
})

test('#53a the policy it stands under already is no other one', () => {
  const { refusal } = given(example.received())
    .when({ ...relink, policyId: 'pty_policy' })
    .isRefused('SAME_POLICY')
  expect(refusal).toMatchObject({ field: '/policyNo', status: 'received' })
})

test('#53a money that left under one policy is not moved to another', () => {
  const reopen = { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'received' } as const
  const paidOnce = given(example.closed()).and(reopen)
  paidOnce.when(relink).isRefused('ALREADY_PAID')
  const blocked = nextActions(paidOnce.standing()).actions.find(({ command }) => command === 'RelinkPolicy')
  expect(blocked).toMatchObject({ roles: ['supervisor'], blockedBy: 'ALREADY_PAID' })
  given(example.declined()).and(reopen).when(relink).happens({ type: 'PolicyRelinked' })
})

test('#53a a claim that was taken up is triaged again, by the terms of the right policy', () => {
  const scene = relinked(example.assessing()).stands('accepted')
  scene.learns(policyAnswer(scene, { group: true })).happens(
    { type: 'PolicyLookedUp' },
    {
      type: 'ClaimTriaged',
      triage: { lane: 'simple', needsSurvey: false, because: ['modest amount, no third party'], decidedBy: 'rules' },
    },
    { type: 'ReviewBegun' },
  )
  scene.learns(policyAnswer(scene, { line: 'household-property' })).stands('investigating')
  scene.learns(policyAnswer(scene, { line: 'life' })).stands('triaged')
})

test('#53a the rescission of another contract refuses nothing under this one, which has its own thirty days', () => {
  const rescinded = given(example.reviewing(youngPolicy)).and(undisclosed, serve)
  const scene = relinked(rescinded)
  expect(scene.standing().disclosure).toBeNull()
  const known = scene.learns(policyAnswer(scene, youngPolicy.policy)).stands('reviewing')
  const refusal = { type: 'ProposeRefusal', ...example.notCovered, ground: 'non-disclosure' } as const
  known.when(refusal).isRefused('GROUND_CONDITION_UNMET')
  known.when(serve).isRefused('NO_NON_DISCLOSURE')
  const anew = known.after(DAY).when(undisclosed)
  expect(anew.clock('C25')).toMatchObject({ n: 2, state: 'running', startedAt: anew.now })
  anew.and(serve, refusal).happens({ type: 'RefusalProposed' })
  // What nobody had served yet runs on no more either.
  const found = relinked(given(example.reviewing(youngPolicy)).and(undisclosed))
  expect(found.clock('C25')).toMatchObject({ state: 'void', voidReason: 'under another policy' })
})

test('#53a a policy nobody knows leaves the claim to a reviewer, as at filing', () => {
  const scene = relinked(example.reviewing())
  const unknown = scene.learns(policyAnswer(scene, null)).happens({ type: 'PolicyLookedUp' }).stands('accepted')
  unknown.when({ type: 'TriageClaim', needsSurvey: false }).stands('reviewing')
})

test('#53a a survey under way keeps the target it was ordered with', () => {
  const ordered = example.investigating().standing().stage
  const scene = given(example.investigating()).after(DAY).when(relink).stands('accepted')
  const again = scene.learns(policyAnswer(scene, { line: 'household-property' })).stands('investigating')
  expect(again.standing().stage).toEqual(ordered)
})

test('#53a what a surveyor reported before is not looked at again', () => {
  const evidence = ['scene-photos', 'object-state', 'itemised-bills', 'hospital-contact'] as const
  const scene = relinked(example.investigating().when({ type: 'ReportSurvey', evidence }))
  scene
    .learns(policyAnswer(scene, { line: 'household-property' }))
    .happens({ type: 'PolicyLookedUp' }, { type: 'ClaimTriaged' }, { type: 'ReviewBegun' })
})

test('#53a a claim that waits for documents goes on waiting, and is triaged when they are complete', () => {
  const waiting = example.reviewing().when(example.requestDocuments('photos'))
  const scene = relinked(waiting).stands('awaiting-documents')
  const known = scene.learns(policyAnswer(scene, {})).stands('awaiting-documents')
  known
    .when(example.supply('photos'))
    .happens(
      { type: 'DocumentsSupplied' },
      { type: 'DocumentsCompleted' },
      { type: 'ClaimTriaged' },
      { type: 'ReviewBegun' },
    )
})

test('#53a nor does it skip triage and survey when the time for its documents runs out', () => {
  const asked = example.deliver(example.assessing().when(example.requestDispensable), 'correction')
  const over = (scene: Scene): Scene => scene.passes(scene.clock('C14').dueTarget)
  const scene = relinked(asked).stands('awaiting-documents')
  const known = over(scene.learns(policyAnswer(scene, { line: 'household-property' }))).stands('investigating')
  expect(known.latest.slice(-3)).toMatchObject([
    { type: 'SupplementTimeRanOut' },
    { type: 'ClaimTriaged', triage: { needsSurvey: true } },
    { type: 'SurveyOrdered' },
  ])
  const waiting = over(scene).stands('accepted')
  waiting.learns(policyAnswer(waiting, { line: 'household-property' })).stands('investigating')
})

test('#53a a dormant claim sleeps on, and wakes to the new beginning', () => {
  const scene = relinked(example.dormant()).stands('dormant')
  const known = scene.learns(policyAnswer(scene, {})).stands('dormant')
  known
    .when(example.supply('medical-invoice'))
    .happens({ type: 'ClaimRevived' }, { type: 'DocumentsSupplied' }, { type: 'DocumentsCompleted' })
    .stands('received')
})

test('#53a each relinking is looked up anew, and so are copies filed under the right policy', () => {
  const first = relinked(example.reviewing())
  expect(lookUpsOf(first)).toEqual(['policy-1', 'duplicate-2026-03-02-1'])
  const second = first.when({ ...relink, policyId: 'pty_policy' })
  expect(lookUpsOf(second)).toEqual(['policy-2', 'duplicate-2026-03-02-2'])
  expect(second.standing().formerPolicyIds).toEqual(['pty_policy', 'pty_right'])
  expect(lookUpsOf(relinked(example.reported()))).toEqual(['policy-1', 'duplicate-2026-03-02-1'])
})

test('#53a what was said of the former policy afterwards does not count', () => {
  const before = example.received({ policy: 'pending' })
  const late = policyAnswer(before, { sumInsuredFen: 1 })
  const scene = relinked(before)
  scene.learns(late).happens({
    type: 'FactDisregarded',
    fact: 'PolicyAnswered',
    reason: 'the claim stands under another policy by now',
  })
  expect(scene.learns(late).standing().policy).toEqual({ known: 'pending' })
})

test('#53a the loss is assessed by the terms of the right policy', () => {
  const scene = relinked(example.assessing())
  const assessed = scene
    .learns(policyAnswer(scene, { payRatioPercent: 50 }))
    .and({ type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] }, example.assessLoss(250_000))
  expect(assessed.standing().assessment?.calculation.payableFen).toBe(125_000)
})
