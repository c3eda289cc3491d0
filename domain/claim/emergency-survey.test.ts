import { expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import type { Example } from '../../test/example-claims.ts'
import * as example from '../../test/example-claims.ts'
import { raise } from '../../test/held-claims.ts'
import { hit } from '../../test/measured-claims.ts'
import { HOUR } from '../time.ts'
import { isSampled } from './sampling.ts'
import { orderSurvey } from './survey.ts'

const household = (claimedFen: number, facts = {}): Example => ({
  report: {
    line: 'household-property',
    cause: 'rainstorm',
    facts: { injury: 'none', thirdParty: false, hospitalised: false, ...facts },
  },
  policy: { line: 'household-property' },
  claimedFen,
})
const acceptedUnder = (level: 'I' | 'II' | 'III', claim: Example): Scene =>
  hit(example.received(claim), level).after(HOUR).when({ type: 'AcceptClaim' })

const photos = { type: 'ReportSurvey', evidence: ['scene-photos', 'object-state'] } as const

test('#17 #72 a property loss of up to 50,000 yuan is not surveyed in a level II event, and says why', () => {
  const small = acceptedUnder('II', household(5_000_000)).stands('reviewing')
  expect(small.standing().triage).toMatchObject({ needsSurvey: false })
  expect(small.standing().triage?.because).toContain('no survey: event, property up to the sum')
  acceptedUnder('II', household(5_000_001)).stands('investigating')
  acceptedUnder('III', household(5_000_000)).stands('investigating')
})

test('#17 #72 a death, a third party and money that is held are looked at whatever an event says', () => {
  acceptedUnder('II', household(1_000_000, { thirdParty: true })).stands('investigating')
  acceptedUnder('I', household(1_000_000, { thirdParty: true })).stands('investigating')
  const held = hit(example.received(household(1_000_000)), 'I')
    .and(raise(1))
    .when({ type: 'AcceptClaim' })
  held.stands('investigating')
})

test('#17 #72 in a level I event a sample of the larger losses is looked at, and which claims those are nobody chooses', () => {
  const surveyed = isSampled(example.claimId, 10) ? 'investigating' : 'reviewing'
  acceptedUnder('I', household(9_000_000)).stands(surveyed)
})

test('#72 a survey the rules had ordered is not waited for any more when the event comes', () => {
  const waiting = given(example.investigating(household(1_500_000))).stands('investigating')
  const waived = hit(waiting, 'II').stands('reviewing')
  expect(waived.latest.map(({ type }) => type)).toEqual(expect.arrayContaining(['EventApplied', 'SurveyWaived']))
  expect(waived.standing().triage).toMatchObject({ needsSurvey: false })
  hit(waiting, 'III').stands('investigating')
})

test('#72 a survey that a reviewer asked for is waited for all the same', () => {
  const asked = example
    .triaged({ ...household(20_000_000), claimedFen: 20_000_000 })
    .when({ type: 'TriageClaim', needsSurvey: true })
    .stands('investigating')
  hit(asked, 'I').stands('investigating')
})

test('#21 #72 the surveyor may look from afar where an event says so, and only there', () => {
  const there = given(example.investigating(household(6_000_000)))
  there.when({ ...photos, how: 'remote' }).isRefused('SURVEY_MANNER')
  there.when({ ...photos, how: 'on-site' }).stands('reviewing')
  const afar = hit(there, 'III')
    .when({ ...photos, how: 'remote' })
    .stands('reviewing')
  expect(afar.standing().surveyReport).toMatchObject({ how: 'remote', evidence: photos.evidence })
})

test('#21 #72 from afar the same evidence is needed', () => {
  hit(example.investigating(household(6_000_000)), 'III')
    .when({ type: 'ReportSurvey', evidence: ['scene-photos'], how: 'remote' })
    .isRefused('EVIDENCE_MISSING')
})

test('#21 #72 the report of another insurer is taken over in a level I event, and nowhere else', () => {
  const recognised = { type: 'ReportSurvey', evidence: ['recognised-report'], how: 'recognised' } as const
  const there = given(example.investigating(household(6_000_000, { thirdParty: true })))
  hit(there, 'II').when(recognised).isRefused('SURVEY_MANNER')
  hit(there, 'I').when(recognised).stands('reviewing')
  hit(there, 'I')
    .when({ ...recognised, evidence: ['scene-photos'] })
    .isRefused('EVIDENCE_MISSING')
})

test('#21 #72 a survey that was ordered under an event may end as it began, after the event', () => {
  const ordered = acceptedUnder('III', household(6_000_000)).stands('investigating')
  const ended = hit(ordered, 'III', {}, { version: 2, state: 'ended' })
  ended.when({ ...photos, how: 'remote' }, person('surveyor')).stands('reviewing')
})

test('#19 #21 #72 a survey ordered where an event has it from afar is one from afar, unless somebody goes there and says why', () => {
  const ordered = acceptedUnder('II', household(6_000_000)).stands('investigating')
  expect(ordered.standing().stage).toMatchObject({ survey: { how: 'remote' } })
  const afar = ordered.when(photos).stands('reviewing')
  expect(afar.standing().surveyReport).toMatchObject({ how: 'remote' })
  ordered.when({ ...photos, how: 'on-site' }).isRefused('REASON_MISSING')
  ordered.when({ ...photos, how: 'on-site', textId: 'txt_why' }).stands('reviewing')
})

test('#19 #72 where it is only allowed from afar a survey is one on the spot that needs no reason', () => {
  const ordered = acceptedUnder('III', household(6_000_000)).stands('investigating')
  expect(ordered.standing().stage).not.toHaveProperty('survey.how')
  ordered.when({ ...photos, how: 'on-site' }).stands('reviewing')
})

test('#19 #72 by rules of before, every survey is ordered on the spot', () => {
  const claim = acceptedUnder('II', household(6_000_000)).stands('investigating').standing()
  expect(orderSurvey(claim, contextAt(claim.lastAt))).toMatchObject({ how: 'remote' })
  expect(orderSurvey({ ...claim, rules: 2 }, contextAt(claim.lastAt))).not.toHaveProperty('how')
})
