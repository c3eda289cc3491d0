import { afterAll, beforeAll, expect, test } from 'vitest'

import { searchZone } from '../../simulators/policy-search.ts'
import { addDays, dateOf } from '../../domain/time.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { havePolicyFaults } from './outside-faults.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { declare, fileTheScope, midSweep, onlyOnce, swept } from './sweep.ts'
import { contradictions, ownerQuery } from './witnesses.ts'

let stack: Stack
let desk: Desk
let claims: readonly string[]
beforeAll(async () => {
  stack = await startStack({ killable: true })
  desk = openDesk(stack, { patient: true })
  claims = await fileTheScope(desk)
})
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
})

test('Temporal dies in the middle of a sweep: each claim in the scope has the version once', async () => {
  const eventId = await declare(desk)
  await midSweep(stack, eventId)
  await stack.parts.temporal.kill()
  await stack.parts.temporal.start()
  expect(await swept(stack, eventId, { claims, newest: 1 })).toEqual(onlyOnce(claims, 1))
  expect(await contradictions(stack, desk, claims[0] ?? '')).toEqual([])
})

test('the database is lost in the middle of a sweep: each claim in the scope has the version once', async () => {
  const eventId = await declare(desk)
  await midSweep(stack, eventId)
  const wires = [stack.wires.apiToPostgres, stack.wires.workerToPostgres]
  for (const wire of wires) wire.cut()
  await until('the API to miss it', async () => (await desk.get('supervisor', '/v1/claims')).status === 503)
  for (const wire of wires) wire.mend()
  expect(await swept(stack, eventId, { claims, newest: 1 })).toEqual(onlyOnce(claims, 1))
  expect(await contradictions(stack, desk, claims[1] ?? '')).toEqual([])
})

test('the policy system dies in the middle of a search: everybody insured in the zone is found', async () => {
  const eventId = await declare(desk)
  await havePolicyFaults(stack, { delayMs: 500 })
  const begun = await desk.send('emergency-commander', 'POST', `/v1/emergencies/${eventId}/searches`, {})
  expect(begun).toMatchObject({ status: 202 })
  await until('the middle of the search', async () => {
    const { state, pages } = await searchOf(eventId)
    if (state === 'done') throw new Error('the search was over before anybody could strike')
    return pages > 0
  })
  await stack.parts.policy.kill()
  await stack.parts.policy.start()
  const done = await until('the search to be done', async () => {
    const search = await searchOf(eventId)
    return search.state === 'done' && search
  })
  const { policies } = searchZone({ replaced: new Map(), searchablePerBranch: 1_000 }, inForce)
  expect(done.policies).toBe(policies.length)
  const [tasks] = await ownerQuery<{ people: number }>(
    stack,
    'select count(*)::int as people from contact_tasks where event_id = $1',
    [eventId],
  )
  expect(tasks?.people).toBe(new Set(policies.flatMap(({ insuredPersonIds }) => insuredPersonIds)).size)
})

/** The days of the declaration, in one page. */
const inForce = { zone: '31', from: addDays(dateOf(Date.now()), -400), to: dateOf(Date.now()), limit: 100_000 }

async function searchOf(eventId: string): Promise<{ state: string; pages: number; policies: number }> {
  const [search] = await ownerQuery<{ state: string; pages: number; policies: number }>(
    stack,
    'select state, pages, policies from policy_searches where event_id = $1',
    [eventId],
  )
  return search ?? { state: 'none', pages: 0, policies: 0 }
}
