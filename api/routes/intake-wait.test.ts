import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { readEvents } from '../../db/event-log.ts'
import type { AskingDesk } from '../../test/asking-desk.ts'
import { openAskingDesk } from '../../test/asking-desk.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { createShell } from '../shell.ts'
import { claimRoutes } from './claims.ts'

let desk: AskingDesk
let app: ApiServer
beforeAll(async () => {
  desk = await openAskingDesk(inject('temporalAddress'))
  app = createShell(
    { logLevel: 'silent' },
    {
      verifyToken: async () => ({
        clientId: 'per_clerk',
        personId: 'per_clerk',
        roles: ['intake-clerk'],
        branch: '310000',
        authorityLevel: 0,
      }),
      opaqueIdOf: String,
      keepRefusal: async () => undefined,
      findClaim: async () => null,
    },
  )
  app.register(async (routes) => claimRoutes(routes, desk.deps as ApiDependencies))
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await desk.close()
})

test('who files and prefers to wait hears what the workflow has made of it', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/v1/claims',
    headers: { 'idempotency-key': randomUUID(), prefer: 'wait=10' },
    payload: {
      channel: 'counter',
      line: 'travel',
      policyNo: 'P1',
      region: '310000',
      eventDate: '2026-08-01',
      cause: 'other',
      facts: { injury: 'none', thirdParty: false, hospitalised: false },
      claimant: { name: '赵一', identityNumber: '110101199003077770', phone: '13900000000' },
      insured: 'same',
      preferredChannels: ['app'],
      description: '行李遗失',
    },
  })
  expect(answer).toMatchObject({ statusCode: 202, headers: { 'preference-applied': 'wait' } })
  const { claimId, version } = answer.json<{ claimId: string; version: number }>()
  expect(version).toBeGreaterThan(1)
  expect((await readEvents(desk.db, claimId)).length).toBeGreaterThanOrEqual(version)
})
