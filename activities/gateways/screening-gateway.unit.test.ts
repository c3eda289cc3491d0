import { expect, test } from 'vitest'
import { startScreeningSimulator } from '../../simulators/screening.ts'
import { call, closing, startStub, temporaryFolder } from '../../simulators/trial.ts'
import { createHttpScreeningGateway } from './screening-gateway.ts'

async function start({ timeoutMs = 5_000 } = {}) {
  const { url } = closing(await startScreeningSimulator({ port: 0, dataDir: await temporaryFolder() }))
  const gateway = createHttpScreeningGateway({ baseUrl: url, timeoutMs })
  return { ...gateway, faults: (faults: object) => call('PUT', `${url}/faults`, faults) }
}

const ask = {
  reference: 'LP1',
  persons: [{ name: '名单示例' }, { name: '张示例', identityNumber: '990000198907010019' }],
}

test('a screening has an id and the entries that match', async () => {
  const screening = await start()
  const { screeningId, matches } = await screening.screen(ask)
  expect(screeningId).toMatch(/^scr-/)
  expect(matches).toEqual(['list-example-1'])
})

test('a lost answer, a slow system and one that is down are unavailable', async () => {
  const screening = await start({ timeoutMs: 200 })
  for (const faults of [{ loseAnswers: 1 }, { delayMs: 5_000 }, { down: true }]) {
    await screening.faults(faults)
    await expect(screening.screen(ask)).rejects.toMatchObject({ name: 'GatewayUnavailable' })
  }
})

test.each([
  ['another screening', { screeningId: 'scr-1', reference: 'LP2', matches: [] }],
  ['no list of matches', { screeningId: 'scr-1', reference: 'LP1' }],
  ['a name where an id should be', { screeningId: 'scr-1', reference: 'LP1', matches: ['名单示例'] }],
])('%s is junk: nobody is clear by an answer outside the contract', async (_what, body) => {
  const { url } = await startStub(200, JSON.stringify(body))
  const screening = createHttpScreeningGateway({ baseUrl: url, timeoutMs: 2_000 })
  await expect(screening.screen(ask)).rejects.toMatchObject({ name: 'GatewayJunk' })
})
