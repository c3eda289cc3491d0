import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import { recordEmergency } from '../db/emergencies.ts'
import { listByHand } from '../db/emergency-tellings.ts'
import { exampleRecording } from '../db/example-recording.ts'
import { recordEvents } from '../db/recording.ts'
import type { Role } from '../domain/claim/codes.ts'
import { foldEmergency } from '../domain/emergency/event-evolve.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import type { EventScene } from '../test/example-emergency.ts'
import { declareStorm, endStorm, openScene, reportStorm } from '../test/example-emergency.ts'

let api: ApiUnderTest
let worker: Database
beforeAll(async () => {
  api = await createApiUnderTest()
  worker = openDatabase(api.database.workerUrl, { max: 2, applicationName: 'emergencies-test' })
})
afterAll(async () => {
  await worker.close()
  await api.close()
})

interface Wish {
  readonly as?: Role
  readonly key?: string
  readonly ifMatch?: string
  readonly person?: string
}

async function post(path: string, body: object, { as = 'emergency-commander', key, ifMatch, person }: Wish = {}) {
  const wish = { branch: '000000', ...(person !== undefined && { person }) }
  const headers = {
    authorization: `Bearer ${await api.tokenOf(as, wish)}`,
    'idempotency-key': key ?? randomUUID(),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  }
  return api.app.inject({ method: 'POST', url: `/v1/emergencies${path}`, headers, payload: body })
}

async function get(path: string, as: Role = 'customer-support', branch = '000000') {
  const headers = { authorization: `Bearer ${await api.tokenOf(as, { branch })}` }
  return api.app.inject({ method: 'GET', url: `/v1/emergencies${path}`, headers })
}

/** An emergency in the log, as its workflow would have recorded it. */
async function recorded(build: (scene: EventScene) => EventScene): Promise<string> {
  const eventId = `emg_${randomUUID().replaceAll('-', '')}`
  const { past } = build(openScene().ask({ ...reportStorm, eventId }))
  await recordEmergency(worker, { eventId, from: 0, events: past, emergency: foldEmergency(null, past) })
  return eventId
}

const watched = (scene: EventScene): EventScene => scene
const running = (scene: EventScene): EventScene => scene.ask(declareStorm)

const incident = {
  kind: 'natural-disaster',
  happenedAt: '2026-07-20T16:00:00+08:00',
  zones: ['4101'],
  place: 'the city',
}
const scope = { zones: ['4101'], from: '2026-07-17', to: '2026-07-23', causes: ['flood'] }
const declaration = {
  kind: 'natural-disaster',
  scope,
  level: 'I',
  estimate: { lossFen: '120000000000' },
  reason: 'a reason',
}
const measures = (change: object): object => ({ measures: change, reason: 'a reason' })

describe('refused with its code and its field, whether or not the workflow engine is there:', () => {
  test.each<[string, string, object, number, string, string]>([
    [
      'an unknown division',
      'declaration',
      { ...declaration, scope: { ...scope, zones: ['41', '99'] } },
      422,
      'DIVISION_UNKNOWN',
      '#/scope/zones/1',
    ],
    ['a plan nobody has put', 'declaration', { ...declaration, planId: 'nobodys' }, 404, 'PLAN_NOT_FOUND', '#/planId'],
    [
      'a window backwards',
      'declaration',
      { ...declaration, scope: { ...scope, to: '2026-07-01' } },
      422,
      'WINDOW_BACKWARDS',
      '#/scope/to',
    ],
    [
      'a level without basis',
      'declaration',
      { ...declaration, estimate: {} },
      422,
      'LEVEL_WITHOUT_BASIS',
      '#/estimate',
    ],
    [
      'a level below the regulator’s',
      'declaration',
      { ...declaration, level: 'III', regulatorLevel: 'I' },
      422,
      'LEVEL_BELOW_REGULATOR',
      '#/level',
    ],
    [
      'a multiplier above its cap',
      'declaration',
      { ...declaration, measures: { multiplier: { times: 6, until: '2099-01-01T00:00:00+08:00' } } },
      422,
      'MULTIPLIER_ABOVE_CAP',
      '#/measures/multiplier/times',
    ],
    [
      'an identity waived',
      'declaration',
      { ...declaration, measures: { waivedDocuments: ['identity'] } },
      422,
      'MEASURE_NEVER_CHANGED',
      '#/measures/waivedDocuments/0',
    ],
    [
      'a field that is no measure',
      'declaration',
      { ...declaration, measures: { statutoryClocks: 'later' } },
      400,
      'REQUEST_MALFORMED',
      '#/measures/statutoryClocks',
    ],
  ])('%s', async (_name, door, body, status, code, pointer) => {
    const eventId = await recorded(watched)
    const answer = await post(`/${eventId}/${door}`, body)
    expect(answer.json()).toMatchObject({ status, code })
    expect(answer.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer).toBe(pointer)
    expect((await get(`/${eventId}`)).json()).toMatchObject({ status: 'watch', version: 1 })
  })

  test.each<[string, string, object, number, string]>([
    [
      'an end before the start',
      'end',
      { endedAt: '2026-07-01T00:00:00+08:00', reason: 'a reason' },
      422,
      'END_BEFORE_START',
    ],
    ['a multiplier without end', 'measures', measures({ multiplier: { times: 2 } }), 422, 'MULTIPLIER_WITHOUT_END'],
    ['a second declaration', 'declaration', declaration, 409, 'EVENT_STATUS'],
    ['a review before the end', 'review', { summary: 'too soon' }, 409, 'EVENT_STATUS'],
  ])('%s', async (_name, door, body, status, code) => {
    const answer = await post(`/${await recorded(running)}/${door}`, body)
    expect(answer.json()).toMatchObject({ status, code })
  })

  test('an incident at an unknown place, and one that lies ahead', async () => {
    expect((await post('', { ...incident, zones: ['99'] })).json()).toMatchObject({ code: 'DIVISION_UNKNOWN' })
    const ahead = { ...incident, happenedAt: '2099-01-01T00:00:00+08:00' }
    expect((await post('', ahead)).json()).toMatchObject({ status: 422, code: 'EVENT_IN_THE_FUTURE' })
  })

  test('an emergency nobody reported, a version that was replaced, and a role that may not', async () => {
    expect((await post('/emg_unknown/end', { reason: 'a reason' })).json()).toMatchObject({
      code: 'EMERGENCY_NOT_FOUND',
    })
    expect((await get('/emg_unknown')).json()).toMatchObject({ status: 404, code: 'EMERGENCY_NOT_FOUND' })
    const eventId = await recorded(running)
    const end = { reason: 'a reason' }
    expect((await post(`/${eventId}/end`, end, { ifMatch: '"1"' })).json()).toMatchObject({
      status: 412,
      code: 'EVENT_CHANGED',
    })
    const answer = await post(`/${eventId}/end`, end, { as: 'head-office' })
    expect(answer.json()).toMatchObject({ status: 403, whoMay: ['emergency-commander'] })
  })

  test('the commander’s own claim', async () => {
    const recording = exampleRecording('clm_own')
    await recordEvents(api.db, recording)
    const { region, eventDate, cause, claimantId: person } = recording.summary
    const own = { zones: [region.slice(0, 4)], from: eventDate, to: eventDate, causes: [cause] }
    const answer = await post(`/${await recorded(watched)}/declaration`, { ...declaration, scope: own }, { person })
    expect(answer.json()).toMatchObject({ status: 409, code: 'EVENT_OWN_CLAIM' })
    const joined = await recorded(running)
    await listByHand(api.db, { eventId: joined, claimId: 'clm_own', version: 1 })
    const eased = await post(`/${joined}/measures`, measures({ contactHours: 1 }), { person })
    expect(eased.json()).toMatchObject({ status: 409, code: 'EVENT_OWN_CLAIM' })
  })
})

test('while the workflow engine is away a change is 503 and may be repeated, and reading goes on', async () => {
  const answer = await post('', incident)
  expect(answer.json()).toMatchObject({ status: 503, code: 'WORKFLOWS_AWAY', retryable: true })
})

test('colleagues read an emergency with its history, the list, the progress and the claims of their branch', async () => {
  const eventId = await recorded((scene) => scene.ask(declareStorm).ask(endStorm))
  const one = await get(`/${eventId}`)
  expect(one.headers.etag).toBe('"3"')
  expect(one.json()).toMatchObject({
    eventId,
    status: 'ended',
    level: 'I',
    proposedLevel: 'I',
    measures: { contactHours: 1, waivedDocuments: ['policy-original', 'medical-record'], deathProofByList: true },
    told: { version: 2, listed: [] },
    history: [{ type: 'IncidentReported' }, { type: 'EventDeclared', told: 1 }, { type: 'EventEnded', told: 2 }],
  })
  const list = (await get('?limit=200')).json<{ data: { eventId: string }[] }>()
  expect(list.data.map((row) => row.eventId)).toContain(eventId)
  const open = (await get('?running=true&limit=200')).json<{ data: { eventId: string }[] }>()
  expect(open.data.map((row) => row.eventId)).not.toContain(eventId)
  await recordEvents(api.db, exampleRecording('clm_read'))
  await listByHand(worker, { eventId, claimId: 'clm_read', version: 1 })
  expect((await get(`/${eventId}/progress`)).json()).toMatchObject({ claims: 1, pending: 1, told: 0 })
  expect((await get(`/${eventId}/claims`)).json()).toMatchObject({ data: [{ claimId: 'clm_read', version: 1 }] })
  expect((await get(`/${eventId}/claims`, 'customer-support', '990000')).json()).toEqual({ data: [] })
  expect((await get(`/${eventId}`, 'claimant')).statusCode).toBe(403)
})

test('no reason and no place stands in a log line', async () => {
  const eventId = await recorded(watched)
  await post(`/${eventId}/declaration`, { ...declaration, reason: 'the words of the commander' })
  expect(api.logged.join('\n')).not.toContain('the words of the commander')
})
