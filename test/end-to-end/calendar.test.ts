import { afterAll, beforeAll, expect, test } from 'vitest'

import { DAY, addDays, dateOf, endOfDay, weekday } from '../../domain/time.ts'
import { claimWorkflowId, readClaim } from '../../workflows/claim-contract.ts'
import { rebuildClaim } from '../../ops/rebuild.ts'
import { openDatabase } from '../../db/connect.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { calendar } from '../calendar-around.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, medicalClaim } from './filings.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { contradictions, ownerQuery, readLog } from './witnesses.ts'

// A calendar is published over real claims on the real servers, and the worker dies while it is told.

let stack: Stack
let desk: Desk
const claimIds: string[] = []
/** As many as take some pages to tell. */
const claims = 60

/** The day on which C06 of a claim filed today ends: off in the first version, worked in the second. */
const target = addDays(dateOf(Date.now()), 30)
const isWeekend = weekday(target) === 0 || weekday(target) === 6
const { coveredFrom, coveredTo, offDays, workDays } = calendar
const firstYear = Number(coveredFrom.slice(0, 4))
const years = Array.from({ length: Number(coveredTo.slice(0, 4)) - firstYear + 1 }, (_, index) => firstYear + index)
/** Covers the seed of the database as well. */
const covered = {
  coveredFrom: [coveredFrom, '2024-01-01'].toSorted()[0],
  coveredTo: [coveredTo, '2026-12-25'].toSorted()[1],
}
const notices = [2024, 2025, 2026, ...years].map((year) => ({ year, notice: `notice of ${year}` }))
const body = { ...covered, offDays, workDays, notices: [...new Map(notices.map((one) => [one.year, one])).values()] }
const resting = isWeekend ? body : { ...body, offDays: [...offDays, target] }
const working = isWeekend ? { ...body, workDays: [...workDays, target] } : body

beforeAll(async () => {
  stack = await startStack()
  desk = openDesk(stack, { patient: true })
  await publish('synthetic-resting', resting)
  await until('the API to count by it', async () => (await counting()) === 'synthetic-resting')
  while (claimIds.length < claims) {
    const some = await Promise.all(Array.from({ length: 6 }, () => desk.file(anotherLoss(medicalClaim))))
    claimIds.push(...some.map(({ claimId }) => claimId))
  }
})
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
})

test('new claims count by what was published: their last lawful day rolls over the day off', async () => {
  for (const { calendar_version: version, due_legal: due } of await c06()) {
    expect(version).toBe('synthetic-resting')
    expect(Number(due)).toBeGreaterThanOrEqual(endOfDay(target) + DAY)
  }
})

test('the dry run says that every one of them would move, and nothing does', async () => {
  const reply = await desk.send('calendar-officer', 'PUT', '/v1/calendars/synthetic-working?dryRun=true', working)
  expect(reply.body).toMatchObject({ replaces: 'synthetic-resting', openClaims: claims })
  expect((reply.body as { claimsMoved: number }).claimsMoved).toBe(claims)
  expect((await c06()).every(({ calendar_version: version }) => version === 'synthetic-resting')).toBe(true)
})

test(
  'every open claim hears of a new version once, though the worker is killed in the middle of it',
  { timeout: 300_000 },
  async () => {
    await publish('synthetic-working', working)
    await until('the telling to have begun', async () => (await told()) > 0)
    await stack.parts.worker.kill()
    expect(await told()).toBeLessThan(claims)
    await stack.parts.worker.start()
    await until('all to be told', async () => (await told()) === claims)
    await until(
      'all to count by it',
      async () => (await c06()).every(({ calendar_version: version }) => version === 'synthetic-working'),
      60_000,
    )
    for (const { due_legal: due } of await c06()) expect(Number(due)).toBe(endOfDay(target))
    for (const claimId of claimIds) expect(await heard(claimId)).toEqual(['synthetic-working'])
    for (const claimId of claimIds.slice(0, 3)) expect(await contradictions(stack, desk, claimId)).toEqual([])
  },
)

test('a claim filed since was promised by it from the beginning, and has nothing to hear', async () => {
  const { claimId } = await desk.file(anotherLoss(medicalClaim))
  const clocks = (await desk.get('supervisor', `/v1/claims/${claimId}/clocks`)).body as Clocks
  expect(new Set(clocks.clocks.map(({ calendarVersion }) => calendarVersion))).toEqual(new Set(['synthetic-working']))
  expect(await heard(claimId)).toEqual([])
})

test('a claim rebuilt from its log counts by what it heard, whatever its old run was given', async () => {
  const [claimId = ''] = claimIds
  await stack.temporal.workflow.getHandle(claimWorkflowId(claimId)).terminate('behind our back')
  const db = openDatabase(stack.database.workerUrl, { max: 1, applicationName: 'calendar-test' })
  const promise = { policy: defaultServicePolicy, calendar }
  expect(await rebuildClaim({ db, client: stack.temporal, promise }, claimId)).toMatchObject({
    promise: 'of the old run',
  })
  await db.close()
  const view = await until('an answer', () =>
    stack.temporal.workflow
      .getHandle(claimWorkflowId(claimId))
      .query(readClaim)
      .catch(() => null),
  )
  expect(view.claim.calendar?.version).toBe('synthetic-working')
  await desk.ask('intake-clerk', claimId, 'acceptance', { action: 'accept' })
  expect(await heard(claimId)).toEqual(['synthetic-working'])
})

interface Clocks {
  readonly clocks: readonly { readonly calendarVersion: string }[]
}

async function publish(version: string, payload: object): Promise<void> {
  const reply = await desk.send('calendar-officer', 'PUT', `/v1/calendars/${version}`, payload)
  if (reply.status !== 200) throw new Error(`not published: ${reply.text}`)
}

const counting = async (): Promise<string> =>
  ((await desk.get('supervisor', '/v1/rules')).body as { calendarVersion: string }).calendarVersion

async function told(): Promise<number> {
  const { data } = (await desk.get('calendar-officer', '/v1/calendars')).body as {
    data: readonly { readonly version: string; readonly claims: { readonly told: number } }[]
  }
  return data.find(({ version }) => version === 'synthetic-working')?.claims.told ?? 0
}

const c06 = () =>
  ownerQuery<{ calendar_version: string; due_legal: string }>(
    stack,
    `select clock ->> 'calendarVersion' as calendar_version, due_legal from claim_clocks
     where clock_id = 'C06' and claim_id = any($1)`,
    [claimIds],
  )

/** The versions of the calendar the claim's log says it heard of. */
async function heard(claimId: string): Promise<string[]> {
  const log = await readLog(stack, claimId)
  return log.flatMap(({ event }) => (event.type === 'CalendarChanged' ? [event.version] : []))
}
