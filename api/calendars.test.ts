import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Client } from 'pg'

import { openDatabase } from '../db/connect.ts'
import { listNextPage } from '../db/calendar-tellings.ts'
import type { Role } from '../domain/claim/codes.ts'
import { addDays, dateOf, weekday } from '../domain/time.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import { calendar as given } from '../test/calendar-around.ts'

let api: ApiUnderTest
let claimId: string

beforeAll(async () => {
  api = await createApiUnderTest()
  claimId = await file()
})
afterAll(() => api.close())

const isWeekend = (date: string): boolean => weekday(date) === 0 || weekday(date) === 6
const years = ({ coveredFrom, coveredTo }: { readonly coveredFrom: string; readonly coveredTo: string }): number[] => {
  const first = Number(coveredFrom.slice(0, 4))
  return Array.from({ length: Number(coveredTo.slice(0, 4)) - first + 1 }, (_, index) => first + index)
}

/** Covers what the tests' calendar and the seed cover, and more. */
const covered = {
  coveredFrom: [given.coveredFrom, '2024-01-01'].toSorted()[0] ?? '',
  coveredTo: [addDays(given.coveredTo, 30), '2026-12-25'].toSorted()[1] ?? '',
}
const body = {
  ...covered,
  offDays: given.offDays,
  workDays: given.workDays,
  notices: years(covered).map((year) => ({ year, notice: `notice of ${year}` })),
}

describe('what no calendar can be is refused by its rule, and the field is named:', () => {
  const [off = ''] = given.offDays
  const today = dateOf(Date.now())
  const saturday = addDays(today, 6 - weekday(today))
  const province = { branchPrefix: '45', offDays: [addDays(saturday, 2)], notice: 'a notice of Guangxi' }
  test.each([
    ['a day off twice', { offDays: [...given.offDays, off] }, 'CALENDAR_DAY_TWICE', `#/offDays/`],
    ['a day off and worked', { workDays: [off] }, 'CALENDAR_DAY_OFF_AND_WORKED', '#/workDays/0'],
    ['a weekend day off', { offDays: [saturday] }, 'CALENDAR_DAY_NEEDLESS', '#/offDays/0'],
    ['a weekday worked', { workDays: [addDays(saturday, 2)] }, 'CALENDAR_DAY_NEEDLESS', '#/workDays/0'],
    ['a day not covered', { offDays: ['2001-01-01'] }, 'CALENDAR_DAY_UNCOVERED', '#/offDays/0'],
    ['no notice for a year', { notices: body.notices.slice(1) }, 'CALENDAR_YEAR_WITHOUT_NOTICE', '#/notices'],
    ['an end before the beginning', { coveredTo: '2000-01-01' }, 'CALENDAR_COVERAGE_ORDER', '#/coveredTo'],
  ])('%s', async (_name, change, code, pointer) => {
    const answer = await put('cn-wrong', { ...body, ...change })
    expect(answer.statusCode).toBe(422)
    const problem = answer.json<{ code: string; errors: { pointer: string }[] }>()
    expect(problem.code).toBe(code)
    expect(problem.errors.some((error) => error.pointer.startsWith(pointer))).toBe(true)
  })

  test.each<[string, { readonly coveredFrom?: string; readonly coveredTo?: string }, string]>([
    ['a later beginning', { coveredFrom: addDays(given.coveredFrom, 1) }, '#/coveredFrom'],
    ['an earlier end', { coveredTo: addDays(given.coveredTo, -1) }, '#/coveredTo'],
  ])('coverage that shrinks: %s', async (_name, change, pointer) => {
    const within = (date: string): boolean =>
      date >= (change.coveredFrom ?? covered.coveredFrom) && date <= (change.coveredTo ?? covered.coveredTo)
    const days = { offDays: given.offDays.filter(within), workDays: given.workDays.filter(within) }
    const answer = await put('cn-shrunk', { ...body, ...days, ...change })
    expect(answer.json()).toMatchObject({ status: 409, code: 'CALENDAR_COVERAGE_SHRINKS', errors: [{ pointer }] })
  })

  test.each([
    ['a date that never was', { offDays: ['2026-02-30'] }, 422, '#/offDays/0'],
    ['a field we do not know', { holidays: [] }, 400, '#/holidays'],
    ['a province of three digits', { provincial: [{ ...province, branchPrefix: '450' }] }, 422, '#/provincial/0'],
    ['a province twice', { provincial: [province, province] }, 422, '#/provincial/1/branchPrefix'],
  ])('%s', async (_name, change, status, pointer) => {
    const problem = (await put('cn-wrong', { ...body, ...change })).json<FieldProblem>()
    expect(problem.status).toBe(status)
    expect(problem.errors[0]?.pointer.startsWith(pointer)).toBe(true)
  })

  test('and nothing of it is stored', async () => {
    expect((await get('/v1/calendars/cn-wrong')).json()).toMatchObject({ status: 404, code: 'CALENDAR_NOT_FOUND' })
  })
})

test('only the calendar officer publishes; all staff may read, customers may not', async () => {
  expect((await put('cn-by-other', body, { as: 'supervisor' })).json()).toMatchObject({
    status: 403,
    whoMay: ['calendar-officer'],
  })
  expect((await get('/v1/calendars', 'reviewer')).statusCode).toBe(200)
  expect((await get('/v1/calendars', 'claimant')).statusCode).toBe(403)
})

describe('one that counts', () => {
  /** The day on which the filed claim's C06 ends, and the calendar makes it a working day or not. */
  let target: string
  beforeEach(async () => {
    target = dateOf((await c06()).dueTarget - 1)
  })
  const resting = () => ({ ...body, offDays: isWeekend(target) ? body.offDays : [...body.offDays, target] })
  const working = () => ({
    ...body,
    offDays: body.offDays.filter((date) => date !== target),
    workDays: isWeekend(target) ? [...body.workDays, target] : body.workDays,
  })

  test('is tried first: the answer is what would move, and nothing is stored', async () => {
    const answer = await put('cn-tried', resting(), { query: '?dryRun=true' })
    expect(answer.json()).toMatchObject({
      version: 'cn-tried',
      replaces: given.version,
      openClaims: 1,
      claimsMoved: 0,
      moves: [],
    })
    expect((await get('/v1/calendars/cn-tried')).statusCode).toBe(404)
    expect((await get('/v1/rules')).json()).toMatchObject({ calendarVersion: given.version })
  })

  test('is published, and previews, rules and new claims count by it at once', async () => {
    const answer = await put('cn-first', resting())
    expect(answer.json()).toMatchObject({ version: 'cn-first', publishedBy: expect.stringMatching(/^per_/) as string })
    expect((await get('/v1/calendars/cn-first')).json()).toEqual(answer.json())
    const listed = (await get('/v1/calendars')).json<{ data: { version: string }[] }>()
    expect(listed.data.map(({ version }) => version)).toEqual(['cn-first', 'cn-2026-1'])
    await expect
      .poll(async () => (await get('/v1/rules')).json<{ calendarVersion: string }>().calendarVersion)
      .toBe('cn-first')
    const clocks = await clocksOf(await file())
    expect(clocks.map(({ calendarVersion }) => calendarVersion)).toEqual(clocks.map(() => 'cn-first'))
  })

  test('moves what it makes earlier: the dry run says how many claims, and by how many days', async () => {
    const effect = (await put('cn-second', working(), { query: '?dryRun=true' })).json<Effect>()
    expect(effect).toMatchObject({ replaces: 'cn-first', openClaims: 2 })
    // The claim that was filed by the first version: its last day was off and has become a working day.
    expect(effect.claimsMoved).toBeGreaterThanOrEqual(1)
    expect(effect.moves[0]?.days).toBeLessThan(0)
  })

  test('is never changed: the same again is the same answer, another content a conflict', async () => {
    const again = await put('cn-first', { ...resting(), offDays: resting().offDays.toReversed() })
    expect(again.statusCode).toBe(200)
    expect(again.json()).toEqual((await get('/v1/calendars/cn-first')).json())
    expect((await put('cn-first', working())).json()).toMatchObject({ status: 409, code: 'CALENDAR_VERSION_TAKEN' })
  })

  test('shows how many open claims count by it, and how many are still to be told', async () => {
    const worker = openDatabase(api.database.workerUrl, { max: 1, applicationName: 'calendars-test' })
    await listNextPage(worker)
    await worker.close()
    const { data } = (await get('/v1/calendars')).json<{ data: { claims: object }[] }>()
    expect(data[0]?.claims).toEqual({ open: 1, told: 0, pending: 2, ended: 0 })
  })
})

interface FieldProblem {
  readonly status: number
  readonly errors: readonly { readonly pointer: string }[]
}

interface Effect {
  readonly claimsMoved: number
  readonly moves: readonly { readonly days: number; readonly clocks: number }[]
}

async function call(method: 'GET' | 'PUT', url: string, as: Role, payload?: object) {
  const headers = { authorization: `Bearer ${await api.tokenOf(as, { branch: '000000' })}` }
  return api.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
}

const get = (url: string, as: Role = 'supervisor') => call('GET', url, as)
const put = (
  version: string,
  payload: object,
  { as = 'calendar-officer', query = '' }: { readonly as?: Role; readonly query?: string } = {},
) => call('PUT', `/v1/calendars/${version}${query}`, as, payload)

async function file(): Promise<string> {
  const payload = {
    channel: 'web',
    line: 'medical',
    policyNo: 'P-2026-89',
    region: '310115',
    eventDate: '2026-08-01',
    cause: 'illness',
    facts: { injury: 'none', thirdParty: false, hospitalised: false },
    claimant: { name: '赵六', identityNumber: '11010119900307777X', phone: '13911112222' },
    insured: 'same',
    preferredChannels: ['sms'],
    description: '门诊费用',
    filing: { documents: [] },
  }
  const key = `file-${Math.floor(performance.now() * 1_000)}`
  const headers = { authorization: `Bearer ${await api.tokenOf('intake-clerk')}`, 'idempotency-key': key }
  const answer = await api.app.inject({ method: 'POST', url: '/v1/claims', headers, payload })
  return answer.json<{ claimId: string }>().claimId
}

interface StoredClock {
  readonly id: string
  readonly dueTarget: number
  readonly calendarVersion: string
}

async function clocksOf(ofClaim: string): Promise<readonly StoredClock[]> {
  const client = new Client({ connectionString: api.database.ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ clock: StoredClock }>('select clock from claim_clocks where claim_id = $1', [
    ofClaim,
  ])
  await client.end()
  return rows.map(({ clock }) => clock)
}

async function c06(): Promise<StoredClock> {
  const clock = (await clocksOf(claimId)).find(({ id }) => id === 'C06')
  if (clock === undefined) throw new Error('the claim has no C06')
  return clock
}
