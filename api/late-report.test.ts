import { afterAll, beforeAll, expect, test } from 'vitest'

import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import type { ProblemBody } from './problems.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await createApiUnderTest()
})
afterAll(() => api.close())

const report = {
  channel: 'counter',
  line: 'medical',
  policyNo: 'P-2026-78',
  region: '310115',
  eventDate: '2026-08-01',
  cause: 'illness',
  facts: { injury: 'none', thirdParty: false, hospitalised: false },
  claimant: { name: '孙八', identityNumber: '110101199003078881', phone: '13911112224' },
  insured: 'same',
  preferredChannels: ['sms'],
  description: '门诊费用',
}
const filing = { claimedFen: '90000', documents: [] }

let keys = 0
async function file(body: object) {
  const authorization = `Bearer ${await api.tokenOf('intake-clerk')}`
  const headers = { authorization, 'idempotency-key': `late-${(keys += 1)}` }
  return api.app.inject({ method: 'POST', url: '/v1/claims', payload: { ...report, ...body }, headers })
}

async function startOf(body: object, id: string): Promise<number> {
  const { claimId } = (await file(body)).json<{ claimId: string }>()
  const headers = { authorization: `Bearer ${await api.tokenOf('intake-clerk')}` }
  const answer = await api.app.inject({ method: 'GET', url: `/v1/claims/${claimId}/clocks`, headers })
  const { clocks } = answer.json<{ clocks: { id: string; startedAt: string }[] }>()
  return Date.parse(clocks.find((clock) => clock.id === id)?.startedAt ?? '')
}

test('a report that had come in before starts its clock then, and so does the filing that came with it', async () => {
  const receivedAt = new Date(Date.now() - 7_200_000).toISOString()
  // The age counts back from the database's clock.
  const isNear = (instant: number): boolean => Math.abs(instant - Date.parse(receivedAt)) < 60_000
  expect(isNear(await startOf({ receivedAt }, 'C20'))).toBe(true)
  expect(isNear(await startOf({ receivedAt, filing }, 'C02'))).toBe(true)
})

test('a report that came in after its filing, or after now, is refused by its field', async () => {
  const [soon, now] = [3_600_000, 0].map((ageMs) => new Date(Date.now() + ageMs).toISOString())
  for (const body of [{ receivedAt: soon }, { receivedAt: now, filing: { ...filing, receivedAgeMinutes: 600 } }]) {
    const answer = await file(body)
    expect(answer.statusCode).toBe(422)
    expect(answer.json<ProblemBody>()).toMatchObject({ code: 'VALUE_INVALID', errors: [{ pointer: '#/receivedAt' }] })
  }
})
