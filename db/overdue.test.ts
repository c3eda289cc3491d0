import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import type { ClaimSummary } from '../domain/claim/summary.ts'
import type { Clock } from '../domain/clocks/clock.ts'
import { HOUR, MINUTE } from '../domain/time.ts'
import { findSilence } from '../domain/watchdog/findings.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { openDatabase } from './connect.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import { exampleRecording } from './example-recording.ts'
import { readHostClock } from './host-clock.ts'
import { storeReceipt } from './inbox.ts'
import { readOverdue } from './overdue.ts'
import { recordEvents } from './recording.ts'

let testDatabase: TestDatabase
let owner: Database
let api: Database
let watchdog: Database
let now: number

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  const open = (url: string): Database => openDatabase(url, { max: 2, applicationName: 'overdue-test' })
  owner = open(testDatabase.ownerUrl)
  api = open(testDatabase.apiUrl)
  watchdog = open(testDatabase.watchdogUrl)
})
beforeEach(async () => {
  await owner.execute(sql`delete from claims`)
  await owner.execute(sql`delete from claim_clocks`)
  now = await readHostClock(owner)
})
afterAll(async () => {
  await Promise.all([owner.close(), api.close(), watchdog.close()])
  await testDatabase.drop()
})

const escalated = [{ level: 'due', at: 1 }] as const
const look = (limit = 100) => readOverdue(watchdog, limit)

test('nothing is overdue where nothing is late', async () => {
  await store('clm_calm', { deadlineIn: HOUR }, [{ dueTarget: now + HOUR }])
  await store('clm_just', { deadlineIn: -50_000 }, [{ dueTarget: now - 50_000 }])
  expect(await look()).toEqual({ claims: [], clocks: [], starts: [], receipts: [] })
})

test('an open claim past its deadline is read, one that has come to rest and one that waits for nothing are not', async () => {
  await store('clm_late', { deadlineIn: -2 * MINUTE })
  await store('clm_rested', { deadlineIn: -2 * MINUTE, restedAt: 1 })
  await store('clm_dormant', { deadlineIn: null })
  const { claims } = await look()
  expect(claims).toMatchObject([
    { claimId: 'clm_late', status: 'received', nextDeadline: { at: now - 2 * MINUTE, summary: 'what it waits for' } },
  ])
  expect((claims[0]?.now ?? 0) - now).toBeGreaterThanOrEqual(0)
})

test('a claim whose clock is ahead is judged by its own clock', async () => {
  await store('clm_ahead', { deadlineIn: 47 * HOUR }, [{ dueTarget: now + 47 * HOUR }])
  expect(await look()).toMatchObject({ claims: [], clocks: [] })
  await owner.execute(sql`update claims set clock_ahead_ms = ${48 * HOUR}`)
  const { claims, clocks } = await look()
  for (const [read] of [claims, clocks]) {
    expect(read).toMatchObject({ claimId: 'clm_ahead' })
    expect(Math.abs((read?.now ?? 0) - now - 48 * HOUR)).toBeLessThan(MINUTE)
  }
})

test('of the clocks past due those are read whose event is missing', async () => {
  const past = { dueTarget: now - HOUR, dueLegal: now - HOUR }
  await store('clm_a', { deadlineIn: null }, [
    { id: 'C02', n: 1, ...past },
    { id: 'C02', n: 2, ...past, escalations: escalated },
    { id: 'C02', n: 3, ...past, state: 'breached', escalations: [...escalated, { level: 'breach', at: 1 }] },
    { id: 'C02', n: 4, ...past, state: 'paused' },
    { id: 'C02', n: 5, ...past, state: 'met', endedAt: now },
    { id: 'C06', n: 1, ...past, dueLegal: now + HOUR, escalations: escalated },
    { id: 'C14', n: 1, ...past },
  ])
  await store('clm_b', { deadlineIn: null, restedAt: 1 }, [past])
  const { clocks } = await look()
  expect(clocks.map(({ claimId, rules, clock }) => `${claimId} ${rules} ${clock.id}/${clock.n}`)).toEqual([
    'clm_a 1 C02/1',
    'clm_a 1 C02/2',
  ])
  expect(findSilence(await look())).toHaveLength(1)
})

test('the oldest come first, and not more than asked for', async () => {
  for (const [claimId, deadlineIn] of [
    ['clm_2', -2 * HOUR],
    ['clm_3', -3 * HOUR],
    ['clm_1', -HOUR],
  ] as const)
    await store(claimId, { deadlineIn })
  expect((await look(2)).claims.map(({ claimId }) => claimId)).toEqual(['clm_3', 'clm_2'])
})

test('intakes that wait are read: new ones since they came, others since somebody should have looked', async () => {
  await owner.execute(sql`insert into starts (claim_id, state, created_at, next_attempt_at, started_at) values
    ('clm_new', 'pending', now() - interval '3 minutes', now() + interval '16 seconds', null),
    ('clm_fresh', 'pending', now(), now(), null),
    ('clm_again', 'pending', now() - interval '9 days', now() - interval '2 minutes', now() - interval '9 days'),
    ('clm_soon', 'pending', now() - interval '9 days', now() + interval '9 seconds', now() - interval '9 days'),
    ('clm_runs', 'started', now() - interval '9 days', now() - interval '9 days', now() - interval '9 days')`)
  const { starts } = await look()
  expect(starts.map(({ claimId, waitedMs }) => [claimId, Math.floor(waitedMs / MINUTE)])).toEqual([
    ['clm_new', 3],
    ['clm_again', 2],
  ])
})

test('receipts that wait are read, not those that were handed over or put before a person', async () => {
  const states = { old: 'pending', fresh: 'pending', done: 'delivered', odd: 'unmatched' }
  for (const eventId of Object.keys(states))
    await storeReceipt(api, { source: 'bank', eventId, receipt: {}, occurredAt: 1 })
  for (const [eventId, state] of Object.entries(states))
    await owner.execute(sql`update inbox set state = ${state} where event_id = ${eventId}`)
  await owner.execute(sql`update inbox set received_at = now() - interval '3 minutes' where event_id <> 'fresh'`)
  const { receipts } = await look()
  expect(receipts).toEqual([{ source: 'bank', eventId: 'old', claimId: null, waitedMs: expect.any(Number) }])
})

test('late claims are looked up in the index of time left', async () => {
  await store('clm_indexed', { deadlineIn: -HOUR })
  // A connection of its own: the others keep the plan they made while tables were small.
  const fresh = openDatabase(testDatabase.watchdogUrl, { max: 1, applicationName: 'overdue-test' })
  await inTransaction(fresh, async (session) => {
    await session.execute(sql`set local enable_seqscan = off`)
    await session.execute(sql`set local enable_sort = off`)
    const before = await scansOf(session)
    expect((await readOverdue(session, 9)).claims).toHaveLength(1)
    expect((await scansOf(session)) - before).toBe(1)
  })
  await fresh.close()
})

async function scansOf(session: Session): Promise<number> {
  const scans = sql`select pg_stat_get_xact_numscans('claims_time_left'::regclass)::int as n`
  const { rows } = await session.execute<{ n: number }>(scans)
  return rows[0]?.n ?? 0
}

interface Standing {
  /** From now, ms. */
  readonly deadlineIn: number | null
  readonly restedAt?: number
}

async function store(
  claimId: string,
  { deadlineIn, restedAt }: Standing,
  clocks: Partial<Clock>[] = [],
): Promise<void> {
  const recording = exampleRecording(claimId)
  const [clock] = recording.clocks
  if (clock === undefined) throw new Error('the example has no clock')
  const due = (other: Partial<Clock>): Clock => ({ ...clock, dueLegal: other.dueTarget ?? now, ...other })
  const nextDeadline = deadlineIn === null ? null : { at: now + deadlineIn, summary: 'what it waits for' }
  const summary: ClaimSummary = { ...recording.summary, nextDeadline, restedAt: restedAt ?? null }
  await recordEvents(api, { ...recording, summary, clocks: clocks.map(due) })
}
