import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ClaimSummary } from '../domain/claim/summary.ts'
import type { Clock } from '../domain/clocks/clock.ts'
import { HOUR } from '../domain/time.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { readSummary } from './claim-summary.ts'
import type { ClockFilter } from './clock-list.ts'
import { listOpenClocks } from './clock-list.ts'
import { openDatabase } from './connect.ts'
import { CursorInvalid } from './cursor.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import { exampleRecording, exampleStart } from './example-recording.ts'
import { recordEvents } from './recording.ts'

let testDatabase: TestDatabase
let db: Database

/** Due so many hours after the start; several at once, of one claim and of two. */
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase(testDatabase.apiUrl, { max: 2, applicationName: 'clock-list-test' })
  await store('clm_a', { branch: '330100', ownerId: 'per_owner', queue: null }, [
    due(48, { id: 'C06', dueLegal: exampleStart + 96 * HOUR, provisional: true }),
    due(24, { id: 'C02', n: 10 }),
    due(24, { id: 'C02', n: 2 }),
    due(24, { id: 'C01' }),
    due(1, { id: 'C02', state: 'met', endedAt: exampleStart }),
  ])
  await store('clm_b', { branch: '330106', queue: 'approver' }, [due(24, { id: 'C02', state: 'paused' })])
  await store('clm_c', { branch: '110000' }, [
    due(2, { state: 'breached' }),
    due(3, { id: 'C01', state: 'breached-then-met', endedAt: exampleStart }),
    due(4, { id: 'C06', state: 'void', endedAt: exampleStart, voidReason: 'withdrawn' }),
  ])
})
afterAll(async () => {
  await db.close()
  await testDatabase.drop()
})

const everything = ['clm_c C02/1', 'clm_a C01/1', 'clm_a C02/2', 'clm_a C02/10', 'clm_b C02/1', 'clm_a C06/1']

test('the earliest due comes first, and no clock that has ended', async () => {
  expect(await namesOf({})).toEqual(everything)
})

test.each([1, 2, 3, 4, 5])('pages of %i miss no clock due at the same instant, and show none twice', async (limit) => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listOpenClocks(db, { filter: whole, cursor, limit })
    expect(page.clocks.length).toBeLessThanOrEqual(limit)
    seen.push(...page.clocks.map(nameOf))
    cursor = page.next ?? undefined
  } while (cursor !== undefined && seen.length < 10)
  expect(seen).toEqual(everything)
})

test('a page knows whether another follows', async () => {
  expect((await listOpenClocks(db, { filter: whole, limit: 6 })).next).toBeNull()
  expect((await listOpenClocks(db, { filter: whole, limit: 5 })).next).toEqual(expect.any(String))
})

test.each<[Partial<ClockFilter>, string[]]>([
  [{ state: 'running' }, ['clm_a C01/1', 'clm_a C02/2', 'clm_a C02/10', 'clm_a C06/1']],
  [{ state: 'paused' }, ['clm_b C02/1']],
  [{ state: 'breached' }, ['clm_c C02/1']],
  [{ dueBefore: exampleStart + 24 * HOUR }, ['clm_c C02/1']],
  [{ dueBefore: exampleStart + 24 * HOUR + 1 }, everything.slice(0, 5)],
  [{ dueBefore: -1 }, []],
  [{ branchPrefix: '330106' }, ['clm_b C02/1']],
  [{ branchPrefix: '3301', state: 'running', dueBefore: exampleStart + 48 * HOUR }, everything.slice(1, 4)],
  [{ branchPrefix: '33%' }, []],
  [{ visibleBranch: '11' }, ['clm_c C02/1']],
  [{ visibleBranch: '3301' }, everything.slice(1)],
  [{ visibleBranch: '11', branchPrefix: '33' }, []],
  [{ visibleBranch: '330106', branchPrefix: '' }, ['clm_b C02/1']],
])('filter %j', async (filter, names) => {
  expect(await namesOf(filter)).toEqual(names)
})

test('a clock is listed with both due times and whose turn it is, and with now by its claim’s clock', async () => {
  const { page, claim } = await inTransaction(db, async (session) => ({
    page: await listOpenClocks(session, { filter: { ...whole, branchPrefix: '330100' }, limit: 9 }),
    claim: await readSummary(session, 'clm_a'),
  }))
  expect(page.clocks.at(-1)).toEqual({
    claimId: 'clm_a',
    id: 'C06',
    n: 1,
    state: 'running',
    dueTarget: exampleStart + 48 * HOUR,
    dueLegal: exampleStart + 96 * HOUR,
    provisional: true,
    ownerId: 'per_owner',
    queue: null,
    asOf: claim?.asOf,
  })
})

const cursorOf = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

test.each([
  ['', 'nothing'],
  ['%%%', 'no base64'],
  [cursorOf({}), 'no list'],
  [cursorOf(['newest', '1', 'clm_a', 'C02/1']), 'of another list'],
  [cursorOf(['open-clocks', '1', 'clm_a']), 'naming no clock'],
  [cursorOf(['open-clocks', '1', 'clm_a', 'C02']), 'naming no instance'],
  [cursorOf(['open-clocks', '1', 'clm_a', 'C02/9999999999']), 'an instance beyond any'],
  [cursorOf(['open-clocks', '1', 'clm_a', "C02'/1"]), 'a clock that is no id'],
  [cursorOf(['open-clocks', '1', 'clm_a', 7]), 'a clock that is no text'],
  [cursorOf(['open-clocks', '1', 'clm_a', 'C02/1', 'x']), 'saying more'],
  [cursorOf(['open-clocks', '9'.repeat(19), 'clm_a', 'C02/1']), 'a key beyond any instant'],
  [cursorOf(['open-clocks', '1', 'clm\0', 'C02/1']), 'an id Postgres cannot hold'],
])('the cursor "%s" is refused: %s', async (cursor) => {
  await expect(listOpenClocks(db, { filter: whole, cursor, limit: 1 })).rejects.toThrow(CursorInvalid)
})

test('pages are read from the index of open clocks', async () => {
  await inTransaction(db, async (session) => {
    await session.execute(sql`set local enable_seqscan = off`)
    await session.execute(sql`set local enable_sort = off`)
    const before = await scansOf(session)
    const { next } = await listOpenClocks(session, {
      filter: { ...whole, dueBefore: exampleStart + 99 * HOUR },
      limit: 2,
    })
    await listOpenClocks(session, { filter: whole, limit: 2, cursor: next ?? '' })
    expect((await scansOf(session)) - before).toBe(2)
  })
})

async function scansOf(session: Session): Promise<number> {
  const scans = sql`select pg_stat_get_xact_numscans('claim_clocks_open'::regclass)::int as n`
  const { rows } = await session.execute<{ n: number }>(scans)
  return rows[0]?.n ?? 0
}

const whole: ClockFilter = { visibleBranch: '' }

const nameOf = ({ claimId, id, n }: { claimId: string; id: string; n: number }): string => `${claimId} ${id}/${n}`

async function namesOf(filter: Partial<ClockFilter>): Promise<string[]> {
  const { clocks } = await listOpenClocks(db, { filter: { ...whole, ...filter }, limit: 50 })
  return clocks.map(nameOf)
}

function due(hours: number, change: Partial<Clock>): Clock {
  const [clock] = exampleRecording('clm_x').clocks
  if (clock === undefined) throw new Error('the example has a clock')
  const at = exampleStart + hours * HOUR
  return { ...clock, n: 1, dueTarget: at, dueLegal: at, ...change }
}

async function store(claimId: string, changes: Partial<ClaimSummary>, clocks: readonly Clock[]): Promise<void> {
  const recording = exampleRecording(claimId)
  await recordEvents(db, { ...recording, summary: { ...recording.summary, ...changes }, clocks })
}
