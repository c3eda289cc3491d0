import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { measuresOf } from '../../domain/claim/emergency.ts'
import { DAY } from '../../domain/time.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { emergencyStories, ended, overlapStories, storm, tellOf } from './emergency-stories.ts'
import { coveredPolicy, until } from './outside-world.ts'
import { people } from './people.ts'
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

test('what a storm has written to the customer and to colleagues goes out by one activity', async () => {
  const claim = await told()
  const { notices } = (await claim.read()).claim
  const ordered = notices.filter(({ kind }) => kind !== 'guidance')
  expect(ordered.length).toBeGreaterThanOrEqual(3)
  await until('all to be sent', async () => (await claim.read()).claim.notices.every(({ state }) => state !== 'queued'))
  expect(await activitiesOf(claim)).toEqual(['lookUpPolicy', 'sendNotice', 'sendNotices'])
  const sent = desk.world.notices.filter(({ claimId }) => claimId === claim.claimId).map(({ notice }) => notice.n)
  expect(sent).toHaveLength(notices.length)
  expect(new Set(sent)).toEqual(new Set(notices.map(({ n }) => n)))
})

test('what the provider does not take at once goes on by itself, and keeps neither the others nor the claim', async () => {
  const { faults } = desk.world
  const claim = await told(({ claimId }) => void faults.messagesAwayFrom.add(claimId))
  const { notices } = (await claim.read()).claim
  const ordered = notices.filter(({ kind }) => kind !== 'guidance')
  await until('each to be tried alone', async () => {
    const alone = (await activitiesOf(claim)).filter((name) => name === 'sendNotice')
    return alone.length === 1 + ordered.length
  })
  await claim.ask({ type: 'AcceptClaim' }, people.clerk)
  expect((await claim.read()).claim.notices.filter(({ state }) => state === 'queued').length).toBeGreaterThanOrEqual(3)
  faults.messagesAwayFrom.delete(claim.claimId)
  await claim.forward(DAY)
  await until('all to be sent', async () => (await claim.read()).claim.notices.every(({ state }) => state !== 'queued'))
})

test('what the provider will never take by its channel fails with the cause, and goes by the next one', async () => {
  const { neverTaken } = desk.world.faults
  const claim = await told(({ claimId }) => void neverTaken.add(claimId))
  const causes = await until('the refusals', () => {
    const failed = (desk.world.log.get(claim.claimId) ?? []).flatMap((event) =>
      event.type === 'NoticeFailed' ? [event.cause] : [],
    )
    return failed.length >= 3 ? failed : null
  })
  expect(new Set(causes)).toEqual(new Set(['NOTICE_REFUSED']))
  neverTaken.delete(claim.claimId)
  const again = await until('the next channel', async () =>
    (await claim.read()).claim.notices.find(({ kind, retryOf }) => kind === 'emergency' && retryOf !== undefined),
  )
  expect(again?.channel).toBe('sms')
})

/** A claim that stands received, and has just been told of the storm. */
async function told(first: (claim: DeskClaim) => void = () => undefined): Promise<DeskClaim> {
  const claim = await desk.open()
  await claim.reaches('received')
  await until('the guidance to leave', async () => (await claim.read()).claim.notices[0]?.state !== 'queued')
  first(claim)
  await tellOf(claim, storm)
  return claim
}

async function activitiesOf({ handle }: DeskClaim): Promise<readonly string[]> {
  const { events } = await handle.fetchHistory()
  const names = (events ?? []).flatMap(
    ({ activityTaskScheduledEventAttributes: task }) => task?.activityType?.name ?? [],
  )
  return names.toSorted()
}

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
