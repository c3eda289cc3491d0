import { sql } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { eraseUnmatched, listLists, storeList } from '../../db/affected-lists.ts'
import { openDatabase } from '../../db/connect.ts'
import { listContacts } from '../../db/contact-list.ts'
import { hastenTasks, raiseTasks, readContactPolicies, readTask, storeCall } from '../../db/contact-tasks.ts'
import type { Database } from '../../db/database.ts'
import { readWord } from '../../db/emergencies.ts'
import { readHostClock } from '../../db/host-clock.ts'
import { opaquePersonId } from '../../db/person-ids.ts'
import { listSearches, startSearch } from '../../db/policy-searches.ts'
import { createVault } from '../../db/vault.ts'
import type { Call, ContactTask } from '../../domain/emergency/contact-task.ts'
import { foundAgain, raiseTask, recordCall, underVersion } from '../../domain/emergency/contact-task.ts'
import type { EventLevel } from '../../domain/emergency/grades.ts'
import { measuresOfGrade } from '../../domain/emergency/measures.ts'
import type { ListedPolicy } from '../../domain/emergency/search-plan.ts'
import { HOUR } from '../../domain/time.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { stormScope } from '../../test/example-emergency.ts'
import { eventIdOf, recordStorm } from '../../test/recorded-storm.ts'
import type { PortfolioGateway } from '../gateways/portfolio-gateway.ts'
import { listClaims } from '../list-claims.ts'
import { matchLists } from './list-matching.ts'
import type { SearchDesk } from './policy-search.ts'
import { searchPolicies } from './policy-search.ts'

const now = Date.UTC(2026, 6, 20)
const key = (letter: string): string => Buffer.from(letter.repeat(32)).toString('base64')
const vault = createVault({ dataKeys: `test:${key('d')}`, indexKey: key('i') })
const personOf = (named: string): string => opaquePersonId(vault, named)

let database: TestDatabase
let api: Database
let worker: Database
let owner: Database
beforeAll(async () => {
  database = await createTestDatabase()
  const open = (url: string): Database => openDatabase(url, { max: 4, applicationName: 'search-test' })
  api = open(database.apiUrl)
  worker = open(database.workerUrl)
  owner = open(database.ownerUrl)
})
afterAll(async () => {
  await Promise.all([api, worker, owner].map((db) => db.close()))
  await database.drop()
})

let digit = 0
let eventId: string
beforeEach(async () => {
  digit += 1
  eventId = eventIdOf(String(digit))
  await recordStorm(database, eventId)
})

const policy = (n: number, change: Partial<ListedPolicy> = {}): ListedPolicy => ({
  policyNo: `P-${n}`,
  line: 'household-property',
  branch: '410100',
  effectiveFrom: '2026-01-01',
  effectiveTo: '2026-12-31',
  insuredPersonIds: [`psn-${n}`],
  ...change,
})

/** A policy system with these pages of every zone, and these people. */
function desk(
  pages: readonly (readonly ListedPolicy[])[],
  insured: Readonly<Record<string, readonly ListedPolicy[]>> = {},
) {
  const asked: (string | null)[] = []
  let isAway = false
  const portfolio: PortfolioGateway = {
    async findPoliciesIn({ cursor }) {
      asked.push(cursor)
      if (isAway) throw new Error('the policy system is away')
      const index = cursor === null ? 0 : Number(cursor)
      return { policies: pages[index] ?? [], next: index + 1 < pages.length ? String(index + 1) : null }
    },
    matchPersons: async (persons) =>
      persons.flatMap(({ ref, identityNumber }) => {
        const policies = insured[identityNumber]
        return policies === undefined ? [] : [{ ref, personId: identityNumber.slice(3), policies }]
      }),
  }
  const standing: SearchDesk = { db: worker, vault, portfolio, log: pino({ enabled: false }), now: () => now }
  return { ...standing, asked, away: (away: boolean) => void (isAway = away) }
}

const contacts = async () => (await listContacts(api, eventId, { list: 'all', limit: 100, branchPrefix: '' })).tasks
/** What was lent is due at once again, as if its time had passed. */
const letTimePass = () => owner.execute(sql`update policy_searches set next_attempt_at = now() where state = 'pending'`)

async function searchAll(searching: SearchDesk): Promise<void> {
  for (let page = 0; page < 20; page++) if ((await searchPolicies(searching)) === 0) return
}

test('#2 every contract of the zone is read page by page, and everybody insured is one task', async () => {
  await startSearch(api, { eventId, scope: { ...stormScope, zones: ['4101', '410105'] }, by: 'per_commander' })
  const group = policy(3, { insuredPersonIds: ['psn-3', 'psn-1'] })
  const searching = desk([
    [policy(1), policy(2)],
    [group, policy(4, { branch: '420100' })],
  ])
  await searchAll(searching)
  expect(await listSearches(api, eventId)).toMatchObject([{ zone: '4101', state: 'done', pages: 2, policies: 3 }])
  const tasks = await contacts()
  expect(tasks.map(({ personId }) => personId).toSorted()).toEqual(['psn-1', 'psn-2', 'psn-3'].map(personOf).toSorted())
  expect(tasks[0]).toMatchObject({ sources: ['policy'], dueAt: now + HOUR, byPerson: true, contactedAt: null })
  const of = (named: string) => readContactPolicies(api, vault, { eventId, personId: personOf(named) })
  expect((await of('psn-1')).map(({ policyNo }) => policyNo).toSorted()).toEqual(['P-1', 'P-3'])
})

test('#2 while the policy system is down the search stands at its cursor, and goes on from there', async () => {
  await startSearch(api, { eventId, scope: { ...stormScope, zones: ['4101'] }, by: 'per_commander' })
  const searching = desk([[policy(1)], [policy(2)], [policy(3)]])
  await searchPolicies(searching)
  searching.away(true)
  await expect(searchPolicies(searching)).rejects.toThrow('away')
  expect(await listSearches(api, eventId)).toMatchObject([{ state: 'pending', pages: 1 }])
  searching.away(false)
  await letTimePass()
  await searchAll(searching)
  expect(searching.asked).toEqual([null, '1', '1', '2'])
  expect(await contacts()).toHaveLength(3)
})

test('#2 a search asked for again is the same search, and one of other days begins anew', async () => {
  const scope = { ...stormScope, zones: ['4101'] }
  await startSearch(api, { eventId, scope, by: 'per_commander' })
  await searchAll(desk([[policy(1)]]))
  await startSearch(api, { eventId, scope, by: 'per_other' })
  expect(await listSearches(api, eventId)).toMatchObject([{ state: 'done', startedBy: 'per_commander' }])
  await startSearch(api, { eventId, scope: { ...scope, to: '2026-07-25' }, by: 'per_other' })
  expect(await listSearches(api, eventId)).toMatchObject([{ state: 'pending', pages: 0, policies: 0 }])
  await searchAll(desk([[policy(1)]]))
  expect(await contacts()).toHaveLength(1)
})

test('#2 a search of wider lines begins anew, and one of the same lines in another order does not', async () => {
  const scope = { ...stormScope, zones: ['4101'], lines: ['motor', 'life'] as const }
  await startSearch(api, { eventId, scope, by: 'per_commander' })
  await searchAll(desk([[policy(1)]]))
  await startSearch(api, { eventId, scope: { ...scope, lines: ['life', 'motor'] }, by: 'per_other' })
  expect(await listSearches(api, eventId)).toMatchObject([{ state: 'done', startedBy: 'per_commander' }])
  await startSearch(api, { eventId, scope: { ...scope, lines: [] }, by: 'per_other' })
  expect(await listSearches(api, eventId)).toMatchObject([{ state: 'pending', pages: 0, startedBy: 'per_other' }])
})

test('#2 a page that was under way when its search began anew with other days moves nothing of the new one', async () => {
  const scope = { ...stormScope, zones: ['4101'] }
  await startSearch(api, { eventId, scope, by: 'per_commander' })
  const searching = desk([[policy(1)]])
  const { portfolio } = searching
  const begunAnew: PortfolioGateway = {
    ...portfolio,
    async findPoliciesIn(ask) {
      await startSearch(api, { eventId, scope: { ...scope, to: '2026-07-25' }, by: 'per_commander' })
      return portfolio.findPoliciesIn(ask)
    },
  }
  await searchPolicies({ ...searching, portfolio: begunAnew })
  expect(await listSearches(api, eventId)).toMatchObject([
    { lastDay: '2026-07-25', state: 'pending', pages: 0, policies: 0, cursor: null },
  ])
  await letTimePass()
  await searchAll(searching)
  expect(await listSearches(api, eventId)).toMatchObject([{ state: 'done', pages: 1, policies: 1 }])
})

test('#2 the table merges who is found again exactly as the rules do', async () => {
  const found: readonly ContactTask[] = [
    raiseTask({ personId: 'per_x', source: 'policy', at: now + HOUR }, measuresOfGrade.III, 'III'),
    raiseTask({ personId: 'per_x', source: 'government-list', at: now + 2 * HOUR }, measuresOfGrade.I, 'I'),
    raiseTask({ personId: 'per_x', source: 'policy', at: now }, measuresOfGrade.II, 'II'),
  ]
  const news: number[] = []
  for (const task of found) news.push(await raiseTasks(worker, vault, eventId, [{ task, policies: [policy(1)] }]))
  expect(await readTask(api, eventId, 'per_x')).toEqual(found.reduce(foundAgain))
  expect(news).toEqual([1, 0, 0])
})

const versionOf = (level: EventLevel, at: number) => ({ at, level, measures: measuresOfGrade[level] })
const raise = (personId: string, level: EventLevel, at: number) => {
  const task = raiseTask({ personId, source: 'policy', at }, measuresOfGrade[level], level)
  return raiseTasks(worker, vault, eventId, [{ task, policies: [policy(1)] }])
}
const taskOf = async (personId: string): Promise<ContactTask> => {
  const task = await readTask(api, eventId, personId)
  if (task === null) throw new Error(`no task for ${personId}`)
  return task
}

test('#2 #72 a higher level reaches whoever was found before in the table exactly as it does by the rules', async () => {
  for (const personId of ['per_left', 'per_reached']) await raise(personId, 'III', now)
  const call: Call = { outcome: 'reached', medium: 'phone', wish: 'later', offers: [], by: 'per_support' }
  const called = recordCall(await taskOf('per_reached'), call, now)
  if ('fault' in called) throw new Error(called.fault.code)
  await storeCall(api, { eventId, at: now, call, task: called.task, commandId: `c-${digit}`, bodyHash: 'hash' })
  for (const version of [versionOf('I', now + HOUR), versionOf('III', now), versionOf('II', now + 3 * HOUR)]) {
    const before = { left: await taskOf('per_left'), reached: await taskOf('per_reached') }
    await hastenTasks(worker, { eventId, ...version }, version.at)
    expect(await taskOf('per_left')).toEqual(underVersion(before.left, version))
    expect(await taskOf('per_reached')).toEqual(underVersion(before.reached, version))
  }
  expect(await taskOf('per_left')).toMatchObject({ dueAt: now + 2 * HOUR, byPerson: true })
})

test('#2 #72 with the claims of a version whoever was found before is reached by it, and by no end', async () => {
  const hostNow = await readHostClock(api)
  await raise('per_left', 'III', hostNow)
  const word = await readWord(api, eventId)
  if (word === null) throw new Error('the storm is not declared')
  await listClaims({ word: { ...word, state: 'ended' }, after: '' }, worker)
  expect(await taskOf('per_left')).toMatchObject({ byPerson: false, dueAt: hostNow + 4 * HOUR })
  await listClaims({ word, after: '' }, worker)
  const { byPerson, dueAt } = await taskOf('per_left')
  expect(byPerson).toBe(true)
  expect(dueAt).toBeLessThan(hostNow + 2 * HOUR)
})

const uploadOf = (listId: string, ...identities: readonly string[]) =>
  storeList(api, vault, {
    listId,
    eventId,
    kind: 'government-list',
    publisher: 'gov-410100',
    sha256: listId.padEnd(64, '0'),
    sizeBytes: 100,
    by: 'per_support',
    rows: identities.map((identity) => ({ name: 'x', identity_number: identity })),
  })
const ageList = (listId: string, days: number) =>
  owner.execute(
    sql`update affected_rows set uploaded_at = now() - ${days} * interval '1 day', next_attempt_at = now() where list_id = ${listId}`,
  )

test('#2 people of a list who are insured become tasks; the same person by list and by zone is one', async () => {
  await startSearch(api, { eventId, scope: { ...stormScope, zones: ['4101'] }, by: 'per_commander' })
  const matching = desk([[policy(1)]], { 'ID-psn-1': [policy(1)], 'ID-psn-7': [policy(7)] })
  await uploadOf(`lst_a${digit}`, 'ID-psn-1', 'ID-psn-7', 'ID-nobody')
  await matchLists(matching)
  await searchAll(matching)
  const tasks = await contacts()
  expect(tasks.map(({ sources }) => sources.join(' ')).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'government-list',
    'policy government-list',
  ])
  expect(await listLists(api, eventId)).toMatchObject([{ people: 3, matched: 2, erased: 0 }])
})

test('#2 who is not insured is looked for again the next day, erased before seven days, and counted', async () => {
  const listId = `lst_b${digit}`
  await uploadOf(listId, 'ID-psn-1', 'ID-psn-2')
  const insured: Record<string, readonly ListedPolicy[]> = { 'ID-psn-1': [policy(1)] }
  expect(await matchLists(desk([], insured))).toBe(2)
  expect(await matchLists(desk([], insured))).toBe(0)
  await ageList(listId, 5)
  expect(await eraseUnmatched(worker)).toBe(0)
  await ageList(listId, 6.1)
  expect(await eraseUnmatched(worker)).toBe(1)
  expect(await listLists(api, eventId)).toMatchObject([{ people: 2, matched: 1, erased: 1 }])
  const { rows } = await owner.execute(sql`select state from affected_rows where list_id = ${listId}`)
  expect(rows).toEqual([{ state: 'matched' }])
})

test('the same file again is the same list', async () => {
  const first = await uploadOf(`lst_c${digit}`, 'ID-psn-1')
  const again = await storeList(api, vault, {
    ...first,
    listId: `lst_d${digit}`,
    by: 'per_other',
    rows: [{ name: 'x', identity_number: 'ID-psn-1' }],
  })
  expect(again).toEqual(first)
})

test('names and numbers of a list, and numbers of contracts, stand sealed', async () => {
  await uploadOf(`lst_e${digit}`, 'ID-psn-canary')
  await matchLists(desk([], { 'ID-psn-canary': [policy(9, { policyNo: 'P-CANARY' })] }))
  const { rows } = await owner.execute<{ found: string }>(sql`
    select coalesce(string_agg(convert_from(ciphertext, 'SQL_ASCII'), ''), '') as found from (
      select ciphertext from affected_rows union all select ciphertext from contact_policies) as sealed
    where position('canary'::bytea in ciphertext) > 0 or position('CANARY'::bytea in ciphertext) > 0`)
  expect(rows).toEqual([{ found: '' }])
})
