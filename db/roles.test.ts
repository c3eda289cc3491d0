import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { exampleRecording } from './example-recording.ts'
import { storeRead } from './reads.ts'
import { recordEvents } from './recording.ts'
import { storeRefusal } from './refusals.ts'

let testDatabase: TestDatabase
const roles = ['owner', 'api', 'worker', 'watchdog'] as const
const processes = ['api', 'worker', 'watchdog'] as const
let as: Readonly<Record<(typeof roles)[number], Database>>

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  const open = (url: string): Database => openDatabase(url, { max: 2, applicationName: 'roles-test' })
  as = {
    owner: open(testDatabase.ownerUrl),
    api: open(testDatabase.apiUrl),
    worker: open(testDatabase.workerUrl),
    watchdog: open(testDatabase.watchdogUrl),
  }
  await recordEvents(as.api, exampleRecording('clm_roles'))
  const actor = { id: 'per_officer', role: 'approver' } as const
  const refused = { commandType: 'ApproveProposal', commandId: 'c', code: 'OWN_CLAIM', claimStatus: 'reviewing' }
  await storeRefusal(as.api, { claimId: 'clm_roles', ...refused, actor })
  await storeRead(as.api, { claimId: 'clm_roles', reader: actor, what: 'parties' })
})
afterAll(async () => {
  await Promise.all(roles.map((role) => as[role].close()))
  await testDatabase.drop()
})

const appendOnly = ['claim_events', 'refusals', 'reads'] as const

describe.each(roles)('%s cannot', (role) => {
  test.each(appendOnly)('change, delete or empty %s', async (table) => {
    const name = sql.identifier(table)
    await expect(as[role].execute(sql`update ${name} set claim_id = 'clm_other'`)).rejects.toMatchObject(refused)
    await expect(as[role].execute(sql`delete from ${name}`)).rejects.toMatchObject(refused)
    await expect(as[role].execute(sql`truncate ${name}`)).rejects.toMatchObject(refused)
  })
})

describe.each(processes)('%s cannot', (role) => {
  test('write an event past the recording, nor change the read model or the clocks', async () => {
    const insert = sql`insert into claim_events select * from claim_events`
    await expect(as[role].execute(insert)).rejects.toMatchObject(refused)
    await expect(as[role].execute(sql`update claims set head_hash = ''`)).rejects.toMatchObject(refused)
    await expect(as[role].execute(sql`delete from claims`)).rejects.toMatchObject(refused)
    await expect(as[role].execute(sql`update claim_clocks set state = 'met'`)).rejects.toMatchObject(refused)
  })

  test('take the triggers off, make tables, or grant itself rights', async () => {
    await expect(as[role].execute(sql`alter table claim_events disable trigger all`)).rejects.toMatchObject(refused)
    await expect(as[role].execute(sql`set session_replication_role = replica`)).rejects.toMatchObject(refused)
    await expect(as[role].execute(sql`create table claim_events_copy (n int)`)).rejects.toMatchObject(refused)
    await expect(as[role].execute(sql`alter role lipei_api superuser`)).rejects.toMatchObject(refused)
  })
})

test('the watchdog cannot record, nor read what is sealed', async () => {
  await expect(recordEvents(as.watchdog, exampleRecording('clm_watchdog'))).rejects.toMatchObject(refused)
  await expect(as.watchdog.execute(sql`select ciphertext from claim_parties`)).rejects.toMatchObject(refused)
  await expect(as.watchdog.execute(sql`select * from claim_texts`)).rejects.toMatchObject(refused)
  await expect(as.watchdog.execute(sql`select * from claim_invoices`)).rejects.toMatchObject(refused)
})

test('the API cannot touch payments, the worker cannot write parties or audit rows of reads', async () => {
  await expect(as.api.execute(sql`update payments set state = 'settled'`)).rejects.toMatchObject(refused)
  await expect(as.worker.execute(sql`delete from claim_parties`)).rejects.toMatchObject(refused)
  await expect(as.worker.execute(sql`update claim_parties set kind = 'payee'`)).rejects.toMatchObject(refused)
  await expect(as.worker.execute(sql`delete from payments`)).rejects.toMatchObject(refused)
})

test('exactly these rights are granted', async () => {
  const { rows } = await as.owner.execute<{ grantee: string; rights: string }>(sql`
    select grantee, string_agg(table_name || ':' || rights, ' ' order by table_name) as rights from (
      select grantee, table_name, string_agg(lower(left(privilege_type, 1)), '' order by privilege_type) as rights
      from information_schema.role_table_grants where grantee like 'lipei_%' and table_schema = 'public'
      group by 1, 2) as granted
    group by 1 order by 1`)
  expect(Object.fromEntries(rows.map(({ grantee, rights }) => [grantee, rights]))).toEqual({
    lipei_api:
      'affected_lists:is affected_rows:is authority_limits:is calendar_days:is calendar_notices:is calendar_sweeps:is calendar_tellings:s calendars:is claim_clocks:s claim_events:s claim_invoices:isu claim_parties:is claim_texts:is claims:s contact_calls:is contact_policies:s contact_tasks:su delegations:is duty_rosters:is emergencies:s emergency_entries:is emergency_events:s emergency_tellings:is emergency_texts:is idempotency_keys:is inbox:is payments:s policy_searches:isu reads:is refusals:is response_plans:is starts:isu work_items:isu',
    lipei_watchdog:
      'calendar_tellings:s calendars:s claim_clocks:s claim_events:s claims:s emergencies:s emergency_events:s emergency_tellings:s inbox:s payments:s starts:s work_items:is',
    lipei_worker:
      'affected_lists:su affected_rows:dsu authority_limits:s calendar_days:s calendar_notices:s calendar_sweeps:su calendar_tellings:isu calendars:s claim_clocks:s claim_events:s claim_invoices:su claim_parties:s claim_texts:s claims:s contact_calls:s contact_policies:is contact_tasks:isu duty_rosters:s emergencies:isu emergency_entries:s emergency_events:is emergency_tellings:isu inbox:isu payments:isu policy_searches:su reconciled_bookings:is reconciled_days:is refusals:is response_plans:s starts:su work_items:is',
  })
})

const refused = { cause: { code: '42501' } }
