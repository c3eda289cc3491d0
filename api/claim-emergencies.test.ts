import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { recordEvents } from '../db/recording.ts'
import type { Role } from '../domain/claim/codes.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import { summarise } from '../domain/claim/summary.ts'
import { HOUR } from '../domain/time.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import { contextAt } from '../test/claim-people.ts'
import type { Scene } from '../test/claim-story.ts'
import { given } from '../test/claim-story.ts'
import { hardship, told } from '../test/emergency-claims.ts'
import * as example from '../test/example-claims.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await createApiUnderTest()
})
afterAll(() => api.close())

async function stored(scene: Scene): Promise<string> {
  const claimId = `clm_${randomUUID()}`
  const events: readonly ClaimEvent[] = scene.past.map((event) =>
    event.type === 'ClaimReported' ? { ...event, claimId } : event,
  )
  const claim = fold(null, events)
  const summary = summarise(claim, contextAt(claim.lastAt))
  await recordEvents(api.db, { claimId, from: 0, events, summary, clocks: claim.clocks, answers: [] })
  return claimId
}

async function read(path: string, role: Role, person: string): Promise<Readonly<Record<string, unknown>>> {
  const authorization = `Bearer ${await api.tokenOf(role, { person })}`
  const answer = await api.app.inject({ url: `/v1/claims/${path}`, headers: { authorization } })
  expect(answer.statusCode).toBe(200)
  return answer.json()
}

test('the customer sees what an event changes for him, and colleagues how it came about', async () => {
  const claimId = await stored(given(example.received()).learns(told()).when(hardship))
  const shown = {
    grade: 'I',
    measures: { contactHours: 1, settleWorkingDays: 1, noSurveyUpToFen: '5000000', survey: 'sampled' },
    events: [{ eventId: 'emg_storm', kind: 'natural-disaster', level: 'I' }],
    greenChannel: { because: ['hardship'] },
  }
  const { emergencies: theirs } = await read(claimId, 'claimant', 'per_claimant')
  expect(theirs).toMatchObject(shown)
  expect(theirs).not.toHaveProperty('desk')
  const { emergencies } = await read(claimId, 'supervisor', 'per_supervisor')
  const desk = { events: [{ version: 1, joined: 'by-scope', takenOut: false, exercise: false }], contact: null }
  expect(emergencies).toMatchObject({ ...shown, desk })
  const { offers } = await read(`${claimId}/next-actions`, 'claimant', 'per_claimant')
  expect(offers).toEqual(['human-service-first', 'door-to-door', 'prepayment', 'psychological-support'])
})

test('the audit of what an event changed names the event and its version', async () => {
  const asked = example.received().after(HOUR).when(example.requestDocuments('medical-record'))
  const claimId = await stored(asked.learns(told()))
  const { data } = await read(`${claimId}/events`, 'supervisor', 'per_supervisor')
  const under = [{ eventId: 'emg_storm', version: 1 }]
  for (const type of ['DocumentsWaived', 'AdvanceOffered']) {
    expect(data).toContainEqual(expect.objectContaining({ type, facts: expect.objectContaining({ under }) }))
  }
})

test('a claim no event has touched says nothing of any', async () => {
  const claimId = await stored(example.received())
  expect(await read(claimId, 'supervisor', 'per_supervisor')).not.toHaveProperty('emergencies')
  expect(await read(`${claimId}/next-actions`, 'supervisor', 'per_supervisor')).not.toHaveProperty('offers')
})

/** Reports an illness of 1 August 2026, of somebody with this number. */
async function reportOf(identityNumber: string, greenChannel: readonly string[] = []) {
  const answer = await api.app.inject({
    method: 'POST',
    url: '/v1/claims',
    headers: { authorization: `Bearer ${await api.tokenOf('intake-clerk')}`, 'idempotency-key': randomUUID() },
    payload: {
      channel: 'phone',
      line: 'medical',
      policyNo: 'P-1',
      region: '310115',
      eventDate: '2026-08-01',
      cause: 'illness',
      facts: { injury: 'none', thirdParty: false, hospitalised: true },
      claimant: { name: '王小明', identityNumber, phone: '13800138000' },
      insured: 'same',
      preferredChannels: ['phone'],
      description: '住院',
      ...(greenChannel.length > 0 && { greenChannel }),
    },
  })
  expect(answer.statusCode).toBe(202)
  return read(answer.json<{ claimId: string }>().claimId, 'supervisor', 'per_supervisor')
}

test('a claim of somebody who is sixty is in the green channel when it is filed, and his number in no event', async () => {
  const number = '11010519500307428X'
  const claim = await reportOf(number, ['hardship'])
  expect(claim['emergencies']).toMatchObject({ grade: 'G', greenChannel: { because: ['elderly', 'hardship'] } })
  const { rows } = await api.db.$client.query<{ event: unknown }>('select event from claim_events')
  expect(JSON.stringify(rows)).not.toContain(number)
})

test.each([
  ['whose number ends in a small x', '11010519500307428x'],
  ['who turned sixty between the event and the report', '110105196608151220'],
])('so is the claim of somebody %s', async (_who, number) => {
  expect((await reportOf(number))['emergencies']).toMatchObject({ greenChannel: { because: ['elderly'] } })
})
