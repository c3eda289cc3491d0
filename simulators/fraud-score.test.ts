import { expect, test } from 'vitest'
import { startFraudSimulator } from './fraud-score.ts'
import { call, closing, startProcess, temporaryFolder } from './trial.ts'

const start = async (dataDir?: string) =>
  closing(await startFraudSimulator({ port: 0, dataDir: dataDir ?? (await temporaryFolder()) }))

interface Finding {
  readonly hardRules: readonly string[]
  readonly signals: readonly object[]
}

const plain = {
  reference: 'clm_1',
  line: 'medical',
  cause: 'accident',
  region: '310115',
  eventDate: '2026-02-27',
  claimedFen: '6123400',
  policyAgeDays: 900,
  injury: 'injury',
  thirdParty: false,
  claimantId: 'per_1',
  insuredId: 'per_1',
}

const score = (url: string, change: object = {}) => call<Finding>('POST', `${url}/scores`, { ...plain, ...change })

test('a plain case has neither rule nor signal', async () => {
  const { url } = await start()
  expect(await score(url)).toEqual({ status: 200, body: { hardRules: [], signals: [] } })
})

test('whoever is on the watch list meets a hard rule, and so does an event before the cover', async () => {
  const { url } = await start()
  await call('PUT', `${url}/watch-list`, { personIds: ['per_2'] })
  expect((await score(url, { insuredId: 'per_2' })).body.hardRules).toEqual(['watch-list'])
  expect((await score(url, { reference: 'clm_2', policyAgeDays: -1 })).body.hardRules).toEqual(['event-before-cover'])
})

test('weak signals are told each with its points', async () => {
  const { url } = await start()
  expect((await score(url, { cause: 'fire', policyAgeDays: 3, claimedFen: '9000000' })).body.signals).toEqual([
    { code: 'young-policy', points: 30 },
    { code: 'round-amount', points: 10 },
    { code: 'theft-or-fire', points: 15 },
  ])
})

test('a fourth claim of one claimant is a signal, and the same case asked again has the same answer', async () => {
  const { url } = await start()
  for (const reference of ['clm_1', 'clm_2', 'clm_3'])
    expect((await score(url, { reference })).body.signals).toEqual([])
  const frequent = [{ code: 'frequent-claimant', points: 40 }]
  expect((await score(url, { reference: 'clm_4' })).body.signals).toEqual(frequent)
  expect((await score(url, { reference: 'clm_1' })).body.signals).toEqual([])
})

test('one person hurt in two places on one day is a signal', async () => {
  const { url } = await start()
  await score(url)
  const elsewhere = await score(url, { reference: 'clm_2', region: '440300', claimantId: 'per_3' })
  expect(elsewhere.body.signals).toEqual([{ code: 'same-day-elsewhere', points: 40 }])
})

test('what is no case is refused by the place that is wrong, never by its value', async () => {
  const { url } = await start()
  const { status, body } = await call('POST', `${url}/scores`, { ...plain, claimedFen: '1.50' })
  expect({ status, ...body }).toEqual({ status: 400, code: 'INVALID', detail: 'claimedFen: invalid_format' })
})

test('its memory survives kill -9', async () => {
  const dataDir = await temporaryFolder()
  const first = await startProcess('fraud', '--port', '0', '--data', dataDir)
  await call('PUT', `${first.url}/watch-list`, { personIds: ['per_1'] })
  const { body } = await score(first.url)
  await first.stop('SIGKILL')

  const second = await startProcess('fraud', '--port', '0', '--data', dataDir)
  await call('PUT', `${second.url}/watch-list`, { personIds: [] })
  expect((await score(second.url)).body).toEqual(body)
  expect((await call<{ readonly cases: readonly object[] }>('GET', `${second.url}/scores`)).body.cases).toHaveLength(1)
})
