import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { foldEmergency } from '../domain/emergency/event-evolve.ts'
import type { EmergencyEvent } from '../domain/emergency/event-state.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import type { EventScene } from '../test/example-emergency.ts'
import { declared, endStorm, openScene, regrade, reportStorm, stormId } from '../test/example-emergency.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { listEmergencies, readEmergency, readWord, recordEmergency, wordsIn } from './emergencies.ts'
import { readFigures } from './emergency-figures.ts'
import { listClaimsOfEvent, readProgress } from './emergency-progress.ts'
import {
  hasOwnClaimIn,
  hasOwnClaimTold,
  listByHand,
  listClaimsToTell,
  markEventTold,
  pendingEventTellings,
} from './emergency-tellings.ts'
import { exampleRecording } from './example-recording.ts'
import { recordEvents } from './recording.ts'

let database: TestDatabase
let api: Database
let worker: Database

beforeAll(async () => {
  database = await createTestDatabase()
  const open = (url: string): Database => openDatabase(url, { max: 4, applicationName: 'emergencies-test' })
  api = open(database.apiUrl)
  worker = open(database.workerUrl)
})
afterAll(async () => {
  await Promise.all([api, worker].map((db) => db.close()))
  await database.drop()
})

const keep = (past: readonly EmergencyEvent[], from: number) => {
  const emergency = foldEmergency(null, past)
  return recordEmergency(worker, { eventId: emergency.eventId, from, events: past.slice(from), emergency })
}

const under = (eventId: string): EventScene => {
  const watched = openScene().ask({ ...reportStorm, eventId })
  return openScene([
    ...watched.past,
    ...declared()
      .past.slice(1)
      .map((event) => renamed(event, eventId)),
  ])
}

const renamed = (event: EmergencyEvent, eventId: string): EmergencyEvent =>
  'word' in event && event.word !== null ? { ...event, word: { ...event.word, eventId } } : event

test('what is recorded twice stands once, and an attempt that decided otherwise is told what stands', async () => {
  const { past } = declared().ask(regrade('II'))
  expect(await keep(past.slice(0, 2), 0)).toHaveLength(2)
  expect(await keep(past.slice(0, 2), 0)).toEqual(past.slice(0, 2))
  const other = declared().ask(endStorm).past
  expect(await keep(past, 2)).toEqual(past.slice(2))
  expect(await keep(other, 2)).toEqual(past.slice(2))
  expect(await readEmergency(api, stormId)).toEqual(foldEmergency(null, past))
  expect(await readWord(api, stormId)).toMatchObject({ version: 2, level: 'II' })
  expect((await listEmergencies(api, { running: true, limit: 10 })).rows).toMatchObject([{ eventId: stormId }])
  const emergency = foldEmergency(null, past)
  const behindAGap = { eventId: stormId, from: 5, events: past.slice(1, 2), emergency }
  await expect(recordEmergency(worker, behindAGap)).rejects.toThrow('has 3 events in its log, not 5')
})

test('the log of an emergency is changed by nobody', async () => {
  await expect(worker.execute(sql`update emergency_events set at = 0`)).rejects.toMatchObject({
    cause: { code: '42501' },
  })
})

test('a filing finds the events that run in its division', async () => {
  const found = async (region: string) => (await wordsIn(api, region)).map(({ eventId }) => eventId)
  expect([await found('410105'), await found('410205')]).toEqual([[stormId], []])
})

const place = { limit: 2 }

async function listAll(word: EventWord): Promise<number> {
  let listed = 0
  for (let after: string | null = ''; after !== null;) {
    const page = await listClaimsToTell(worker, word, { after, ...place })
    listed += page.listed
    after = page.last
  }
  return listed
}

test('the open claims in scope are listed once for each version, in pages, and those told before hear the end', async () => {
  const eventId = 'emg_00000000000000000000000000000002'
  const storm = under(eventId)
  await keep(storm.past, 0)
  const word = await readWord(worker, eventId)
  if (word === null) throw new Error('the event has no word')
  for (const n of [1, 2, 3, 4, 5]) await recordEvents(api, exampleRecording(`clm_storm_${n}`))
  const { rows } = await api.execute<{ region: string; event_date: string; cause: string; claimant_id: string }>(
    sql`select region, event_date, cause, claimant_id from claims limit 1`,
  )
  const { region = '', event_date: day = '', cause = '', claimant_id: claimant = '' } = rows[0] ?? {}
  const here: EventWord = {
    ...word,
    scope: { ...word.scope, zones: [region.slice(0, 2)], from: day, to: day, causes: [cause as 'other'] },
  }
  expect(await listAll(word)).toBe(0)
  expect(await listAll(here)).toBe(5)
  expect(await listAll(here)).toBe(0)
  expect(await hasOwnClaimIn(api, here.scope, claimant)).toBe(true)
  expect(await hasOwnClaimIn(api, word.scope, claimant)).toBe(false)

  expect(await hasOwnClaimTold(api, eventId, claimant)).toBe(true)
  expect(await hasOwnClaimTold(api, eventId, 'per_nobody')).toBe(false)
  expect(await hasOwnClaimTold(api, 'emg_other', claimant)).toBe(false)

  const lent = await pendingEventTellings(worker, 10)
  expect(lent).toHaveLength(5)
  expect(await pendingEventTellings(worker, 10)).toEqual([])
  for (const telling of lent.slice(1)) await markEventTold(worker, telling, { version: 1, state: 'told' })
  expect(await readProgress(api, eventId)).toMatchObject({ claims: 5, told: 4, pending: 1 })

  const elsewhere = { ...word, version: 2 }
  expect(await listAll(elsewhere)).toBe(5)
  expect(await listAll(here)).toBe(0)
  expect(await listAll({ ...elsewhere, version: 3, state: 'ended' })).toBe(5)
  const page = await listClaimsOfEvent(api, eventId, { branchPrefix: '', limit: 3 })
  expect(page.claims.map(({ version, state }) => [version, state])).toEqual(
    Array.from({ length: 3 }, () => [3, 'pending']),
  )
  const rest = await listClaimsOfEvent(api, eventId, { branchPrefix: '', cursor: page.next ?? '', limit: 3 })
  expect([rest.claims.length, rest.next]).toEqual([2, null])
})

test('an exercise lists claims for testing only, and nothing else does', async () => {
  const drill: EventWord = { ...(await wordHere('clm_real')), eventId: 'emg_drill', drill: true }
  expect(await listAll(drill)).toBe(0)
  const { events, ...recording } = exampleRecording('clm_test')
  const tested = events.map((event) =>
    event.type === 'ClaimReported' ? { ...event, report: { ...event.report, isTest: true } } : event,
  )
  await recordEvents(api, { ...recording, events: tested })
  expect(await listAll(drill)).toBe(1)
  const real: EventWord = { ...drill, eventId: 'emg_real', drill: false }
  expect(await listAll(real)).toBeGreaterThan(1)
  expect(await listedFor('emg_real', 'clm_test')).toBe(false)
  expect(await listedFor('emg_real', 'clm_real')).toBe(true)
})

test('a claim for testing that was joined to a real emergency is told, and counted in none of its figures', async () => {
  const eventId = 'emg_00000000000000000000000000000003'
  await keep(under(eventId).past, 0)
  for (const claimId of ['clm_test', 'clm_real']) await listByHand(worker, { eventId, claimId, version: 1 })
  expect(await readProgress(api, eventId)).toMatchObject({ claims: 1, byStatus: { received: 1 } })
  const { cells } = await readFigures(api, eventId, Date.now())
  expect(cells).toMatchObject([{ reported: 1 }])
})

const listedFor = async (eventId: string, claimId: string): Promise<boolean> => {
  const page = await listClaimsOfEvent(api, eventId, { branchPrefix: '', limit: 100 })
  return page.claims.some((listed) => listed.claimId === claimId)
}

/** A word whose scope has the claim of this recording. */
async function wordHere(claimId: string): Promise<EventWord> {
  const recording = exampleRecording(claimId)
  await recordEvents(api, recording)
  const word = await readWord(worker, stormId)
  if (word === null) throw new Error('the event has no word')
  const { region, eventDate: day, cause } = recording.summary
  return { ...word, state: 'active', scope: { zones: [region], from: day, to: day, causes: [cause], lines: [] } }
}

test('a claim joined by hand is told of what comes after', async () => {
  await recordEvents(api, exampleRecording('clm_joined'))
  await listByHand(worker, { eventId: stormId, claimId: 'clm_joined', version: 1 })
  const word = await readWord(worker, stormId)
  expect(word && (await listAll(word))).toBe(1)
})
