import { sql } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { listSearches, startSearch } from '../../db/policy-searches.ts'
import { createVault } from '../../db/vault.ts'
import { startPolicySimulator } from '../../simulators/policy-system.ts'
import { searchZone } from '../../simulators/policy-search.ts'
import { call, closing, temporaryFolder } from '../../simulators/trial.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { stormScope } from '../../test/example-emergency.ts'
import { eventIdOf, recordStorm } from '../../test/recorded-storm.ts'
import type { PortfolioGateway } from '../gateways/portfolio-gateway.ts'
import { createHttpPortfolioGateway } from '../gateways/portfolio-gateway.ts'
import type { SearchDesk } from './policy-search.ts'
import { searchPolicies } from './policy-search.ts'

// The real pages of the policy system into the real table: 1,200 contracts of a city, 500 a page.

const perBranch = 1_200
const key = (letter: string): string => Buffer.from(letter.repeat(32)).toString('base64')
const vault = createVault({ dataKeys: `test:${key('d')}`, indexKey: key('i') })
const scope = { ...stormScope, zones: ['4101'] }

let database: TestDatabase
let worker: Database
let owner: Database

beforeAll(async () => {
  database = await createTestDatabase()
  worker = openDatabase(database.workerUrl, { max: 4, applicationName: 'zone-search-test' })
  owner = openDatabase(database.ownerUrl, { max: 2, applicationName: 'zone-search-owner' })
})
afterAll(async () => {
  await Promise.all([worker.close(), owner.close()])
  await database.drop()
})

/** A desk at the policy system; `cursors` are what it was asked for. */
async function deskAtZone(): Promise<SearchDesk & { readonly cursors: readonly (string | null)[] }> {
  const { url } = closing(await startPolicySimulator({ port: 0, dataDir: await temporaryFolder() }))
  await call('PUT', `${url}/portfolio`, { searchablePerBranch: perBranch })
  const http = createHttpPortfolioGateway({ baseUrl: url, timeoutMs: 5_000 })
  const cursors: (string | null)[] = []
  const portfolio: PortfolioGateway = {
    ...http,
    findPoliciesIn(ask) {
      cursors.push(ask.cursor)
      return http.findPoliciesIn(ask)
    },
  }
  return { db: worker, vault, portfolio, log: pino({ enabled: false }), now: () => Date.UTC(2026, 6, 20), cursors }
}

async function searchAll(desk: SearchDesk): Promise<void> {
  for (let page = 0; page < 20; page += 1) if ((await searchPolicies(desk)) === 0) return
}

/** Everybody insured in the zone, by the policy system's own book. */
function insured(): { readonly policies: number; readonly people: number } {
  const ask = { zone: '4101', from: scope.from, to: scope.to, limit: 100_000 }
  const { policies } = searchZone({ replaced: new Map(), searchablePerBranch: perBranch }, ask)
  return { policies: policies.length, people: new Set(policies.flatMap((policy) => policy.insuredPersonIds)).size }
}

async function peopleOf(eventId: string): Promise<number> {
  const { rows } = await owner.execute<{ people: number }>(
    sql`select count(*)::int as people from contact_tasks where event_id = ${eventId}`,
  )
  return rows[0]?.people ?? 0
}

const letTimePass = () => owner.execute(sql`update policy_searches set next_attempt_at = now() where state = 'pending'`)

test('#2 full pages are read one after the other to the end, and everybody insured is one task', async () => {
  const eventId = eventIdOf('1')
  await recordStorm(database, eventId)
  const desk = await deskAtZone()
  await startSearch(owner, { eventId, scope, by: 'per_commander' })
  await searchAll(desk)
  const { policies, people } = insured()
  expect(await listSearches(owner, eventId)).toMatchObject([{ state: 'done', pages: desk.cursors.length, policies }])
  expect(desk.cursors.length).toBeGreaterThan(2)
  expect(new Set(desk.cursors).size).toBe(desk.cursors.length)
  expect(await peopleOf(eventId)).toBe(people)
})

test('#2 killed after a page came and before its place was kept, it asks for that page again and finds nobody twice', async () => {
  const eventId = eventIdOf('2')
  await recordStorm(database, eventId)
  const desk = await deskAtZone()
  await startSearch(owner, { eventId, scope, by: 'per_commander' })
  await searchPolicies(desk)
  const [, second] = [await searchPolicies({ ...desk, now: dies }).catch(() => 0), desk.cursors.at(-1)]
  expect(await listSearches(owner, eventId)).toMatchObject([{ state: 'pending', pages: 1, cursor: second }])
  await letTimePass()
  await searchAll(desk)
  expect(desk.cursors.filter((cursor) => cursor === second)).toHaveLength(2)
  const { policies, people } = insured()
  expect(await listSearches(owner, eventId)).toMatchObject([{ state: 'done', policies }])
  expect(await peopleOf(eventId)).toBe(people)
})

test('#2 two workers with the same page count it once', async () => {
  const eventId = eventIdOf('3')
  await recordStorm(database, eventId)
  const desk = await deskAtZone()
  await startSearch(owner, { eventId, scope, by: 'per_commander' })
  // The lease of the first runs out while it asks, and the second is lent the same page.
  const slow: PortfolioGateway = {
    ...desk.portfolio,
    async findPoliciesIn(ask) {
      await letTimePass()
      await searchPolicies(desk)
      return desk.portfolio.findPoliciesIn(ask)
    },
  }
  await searchPolicies({ ...desk, portfolio: slow })
  expect(await listSearches(owner, eventId)).toMatchObject([{ pages: 1 }])
  await letTimePass()
  await searchAll(desk)
  const { policies, people } = insured()
  expect(await listSearches(owner, eventId)).toMatchObject([{ state: 'done', policies }])
  expect(await peopleOf(eventId)).toBe(people)
})

/** The process dies where it has the page and has stored nothing yet. */
function dies(): number {
  throw new Error('killed')
}
