import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import type { AuditFault, ChainHead } from './audit.ts'
import { verifyAudit } from './audit.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { exampleRecording } from './example-recording.ts'
import { recordEvents } from './recording.ts'

let testDatabase: TestDatabase
let db: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  // Whoever can do this owns the server: the append-only triggers are off, the right to write is there.
  const url = new URL(testDatabase.ownerUrl)
  url.searchParams.set('options', '-c session_replication_role=replica')
  db = openDatabase(url.href, { max: 2, applicationName: 'audit-test' })
})
afterAll(async () => {
  await db.close()
  await testDatabase.drop()
})

beforeEach(async () => {
  await db.execute(sql`truncate claim_events, claims, claim_clocks`)
  for (let n = 0; n < 5; n += 1) await recordEvents(db, exampleRecording(`clm_${n}`, { count: 8 }))
})

test('untouched chains are whole', async () => {
  expect(await verifyAudit(db)).toEqual({ faults: [], claims: 5, events: 40 })
})

/** mulberry32: the same places in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Every column of a row, each with a change as small as it can be. */
const smallestChanges = {
  type: sql`type = type || ' '`,
  at: sql`at = at + 1`,
  actor_id: sql`actor_id = overlay(actor_id placing 'x' from 1 for 1)`,
  actor_role: sql`actor_role = 'claimant'`,
  event: sql`event = jsonb_set(event, '{at}', to_jsonb(at + 1))`,
  eventKey: sql`event = event || '{"x":null}'`,
  command_id: sql`command_id = coalesce(command_id, '') || '0'`,
  body_hash: sql`body_hash = coalesce(body_hash, '') || '0'`,
  answer_version: sql`answer_version = coalesce(answer_version, 0) + 1`,
  answer_decision_version: sql`answer_decision_version = coalesce(answer_decision_version, 0) + 1`,
  answer_status: sql`answer_status = coalesce(answer_status, '') || 'x'`,
  prev_hash: sql`prev_hash = translate(prev_hash, '0123456789abcdef', '123456789abcdef0') || case prev_hash when '' then '0' else '' end`,
  hash: sql`hash = overlay(hash placing translate(left(hash, 1), '0123456789abcdef', '123456789abcdef0') from 1 for 1)`,
  global_seq: sql`global_seq = global_seq + 100000`,
  recorded_at: sql`recorded_at = recorded_at + interval '1 microsecond'`,
  clock_ahead_ms: sql`clock_ahead_ms = clock_ahead_ms + 1`,
}

describe('a change in one column of one row is found and located', () => {
  test.each(Object.entries(smallestChanges))('%s', async (column, change) => {
    const random = seeded(column.length * 7 + column.charCodeAt(0))
    for (let round = 0; round < 5; round += 1) {
      const place = { claimId: `clm_${random(5)}`, position: random(8) }
      const undone = await inUndone(async () => {
        await db.execute(sql`update claim_events set ${change} where ${at(place)}`)
        return verifyAudit(db)
      })
      expect(undone.faults[0]).toMatchObject({ claimId: place.claimId, position: place.position })
    }
  })
})

test('two rows that changed places are found, in one claim and between two', async () => {
  const random = seeded(3)
  for (let round = 0; round < 10; round += 1) {
    const one = { claimId: `clm_${random(3)}`, position: random(8) }
    const other =
      round % 2 === 0 ? { ...one, position: (one.position + 3) % 8 } : { ...one, claimId: `clm_${3 + random(2)}` }
    const { faults } = await inUndone(async () => {
      const aside = { claimId: 'aside', position: 99 }
      for (const [from, to] of [
        [one, aside],
        [other, one],
        [aside, other],
      ] as const) {
        await db.execute(
          sql`update claim_events set claim_id = ${to.claimId}, position = ${to.position} where ${at(from)}`,
        )
      }
      return verifyAudit(db)
    })
    const altered = faults.filter(({ fault }) => fault === 'row altered')
    expect(altered).toEqual(expect.arrayContaining([one, other].map((place) => ({ ...place, fault: 'row altered' }))))
  }
})

test('a row taken out, wherever it stood, is found', async () => {
  for (let position = 0; position < 8; position += 1) {
    const place = { claimId: 'clm_2', position }
    const { faults } = await inUndone(async () => {
      await db.execute(sql`delete from claim_events where ${at(place)}`)
      return verifyAudit(db)
    })
    const fault: AuditFault['fault'] = position === 7 ? 'tail cut' : 'row missing'
    expect(faults).toEqual([{ ...place, fault }])
  }
})

test('a tail cut off, of every length, is found where it was cut', async () => {
  for (let kept = 1; kept < 8; kept += 1) {
    const { faults } = await inUndone(async () => {
      await db.execute(sql`delete from claim_events where claim_id = 'clm_1' and position >= ${kept}`)
      return verifyAudit(db)
    })
    expect(faults).toEqual([{ claimId: 'clm_1', position: kept, fault: 'tail cut' }])
  }
})

test('a claim that lost all its events, or its row, is found', async () => {
  await db.execute(sql`delete from claim_events where claim_id = 'clm_3'`)
  await db.execute(sql`delete from claims where claim_id = 'clm_4'`)
  const { faults } = await verifyAudit(db)
  expect(faults).toEqual([
    { claimId: 'clm_4', position: null, fault: 'claim row missing' },
    { claimId: 'clm_3', position: null, fault: 'events missing' },
  ])
})

test('a head that was put back with the tail is found by the version, a forged head by the hash', async () => {
  await db.execute(sql`update claims set head_hash = repeat('0', 64) where claim_id = 'clm_0'`)
  await db.execute(sql`update claims set version = 7 where claim_id = 'clm_1'`)
  const { faults } = await verifyAudit(db)
  expect(faults).toEqual([
    { claimId: 'clm_0', position: 7, fault: 'head differs' },
    { claimId: 'clm_1', position: 7, fault: 'head differs' },
  ])
})

test('a tail cut together with its head is found by the heads an earlier run kept', async () => {
  const witness: ChainHead[] = []
  await verifyAudit(db, { onHead: (head) => witness.push(head) })
  await recordEvents(db, exampleRecording('clm_1', { from: 8, count: 2 }))
  expect((await verifyAudit(db, { witness })).faults).toEqual([])
  await db.execute(sql`delete from claim_events where claim_id = 'clm_1' and position >= 5`)
  await db.execute(sql`update claims set version = 5, head_hash = (
    select hash from claim_events where claim_id = 'clm_1' and position = 4) where claim_id = 'clm_1'`)
  expect((await verifyAudit(db)).faults).toEqual([])
  const fault = 'not what the witness saw'
  expect((await verifyAudit(db, { witness })).faults).toEqual([{ claimId: 'clm_1', position: 7, fault }])
})

test('the command prints what it found, ends with 1 when it found a fault, and keeps its witness until all is well', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lipei-audit-'))
  const witness = path.join(folder, 'heads')
  const run = () =>
    spawnSync('npx', ['tsx', 'db/audit-verify.ts', '--witness', witness], {
      env: { ...process.env, LIPEI_DATABASE_URL: testDatabase.watchdogUrl },
      encoding: 'utf8',
    })
  expect(run()).toMatchObject({ status: 0, stdout: '5 claims, 40 events: every chain is whole\n' })
  const kept = readFileSync(witness, 'utf8')
  expect(kept).toMatch(/^(clm_\d 8 [0-9a-f]{64}\n){5}$/)
  await db.execute(sql`update claim_events set at = at + 1 where claim_id = 'clm_2' and position = 3`)
  const found = 'clm_2 event 3: column differs from the event\n5 claims, 40 events: 1 faults\n'
  expect(run()).toMatchObject({ status: 1, stdout: found })
  expect(readdirSync(folder)).toEqual(['heads'])
  expect(readFileSync(witness, 'utf8')).toBe(kept)
  rmSync(folder, { recursive: true })
})

test('chains longer than a page are read to their end', async () => {
  for (let from = 8; from < 1_208; from += 200) {
    await recordEvents(db, exampleRecording('clm_2', { from, count: 200 }))
  }
  expect(await verifyAudit(db)).toEqual({ faults: [], claims: 5, events: 1_240 })
  await db.execute(sql`update claim_events set at = at + 1 where claim_id = 'clm_2' and position = 1100`)
  const fault = 'column differs from the event'
  expect((await verifyAudit(db)).faults).toEqual([{ claimId: 'clm_2', position: 1_100, fault }])
})

interface Place {
  readonly claimId: string
  readonly position: number
}

const at = ({ claimId, position }: Place) => sql`claim_id = ${claimId} and position = ${position}`

/** What `work` finds in rows it has changed; the rows themselves are put back. */
async function inUndone<T>(work: () => Promise<T>): Promise<T> {
  await db.execute(sql`create table kept as table claim_events`)
  try {
    return await work()
  } finally {
    await db.execute(sql`truncate claim_events`)
    await db.execute(sql`insert into claim_events select * from kept`)
    await db.execute(sql`drop table kept`)
  }
}
