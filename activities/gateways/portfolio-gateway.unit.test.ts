import { expect, test } from 'vitest'
import { startPolicySimulator } from '../../simulators/policy-system.ts'
import { call, closing, startStub, temporaryFolder } from '../../simulators/trial.ts'
import { createHttpPortfolioGateway } from './portfolio-gateway.ts'

async function start() {
  const { url } = closing(await startPolicySimulator({ port: 0, dataDir: await temporaryFolder() }))
  const put = (path: string, body: object) => call('PUT', `${url}/${path}`, body)
  return { ...createHttpPortfolioGateway({ baseUrl: url, timeoutMs: 5_000 }), put }
}
const storm = { from: '2026-07-17', to: '2026-07-23' }

test('the policies of a zone come page after page, each once', async () => {
  const portfolio = await start()
  await portfolio.put('portfolio', { searchablePerBranch: 1_200 })
  const found = new Set<string>()
  const sizes: number[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof portfolio.findPoliciesIn>> = await portfolio.findPoliciesIn({
      zone: '4101',
      cursor,
      ...storm,
    })
    sizes.push(page.policies.length)
    for (const { policyNo } of page.policies) found.add(policyNo)
    cursor = page.next
  } while (cursor !== null)
  expect([sizes, found.size]).toEqual([[500, 500, 200], 1_200])
})

test('people of a list are matched by their number, and nobody else comes back', async () => {
  const portfolio = await start()
  const persons = [
    { ref: '0', name: 'x', identityNumber: 'ID-psn-100004' },
    { ref: '1', name: 'y', identityNumber: '11010519491231002X' },
  ]
  expect(await portfolio.matchPersons(persons)).toMatchObject([
    { ref: '0', personId: 'psn-100004', policies: [{ policyNo: 'P-LIFE-0001', line: 'life' }] },
  ])
})

test('a system that is down is unavailable, and a page that leads to itself is junk', async () => {
  const portfolio = await start()
  await portfolio.put('faults', { down: true })
  const ask = { zone: '41', cursor: 'P-1', ...storm }
  await expect(portfolio.findPoliciesIn(ask)).rejects.toMatchObject({ name: 'GatewayUnavailable' })
  const { url } = await startStub(200, JSON.stringify({ policies: [], next: 'P-1' }))
  const turning = createHttpPortfolioGateway({ baseUrl: url, timeoutMs: 5_000 })
  await expect(turning.findPoliciesIn(ask)).rejects.toMatchObject({ name: 'GatewayJunk' })
})
