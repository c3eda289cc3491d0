import { randomUUID } from 'node:crypto'

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import { openDatabase } from '../db/connect.ts'
import type { Role } from '../domain/claim/codes.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import { eventIdOf, recordStorm } from '../test/recorded-storm.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await createApiUnderTest()
})
afterAll(() => api.close())

let digit = 0
let eventId: string
beforeEach(async () => {
  digit += 1
  eventId = eventIdOf(digit.toString(16))
  await recordStorm(api.database, eventId)
})

interface Call {
  readonly as?: Role
  readonly person?: string
  readonly key?: string
  readonly ifMatch?: string
}

async function call(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, wish: Call = {}) {
  const { as = 'emergency-commander', key = randomUUID(), ifMatch, ...of } = wish
  const headers = {
    authorization: `Bearer ${await api.tokenOf(as, { branch: '000000', ...of })}`,
    'idempotency-key': key,
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  }
  const answer = await api.app.inject({ method, url: `/v1/${path}`, headers, ...(payload && { payload }) })
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() }
}
const on = (path: string): string => `emergencies/${eventId}/${path}`
const act = (body: object, wish: Call = {}) => call('POST', on('response'), body, wish)

const plan = {
  kinds: ['natural-disaster'],
  levels: ['I', 'II'],
  steps: [
    { stepId: 'group', title: 'Set up the task group', owner: 'disposal-team', withinMinutes: 30, after: [] },
    { stepId: 'fund', title: 'Make the fund ready', owner: 'logistics', withinMinutes: 120, after: ['group'] },
  ],
  resources: [{ kind: 'staff', ceiling: 10 }],
}

test('a plan is put, read by colleagues, and the same again is no new version', async () => {
  const put = await call('PUT', 'response-plans/storm', plan)
  expect(put).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { planId: 'storm', version: 1, ...plan } })
  expect((await call('PUT', 'response-plans/storm', plan)).body).toEqual(put.body)
  expect((await call('GET', 'response-plans/storm', undefined, { as: 'reviewer' })).body).toEqual(put.body)
  const next = { ...plan, resources: [] }
  expect(await call('PUT', 'response-plans/storm', next, { ifMatch: '"0"' })).toMatchObject({ status: 412 })
  expect((await call('PUT', 'response-plans/storm', next, { ifMatch: '"1"' })).body).toMatchObject({ version: 2 })
  expect((await call('PUT', 'response-plans/storm', plan, { as: 'logistics' })).status).toBe(403)
  const circle = [{ ...plan.steps[0], after: ['fund'] }, plan.steps[1]]
  expect(await call('PUT', 'response-plans/storm', { ...plan, steps: circle })).toMatchObject({
    status: 422,
    body: { code: 'PLAN_CIRCLE', errors: [{ pointer: '#/steps/0/after' }] },
  })
})

test('a plan is followed, its steps are checked off by their owners, resources stay under the ceiling', async () => {
  await call('PUT', 'response-plans/followed', plan)
  expect(await act({ act: 'follow-plan', planId: 'none' })).toMatchObject({
    status: 404,
    body: { code: 'PLAN_NOT_FOUND' },
  })
  expect((await act({ act: 'follow-plan', planId: 'followed' }, { as: 'logistics' })).status).toBe(403)
  // The storm of the examples was declared long ago: what is not done yet is late.
  expect((await act({ act: 'follow-plan', planId: 'followed' })).body).toMatchObject({
    plan: { planId: 'followed', version: 1 },
    steps: [{ stepId: 'group', doneAt: null, isLate: true }, { stepId: 'fund' }],
  })
  expect(await act({ act: 'check-step', stepId: 'fund' }, { as: 'logistics' })).toMatchObject({
    status: 409,
    body: { code: 'STEP_BEFORE' },
  })
  expect(await act({ act: 'check-step', stepId: 'group' }, { as: 'surveyor' })).toMatchObject({
    status: 403,
    body: { code: 'STEP_OF_ANOTHER', whoMay: ['disposal-team', 'emergency-commander'] },
  })
  const done = await act({ act: 'check-step', stepId: 'group' }, { as: 'disposal-team', person: 'per_li' })
  expect(done.body).toMatchObject({ steps: [{ doneBy: 'per_li' }, { doneBy: null }] })
  const commit = (amount: number) =>
    act({ act: 'commit', kind: 'staff', amount, purpose: 'survey of Zhengzhou' }, { as: 'logistics' })
  expect((await commit(8)).body).toMatchObject({ resources: [{ kind: 'staff', ceiling: 10, committed: 8, left: 2 }] })
  expect(await commit(3)).toMatchObject({ status: 409, body: { code: 'RESOURCE_CEILING' } })
  await act({ act: 'release', n: 1 })
  expect((await commit(10)).status).toBe(200)
})

test('people sign in for an event and out again; the same request again is the same act', async () => {
  const key = randomUUID()
  const first = await act({ act: 'sign-in' }, { as: 'surveyor', person: 'per_li', key })
  expect(first.body).toMatchObject({ present: [{ personId: 'per_li', role: 'surveyor' }], signedIn: 1 })
  const again = await act({ act: 'sign-in' }, { as: 'surveyor', person: 'per_li', key })
  expect(again).toMatchObject({ headers: { 'idempotency-replayed': 'true' }, body: { signedIn: 1 } })
  expect(await act({ act: 'sign-out' }, { as: 'surveyor', person: 'per_li', key })).toMatchObject({
    status: 422,
    body: { code: 'COMMAND_REUSED' },
  })
  expect(await act({ act: 'sign-in' }, { as: 'surveyor', person: 'per_li' })).toMatchObject({ status: 409 })
  expect((await act({ act: 'sign-out' }, { as: 'surveyor', person: 'per_li' })).body).toMatchObject({ present: [] })
})

test('acts at the same moment are all kept, one behind the other', async () => {
  const people = ['per_a', 'per_b', 'per_c']
  const answers = await Promise.all(people.map((person) => act({ act: 'sign-in' }, { as: 'surveyor', person })))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect((await call('GET', on('response'))).body['signedIn']).toBe(3)
})

test('a bulletin is frozen in four editions when it is published, and signed by name', async () => {
  const published = await call('POST', on('bulletins'), {}, { person: 'per_commander' })
  expect(published).toMatchObject({
    status: 200,
    body: { n: 1, signedBy: 'per_commander', edition: 'staff', drill: false, figures: { stepsLate: [], byLine: [] } },
  })
  expect((await call('POST', on('bulletins'), {}, { as: 'disposal-team' })).status).toBe(403)
  const read = (edition: string, as: Role) => call('GET', on(`bulletins?edition=${edition}`), undefined, { as })
  expect((await read('regulator', 'compliance')).body).toMatchObject({
    data: [{ figures: { contacts: { tasks: 0 } } }],
  })
  const forCustomers = await read('customers', 'claimant')
  expect(forCustomers.body).toMatchObject({ data: [{ n: 1, figures: { contacted: 0 } }] })
  expect(JSON.stringify(forCustomers.body)).not.toContain('breached')
  expect((await read('staff', 'claimant')).status).toBe(403)
})

test('the log of a response is never changed, whoever tries', async () => {
  await call('POST', on('bulletins'), {})
  for (const url of [api.database.ownerUrl, api.database.apiUrl]) {
    const db = openDatabase(url, { max: 1, applicationName: 'forger' })
    await expect(db.execute(sql`update emergency_entries set entry = '{}'`)).rejects.toMatchObject({
      cause: { code: '42501' },
    })
    await expect(db.execute(sql`delete from emergency_entries`)).rejects.toMatchObject({ cause: { code: '42501' } })
    await db.close()
  }
})

test('C22 what the regulator was told stands in the export file, in its order', async () => {
  const tell = (kind: string, reference = `ref-${kind}`) => call('POST', on('report'), { kind, reference })
  expect(await tell('follow-up')).toMatchObject({ status: 409, body: { code: 'REPORT_ORDER' } })
  await tell('phone')
  const told = await tell('written')
  expect(told.body).toMatchObject({
    schema: 'lipei-regulator-report/1',
    level: 'I',
    zones: ['4101', '4107'],
    told: [
      { kind: 'phone', reference: 'ref-phone' },
      { kind: 'written', reference: 'ref-written' },
    ],
  })
  expect(Date.parse(String(told.body['writtenDueAt'])) - Date.parse(String(told.body['declaredAt']))).toBe(3_600_000)
  expect(await tell('final')).toMatchObject({ status: 409, body: { code: 'EVENT_NOT_ENDED' } })
  expect((await call('GET', on('report'), undefined, { as: 'surveyor' })).status).toBe(403)
})

test('the summary lists every target, takes causes and lessons, and says what stands before the review', async () => {
  const ended = eventIdOf('ee')
  await recordStorm(api.database, ended, { until: 'ended', level: 'II' })
  eventId = ended
  const sum = (body: object) => call('POST', on('summary'), body)
  const openPoint = async () => (await call('GET', on('summary'))).body['openPoint']
  expect(await openPoint()).toMatchObject({ code: 'REVIEW_CAUSE_MISSING' })
  await sum({ act: 'name-cause', target: 'bulletin/1', cause: 'staff-short' })
  expect(await openPoint()).toMatchObject({ code: 'REVIEW_LESSON_MISSING' })
  await sum({ act: 'note-lesson', lesson: 'two persons prepare the bulletin' })
  expect(await openPoint()).toMatchObject({ code: 'REVIEW_LESSON_OPEN' })
  const settled = await sum({ act: 'assign-lesson', n: 1, ownerId: 'per_owner', dueOn: '2099-01-01' })
  expect(settled.body).toMatchObject({
    openPoint: null,
    targets: [
      { target: 'bulletin/1', state: 'missed', cause: 'staff-short' },
      { target: 'lesson/1', state: 'open', cause: null },
    ],
    lessons: [{ n: 1, lesson: 'two persons prepare the bulletin', ownerId: 'per_owner', doneAt: null }],
  })
  expect(await sum({ act: 'finish-lesson', n: 9 })).toMatchObject({ status: 404, body: { code: 'LESSON_UNKNOWN' } })
})
