import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase } from '../db/connect.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import type { ProblemBody } from './problems.ts'

// Who prefers to wait, while the workflow engine is away: here nothing moves on by itself.

let api: ApiUnderTest
beforeAll(async () => {
  api = await createApiUnderTest()
})
afterAll(() => api.close())

const report = {
  channel: 'counter',
  line: 'travel',
  policyNo: 'P1',
  region: '310115',
  eventDate: '2026-08-01',
  cause: 'other',
  facts: { injury: 'none', thirdParty: false, hospitalised: false },
  claimant: { name: '赵一', identityNumber: '110101199003077770', phone: '13900000000' },
  insured: 'same',
  preferredChannels: ['app'],
  description: '行李遗失',
}

interface Answer {
  readonly claimId: string
  readonly version: number
  readonly decisionVersion: number
}

async function file(key: string, prefer?: string) {
  return api.app.inject({
    method: 'POST',
    url: '/v1/claims',
    payload: report,
    headers: {
      authorization: `Bearer ${await api.tokenOf('intake-clerk')}`,
      'idempotency-key': key,
      ...(prefer !== undefined && { prefer }),
    },
  })
}

test('when the time is up the answer is the claim as it was taken in', async () => {
  const answer = await file(randomUUID(), 'wait=1')
  expect(answer).toMatchObject({ statusCode: 202, headers: { 'preference-applied': 'wait' } })
  expect(answer.json<Answer>()).toMatchObject({ status: 'reported', version: 1 })
})

test('the answer says where the claim stands once it has moved on; without the wish a repeat says what was taken in', async () => {
  const key = randomUUID()
  const first = (await file(key)).json<Answer>()
  const asked = file(key, 'respond-async, wait=10')
  const owner = openDatabase(api.database.ownerUrl, { max: 1, applicationName: 'moved-on-test' })
  const moved = 'version = version + 3, decision_version = decision_version + 1'
  await owner.$client.query(`update claims set status = 'received', ${moved} where claim_id = $1`, [first.claimId])
  await owner.close()
  const answer = await asked
  const [version, decisionVersion] = [first.version + 3, first.decisionVersion + 1]
  expect(answer.json()).toEqual({ ...first, status: 'received', version, decisionVersion })
  expect(answer.headers).toMatchObject({ etag: `"${decisionVersion}"`, 'preference-applied': 'wait' })
  const repeated = await file(key)
  expect(repeated.json()).toEqual(first)
  expect(repeated.headers).not.toHaveProperty('preference-applied')
})

test('a wait that is no number of seconds is told so, and nothing is stored', async () => {
  const key = randomUUID()
  const problem = (await file(key, 'wait=soon')).json<ProblemBody>()
  expect(problem).toMatchObject({ status: 400, code: 'REQUEST_MALFORMED', errors: [{ pointer: 'header:prefer' }] })
  expect((await file(key)).headers).not.toHaveProperty('idempotency-replayed')
})
