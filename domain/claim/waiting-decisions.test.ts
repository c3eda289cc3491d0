import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { awaitingCommittee } from '../../test/committee-claims.ts'
import * as disputes from '../../test/dispute-examples.ts'
import { advanceAsked, approveAdvance } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import * as motions from '../../test/motion-examples.ts'
import { check, paidLate, submit } from '../../test/payment-examples.ts'
import { askedDecision } from './asked-decision.ts'
import { decisionKey, waitingDecisions } from './waiting-decisions.ts'

const keysOf = (scene: Scene) => waitingDecisions(scene.standing()).map(decisionKey)

/** What is asked, of everything the claim waits for. */
const askedOf = (scene: Scene) => {
  const claim = scene.standing()
  return waitingDecisions(claim).map((what) => ({ ...what, ...askedDecision(claim, what) }))
}

test.each([
  ['nothing', example.reviewing, []],
  ['a proposal', () => example.awaitingApproval('part'), ['proposal:2']],
  ['a proposal beyond head office', awaitingCommittee, ['proposal:5']],
  ['an advance', advanceAsked, ['advance:1']],
  ['what paying late cost', () => paidLate(3), ['compensation:1']],
  ['a reserve for the committee', motions.reserveBrought, ['reserve:5']],
  ['a write-off for the committee', () => motions.lostBeyond().when(motions.writeOff), ['write-off:5']],
  ['how a dispute ends', () => disputes.evaluated(disputes.compromise), ['dispute:1']],
  ['a ruling after a failed mediation', disputes.mediationFailed, ['ruling:2']],
  ['the second person at a payment', () => given(example.paying()).and(submit), ['payment']],
])('a claim says that it waits for %s', (_what, scene, keys) => {
  expect(keysOf(scene())).toEqual(keys)
  expect(askedOf(scene()).every(({ kind }) => kind !== undefined)).toBe(true)
})

test('several decisions wait on one claim, each with what it takes and on whose word', () => {
  const scene = advanceAsked(100_000, example.awaitingApproval('refuse'))
  expect(askedOf(scene)).toMatchObject([
    { subject: 'proposal', kind: 'refuse', refuseFen: 250_000, proposedBy: 'per_reviewer', need: { payFen: null } },
    {
      subject: 'advance',
      n: 1,
      kind: 'advance',
      payFen: 100_000,
      proposedBy: 'per_assessor',
      need: { prepayFen: 100_000 },
    },
  ])
})

test('what was decided waits no more, and has nothing to ask', () => {
  const scene = advanceAsked()
  const [asked] = waitingDecisions(scene.standing())
  const approved = scene.when(approveAdvance())
  expect(keysOf(approved)).toEqual([])
  expect(asked && askedDecision(approved.standing(), asked)).toBeNull()
  const submitted = approved.and(submit)
  expect(askedOf(submitted)).toMatchObject([{ subject: 'payment', proposedBy: 'per_payment-clerk', need: null }])
  expect(keysOf(submitted.when(check(1)))).toEqual([])
})
