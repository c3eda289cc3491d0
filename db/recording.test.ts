import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { verifyAudit } from './audit.ts'
import { readClocks, readSummary } from './claim-summary.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { findAnswer, readEventPage, readEvents } from './event-log.ts'
import { exampleRecording, exampleStart } from './example-recording.ts'
import { HistoryConflict, recordEvents } from './recording.ts'

let testDatabase: TestDatabase
let db: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase(testDatabase.workerUrl, { max: 10, applicationName: 'recording-test' })
})
afterAll(async () => {
  await db.close()
  await testDatabase.drop()
})

test('what is recorded is read back as it was, with its row and its clocks', async () => {
  const recording = exampleRecording('clm_whole')
  await recordEvents(db, recording)
  expect(await readEvents(db, 'clm_whole')).toEqual(recording.events)
  expect(await readEvents(db, 'clm_whole', 2)).toEqual(recording.events.slice(2))
  expect(await readClocks(db, 'clm_whole')).toEqual(recording.clocks)
  expect(await readSummary(db, 'clm_whole')).toEqual({ ...recording.summary, asOf: expect.any(Number) })
})

test('the row of a clock stays when a later recording does not speak of it', async () => {
  const { clocks, ...first } = exampleRecording('clm_quiet_clock')
  await recordEvents(db, { ...first, clocks })
  await recordEvents(db, { ...exampleRecording('clm_quiet_clock', { from: 3, count: 2 }), clocks: [] })
  expect(await readClocks(db, 'clm_quiet_clock')).toEqual(clocks)
})

test('a repeat changes nothing', async () => {
  const recording = exampleRecording('clm_repeat')
  await recordEvents(db, recording)
  const before = await rowsOf('clm_repeat')
  await recordEvents(db, recording)
  expect(await rowsOf('clm_repeat')).toEqual(before)
})

test('a recording that partly stands is completed', async () => {
  await recordEvents(db, exampleRecording('clm_partly', { count: 2 }))
  await recordEvents(db, exampleRecording('clm_partly', { from: 1, count: 4 }))
  expect(await readEvents(db, 'clm_partly')).toEqual(exampleRecording('clm_partly', { count: 5 }).events)
  expect(await readSummary(db, 'clm_partly')).toMatchObject({ version: 5 })
})

test('a late repeat of the beginning does not put the read model back', async () => {
  const all = exampleRecording('clm_late', { count: 5 })
  await recordEvents(db, all)
  await recordEvents(db, exampleRecording('clm_late', { count: 2 }))
  expect(await readSummary(db, 'clm_late')).toMatchObject({ version: 5 })
  expect(await readClocks(db, 'clm_late')).toEqual(all.clocks)
})

test('another history at the same place is refused, and nothing of it is kept', async () => {
  await recordEvents(db, exampleRecording('clm_conflict'))
  const other = exampleRecording('clm_conflict', { from: 1, count: 4 })
  const [first, second, ...rest] = other.events
  const altered = { ...other, events: [first, { ...second, at: 1 }, ...rest] } as typeof other
  await expect(recordEvents(db, altered)).rejects.toMatchObject({
    name: 'HistoryConflict',
    claimId: 'clm_conflict',
    position: 2,
    message: 'claim clm_conflict has another history at 2',
  })
  expect(await readEvents(db, 'clm_conflict')).toHaveLength(3)
})

test('events behind the end of the log are refused', async () => {
  await recordEvents(db, exampleRecording('clm_gap'))
  const recorded = recordEvents(db, exampleRecording('clm_gap', { from: 4, count: 1 }))
  await expect(recorded).rejects.toMatchObject({ name: 'HistoryConflict', position: 3 })
  const unknown = recordEvents(db, exampleRecording('clm_never_seen', { from: 1 }))
  await expect(unknown).rejects.toMatchObject({ name: 'HistoryConflict', position: 0 })
})

test('one command cannot be done twice by a claim', async () => {
  const recording = exampleRecording('clm_twice')
  await recordEvents(db, recording)
  const next = exampleRecording('clm_twice', { from: 3, count: 1 })
  const command = { commandId: 'cmd-0', bodyHash: 'body-0' }
  const again = {
    ...next,
    events: next.events.map((event) => ({ ...event, command })),
    answers: [{ ...command, version: 4, decisionVersion: 1, status: 'received' as const }],
  }
  await expect(recordEvents(db, again)).rejects.toBeInstanceOf(HistoryConflict)
})

test('recorders of one claim at the same time write it once', async () => {
  const recordings = Array.from({ length: 10 }, (_, index) => exampleRecording('clm_race', { count: 1 + (index % 5) }))
  await Promise.all(recordings.map((recording) => recordEvents(db, recording)))
  expect(await readEvents(db, 'clm_race')).toEqual(exampleRecording('clm_race', { count: 5 }).events)
  expect(await readSummary(db, 'clm_race')).toMatchObject({ version: 5 })
  const auditor = openDatabase(testDatabase.watchdogUrl, { max: 1, applicationName: 'recording-test' })
  expect((await verifyAudit(auditor)).faults).toEqual([])
  await auditor.close()
})

test('the answer to a command is found by its id', async () => {
  await recordEvents(db, exampleRecording('clm_answer'))
  const answer = { commandId: 'cmd-2', bodyHash: 'body-2', version: 3, decisionVersion: 1, status: 'received' }
  expect(await findAnswer(db, 'clm_answer', 'cmd-2')).toEqual(answer)
  expect(await findAnswer(db, 'clm_answer', 'cmd-1')).toBeNull()
  expect(await findAnswer(db, 'clm_whole', 'cmd-9')).toBeNull()
})

test('a command without an answer is not recorded', async () => {
  const recording = { ...exampleRecording('clm_unanswered'), answers: [] }
  await expect(recordEvents(db, recording)).rejects.toThrow('the command of claim clm_unanswered at 0 has no answer')
})

test('the log is read page by page, with its chain', async () => {
  await recordEvents(db, exampleRecording('clm_pages', { count: 5 }))
  const first = await readEventPage(db, { claimId: 'clm_pages', from: 0, limit: 3 })
  const second = await readEventPage(db, { claimId: 'clm_pages', from: 3, limit: 3 })
  expect([...first, ...second].map(({ position }) => position)).toEqual([0, 1, 2, 3, 4])
  expect(new Set(first.map(({ hash }) => hash)).size).toBe(3)
  expect(first.every(({ hash, recordedAt }) => /^[0-9a-f]{64}$/.test(hash) && Number.isInteger(recordedAt))).toBe(true)
})

test('a claim whose clock runs ahead is shown by its own clock, one recorded late by the host’s', async () => {
  const ahead = Date.now() + 48 * 3_600_000 - exampleStart
  const shifted = exampleRecording('clm_ahead', { count: 1 })
  const events = shifted.events.map((event) => ({ ...event, at: event.at + ahead }))
  await recordEvents(db, { ...shifted, events })
  await recordEvents(db, exampleRecording('clm_behind', { count: 1 }))
  const asOf = async (claimId: string): Promise<number> => ((await readSummary(db, claimId))?.asOf ?? 0) - Date.now()
  expect(Math.abs((await asOf('clm_ahead')) - 48 * 3_600_000)).toBeLessThan(10_000)
  expect(Math.abs(await asOf('clm_behind'))).toBeLessThan(10_000)
})

test('a summary that is not of the last event is refused', async () => {
  const { summary } = exampleRecording('clm_other', { count: 1 })
  await expect(recordEvents(db, { ...exampleRecording('clm_other'), summary })).rejects.toThrow('of version 1')
})

async function rowsOf(claimId: string): Promise<unknown> {
  const { rows } = await db.execute(sql`
    select e.*, e.xmin as event_xmin, k.xmin as clock_xmin, c.version, c.head_hash from claim_events e
    join claims c using (claim_id) join claim_clocks k using (claim_id) where claim_id = ${claimId} order by position`)
  return rows
}
