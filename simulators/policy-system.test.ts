import { expect, test } from 'vitest'
import { namedPolicies } from './policy-portfolio.ts'
import { startPolicySimulator } from './policy-system.ts'
import { call, closing, startProcess, temporaryFolder } from './trial.ts'

const start = async (dataDir?: string) =>
  closing(await startPolicySimulator({ port: 0, dataDir: dataDir ?? (await temporaryFolder()) }))

const medical = namedPolicies['P-MED-0001']

test('a known policy is answered whole', async () => {
  const { url } = await start()
  expect(await call('GET', `${url}/policies/P-MED-0001?on=2026-11-22`)).toEqual({
    status: 200,
    body: {
      policyNo: 'P-MED-0001',
      line: 'medical',
      product: 'medical-individual',
      group: false,
      status: 'in-force',
      effectiveFrom: '2020-01-01',
      effectiveTo: '2099-12-31',
      sumInsuredFen: '20000000',
      deductibleFen: '10000',
      payRatioPercent: 80,
      fixedBenefit: false,
      insured: [{ personId: 'psn-100001', relation: 'self' }],
      holderPersonId: 'psn-100001',
      payees: [{ payeeRef: 'psn-100001', order: 1, sharePercent: '100.00' }],
      contractPeriods: {},
      branch: '310000',
    },
  })
})

test('every named policy passes the check a PUT has to pass', async () => {
  const { url } = await start()
  for (const [policyNo, terms] of Object.entries(namedPolicies)) {
    const put = await call('PUT', `${url}/policies/${policyNo}`, terms)
    expect(put).toEqual({ status: 200, body: { policyNo, ...terms } })
  }
})

test('an unknown policy is 404 with its own code', async () => {
  const { url } = await start()
  for (const policyNo of ['P-MED-0002', 'P-MED-8001', 'P-NONE-9001', 'P-MED-9']) {
    const { status, body } = await call('GET', `${url}/policies/${policyNo}?on=2026-11-22`)
    expect([policyNo, status, body.code]).toEqual([policyNo, 404, 'POLICY_NOT_FOUND'])
  }
})

test('any number of the load range is one policy in force, the same each time', async () => {
  const { url } = await start()
  for (const line of ['MED', 'CI', 'ACC', 'LIFE', 'MOT', 'MTPL', 'HOME', 'CROP', 'LIAB', 'TRAVEL']) {
    const address = `${url}/policies/P-${line}-90012345?on=2026-11-22`
    const { status, body } = await call('GET', address)
    expect([line, status, body.status, body.group]).toEqual([line, 200, 'in-force', false])
    expect(await call('GET', address)).toEqual({ status, body })
  }
})

test('a policy covers nothing outside its dates', async () => {
  const { url } = await start()
  await call('PUT', `${url}/policies/P-SHORT`, { ...medical, effectiveFrom: '2026-03-01', effectiveTo: '2026-03-31' })
  const statusOn = async (on: string) => (await call('GET', `${url}/policies/P-SHORT?on=${on}`)).body.status
  expect(await statusOn('2026-02-28')).toBe('lapsed')
  expect(await statusOn('2026-03-01')).toBe('in-force')
  expect(await statusOn('2026-03-31')).toBe('in-force')
  expect(await statusOn('2026-04-01')).toBe('terminated')
})

test('a day that does not exist, a missing day and an odd number are 400 and named', async () => {
  const { url } = await start()
  const ask = async (path: string) => (await call('GET', `${url}/policies/${path}`)).body
  expect(await ask('P-MED-0001?on=2026-02-30')).toEqual({ code: 'INVALID', detail: 'on: invalid_format' })
  expect(await ask('P-MED-0001')).toEqual({ code: 'INVALID', detail: 'on: invalid_type' })
  expect(await ask('%20?on=2026-11-22')).toEqual({ code: 'INVALID', detail: 'policyNo: invalid_format' })
})

test('a policy whose shares are no whole is refused', async () => {
  const { url } = await start()
  const payees = [{ payeeRef: 'psn-1', order: 1, sharePercent: '99.99' }]
  const { status, body } = await call('PUT', `${url}/policies/P-NEW`, { ...medical, payees })
  expect([status, body.detail]).toEqual([400, 'payees: custom'])
})

test('a policy put in survives kill -9', async () => {
  const dataDir = await temporaryFolder()
  const first = await startProcess('policy', '--port', '0', '--data', dataDir)
  await call('PUT', `${first.url}/policies/P-MED-0001`, { ...medical, status: 'terminated' })
  await first.stop('SIGKILL')

  const second = await startProcess('policy', '--port', '0', '--data', dataDir)
  expect((await call('GET', `${second.url}/policies/P-MED-0001?on=2026-11-22`)).body.status).toBe('terminated')
})

test('it can be slow, down, and lose an answer', async () => {
  const { url } = await start()
  const address = `${url}/policies/P-MED-0001?on=2026-11-22`

  await call('PUT', `${url}/faults`, { delayMs: 80 })
  const asked = performance.now()
  await call('GET', address)
  expect(performance.now() - asked).toBeGreaterThan(70)

  await call('PUT', `${url}/faults`, { down: true })
  expect((await call('GET', address)).status).toBe(503)

  await call('PUT', `${url}/faults`, { loseAnswers: 1 })
  await expect(call('GET', address)).rejects.toThrow('fetch failed')
  expect((await call('GET', address)).status).toBe(200)
})

test('a fault nobody knows is refused and changes nothing', async () => {
  const { url } = await start()
  expect((await call('PUT', `${url}/faults`, { down: true, dwon: true })).status).toBe(400)
  expect((await call('GET', `${url}/faults`)).body).toEqual({ delayMs: 0, down: false, loseAnswers: 0 })
})

type Page = { policies: { policyNo: string }[]; next: string | null }
const search = async (url: string, query: string) => (await call<Page>('GET', `${url}/policies?${query}`)).body
const window = 'from=2026-07-17&to=2026-07-23'

test('the contracts of a zone come in pages, each once, and all of them', async () => {
  const { url } = await start()
  await call('PUT', `${url}/portfolio`, { searchablePerBranch: 250 })
  const numbers: string[] = []
  let cursor = ''
  for (let pages = 0; pages < 10; pages++) {
    const page = await search(url, `zone=4101&${window}&limit=100${cursor}`)
    numbers.push(...page.policies.map(({ policyNo }) => policyNo))
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  expect(numbers).toHaveLength(250)
  expect(new Set(numbers).size).toBe(250)
})

test('a zone is the beginning of the branch, and a named policy of it is found first', async () => {
  const { url } = await start()
  const { policies } = await search(url, `zone=14&${window}&limit=2`)
  expect(policies).toMatchObject([{ policyNo: 'P-SHANXI-0001', branch: '140100' }, { branch: '140100' }])
  expect(await search(url, `zone=99&${window}`)).toEqual({ policies: [], next: null })
})

test('for a district the contracts of its city and its province are found, and none of another district', async () => {
  const { url } = await start()
  await call('PUT', `${url}/portfolio`, { searchablePerBranch: 0 })
  for (const branch of ['410000', '410100', '410105', '410122', '410200']) {
    await call('PUT', `${url}/policies/P-AT-${branch}`, { ...medical, branch })
  }
  const { policies } = await search(url, `zone=410105&${window}`)
  expect(policies.map(({ policyNo }) => policyNo)).toEqual(['P-AT-410000', 'P-AT-410100', 'P-AT-410105'])
})

test('a contract that covers no day of the window is not found', async () => {
  const { url } = await start()
  await call('PUT', `${url}/portfolio`, { searchablePerBranch: 0 })
  await call('PUT', `${url}/policies/P-SHORT`, { ...medical, branch: '410100', effectiveTo: '2026-07-16' })
  expect(await search(url, `zone=41&${window}`)).toEqual({ policies: [], next: null })
})

test('people of a list are matched by their number; who is not insured is left out', async () => {
  const { url } = await start()
  const person = (ref: string, identityNumber: string) => ({ ref, name: 'x', identityNumber })
  const persons = [person('1', 'ID-psn-100004'), person('2', 'ID-psn-med-900001'), person('3', '11010519491231002X')]
  const { body } = await call('POST', `${url}/policies/matches`, { persons })
  expect(body).toMatchObject({
    matches: [
      { ref: '1', personId: 'psn-100004', policies: [{ policyNo: 'P-LIFE-0001' }] },
      { ref: '2', personId: 'psn-med-900001', policies: [{ policyNo: 'P-MED-900001' }] },
    ],
  })
})
