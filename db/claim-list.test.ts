import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ClaimSummary } from '../domain/claim/summary.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import type { ClaimFilter, ClaimListAsk } from './claim-list.ts'
import { listClaims } from './claim-list.ts'
import { openDatabase } from './connect.ts'
import { CursorInvalid } from './cursor.ts'
import type { Database, Session } from './database.ts'
import { inTransaction } from './database.ts'
import { exampleRecording, exampleStart } from './example-recording.ts'
import { recordEvents } from './recording.ts'

const decisions = ['advance:1', 'payment']

let testDatabase: TestDatabase
let db: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase(testDatabase.apiUrl, { max: 2, applicationName: 'claim-list-test' })
  await store('clm_a', { branch: '330100', reportedAt: exampleStart + 1, ownerId: 'per_owner', decisions })
  await store('clm_b', {
    branch: '330106',
    escalated: true,
    queue: 'approver',
    decisions: ['proposal:3'],
    insuredId: 'per_other',
  })
  await store('clm_c', { branch: '110000', status: 'closed', nextDeadline: null, line: 'motor' })
  await store('clm_d', { nextDeadline: { at: exampleStart + 1, summary: 'soon' }, claimantId: 'per_other' })
  await store('clm_e', {
    nextDeadline: { at: exampleStart + 1, summary: 'soon' },
    integratorId: 'app-2',
    coClaimantIds: ['per_joined', 'per_too'],
  })
})
afterAll(async () => {
  await db.close()
  await testDatabase.drop()
})

test('the newest report comes first, or the least time left, claims without a deadline last', async () => {
  expect(await idsOf({}, 'newest')).toEqual(['clm_a', 'clm_e', 'clm_d', 'clm_c', 'clm_b'])
  expect(await idsOf({}, 'time-left')).toEqual(['clm_d', 'clm_e', 'clm_a', 'clm_b', 'clm_c'])
})

test.each(['newest', 'time-left'] as const)(
  'pages of one cover rows of the same millisecond, sorted by %s',
  async (sort) => {
    const seen: string[] = []
    let cursor: string | undefined
    for (let pages = 0; pages < 6; pages += 1) {
      const page = await listClaims(db, { filter: {}, sort, cursor, limit: 1 })
      seen.push(...page.claims.map(({ claimId }) => claimId))
      if (page.next === null) break
      cursor = page.next
    }
    expect(seen).toEqual(await idsOf({}, sort))
  },
)

test('a page knows whether another follows', async () => {
  const ask = { filter: {}, sort: 'newest' } as const
  expect((await listClaims(db, { ...ask, limit: 5 })).next).toBeNull()
  expect((await listClaims(db, { ...ask, limit: 4 })).next).toEqual(expect.any(String))
})

test.each<[ClaimFilter, string[]]>([
  [{ statuses: ['closed'] }, ['clm_c']],
  [{ statuses: ['closed', 'received'], line: 'motor' }, ['clm_c']],
  [{ statuses: [] }, []],
  [{ branchPrefix: '3301' }, ['clm_a', 'clm_e', 'clm_d', 'clm_b']],
  [{ branchPrefix: '330106' }, ['clm_b']],
  [{ branchPrefix: '33%' }, []],
  [{ branchPrefix: '' }, ['clm_a', 'clm_e', 'clm_d', 'clm_c', 'clm_b']],
  [{ ownerId: 'per_owner' }, ['clm_a']],
  [{ queue: 'approver' }, ['clm_b']],
  [{ escalated: true }, ['clm_b']],
  [{ visibleTo: { personId: 'per_other' } }, ['clm_d', 'clm_b']],
  [{ visibleTo: { integratorId: 'app-2' } }, ['clm_e']],
  [{ visibleTo: { personId: 'per_too' } }, ['clm_e']],
  [
    { visibleTo: { branchPrefix: '330106', personId: 'per_other', integratorId: 'app-2' } },
    ['clm_e', 'clm_d', 'clm_b'],
  ],
  [{ visibleTo: { branchPrefix: '11' }, branchPrefix: '33' }, []],
  [{ deciding: ['proposal:2', 'advance:1'] }, ['clm_a']],
  [{ deciding: ['proposal:3', 'advance:1'] }, ['clm_a', 'clm_b']],
  [{ deciding: [] }, []],
  [{ ownerId: "per_owner' or '1'='1" }, []],
])('filter %j', async (filter, ids) => {
  expect(await idsOf(filter, 'newest')).toEqual(ids)
})

test('a listed claim is its summary, with now by its own clock', async () => {
  const page = await listClaims(db, { filter: { ownerId: 'per_owner' }, sort: 'newest', limit: 5 })
  const { summary } = exampleRecording('clm_a')
  const stored = { ...summary, reportedAt: exampleStart + 1, ownerId: 'per_owner', decisions }
  expect(page.claims).toEqual([{ ...stored, asOf: expect.any(Number) }])
})

const cursorOf = (parts: unknown): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

test.each([
  ['', 'nothing'],
  ['%%%', 'no base64'],
  [Buffer.from('{').toString('base64url'), 'no JSON'],
  [cursorOf({}), 'no list'],
  [cursorOf(['time-left', '1', 'clm_a']), 'of another sort'],
  [cursorOf(['newest', '1; drop table claims', 'clm_a']), 'a key that is no number'],
  [cursorOf(['newest', '9'.repeat(19), 'clm_a']), 'a key beyond any instant'],
  [cursorOf(['newest', 1, 'clm_a']), 'a key that is no text'],
  [cursorOf(['newest', '1', 'clm\0']), 'an id Postgres cannot hold'],
])('the cursor "%s" is refused: %s', async (cursor) => {
  await expect(listClaims(db, { filter: {}, sort: 'newest', cursor, limit: 1 })).rejects.toThrow(CursorInvalid)
})

test.each([
  ['newest', 'claims_newest'],
  ['time-left', 'claims_time_left'],
] as const)('pages sorted by %s are read from the index %s', async (sort, name) => {
  const scans = await inTransaction(db, async (session) => {
    await session.execute(sql`set local enable_seqscan = off`)
    const before = await scansOf(session, name)
    const { next } = await listClaims(session, { filter: {}, sort, limit: 2 })
    await listClaims(session, { filter: {}, sort, cursor: next ?? '', limit: 2 })
    return (await scansOf(session, name)) - before
  })
  expect(scans).toBe(2)
})

async function scansOf(session: Session, name: string): Promise<number> {
  const scans = sql`select pg_stat_get_xact_numscans(${name}::regclass)::int as n`
  const { rows } = await session.execute<{ n: number }>(scans)
  return rows[0]?.n ?? 0
}

async function idsOf(filter: ClaimFilter, sort: ClaimListAsk['sort']): Promise<string[]> {
  const { claims } = await listClaims(db, { filter, sort, limit: 50 })
  return claims.map(({ claimId }) => claimId)
}

async function store(claimId: string, changes: Partial<ClaimSummary>): Promise<void> {
  const recording = exampleRecording(claimId)
  await recordEvents(db, { ...recording, summary: { ...recording.summary, ...changes } })
}
