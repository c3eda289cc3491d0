import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { conceded } from '../../test/dispute-examples.ts'
import * as example from '../../test/example-claims.ts'
import { HOUR } from '../time.ts'

const approve = { type: 'ApproveProposal' } as const

test('#26 ex gratia is a decision of its own: it pays, names no ground and refuses nothing', () => {
  const scene = conceded('ex-gratia').happens({ type: 'ConcessionProposed' }).stands('awaiting-approval')
  expect(scene.standing().stage).toMatchObject({
    proposal: { kind: 'ex-gratia', payFen: 200_000, refuseFen: 0, requiredLevel: 4, evidence: [] },
  })
  const decided = scene.after(HOUR).when(approve).happens({ type: 'ProposalApproved', level: 4 })
  expect(decided.standing().clocks.some(({ id }) => id === 'C09')).toBe(false)
  const offered = example.deliver(decided, 'result').stands('offered')
  offered.when({ type: 'AgreeOffer', identityChecked: true }).stands('agreed')
})

test('#28 ex gratia is head office’s to approve, however small; a compromise is whose amount it is', () => {
  const small = conceded('ex-gratia', 100)
  for (const role of ['approver', 'supervisor', 'branch-head'] as const) {
    small.when(approve, person(role)).isRefused('AUTHORITY_EXCEEDED')
  }
  expect(small.when(approve, person('branch-head')).refusal?.whoMay).toEqual(['head office (A4)', 'committee (A5)'])
  small.when(approve, person('head-office')).happens({ type: 'ProposalApproved' })
  conceded('compromise').when(approve, person('approver')).happens({ type: 'ProposalApproved', level: 1 })
  conceded('compromise', 2_000_001).when(approve, person('approver')).isRefused('AUTHORITY_EXCEEDED')
})

test('#26 nothing is conceded before the whole review, for nothing, or for more than the policy has left', () => {
  const propose = (scene: Scene, payFen: number): Scene =>
    given(scene).when({ type: 'ProposeConcession', kind: 'compromise', payFen, reasonTextId: 'txt' })
  propose(example.reviewing(), 1).isRefused('REVIEW_INCOMPLETE')
  propose(example.assessing(), 0).isRefused('SETTLEMENT_AMOUNT')
  propose(example.assessing(), 100_000_001).isRefused('SETTLEMENT_AMOUNT')
})

test('#26 a review that is whole may end in a concession without an assessment, and meets C03', () => {
  const reviewed = example.reviewing().and({ type: 'RecordReview', parts: ['preliminary', 'detailed', 'risk'] })
  const scene = reviewed.when(
    { type: 'ProposeConcession', kind: 'ex-gratia', payFen: 100, reasonTextId: 'txt' },
    person('reviewer'),
  )
  expect(scene.stands('awaiting-approval').clock('C03').state).toBe('met')
  scene.when({ type: 'ReturnProposal', questionTextId: 'txt' }).stands('reviewing')
})

test('#28 who proposed a concession does not approve it', () => {
  conceded('compromise').when(approve, person('head-office', 'per_assessor')).isRefused('SEPARATION_OF_DUTIES')
})
