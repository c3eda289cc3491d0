import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk, workflowBundle } from './claim-desk.ts'
import { storm, tellOf } from './emergency-stories.ts'
import { coveredPolicy, until } from './outside-world.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
  desk.world.policy = coveredPolicy
})
afterAll(() => desk.close())

test('notices that are due at once leave together and are one recording', async () => {
  const claim = await quietClaim()
  await tellOf(claim, storm)
  await allDispatched(claim)
  expect(await activitiesOf(claim)).toEqual(['lookUpPolicy', 'sendNotice', 'sendNotices'])
  const sendings = desk.world.recordings
    .filter(({ claimId }) => claimId === claim.claimId)
    .map(({ events }) => events.filter(({ type }) => type === 'NoticeDispatched').length)
    .filter((dispatched) => dispatched > 0)
  expect(sendings).toEqual([1, noticesOf(claim) - 1])
  await replays(claim)
})

test('what the provider does not take with the others leaves by itself, once', async () => {
  const claim = await quietClaim()
  desk.world.faults.leftOut = 1
  await tellOf(claim, storm)
  await allDispatched(claim)
  expect(await activitiesOf(claim)).toEqual(['lookUpPolicy', 'sendNotice', 'sendNotices', 'sendNotice'])
  const sent = desk.world.notices.filter(({ claimId }) => claimId === claim.claimId).map(({ notice }) => notice.n)
  expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: noticesOf(claim) }, (_, index) => index + 1))
  await replays(claim)
})

/** A claim of which nothing is under way. */
async function quietClaim(): Promise<DeskClaim> {
  const claim = await desk.open()
  await until('the policy and the guidance', () => {
    const types = new Set(eventsOf(claim).map(({ type }) => type))
    return types.has('PolicyLookedUp') && types.has('NoticeDispatched')
  })
  return claim
}

const eventsOf = ({ claimId }: DeskClaim) => desk.world.log.get(claimId) ?? []

const noticesOf = (claim: DeskClaim): number => eventsOf(claim).flatMap(({ notices = [] }) => notices).length

const allDispatched = (claim: DeskClaim): Promise<unknown> =>
  until('every notice dispatched', () => {
    const dispatched = eventsOf(claim).filter(({ type }) => type === 'NoticeDispatched').length
    return dispatched > 1 && dispatched === noticesOf(claim)
  })

async function activitiesOf({ handle }: DeskClaim): Promise<readonly string[]> {
  const { events } = await handle.fetchHistory()
  const names = events?.flatMap(({ activityTaskScheduledEventAttributes: asked }) => asked?.activityType?.name ?? [])
  return names ?? []
}

async function replays({ handle }: DeskClaim): Promise<void> {
  await until('nothing under way', async () => !(await handle.describe()).raw.pendingWorkflowTask)
  const workflow = await workflowBundle()
  await Worker.runReplayHistory({ workflowBundle: workflow }, await handle.fetchHistory(), handle.workflowId)
}
