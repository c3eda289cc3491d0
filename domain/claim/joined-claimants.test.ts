import { expect, test } from 'vitest'
import { contextAt, monday, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import type { ReceiptOf } from './commands.ts'
import { nextStep } from './next-step.ts'
import { isBarred } from './permission.ts'
import { summarise } from './summary.ts'

const { otherClaimId } = example

/** What a copy that is joined gives to its original. */
const joining = (...claimants: readonly string[]): ReceiptOf<'AbsorbCopy'> => ({
  type: 'AbsorbCopy',
  copyClaimId: otherClaimId,
  claimants,
  documents: [{ ...example.document('relationship-proof', 'doc_theirs'), receivedAt: monday }],
})

const joined = (scene: Scene = example.received()): Scene => given(scene).learns(joining('per_daughter'))
const daughter = person('claimant', 'per_daughter')

test('#4 whose claim is joined becomes a claimant of the original, beside its documents', () => {
  const scene = joined().happens({ type: 'CopyAbsorbed', copyClaimId: otherClaimId, claimants: ['per_daughter'] })
  const claim = scene.standing()
  expect(claim.coClaimants).toEqual([{ personId: 'per_daughter', fromClaimId: otherClaimId, since: scene.now }])
  expect(claim.documents.map(({ documentId }) => documentId)).toContain('doc_theirs')
  expect(claim.report.claimantId).toBe('per_claimant')
  expect(summarise(claim, contextAt(scene.now)).coClaimantIds).toEqual(['per_daughter'])
})

test('#4 who comes without anything else is joined all the same, once', () => {
  const bare = { ...joining('per_daughter', 'per_daughter', 'per_claimant'), documents: [] }
  const once = given(example.received())
    .learns(bare)
    .happens({ type: 'CopyAbsorbed', claimants: ['per_daughter'] })
  once.learns(bare).happens({ type: 'FactDisregarded' })
  expect(once.standing().coClaimants).toHaveLength(1)
})

test('#4 those who had joined a copy go along with it, also where the copy is the same claim', () => {
  const copy = (outcome: 'same' | 'joined'): readonly string[] | undefined => {
    const scene = joined().and(
      { type: 'SuspectDuplicate', otherClaimId: 'clm_third' },
      { type: 'ResolveDuplicate', outcome },
    )
    const step = nextStep(scene.standing(), contextAt(scene.now))
    const effects = step.kind === 'go-on' ? step.effects : []
    return effects.flatMap((effect) => (effect.kind === 'hand-over' ? [effect.claimants] : []))[0]
  }
  expect(copy('same')).toEqual(['per_daughter'])
  expect(copy('joined')).toEqual(['per_claimant', 'per_daughter'])
})

test('#4 a claim has room for twenty more claimants; for whom there is none, a person is told', () => {
  const many = Array.from({ length: 20 }, (_, index) => `per_${index}`)
  const full = given(example.received()).learns(joining(...many))
  const refused = full.learns({ ...joining('per_late'), documents: [] })
  refused.happens({ type: 'FactDisregarded', reason: 'no more claimants can join' })
  expect(refused.standing().notices.at(-1)).toMatchObject({ kind: 'staff-work-item', audience: 'supervisor' })
  expect(refused.standing().coClaimants).toHaveLength(20)
})

test('a joined claimant brings documents, and does not speak for those who filed', () => {
  joined().when(example.supply('photos'), daughter).happens({ type: 'DocumentsSupplied' })
  joined()
    .when({ type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt' }, daughter)
    .isRefused('CO_CLAIMANT')
  joined()
    .when({ type: 'ChangeContacts', preferredChannels: ['sms'] }, daughter)
    .isRefused('CO_CLAIMANT')
  joined(example.offered()).when({ type: 'AgreeOffer', identityChecked: true }, daughter).isRefused('CO_CLAIMANT')
  const objection = { identityChecked: true, reasonTextId: 'txt_why' } as const
  joined(example.offered())
    .when({ type: 'DisagreeOffer', ...objection }, daughter)
    .isRefused('CO_CLAIMANT')
  joined(example.paid())
    .when({ type: 'RaiseDispute', ...objection }, daughter)
    .isRefused('CO_CLAIMANT')
  joined(example.paid()).when({ type: 'GiveFeedback', score: 9 }, daughter).isRefused('CO_CLAIMANT')
})

test('the claimant who filed goes on as before, also where another claim of his own was joined', () => {
  const scene = given(example.offered()).learns(joining('per_claimant', 'per_daughter'))
  scene
    .when({ type: 'AgreeOffer', identityChecked: true }, person('claimant', 'per_claimant'))
    .happens({ type: 'OfferAgreed' })
})

test('nobody acts for the insurer on a claim he was joined to', () => {
  joined().when({ type: 'AcceptClaim' }, person('intake-clerk', 'per_daughter')).isRefused('OWN_CLAIM')
})

test('#4 who joined a claim does not act for the insurer on it, nor lend anybody the step to decide it', () => {
  const claim = joined().standing()
  expect(isBarred(claim, 'per_daughter', 'ApproveProposal')).toBe(true)
  expect(isBarred(claim, 'per_nobody', 'ApproveProposal')).toBe(false)
})
