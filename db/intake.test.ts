import { randomBytes } from 'node:crypto'

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ClaimFact } from '../domain/claim/events.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import type { ClaimFilter } from './claim-list.ts'
import { listClaims } from './claim-list.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { findDuplicate } from './duplicates.ts'
import { readEvents } from './event-log.ts'
import { exampleRecording, exampleStart } from './example-recording.ts'
import { findStoredAnswer } from './idempotency.ts'
import type { Intake } from './intake.ts'
import { storeIntake } from './intake.ts'
import { readParties, readParty, storeParties } from './parties.ts'
import type { Recording } from './recording.ts'
import { recordEvents } from './recording.ts'
import { readTexts, storeTexts } from './texts.ts'
import type { Vault } from './vault.ts'
import { createVault } from './vault.ts'

let testDatabase: TestDatabase
let db: Database
let vault: Vault

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase(testDatabase.apiUrl, { max: 10, applicationName: 'intake-test' })
  vault = createVault({
    dataKeys: `k1:${randomBytes(32).toString('base64')}`,
    indexKey: randomBytes(32).toString('base64'),
  })
})
afterAll(async () => {
  await db.close()
  await testDatabase.drop()
})

const canaries = {
  name: '王小金丝雀',
  identityNumber: '11010519491231002X',
  phone: '13800138000',
  email: 'canary@example.cn',
  address: '杭州市西湖区金丝雀路1号',
  policyNo: 'PZ-CANARY-2026-01',
  account: { number: '6222021234567890128', holderName: '王大金丝雀', bankCode: 'ICBCCANARY' },
}
const story = '昨天下雨，金丝雀滑倒，骨折'

test('a new claim is stored whole, and its workflow is to be started', async () => {
  const intake = intakeOf('clm_new', 'key-new')
  expect(await storeIntake(db, vault, intake)).toBe('stored')
  expect(await readEvents(db, 'clm_new')).toEqual(intake.recording.events)
  expect(await findStoredAnswer(db, 'key-new')).toEqual(intake.answer)
  expect(await readParties(db, vault, 'clm_new')).toEqual(intake.parties)
  expect(await readTexts(db, vault, 'clm_new')).toEqual(intake.texts)
  const { rows } = await db.execute(sql`select claim_id, state, attempts from starts where claim_id = 'clm_new'`)
  expect(rows).toEqual([{ claim_id: 'clm_new', state: 'pending', attempts: 0 }])
})

test('of ten equal requests at once exactly one is stored, and nine are handed its answer', async () => {
  const intakes = Array.from({ length: 10 }, (_, n) => intakeOf(`clm_race_${n}`, 'key-race'))
  const outcomes = await Promise.all(intakes.map((intake) => storeIntake(db, vault, intake)))
  const winner = intakes[outcomes.indexOf('stored')]
  expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome !== 'stored')).toEqual(
    Array.from({ length: 9 }, () => ({ replay: winner?.answer })),
  )
  const { rows } = await db.execute(sql`
    select (select count(distinct claim_id) from claim_events where claim_id like 'clm_race_%')::int as events,
      (select count(*) from starts where claim_id like 'clm_race_%')::int as starts,
      (select count(distinct claim_id) from claim_parties where claim_id like 'clm_race_%')::int as parties`)
  expect(rows).toEqual([{ events: 1, starts: 1, parties: 1 }])
})

test('a used key with another body is told the hash it was used with', async () => {
  await storeIntake(db, vault, intakeOf('clm_used', 'key-used'))
  const other = intakeOf('clm_used_2', 'key-used')
  const outcome = await storeIntake(db, vault, { ...other, answer: { ...other.answer, bodyHash: 'another' } })
  expect(outcome).toMatchObject({ replay: { bodyHash: 'body-0', claimId: 'clm_used' } })
})

test('an intake that fails half-way leaves nothing, and its key is free', async () => {
  const intake = intakeOf('clm_half', 'key-half')
  const broken = { ...intake, recording: exampleRecording('clm_half', { from: 1 }) }
  await expect(storeIntake(db, vault, broken)).rejects.toMatchObject({ name: 'HistoryConflict' })
  expect(await findStoredAnswer(db, 'key-half')).toBeNull()
  expect(await storeIntake(db, vault, intake)).toBe('stored')
})

test('a claim is found by identity number, phone and policy, however they are written', async () => {
  await storeIntake(db, vault, intakeOf('clm_found', 'key-found', { ...canaries, phone: '13911112222' }))
  expect(await findBy('phone', '+86 139-1111-2222')).toEqual(['clm_found'])
  expect(await findBy('identity', '１１０１０５ 19491231002x')).toContain('clm_found')
  expect(await findPolicy('pz-canary-2026-01')).toContain('clm_found')
  expect(await findBy('phone', '13911112223')).toEqual([])
})

test('a relinked claim is found by its new policy, and a number that came to nothing finds nothing', async () => {
  await storeIntake(db, vault, intakeOf('clm_wrong', 'key-wrong', { ...canaries, policyNo: 'P-WRONG' }))
  const right = { partyId: 'pty_right', kind: 'policy', details: { policyNo: 'P-RIGHT' } } as const
  await storeParties(db, vault, 'clm_wrong', [right])
  expect(await Promise.all(['P-WRONG', 'P-RIGHT'].map(findPolicy))).toEqual([['clm_wrong'], []])
  const relinking = relinked('clm_wrong')
  await recordEvents(db, relinking)
  await recordEvents(db, relinking)
  await recordEvents(db, exampleRecording('clm_wrong', { from: 3, count: 1 }))
  expect(await Promise.all(['P-WRONG', 'P-RIGHT'].map(findPolicy))).toEqual([[], ['clm_wrong']])
  expect((await readParty(db, vault, 'clm_wrong', 'pty_policy'))?.details).toEqual({ policyNo: 'P-WRONG' })
})

test('new contacts count, also for search, from the event that names them', async () => {
  await storeIntake(db, vault, intakeOf('clm_moved', 'key-moved'))
  const contact = (partyId: string, phone: string) => ({ partyId, kind: 'contact', details: { phone } }) as const
  const numbers = ['13700000001', '13700000002']
  const found = () => Promise.all(numbers.map((phone) => findBy('phone', phone)))
  await storeParties(db, vault, 'clm_moved', [contact('pty_named', '13700000001')])
  expect(await readParties(db, vault, 'clm_moved', 'contact')).toEqual([])
  expect(await found()).toEqual([[], []])
  await recordEvents(
    db,
    third('clm_moved', { type: 'ContactsChanged', preferredChannels: ['sms'], contactId: 'pty_named' }),
  )
  await storeParties(db, vault, 'clm_moved', [contact('pty_refused', '13700000002')])
  expect(await readParties(db, vault, 'clm_moved', 'contact')).toMatchObject([{ partyId: 'pty_named' }])
  expect(await found()).toEqual([['clm_moved'], []])
})

test('a copy filed under the right policy is found by the claim that comes to it later', async () => {
  await storeIntake(db, vault, intakeOf('clm_astray', 'key-astray', { ...canaries, policyNo: 'P-ASTRAY' }))
  await storeIntake(db, vault, intakeOf('clm_there', 'key-there', { ...canaries, policyNo: 'P-THERE' }))
  const there = { partyId: 'pty_right', kind: 'policy', details: { policyNo: 'P-THERE' } } as const
  await storeParties(db, vault, 'clm_astray', [there])
  await recordEvents(db, relinked('clm_astray'))
  expect(await findDuplicate(db, 'clm_astray')).toEqual({ otherClaimId: 'clm_there' })
  expect(await findDuplicate(db, 'clm_there')).toBeNull()
})

test('an open claim of the same policy, date, cause and insured is found by the later one only', async () => {
  const policy = { ...canaries, policyNo: 'P-TWICE' }
  await storeIntake(db, vault, intakeOf('clm_original', 'key-original', policy))
  await storeIntake(db, vault, intakeOf('clm_original_copy', 'key-copy', policy))
  await storeIntake(db, vault, intakeOf('clm_other_policy', 'key-other', { ...canaries, policyNo: 'P-OTHER' }))
  expect(await findDuplicate(db, 'clm_original_copy')).toEqual({ otherClaimId: 'clm_original' })
  expect(await findDuplicate(db, 'clm_original')).toBeNull()
  expect(await findDuplicate(db, 'clm_other_policy')).toBeNull()
})

test('a copy that lay at a counter is entered later and found by its entry, not by its earlier receipt', async () => {
  const policy = { ...canaries, policyNo: 'P-COUNTER' }
  await storeIntake(db, vault, intakeOf('clm_first', 'key-first', policy))
  const lain = intakeOf('clm_counter', 'key-counter', policy)
  const summary = { ...lain.recording.summary, reportedAt: lain.recording.summary.reportedAt - 7_200_000 }
  await storeIntake(db, vault, { ...lain, recording: { ...lain.recording, summary } })
  expect(await findDuplicate(db, 'clm_counter')).toEqual({ otherClaimId: 'clm_first' })
  expect(await findDuplicate(db, 'clm_first')).toBeNull()
})

test('parties and texts stored again under their ids stay as they were', async () => {
  const payee = { partyId: 'pty_payee', kind: 'payee', personId: 'per_1', details: { name: '一' } } as const
  await storeParties(db, vault, 'clm_again', [payee])
  await storeParties(db, vault, 'clm_again', [{ ...payee, details: { name: '二' } }])
  expect(await readParty(db, vault, 'clm_again', 'pty_payee')).toEqual(payee)
  expect(await readParty(db, vault, 'clm_again', 'pty_unknown')).toBeNull()
  await storeTexts(db, vault, 'clm_again', [{ textId: 'txt_1', field: 'reason', text: '甲' }])
  await storeTexts(db, vault, 'clm_again', [{ textId: 'txt_1', field: 'reason', text: '乙' }])
  expect(await readTexts(db, vault, 'clm_again', ['txt_1', 'txt_2'])).toEqual([
    { textId: 'txt_1', field: 'reason', text: '甲' },
  ])
})

test('sealed records of one claim cannot be read in the place of another', async () => {
  const claimId = 'clm_swapped'
  const parties = ['pty_a', 'pty_b'].map((partyId) => ({ partyId, kind: 'payee' as const, details: { name: partyId } }))
  await storeParties(db, vault, claimId, parties)
  const owner = openDatabase(testDatabase.ownerUrl, { max: 1, applicationName: 'intake-test' })
  await owner.execute(sql`update claim_parties a set ciphertext = b.ciphertext from claim_parties b
    where a.claim_id = ${claimId} and b.claim_id = ${claimId} and a.party_id <> b.party_id`)
  await owner.close()
  await expect(readParty(db, vault, claimId, 'pty_a')).rejects.toThrow('altered')
})

test('no personal data stands in clear in any column of any table', async () => {
  await storeIntake(db, vault, intakeOf('clm_canary', 'key-canary'))
  const owner = openDatabase(testDatabase.ownerUrl, { max: 1, applicationName: 'intake-test' })
  const tables = await owner.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema in ('public', 'drizzle')`,
  )
  const { account, ...plain } = canaries
  const secrets = [...Object.values(plain), ...Object.values(account), story, '金丝雀']
  const forms = secrets.flatMap((secret) => [
    secret,
    hex(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  ])
  expect(tables.rows.length).toBeGreaterThan(11)
  const dumps: string[] = []
  for (const { name } of tables.rows) {
    const schema = name === '__drizzle_migrations' ? 'drizzle' : 'public'
    const { rows } = await owner.execute<{ line: string }>(
      sql`select t::text as line from ${sql.identifier(schema)}.${sql.identifier(name)} t`,
    )
    dumps.push(...rows.map(({ line }) => line))
  }
  const dump = dumps.join('\n')
  expect(forms.filter((form) => dump.includes(form))).toEqual([])
  expect(['clm_canary', 'per_claimant', hex('\u0001\u0001')].filter((known) => !dump.includes(known))).toEqual([])
  await owner.close()
})

async function findBy(kind: 'identity' | 'phone', value: string): Promise<string[]> {
  return idsOf({ party: { kind, index: vault.index(kind, value) } })
}

async function findPolicy(policyNo: string): Promise<string[]> {
  return idsOf({ policyIndex: vault.index('policy', policyNo) })
}

async function idsOf(filter: ClaimFilter): Promise<string[]> {
  const { claims } = await listClaims(db, { filter, sort: 'newest', limit: 50 })
  return claims.map(({ claimId }) => claimId)
}

/** It stands under the policy `pty_right` from now on. */
const relinked = (claimId: string): Recording =>
  third(claimId, { type: 'PolicyRelinked', policyId: 'pty_right', because: 'named-wrongly' })

/** The third event of an example claim. */
function third(claimId: string, fact: ClaimFact): Recording {
  const recording = exampleRecording(claimId, { from: 2, count: 1 })
  const event = { ...fact, at: exampleStart, by: { id: 'per_supervisor', role: 'supervisor' } } as const
  return { ...recording, events: [event], answers: [] }
}

const hex = (text: string): string => Buffer.from(text).toString('hex')

function intakeOf(claimId: string, commandId: string, details = canaries): Intake {
  const answer = { commandId, bodyHash: 'body-0', claimId, statusCode: 202, response: { claimId } }
  const { policyNo, account, ...person } = details
  const parties = [
    { partyId: `pty_${claimId}_claimant`, kind: 'claimant' as const, personId: 'per_claimant', details: person },
    { partyId: `pty_${claimId}_payee`, kind: 'payee' as const, personId: 'per_claimant', details: { account } },
    { partyId: 'pty_policy', kind: 'policy' as const, personId: undefined, details: { policyNo } },
  ]
  const texts = [{ textId: `txt_${claimId}`, field: 'description', text: story }]
  return { recording: exampleRecording(claimId, { count: 2 }), answer, parties, texts }
}
