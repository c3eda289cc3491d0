import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { readSummary } from '../../db/claim-summary.ts'
import { readEvents } from '../../db/event-log.ts'
import type { Role } from '../../domain/claim/codes.ts'
import type { AskingDesk } from '../../test/asking-desk.ts'
import { openAskingDesk } from '../../test/asking-desk.ts'
import { declareStorm, openScene, reportStorm } from '../../test/example-emergency.ts'
import { recordScene } from '../../test/recorded-event.ts'
import type { ApiServer } from '../dependencies.ts'
import { keepRefusalsIn } from '../kept-refusals.ts'
import { claimEmergencyRoutes } from '../routes/claim-emergencies.ts'
import { createShell } from '../shell.ts'

let desk: AskingDesk
let app: ApiServer
beforeAll(async () => {
  desk = await openAskingDesk(inject('temporalAddress'))
  app = await openServer()
})
afterAll(async () => {
  await app.close()
  await desk.close()
})

const supervisor = 'supervisor|310000|per_supervisor|2'

/** A storm far from the example claims, as its workflow recorded it. */
async function farStorm({ drill = false } = {}): Promise<string> {
  const eventId = `emg_${randomUUID().replaceAll('-', '')}`
  const scene = openScene().ask({ ...reportStorm, eventId, drill })
  await recordScene(desk.workerDb, scene.ask(declareStorm))
  return eventId
}

function join(claimId: string, eventId: string, { as = supervisor, key = randomUUID() } = {}) {
  return app.inject({
    method: 'POST',
    url: `/v1/claims/${claimId}/emergencies`,
    headers: { authorization: as, 'idempotency-key': key },
    payload: { action: 'join', eventId, reason: '出险地在灾区边界，受同一暴雨影响' },
  })
}

async function listedUnder(eventId: string): Promise<readonly string[]> {
  const { rows } = await desk.db.execute<{ claim_id: string }>(
    `select claim_id from emergency_tellings where event_id = '${eventId}' order by claim_id`,
  )
  return rows.map(({ claim_id: claimId }) => claimId)
}

test('a claim that joined by hand is listed, so that it hears what comes after', async () => {
  const [claimId, eventId] = [await desk.fileClaim(), await farStorm()]
  expect(await join(claimId, eventId)).toMatchObject({ statusCode: 200 })
  expect(await listedUnder(eventId)).toEqual([claimId])
  const types = (await readEvents(desk.db, claimId)).map(({ type }) => type)
  expect(types).toContain('EventApplied')
})

test.each([
  ['whose role may not', 'reviewer|310000|per_reviewer', 'ROLE_NOT_ALLOWED'],
  ['whose own claim it is', 'supervisor|310000|per_claimant|2', 'OWN_CLAIM'],
])('%s puts no claim under an event', async (_who, as, code) => {
  const [claimId, eventId] = [await desk.fileClaim(), await farStorm()]
  expect((await join(claimId, eventId, { as })).json()).toMatchObject({ code })
  expect(await listedUnder(eventId)).toEqual([])
})

test('nor does who asks for an exercise, or what the rules refuse', async () => {
  const [claimId, drill] = [await desk.fileClaim(), await farStorm({ drill: true })]
  expect((await join(claimId, drill)).json()).toMatchObject({ code: 'EXERCISE_ONLY' })
  expect((await join(claimId, 'emg_nobody')).json()).toMatchObject({ code: 'EVENT_UNKNOWN' })
  expect([await listedUnder(drill), await listedUnder('emg_nobody')]).toEqual([[], []])
})

test('who repeats a join makes up for a listing that was lost behind its answer', async () => {
  const [claimId, eventId, key] = [await desk.fileClaim(), await farStorm(), randomUUID()]
  await join(claimId, eventId, { key })
  await desk.workerDb.execute(`update emergency_tellings set event_id = 'emg_lost' where event_id = '${eventId}'`)
  expect((await join(claimId, eventId, { key })).headers['idempotency-replayed']).toBe('true')
  expect(await listedUnder(eventId)).toEqual([claimId])
})

async function openServer(): Promise<ApiServer> {
  const server = createShell(
    { logLevel: 'silent' },
    {
      // `role|branch|person|level`
      verifyToken: async (authorization = '') => {
        const [role, branch = '', personId = '', level = '0'] = authorization.split('|')
        return { clientId: personId, personId, roles: [role as Role], branch, authorityLevel: Number(level) }
      },
      opaqueIdOf: (personId) => personId,
      findClaim: (claimId) => readSummary(desk.db, claimId),
      keepRefusal: keepRefusalsIn(desk.db),
    },
  )
  server.register(async (routes) => claimEmergencyRoutes(routes, desk.deps))
  await server.ready()
  return server
}
