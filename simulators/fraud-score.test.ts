import { expect, test } from 'vitest'
import { startFraudSimulator } from './fraud-score.ts'
import { call, closing, startProcess, temporaryFolder } from './trial.ts'

const start = async (dataDir?: string) =>
  closing(await startFraudSimulator({ port: 0, dataDir: dataDir ?? (await temporaryFolder()) }))

const asked = {
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

test('a plain case has neither rule nor signal', async () => {
  const { url } = await start()
  expect(await call('POST', `${url}/scores`, asked)).toEqual({ status: 200, body: { hardRules: [], signals: [] } })
})

test('what is on the watch list is a hard rule, and so is an event before the cover', async () => {
  const { url } = await start()
  await call('PUT', `${url}/watch-list`, { personIds: ['per_2'] })
  const watched = await call('POST', `${url}/scores`, { ...asked, insuredId: 'per_2' })
  expect(watched.body.hardRules).toEqual(['watch-list'])
  const early = await call('POST', `${url}/scores`, { ...asked, reference: 'clm_2', policyAgeDays: -1 })
  expect(early.body.hardRules).toEqual(['event-before-cover'])
})

test('weak signals are told each with its points', async () => {
  const { url } = await start()
  const weak = { ...asked, cause: 'fire', policyAgeDays: 3, claimedFen: '9000000' }
  expect((await call('POST', `${url}/scores`, weak)).body.signals).toEqual([
    { code: 'young-policy', points: 30 },
    { code: 'round-amount', points: 10 },
    { code: 'theft-or-fire', points: 15 },
  ])
})

test('a fourth claim of one claimant is a signal, and the same case asked again has the same answer', async () => {
  const { url } = await start()
  const ask = (reference: string) => call('POST', `${url}/scores`, { ...asked, reference })
  for (const reference of ['clm_1', 'clm_2', 'clm_3']) expect((await ask(reference)).body.signals).toEqual([])
  expect((await ask('clm_4')).body.signals).toEqual([{ code: 'frequent-claimant', points: 40 }])
  expect((await ask('clm_1')).body.signals).toEqual([])
})

test('what is no case is refused by the place that is wrong, never by its value', async () => {
  const { url } = await start()
  expect(await call('POST', `${url}/scores`, { ...asked, claimedFen: '1.50', name: 'x' })).toMatchObject({
    status: 400,
    body: { code: 'INVALID' },
  })
})

test('its memory survives kill -9', async () => {
  const dataDir = await temporaryFolder()
  const first = await startProcess(['fraud', '--data', dataDir])
  await call('PUT', `${first.url}/watch-list`, { personIds: ['per_1'] })
  const { body } = await call('POST', `${first.url}/scores`, asked)
  await first.kill()
  const second = await startProcess(['fraud', '--data', dataDir])
  expect((await call('POST', `${second.url}/scores`, asked)).body).toEqual(body)
  expect((await call('GET', `${second.url}/scores`)).body.cases).toHaveLength(1)
})
