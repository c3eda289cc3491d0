import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import type { Calendar } from '../domain/clocks/calendar.ts'
import { bankCalendar } from '../domain/clocks/calendar-versions.ts'
import { china2024To2026 as china } from '../domain/clocks/china-2024-2026.ts'
import type { TestDatabase } from '../test/database.ts'
import { createTestDatabase } from '../test/database.ts'
import { openCalendarBook } from './calendar-book.ts'
import { openClaimsByCalendar } from './calendar-counts.ts'
import { effectOf } from './calendar-effect.ts'
import { listNextPage, markTold, pendingTellings, tellingProgress } from './calendar-tellings.ts'
import type { CalendarDraft } from './calendars.ts'
import { listVersions, newestVersion, publishCalendar, readCalendar } from './calendars.ts'
import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { exampleRecording } from './example-recording.ts'
import type { Recording } from './recording.ts'
import { recordEvents } from './recording.ts'
import { readWatchedCalendar } from './watched-calendar.ts'

let database: TestDatabase
let owner: Database
let api: Database
let worker: Database
let watchdog: Database

beforeAll(async () => {
  database = await createTestDatabase()
  const open = (url: string): Database => openDatabase(url, { max: 4, applicationName: 'calendars-test' })
  owner = open(database.ownerUrl)
  api = open(database.apiUrl)
  worker = open(database.workerUrl)
  watchdog = open(database.watchdogUrl)
})
afterAll(async () => {
  await Promise.all([owner, api, worker, watchdog].map((db) => db.close()))
  await database.drop()
})

const refused = { cause: { code: '42501' } }
const notices = [2024, 2025, 2026, 2027].map((year) => ({ year, notice: `notice of ${year}` }))
const sources = notices.map(({ year, notice }) => `${notice} (${year})`)
const draft = (version: string, change: Partial<Calendar> = {}): CalendarDraft => ({
  calendar: { ...china, version, coveredTo: '2027-12-25', sources, ...change },
  notices,
})
const publish = (what: CalendarDraft) => publishCalendar(api, what, { by: 'per_officer', judge: () => undefined })

test('the migration brings the calendar that is built in, each year with its notice, and banks at rest', async () => {
  const seeded = await readCalendar(api, 'cn-2026-1')
  expect(seeded?.calendar).toEqual({ ...china, edition: 1 })
  expect(seeded?.notices.map(({ year }) => year)).toEqual([2024, 2025, 2026])
  expect(seeded?.publishedBy).toBe('system')
  const { rows } = await api.execute<{ n: number }>(
    sql`select count(*)::int as n from calendar_days where calendar = 'bank' and kind = 'off'`,
  )
  expect(rows[0]?.n).toBe(china.offDays.length)
})

test('what is published is read as it was sent, provinces and banks included', async () => {
  const provincial = [{ branchPrefix: '45', offDays: ['2027-04-20'], source: 'Guangxi' }]
  const sent = draft('cn-2027-1', { bankWorkDays: ['2026-10-10'], provincial })
  const published = await publish(sent)
  expect(published).toMatchObject({ ...sent, publishedBy: 'per_officer' })
  expect(published.calendar.edition).toBeGreaterThan(1)
  expect(await readCalendar(worker, 'cn-2027-1')).toEqual(published)
  expect(bankCalendar(published.calendar).workDays).toEqual(['2026-10-10'])
})

test('published twice it is one version, with the first answer', async () => {
  const first = await publish(draft('cn-2027-twice'))
  expect(await publish(draft('cn-2027-twice'))).toEqual(first)
  expect((await listVersions(api)).filter(({ version }) => version === 'cn-2027-twice')).toHaveLength(1)
})

test('of ten who publish at once each is one edition, and none is lost', async () => {
  const names = Array.from({ length: 10 }, (_, n) => `cn-2027-race-${n % 5}`)
  const published = await Promise.all(names.map((name) => publish(draft(name))))
  const editions = new Set(published.map(({ calendar }) => calendar.edition))
  expect(editions.size).toBe(5)
  expect((await newestVersion(api))?.edition).toBe(Math.max(...published.map(({ calendar }) => calendar.edition ?? 0)))
})

test('what is refused while publishing leaves nothing', async () => {
  const judge = (): never => {
    throw new Error('no')
  }
  await expect(publishCalendar(api, draft('cn-no'), { by: 'per_officer', judge })).rejects.toThrow('no')
  expect(await readCalendar(api, 'cn-no')).toBeNull()
})

test('nobody changes or takes back what was published', async () => {
  for (const db of [api, worker, watchdog]) {
    await expect(db.execute(sql`update calendars set covered_to = '2030-01-01'`)).rejects.toMatchObject(refused)
    await expect(db.execute(sql`delete from calendar_days`)).rejects.toMatchObject(refused)
    await expect(db.execute(sql`delete from calendar_notices`)).rejects.toMatchObject(refused)
  }
})

describe('a process counts by', () => {
  test('what it was given, as long as only the migration has published', async () => {
    const fresh = await createTestDatabase()
    const db = openDatabase(fresh.apiUrl, { max: 1, applicationName: 'calendars-test' })
    const given = { ...china, version: 'synthetic-file' }
    expect(await openCalendarBook(db, given).current()).toBe(given)
    await db.close()
    await fresh.drop()
  })

  test('the newest version, read once while it does not change, and still while the database is away', async () => {
    const db = openDatabase(database.apiUrl, { max: 1, applicationName: 'calendars-test' })
    const book = openCalendarBook(db, china, 0)
    const { calendar } = await publish(draft('cn-2027-book'))
    const first = await book.current()
    expect(first).toEqual(calendar)
    expect(await book.current()).toBe(first)
    await db.close()
    expect(await book.current()).toBe(first)
  })

  test('nothing, when it never heard from the database', async () => {
    const db = openDatabase(database.apiUrl, { max: 1, applicationName: 'calendars-test' })
    await db.close()
    await expect(openCalendarBook(db, china).current()).rejects.toThrow('Failed query')
  })
})

describe('the sweep of a new version', () => {
  const ids = Array.from({ length: 30 }, (_, n) => `clm_sweep_${String(n).padStart(2, '0')}`)
  beforeAll(async () => {
    for (const claimId of ids) await recordEvents(api, exampleRecording(claimId))
  })
  beforeEach(async () => {
    await owner.execute(sql`truncate calendar_tellings`)
    await owner.execute(sql`update calendar_sweeps set state = 'done'`)
  })

  test('lists every open claim once, whoever and how many list; a claim that came to rest is left out', async () => {
    await owner.execute(sql`update claims set rested_at = 1 where claim_id = ${ids[0]}`)
    const { calendar } = await publish(draft('cn-2027-sweep'))
    await Promise.all([1, 2, 3].map(() => listNextPage(worker)))
    const told = await tellAll(calendar.version)
    expect(told.toSorted()).toEqual(ids.slice(1))
    await owner.execute(sql`update claims set rested_at = null where claim_id = ${ids[0]}`)
  })

  test('its second round finds whoever was taken in meanwhile, and repeats nobody', async () => {
    const { calendar } = await publish(draft('cn-2027-second'))
    await listNextPage(worker)
    expect(await tellAll(calendar.version)).toHaveLength(ids.length)
    await recordEvents(api, exampleRecording('clm_sweep_late'))
    expect(await listNextPage(worker)).toBe(0)
    await owner.execute(sql`update calendar_sweeps set not_before = now() where version = ${calendar.version}`)
    await listNextPage(worker)
    expect(await tellAll(calendar.version)).toEqual(['clm_sweep_late'])
    expect(await listNextPage(worker)).toBe(0)
    expect(await tellingProgress(api)).toEqual([{ version: calendar.version, state: 'told', claims: ids.length + 1 }])
  })

  test('a version that supersedes another is told instead of it', async () => {
    await publish(draft('cn-2027-older'))
    await listNextPage(worker)
    const lent = await pendingTellings(worker, 5)
    const { calendar } = await publish(draft('cn-2027-newer'))
    await listNextPage(worker)
    // Told of the older in the meantime: the newer is still to come.
    for (const telling of lent) await markTold(worker, telling, { version: 'cn-2027-older', state: 'told' })
    expect((await tellAll(calendar.version)).length).toBe(ids.length + 1)
  })

  test('open claims are counted by the version their dates were counted by, told of it or not', async () => {
    const before = (await openClaimsByCalendar(api)).get('cn-2026-1') ?? 0
    for (const [claimId, id] of [
      ['clm_dated', 'C06'],
      ['clm_of_hours', 'C02'],
    ] as const) {
      const recording = exampleRecording(claimId)
      await recordEvents(api, { ...recording, clocks: recording.clocks.map((clock) => ({ ...clock, id })) })
    }
    expect((await openClaimsByCalendar(api)).get('cn-2026-1')).toBe(before + 1)
    const rest = (at: number | null) =>
      owner.execute(sql`update claims set rested_at = ${at} where claim_id = 'clm_dated'`)
    await rest(1)
    expect((await openClaimsByCalendar(api)).get('cn-2026-1') ?? 0).toBe(before)
    await owner.execute(sql`delete from claim_clocks where claim_id in ('clm_dated', 'clm_of_hours')`)
    await owner.execute(sql`update claims set rested_at = 1 where claim_id in ('clm_dated', 'clm_of_hours')`)
  })

  test('what would move is counted over all open claims', async () => {
    const effect = await effectOf(api, { counting: china, published: { ...draft('cn-x').calendar, edition: 99 } })
    expect(effect.openClaims).toBe(ids.length + 1)
    expect(effect.moves.every(({ days }) => days < 0)).toBe(true)
  })
})

test('a date of days behind the calendar asks for another one, a limitation of years does not', async () => {
  const before = (await readWatchedCalendar(watchdog))?.provisionalClaims ?? 0
  await recordEvents(api, behindTheCalendar('clm_limitation', 'C23b'))
  expect(await readWatchedCalendar(watchdog)).toMatchObject({ provisionalClaims: before })
  await recordEvents(api, behindTheCalendar('clm_year_end', 'C06'))
  expect(await readWatchedCalendar(watchdog)).toMatchObject({ provisionalClaims: before + 1 })
})

function behindTheCalendar(claimId: string, id: 'C06' | 'C23b'): Recording {
  const recording = exampleRecording(claimId)
  return { ...recording, clocks: recording.clocks.map((clock) => ({ ...clock, id, provisional: true })) }
}

/** Tells whoever is due, page by page. */
async function tellAll(version: string): Promise<string[]> {
  const told: string[] = []
  for (;;) {
    const page = await pendingTellings(worker, 7)
    if (page.length === 0) return told
    for (const telling of page) {
      await markTold(worker, telling, { version, state: 'told' })
      told.push(telling.claimId)
    }
  }
}
