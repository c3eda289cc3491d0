import { expect, test } from 'vitest'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { advanceAsked } from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { hit, multiplier } from '../../test/measured-claims.ts'
import { HOUR } from '../time.ts'
import type { ClaimEventType } from './events.ts'
import { storyOf } from './story.ts'

const storm = (version: number) => ({ eventId: 'emg_storm', version })
const named = ({ latest }: Scene, type: ClaimEventType) => latest.filter((event) => event.type === type)

const recordAsked = (): Scene => example.received().after(HOUR).when(example.requestDocuments('medical-record'))

test('#72 what is waived and offered names the event and the version that promised it', () => {
  const scene = hit(recordAsked(), 'I', {}, { version: 3 })
  expect(named(scene, 'DocumentsWaived')).toMatchObject([{ kinds: ['medical-record'], under: [storm(3)] }])
  expect(named(scene, 'AdvanceOffered')).toMatchObject([{ how: 'computed', under: [storm(3)] }])
  expect(named(scene, 'DocumentsWaived').map(storyOf)).toEqual([
    'DocumentsWaived (medical-record, emg_storm version 3)',
  ])
})

test('#72 it is the version that promised it, not the one that stands when it takes effect', () => {
  const identityAsked = example.received().after(HOUR).when(example.requestDocuments('identity'))
  const lowered = hit(hit(identityAsked, 'II'), 'III', {}, { version: 2 })
  const proven = hit(lowered, 'III', {}, { version: 3, state: 'ended' }).when(example.supply('committee-paper'))
  expect(named(proven, 'DocumentsWaived')).toMatchObject([{ kinds: ['identity'], under: [storm(1)] }])
})

test('#72 of two events each names what it promised, in whatever order the claim heard of them', () => {
  const quake = { eventId: 'emg_quake' }
  const both = [
    hit(hit(example.reviewing(), 'III', {}, quake), 'I'),
    hit(hit(example.reviewing(), 'I'), 'III', {}, quake),
  ].map((scene) => scene.standing().emergencies?.sources)
  expect(both[0]).toEqual(both[1])
  expect(both[0]).toMatchObject({
    'document policy-original': { eventId: 'emg_quake', version: 1 },
    'document medical-record': storm(1),
    share: storm(1),
  })
})

test('#72 a survey that is not waited for any more names who waives it', () => {
  const household = {
    report: {
      line: 'household-property',
      cause: 'rainstorm',
      facts: { injury: 'none', thirdParty: false, hospitalised: false },
    },
    policy: { line: 'household-property' },
    claimedFen: 1_500_000,
  } as const
  const waived = hit(given(example.investigating(household)), 'II', {}, { version: 2 })
  expect(named(waived, 'SurveyWaived')).toMatchObject([{ under: [storm(2)] }])
})

test('#72 a proposal that goes to another step names the version that raised the limits, and the one that lowered them', () => {
  const proposed = given(example.assessing()).when(example.assessLoss(10_000_000))
  const raised = hit(proposed, 'I', { multiplier })
  expect(named(raised, 'ProposalRerouted')).toMatchObject([{ level: 1, under: [storm(1)] }])
  const lowered = hit(raised, 'I', { multiplier: null }, { version: 2 })
  expect(named(lowered, 'ProposalRerouted')).toMatchObject([{ level: 2, under: [storm(2)] }])
  expect(named(raised.passes(multiplier.until), 'ProposalRerouted')).toMatchObject([{ level: 2, under: [storm(1)] }])
})

test('#58 #72 so does an advance', () => {
  const raised = hit(advanceAsked(3_000_000), 'I', { multiplier })
  expect(named(raised, 'PrepaymentRerouted')).toMatchObject([{ n: 1, level: 1, under: [storm(1)] }])
})
