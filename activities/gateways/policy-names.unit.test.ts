import { expect, test } from 'vitest'
import { startPolicySimulator } from '../../simulators/policy-system.ts'
import { call, closing, startStub, temporaryFolder } from '../../simulators/trial.ts'
import { createHttpBeneficiaryNames } from './policy-gateway.ts'

async function start({ timeoutMs = 5_000 } = {}) {
  const { url } = closing(await startPolicySimulator({ port: 0, dataDir: await temporaryFolder() }))
  return { url, ...createHttpBeneficiaryNames({ baseUrl: url, timeoutMs }) }
}

const ask = (...named: readonly { readonly payeeRef: string; readonly name: string }[]) => ({
  policyNo: 'P-LIFE-0002',
  on: '2026-11-22',
  named,
})

test('a name is the same in whatever width it is written, another, or not kept', async () => {
  const names = await start()
  const said = await names.compare(
    ask(
      { payeeRef: 'psn-100034', name: '林 示例' },
      { payeeRef: 'psn-100044', name: '林示例' },
      { payeeRef: 'psn-100054', name: '林示例' },
      { payeeRef: 'psn-nobody', name: '林示例' },
    ),
  )
  expect([...said]).toEqual([
    ['psn-100034', 'same'],
    ['psn-100044', 'other'],
    ['psn-100054', 'not-kept'],
    ['psn-nobody', 'not-kept'],
  ])
})

test('no answer names anybody', async () => {
  const { url } = await start()
  const policy = await call('GET', `${url}/policies/P-LIFE-0002?on=2026-11-22`)
  const named = [{ payeeRef: 'psn-100034', name: '王示例' }]
  const compared = await call('POST', `${url}/policies/P-LIFE-0002/payees/names`, { on: '2026-11-22', named })
  expect(JSON.stringify([policy, compared])).not.toContain('示例')
})

test('a policy nobody knows has no names, and one that is down keeps its caller waiting', async () => {
  const names = await start()
  const unknown = { ...ask({ payeeRef: 'psn-1', name: 'x' }), policyNo: 'P-NONE' }
  await expect(names.compare(unknown)).rejects.toMatchObject({ name: 'GatewayRefused', code: 'POLICY_NOT_FOUND' })
  await call('PUT', `${names.url}/faults`, { down: true })
  await expect(names.compare(ask({ payeeRef: 'psn-100034', name: 'x' }))).rejects.toMatchObject({
    name: 'GatewayUnavailable',
  })
})

test.each([
  ['somebody nobody asked for', { compared: [{ payeeRef: 'psn-9', name: 'same' }] }],
  ['a word it does not know', { compared: [{ payeeRef: 'psn-1', name: 'maybe' }] }],
  ['no list', {}],
])('%s is junk', async (_what, body) => {
  const { url } = await startStub(200, JSON.stringify(body))
  const names = createHttpBeneficiaryNames({ baseUrl: url, timeoutMs: 2_000 })
  await expect(names.compare(ask({ payeeRef: 'psn-1', name: 'x' }))).rejects.toMatchObject({ name: 'GatewayJunk' })
})
