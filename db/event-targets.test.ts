import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ClaimEvent } from '../domain/claim/events.ts'
import type { Clock } from '../domain/clocks/clock.ts'
import type { Instant } from '../domain/time.ts'
import { HOUR } from '../domain/time.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { declared, stormId } from '../test/example-emergency.ts'
import { recordStorm } from '../test/recorded-storm.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { readFigures } from './emergency-figures.ts'
import { listByHand } from './emergency-tellings.ts'
import { readClaimTargets } from './event-targets.ts'
import { exampleRecording, exampleStart } from './example-recording.ts'
import { recordEvents } from './recording.ts'

let database: TestDatabase
let worker: Database

beforeAll(async () => {
  database = await createTestDatabase()
  await recordStorm(database, stormId)
  worker = openDatabase(database.workerUrl, { max: 4, applicationName: 'event-targets-test' })
})
afterAll(async () => {
  await worker.close()
  await database.drop()
})

/** When the event concerned each claim. */
const since = exampleStart + 10 * HOUR

function clock(id: Clock['id'], dueTarget: Instant, change: Partial<Clock> = {}): Clock {
  const due = { dueTarget, dueLegal: dueTarget, provisional: false }
  const version = { ruleVersion: 1, calendarVersion: 'cn-2026-1' }
  const fresh = { state: 'running', startedAt: since, length: 1, pauses: [], escalations: [] } as const
  return { id, n: 1, ...fresh, ...due, ...version, ...change }
}

/** A claim that was told of the storm and stands with these clocks. One for testing was joined by hand. */
async function told(
  claimId: string,
  joins: 'by-scope' | 'for-testing' | 'not',
  ...clocks: readonly Clock[]
): Promise<void> {
  const { word } = declared().emergency ?? {}
  if (word === undefined || word === null) throw new Error('the storm was declared')
  const { events, ...recording } = exampleRecording(claimId, { count: 2 })
  const isTest = joins === 'for-testing'
  const how = isTest ? 'by-hand' : joins
  const applied: ClaimEvent = {
    type: 'EventApplied',
    word,
    joins: how,
    at: since,
    by: { id: 'system', role: 'system' },
  }
  const filed = events
    .slice(0, 1)
    .map((event) => (event.type === 'ClaimReported' ? { ...event, report: { ...event.report, isTest } } : event))
  await recordEvents(worker, { ...recording, events: [...filed, applied], clocks })
  await listByHand(worker, { eventId: stormId, claimId, version: 1 })
}

test('of the claims an event concerned, each target that ran since is counted, and each breach that came since', async () => {
  const breach = (at: Instant) => ({ state: 'breached', escalations: [{ level: 'breach', at }] }) as const
  await told('clm_kept', 'by-scope', clock('E1', since + HOUR, { state: 'met', endedAt: since + HOUR }))
  await told('clm_late', 'by-scope', clock('E1', since + HOUR, { state: 'met', endedAt: since + 2 * HOUR }))
  await told('clm_waits', 'by-scope', clock('E1', since + 3 * HOUR), clock('C02', since + HOUR, breach(since + HOUR)))
  await told('clm_before', 'by-scope', clock('E1', since - HOUR, { state: 'met', endedAt: since - 1 }))
  await told('clm_old', 'by-scope', clock('C02', since - HOUR, breach(since - HOUR)))
  await told('clm_void', 'by-scope', clock('E2', since + HOUR, { state: 'void', endedAt: since + HOUR }))
  await told('clm_other', 'not', clock('E1', since + HOUR), clock('C02', since + HOUR, breach(since + HOUR)))
  const count = (now: Instant) => readClaimTargets(worker, stormId, now)
  const contacts = { target: 'claims/E1', all: 3, met: 1, oldestDueAt: since + 3 * HOUR }
  expect(await count(since + 3 * HOUR)).toEqual([{ ...contacts, missed: 1 }])
  expect(await count(since + 3 * HOUR + 1)).toEqual([{ ...contacts, missed: 2 }])
  const { cells } = await readFigures(worker, stormId, since + 4 * HOUR)
  expect(cells).toMatchObject([{ reported: 7, breached: 1 }])
})

test('a claim for testing that somebody joined to a real event counts among none of its targets', async () => {
  const before = await readClaimTargets(worker, stormId, since)
  await told('clm_test', 'for-testing', clock('E1', since + HOUR))
  expect(before).toMatchObject([{ target: 'claims/E1', all: 3 }])
  expect(await readClaimTargets(worker, stormId, since)).toEqual(before)
})
