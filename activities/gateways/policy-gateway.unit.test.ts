import { expect, test } from 'vitest'
import { namedPolicies } from '../../simulators/policy-portfolio.ts'
import { startPolicySimulator } from '../../simulators/policy-system.ts'
import { call, closing, startStub, temporaryFolder } from '../../simulators/trial.ts'
import { createHttpPolicyGateway } from './policy-gateway.ts'

async function start({ timeoutMs = 5_000 } = {}) {
  const { url } = closing(await startPolicySimulator({ port: 0, dataDir: await temporaryFolder() }))
  const gateway = createHttpPolicyGateway({ baseUrl: url, timeoutMs })
  return { ...gateway, faults: (faults: object) => call('PUT', `${url}/faults`, faults) }
}

test('a policy comes with money in fen and people as opaque ids', async () => {
  const policies = await start()
  expect(await policies.findPolicy('P-MED-0001', '2026-11-22')).toEqual({
    ...namedPolicies['P-MED-0001'],
    policyNo: 'P-MED-0001',
    sumInsuredFen: 20_000_000,
    deductibleFen: 10_000,
  })
})

test('every policy of the portfolio can be read', async () => {
  const policies = await start()
  for (const policyNo of [...Object.keys(namedPolicies), 'P-CROP-90001']) {
    expect(await policies.findPolicy(policyNo, '2026-11-22')).toMatchObject({ policyNo })
  }
})

test('of the diseases a policy lists those of our list are read, and no other code makes it unusable', async () => {
  const diseases = ['stroke-sequelae', 'house-code-7', 'malignant-tumour']
  const { url } = await startStub(200, JSON.stringify({ policyNo: 'P-2', ...namedPolicies['P-CI-0001'], diseases }))
  const found = await createHttpPolicyGateway({ baseUrl: url, timeoutMs: 2_000 }).findPolicy('P-2', '2026-11-22')
  expect(found).toMatchObject({ diseases: ['malignant-tumour', 'stroke-sequelae'] })
})

test('a policy nobody knows is unknown, which is an answer and no error', async () => {
  const policies = await start()
  expect(await policies.findPolicy('P-NONE', '2026-11-22')).toBe('unknown')
})

test('a lost answer, a slow system and one that is down are unavailable', async () => {
  const policies = await start({ timeoutMs: 200 })
  for (const faults of [{ loseAnswers: 1 }, { delayMs: 5_000 }, { down: true }]) {
    await policies.faults(faults)
    await expect(policies.findPolicy('P-MED-0001', '2026-11-22')).rejects.toMatchObject({ name: 'GatewayUnavailable' })
  }
})

test('a number that is a path asks for no other page', async () => {
  const policies = await start()
  await expect(policies.findPolicy('../faults', '2026-11-22')).rejects.toMatchObject({ name: 'GatewayRefused' })
})

test.each([
  ['a 404 of a wrong address', 404, {}],
  ['another policy', 200, {}],
  ['an unknown line', 200, { policyNo: 'P-MED-0001', line: 'pet' }],
  ['no insured', 200, { policyNo: 'P-MED-0001', insured: [] }],
  ['a day that does not exist', 200, { policyNo: 'P-MED-0001', effectiveTo: '2026-02-30' }],
  ['dates in the wrong order', 200, { policyNo: 'P-MED-0001', effectiveTo: '2019-12-31' }],
  ['a fraction of a fen', 200, { policyNo: 'P-MED-0001', sumInsuredFen: '1.5' }],
  ['a ratio above the whole', 200, { policyNo: 'P-MED-0001', payRatioPercent: 101 }],
])('%s is junk', async (_what, status, change) => {
  const { url } = await startStub(
    status,
    JSON.stringify({ policyNo: 'P-2', ...namedPolicies['P-MED-0001'], ...change }),
  )
  const policies = createHttpPolicyGateway({ baseUrl: url, timeoutMs: 2_000 })
  await expect(policies.findPolicy('P-MED-0001', '2026-11-22')).rejects.toMatchObject({ name: 'GatewayJunk' })
})
