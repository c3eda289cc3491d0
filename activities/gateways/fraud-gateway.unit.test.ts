import { expect, test } from 'vitest'
import type { FraudCase } from '../../domain/claim/fraud-score.ts'
import { startFraudSimulator } from '../../simulators/fraud-score.ts'
import { call, closing, startStub, temporaryFolder } from '../../simulators/trial.ts'
import { createHttpFraudGateway } from './fraud-gateway.ts'

const fraudCase: FraudCase = {
  line: 'medical',
  cause: 'fire',
  region: '310115',
  eventDate: '2026-02-27',
  claimedFen: 9_000_000,
  policyAgeDays: 3,
  injury: 'injury',
  thirdParty: false,
  claimantId: 'per_1',
  insuredId: 'per_1',
}

async function start({ timeoutMs = 5_000 } = {}) {
  const { url } = closing(await startFraudSimulator({ port: 0, dataDir: await temporaryFolder() }))
  const gateway = createHttpFraudGateway({ baseUrl: url, timeoutMs })
  return { ...gateway, put: (path: string, body: object) => call('PUT', `${url}${path}`, body) }
}

test('a case is scored: hard rules by their codes, signals with their points', async () => {
  const fraud = await start()
  await fraud.put('/watch-list', { personIds: ['per_1'] })
  expect(await fraud.score('clm_1', fraudCase)).toEqual({
    hardRules: ['watch-list'],
    signals: [
      { code: 'young-policy', points: 30 },
      { code: 'round-amount', points: 10 },
      { code: 'theft-or-fire', points: 15 },
    ],
  })
})

test('the same reference is one case, whatever was asked meanwhile', async () => {
  const fraud = await start()
  const once = await fraud.score('clm_1', fraudCase)
  await fraud.put('/watch-list', { personIds: ['per_1'] })
  expect(await fraud.score('clm_1', fraudCase)).toEqual(once)
})

test('a lost answer, a slow score and one that is down are unavailable', async () => {
  const fraud = await start({ timeoutMs: 200 })
  for (const faults of [{ loseAnswers: 1 }, { delayMs: 5_000 }, { down: true }]) {
    await fraud.put('/faults', faults)
    await expect(fraud.score('clm_1', fraudCase)).rejects.toMatchObject({ name: 'GatewayUnavailable' })
  }
})

test.each([
  ['no lists', {}],
  ['a code that is a name', { hardRules: ['张三'], signals: [] }],
  ['points that take away', { hardRules: [], signals: [{ code: 'young-policy', points: -1 }] }],
])('%s is junk', async (_what, answer) => {
  const { url } = await startStub(200, JSON.stringify(answer))
  const { score } = createHttpFraudGateway({ baseUrl: url, timeoutMs: 5_000 })
  await expect(score('clm_1', fraudCase)).rejects.toMatchObject({ name: 'GatewayJunk' })
})
