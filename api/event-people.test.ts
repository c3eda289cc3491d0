import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { markMatched } from '../db/affected-lists.ts'
import { openDatabase } from '../db/connect.ts'
import { raiseTasks } from '../db/contact-tasks.ts'
import type { Database } from '../db/database.ts'
import { createVault } from '../db/vault.ts'
import type { Role } from '../domain/claim/codes.ts'
import type { ContactSource } from '../domain/emergency/contact-task.ts'
import { raiseTask } from '../domain/emergency/contact-task.ts'
import type { EventLevel } from '../domain/emergency/grades.ts'
import { measuresOfGrade } from '../domain/emergency/measures.ts'
import type { ListKind } from '../domain/emergency/public-list.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest, testVaultKeys } from '../test/api-under-test.ts'
import { eventIdOf, recordStorm } from '../test/recorded-storm.ts'

let api: ApiUnderTest
let worker: Database
beforeAll(async () => {
  api = await createApiUnderTest()
  worker = openDatabase(api.database.workerUrl, { max: 2, applicationName: 'people-test' })
})
afterAll(async () => {
  await worker.close()
  await api.close()
})

const vault = createVault(testVaultKeys)
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
  readonly branch?: string
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

async function find(personId: string, source: ContactSource = 'policy', level: EventLevel = 'I'): Promise<void> {
  const task = raiseTask({ personId, source, at: Date.now() }, measuresOfGrade[level], level)
  const policy = { policyNo: 'P-LIFE-0001', line: 'life', branch: '410100' } as const
  const days = { effectiveFrom: '2020-01-01', effectiveTo: '2099-12-31' }
  await raiseTasks(worker, vault, eventId, [{ task, policies: [{ ...policy, ...days, insuredPersonIds: [personId] }] }])
}

const csv = 'name,identity_number,condition,place_code\nZhang Wei,ID-psn-100004,dead,410105\n'
const upload = (text = csv) => ({ kind: 'government-list', publisher: 'gov-410100', csv: text })

describe('those affected', () => {
  test('are searched for once the event is declared, and the level says where nobody has looked yet', async () => {
    const started = await call('POST', on('searches'), {})
    expect(started).toMatchObject({
      status: 202,
      body: {
        data: [
          { zone: '4101', state: 'pending', policies: 0 },
          { zone: '4107', state: 'pending' },
        ],
        sourcesLeft: ['hospital-list', 'government-list', 'agent-list'],
      },
    })
    expect((await call('POST', on('searches'), {})).body).toEqual(started.body)
    await call('POST', on('lists'), upload(), { as: 'customer-support' })
    expect((await call('GET', on('searches'))).body['sourcesLeft']).toEqual(['hospital-list', 'agent-list'])
  })

  test('are not searched for while the event is only watched', async () => {
    const watched = eventIdOf('ee')
    await recordStorm(api.database, watched, { until: 'watch' })
    expect(await call('POST', `emergencies/${watched}/searches`, {})).toMatchObject({
      status: 409,
      body: { code: 'EMERGENCY_NOT_DECLARED' },
    })
  })

  test('come on lists: a wrong line is named by line and column, its value never, and nothing is taken', async () => {
    const wrong = await call('POST', on('lists'), upload(`${csv}Li Lei,SECRET!,dead,410105\n`))
    expect(wrong).toMatchObject({
      status: 422,
      body: { code: 'LIST_INVALID', errors: [{ pointer: '#/csv', code: 'format' }] },
    })
    expect(JSON.stringify(wrong.body)).toContain('line 3, identity_number')
    expect(JSON.stringify(wrong.body)).not.toContain('SECRET')
    const otherColumns = await call('POST', on('lists'), upload('name,phone\nLi Lei,13800000000\n'))
    expect(otherColumns).toMatchObject({
      status: 422,
      body: { code: 'LIST_INVALID', errors: [{ pointer: '#/csv', code: 'columns' }] },
    })
    expect((await call('GET', on('lists'))).body).toEqual({ data: [] })
    const taken = await call('POST', on('lists'), upload())
    expect(taken).toMatchObject({ status: 201, body: { people: 1, matched: 0, erased: 0 } })
    expect((await call('POST', on('lists'), upload())).body).toEqual(taken.body)
  })

  test.each([false, true])('say wherever they are shown whether it is an exercise: %s', async (drill) => {
    eventId = eventIdOf(drill ? 'db' : 'da')
    await recordStorm(api.database, eventId, { drill })
    await find('per_wang')
    const says = { body: { drill } }
    expect(await call('POST', on('searches'), {})).toMatchObject(says)
    expect(await call('GET', on('searches'))).toMatchObject(says)
    expect(await call('POST', on('lists'), upload())).toMatchObject(says)
    expect(await call('GET', on('lists'))).toMatchObject({ body: { data: [{ drill }] } })
    expect(await call('GET', on('contacts'))).toMatchObject({ body: { data: [{ drill }] } })
    expect(await call('GET', on('contacts/per_wang'))).toMatchObject(says)
    const called = { outcome: 'reached', wish: 'no' }
    expect(await call('POST', on('contacts/per_wang/calls'), called)).toMatchObject(says)
  })

  test('of an event nobody knows are nobody’s', async () => {
    for (const id of [eventIdOf('ff'), 'storm', 'emg_1']) {
      const answer = await call('GET', `emergencies/${id}/contacts`)
      expect(answer).toMatchObject({ status: 404, body: { code: 'EMERGENCY_NOT_FOUND' } })
    }
  })
})

describe('a person to contact', () => {
  const support = { as: 'customer-support' } as const
  test('is listed with the level’s target, called, and gone from the list when nothing is left to do', async () => {
    await find('per_wang')
    await find('per_chen')
    const { body } = await call('GET', on('contacts'), undefined, support)
    expect(body).toMatchObject({ data: [{ byPerson: true, calls: 0, wish: null, isMissed: false }, {}] })
    const no = await call('POST', on('contacts/per_wang/calls'), { outcome: 'reached', wish: 'no' }, support)
    expect(no).toMatchObject({ status: 200, body: { wish: 'no', calls: 1, nextCallAt: null, claimId: null } })
    const left = (await call('GET', on('contacts'), undefined, support)).body['data']
    expect(left).toMatchObject([{ personId: 'per_chen' }])
    const all = (await call('GET', on('contacts?list=all&limit=1'), undefined, support)).body
    expect(all).toMatchObject({ data: [{}], page: { hasMore: true } })
  })

  test('is called once however often the call is sent, and another call under its key is another intent', async () => {
    await find('per_wang')
    const key = randomUUID()
    const later = { outcome: 'reached', wish: 'later', againInHours: 2, offers: ['psychological-support'] }
    const first = await call('POST', on('contacts/per_wang/calls'), later, { ...support, key })
    const again = await call('POST', on('contacts/per_wang/calls'), later, { ...support, key })
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(first.body).toMatchObject({ calls: 1, offers: ['psychological-support'] })
    const other = await call('POST', on('contacts/per_wang/calls'), { ...later, wish: 'no' }, { ...support, key })
    expect(other).toMatchObject({ status: 422, body: { code: 'COMMAND_REUSED' } })
  })

  test.each([
    [{ outcome: 'reached' }, 422, 'CONTACT_WISH_MISSING'],
    [{ outcome: 'no-answer', wish: 'go-on' }, 422, 'CONTACT_WISH_UNHEARD'],
    [{ outcome: 'reached', wish: 'go-on', medium: 'message' }, 422, 'CONTACT_NOT_BY_PERSON'],
    [{ outcome: 'reached', wish: 'maybe' }, 422, 'VALUE_INVALID'],
  ])('%j is refused and changes nothing', async (body, status, code) => {
    await find('per_wang')
    expect(await call('POST', on('contacts/per_wang/calls'), body, support)).toMatchObject({ status, body: { code } })
    expect((await call('GET', on('contacts'), undefined, support)).body).toMatchObject({ data: [{ calls: 0 }] })
  })

  test('is shown to the branch that keeps a contract, and to the company', async () => {
    await find('per_wang')
    const seen = async (branch: string) => {
      const one = await call('GET', on('contacts/per_wang'), undefined, { ...support, branch })
      const list = await call('GET', on('contacts'), undefined, { ...support, branch })
      return [one.status, (list.body['data'] as unknown[]).length]
    }
    expect(await Promise.all(['410000', '000000', '310000'].map(seen))).toEqual([
      [200, 1],
      [200, 1],
      [404, 0],
    ])
  })

  test('is nobody a surveyor or a customer reads', async () => {
    for (const as of ['surveyor', 'claimant', 'integrator'] as const) {
      expect((await call('GET', on('contacts'), undefined, { as })).status).toBe(403)
    }
  })
})

describe('#2 the claim of somebody on a published list', () => {
  const support = { as: 'customer-support' } as const
  const person = 'per_100004'
  const body = {
    policyNo: 'P-LIFE-0001',
    eventDate: '2026-07-20',
    cause: 'flood',
    region: '410105',
    injury: 'death',
    claimant: { name: 'Zhang Min', identityNumber: '11010519491231002X', phone: '13800000000' },
    description: 'the family asks to go on',
  }
  async function listed(text = csv, kind: ListKind = 'government-list'): Promise<void> {
    await find(person, kind)
    const { body: list } = await call('POST', on('lists'), { ...upload(text), kind })
    await markMatched(worker, { listId: String(list['listId']), line: 2, personId: person })
  }
  const start = (key?: string, change = {}) =>
    call('POST', on(`contacts/${person}/claim`), { ...body, ...change }, { ...support, ...(key && { key }) })
  const goOn = () => call('POST', on(`contacts/${person}/calls`), { outcome: 'reached', wish: 'go-on' }, support)

  test('is started when the family wishes to go on: reported and received at once, with the list as evidence', async () => {
    await listed()
    expect(await start()).toMatchObject({ status: 409, body: { code: 'CONTACT_WISH_OTHER' } })
    await goOn()
    const key = randomUUID()
    const started = await start(key)
    expect(started).toMatchObject({ status: 202, body: { status: 'received' } })
    const claimId = String(started.body['claimId'])
    expect((await start(key)).body).toEqual(started.body)
    expect(await start()).toMatchObject({ status: 409, body: { code: 'CONTACT_CLAIMED' } })
    const contact = await call('GET', on(`contacts/${person}`), undefined, support)
    expect(contact.body).toMatchObject({ claimId, listed: [{ row: { name: 'Zhang Wei' } }] })
    const claim = await call('GET', `claims/${claimId}`, undefined, { as: 'supervisor' })
    expect(claim.body).toMatchObject({ status: 'received', documents: [{ kind: 'government-list' }] })
    const next = await call('GET', `claims/${claimId}/next-actions`, undefined, { as: 'supervisor' })
    expect(next.body['missing']).not.toContain('document claim-form')
  })

  test.each([
    [{ region: '420100' }, 'LOSS_OUTSIDE_EVENT', '#/region'],
    [{ eventDate: '2026-07-01' }, 'LOSS_OUTSIDE_EVENT', '#/eventDate'],
    [{ cause: 'earthquake' }, 'LOSS_OUTSIDE_EVENT', '#/cause'],
  ])('is not started for a loss outside the event: %j', async (change, code, pointer) => {
    await listed()
    await goOn()
    const refused = await start(undefined, change)
    expect(refused).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } })
    expect(await start()).toMatchObject({ status: 202 })
  })

  test('is no death of somebody who is listed as injured: the list is evidence that he was hit, and of nothing else', async () => {
    await listed(csv.replace('dead', 'injured'))
    await goOn()
    expect(await start()).toMatchObject({
      status: 422,
      body: { code: 'DEATH_NOT_LISTED', errors: [{ pointer: '#/injury' }] },
    })
    const started = await start(undefined, { injury: 'injury' })
    const claim = await call('GET', `claims/${String(started.body['claimId'])}`, undefined, { as: 'supervisor' })
    expect(claim.body).toMatchObject({ documents: [{ kind: 'other' }] })
  })

  test('takes no evidence from what an agent handed in', async () => {
    await listed('name,identity_number,phone\nA Wei,ID-psn-100004,13800000001\n', 'agent-list')
    await goOn()
    expect(await start()).toMatchObject({ status: 409, body: { code: 'LIST_EVIDENCE_MISSING' } })
    await listed()
    const started = await start()
    const path = `claims/${String(started.body['claimId'])}`
    const claim = await call('GET', path, undefined, { as: 'supervisor' })
    expect(claim.body).toMatchObject({ documents: [{ kind: 'government-list' }] })
  })

  test('is not started once the event has ended, though its last measures would allow it', async () => {
    eventId = eventIdOf('dc')
    await recordStorm(api.database, eventId, { until: 'ended' })
    await listed()
    await goOn()
    expect(await start()).toMatchObject({ status: 409, body: { code: 'EVENT_NOT_ACTIVE' } })
  })

  test('is not started without a list, nor below level I', async () => {
    await find(person)
    await goOn()
    expect(await start()).toMatchObject({ status: 409, body: { code: 'LIST_EVIDENCE_MISSING' } })
    const lighter = eventIdOf('dd')
    await recordStorm(api.database, lighter, { level: 'II' })
    eventId = lighter
    await find(person, 'government-list', 'II')
    await goOn()
    expect(await start()).toMatchObject({ status: 409, body: { code: 'INSURER_START_NOT_ALLOWED' } })
  })
})
