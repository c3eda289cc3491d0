import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { measuresOf } from '../../domain/claim/emergency.ts'
import type { ClaimDesk } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { emergencyStories, ended, overlapStories, storm, tellOf } from './emergency-stories.ts'
import { coveredPolicy, until } from './outside-world.ts'
import { reviewed } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

const both = { ...emergencyStories, ...overlapStories }

test.each(Object.entries(both))('%s: the claim applies each version once and goes on', async (_name, tell) => {
  Object.assign(desk.world, { policy: coveredPolicy, fraud: { hardRules: [], signals: [] } })
  const claim = await tell(desk)
  const applied = (desk.world.log.get(claim.claimId) ?? []).flatMap((event) =>
    event.type === 'EventApplied' ? [`${event.word.eventId}/${event.word.version}`] : [],
  )
  expect(applied).toEqual([...new Set(applied)])
  expect(measuresOf((await claim.read()).claim).waivedDocuments).toEqual(storm.measures.waivedDocuments)
})

test('a version told twice, and an older one that comes late, leave one trace each', async () => {
  const claim = await desk.open()
  await tellOf(claim, ended)
  await tellOf(claim, storm)
  await tellOf(claim, storm)
  await reviewed(claim)
  const applied = desk.world.log.get(claim.claimId)?.filter(({ type }) => type === 'EventApplied')
  expect(applied).toHaveLength(2)
  const { claim: state } = await claim.read()
  expect(state.emergencies?.events).toMatchObject([{ version: 2, state: 'ended', heard: [1, 2] }])
})

test('operators find the claims of an event by its id', async () => {
  const claim = await desk.open()
  await tellOf(claim, storm)
  const shown = await until('the attribute', async () => {
    const { typedSearchAttributes } = await claim.handle.describe()
    const found = typedSearchAttributes.getAll().find(({ key }) => key.name === 'EmergencyEvents')
    return found?.value ?? null
  })
  expect(shown).toEqual([storm.eventId])
})
