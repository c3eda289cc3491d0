import { expect, test } from 'vitest'
import { startScreeningSimulator } from './screening.ts'
import { call, closing, startProcess, temporaryFolder } from './trial.ts'

interface Screening {
  readonly screeningId: string
  readonly matches: readonly string[]
}

const start = async () => closing(await startScreeningSimulator({ port: 0, dataDir: await temporaryFolder() }))

const screen = async (url: string, ...persons: readonly object[]) =>
  (await call<Screening>('POST', `${url}/screenings`, { reference: 'LP1', persons })).body

test('somebody on no list is clear, and every screening has an id of its own', async () => {
  const { url } = await start()
  const [one, other] = [await screen(url, { name: '张示例' }), await screen(url, { name: '张示例' })]
  expect([one.matches, other.matches]).toEqual([[], []])
  expect(one.screeningId).not.toBe(other.screeningId)
})

test('a name on a list matches however it is spaced and however wide it is written', async () => {
  const { url } = await start()
  expect((await screen(url, { name: '名单 示例' })).matches).toEqual(['list-example-1'])
  await call('PUT', `${url}/entries/ofac-1`, { name: 'John Doe' })
  expect((await screen(url, { name: 'ＪＯＨＮ ＤＯＥ' })).matches).toEqual(['ofac-1'])
})

test('where an entry has a number, only who has the number matches', async () => {
  const { url } = await start()
  await call('PUT', `${url}/entries/un-1`, { name: '李示例', identityNumber: '99000019900101001X' })
  expect((await screen(url, { name: '李示例' })).matches).toEqual([])
  expect((await screen(url, { name: '李某', identityNumber: '99000019900101001x' })).matches).toEqual(['un-1'])
})

test('of several persons any one is enough, and an entry that was taken off matches nobody', async () => {
  const { url } = await start()
  const persons = [{ name: '张示例' }, { name: '名单示例' }]
  expect((await screen(url, ...persons)).matches).toEqual(['list-example-1'])
  await call('PUT', `${url}/entries/list-example-1`, { name: '名单示例', active: false })
  expect((await screen(url, ...persons)).matches).toEqual([])
})

test('an entry put in survives kill -9, and so does what was found', async () => {
  const dataDir = await temporaryFolder()
  const first = await startProcess('screening', '--port', '0', '--data', dataDir)
  await call('PUT', `${first.url}/entries/un-2`, { name: '王示例' })
  await screen(first.url, { name: '王示例' })
  await first.stop('SIGKILL')

  const second = await startProcess('screening', '--port', '0', '--data', dataDir)
  expect((await screen(second.url, { name: '王示例' })).matches).toEqual(['un-2'])
  const kept = await call<{ screenings: Screening[] }>('GET', `${second.url}/screenings`)
  expect(kept.body.screenings).toHaveLength(2)
})

test('what is no screening is 400 with places and no values', async () => {
  const { url } = await start()
  const { status, body } = await call('POST', `${url}/screenings`, { reference: 'LP1', persons: [{ name: '' }] })
  expect([status, body]).toEqual([400, { code: 'INVALID', detail: 'persons.0.name: too_small' }])
})
