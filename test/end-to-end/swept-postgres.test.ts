import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ProductionStack } from '../../local/production/production-stack.ts'
import { startProductionStack } from '../../local/production/production-stack.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { declare, fileTheScope, midSweep, onlyOnce, swept } from './sweep.ts'
import { readLog } from './witnesses.ts'

// On a PostgreSQL of its own, which keeps what it has written: that of the other tests is everybody's, and forgets.

let stack: ProductionStack
let desk: Desk
let claims: readonly string[]
beforeAll(async () => {
  stack = await startProductionStack()
  desk = openDesk(stack, { patient: true })
  claims = await fileTheScope(desk)
}, 600_000)
afterAll(() => stack.stop())

test('PostgreSQL is killed in the middle of a sweep: each claim in the scope has the version once, and goes on', async () => {
  const { parts, ownerUrl } = stack
  const reading = { database: { ownerUrl } }
  const eventId = await declare(desk)
  await midSweep(reading, eventId)
  await parts.postgres.kill()
  await until('the API to miss it', async () => (await desk.get('supervisor', '/v1/claims')).status === 503)
  await parts.postgres.start()
  expect(await swept(reading, eventId, { claims, newest: 1 })).toEqual(onlyOnce(claims, 1))
  const [first = ''] = claims
  await desk.ask('intake-clerk', first, 'acceptance', { action: 'accept' })
  const types = (await readLog(reading, first)).map(({ event }) => event.type)
  expect(types.filter((type) => type === 'EventApplied' || type === 'ClaimAccepted')).toEqual([
    'EventApplied',
    'ClaimAccepted',
  ])
})
