import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { call, secret, startProcess, startReceiver, temporaryFolder, until } from './trial.ts'

type BankBook = { transfers: { reference: string; state: string }[]; duplicateSends: number }

const transfer = (reference: string) => ({
  reference,
  amountFen: '100',
  currency: 'CNY',
  account: { number: '6222020000000001', holderName: '张三', bankCode: 'ICBC' },
  purpose: 'claim payment',
})

const receiptsTo = (url: string) => ['--callback-url', url, '--callback-secret', secret]

test('after kill -9 the bank knows every transfer it answered for, settles it and reports it', async () => {
  const dataDir = await temporaryFolder()
  const receiver = await startReceiver()
  const bank = () => startProcess('bank', '--port', '0', '--data', dataDir, ...receiptsTo(receiver.url))
  const first = await bank()
  await call('PUT', `${first.url}/faults`, { settleAfterMs: 1_500, reject: { reason: 'bank-limit' } })
  const answered: string[] = []
  const sending = Array.from({ length: 40 }, async (_, index) => {
    const reference = `LP${String(index).padStart(4, '0')}`
    const answer = await call('POST', `${first.url}/transfers`, transfer(reference)).catch(() => undefined)
    if (answer?.status === 202) answered.push(reference)
  })
  await until('some answers', () => answered.length >= 5)
  await first.stop('SIGKILL')
  await Promise.all(sending)

  const second = await bank()
  const booked = async () => (await call<BankBook>('GET', `${second.url}/book`)).body.transfers
  const known = (await booked()).map(({ reference }) => reference)
  expect(known).toEqual(expect.arrayContaining(answered))
  await until('every end', async () => (await booked()).every(({ state }) => state !== 'accepted'))
  expect((await booked()).filter(({ state }) => state === 'rejected')).toHaveLength(1)
  await until('every receipt', () => receiver.receipts.length >= known.length)
  expect(new Set(receiver.receipts.map(({ reference }) => reference))).toEqual(new Set(known))
})

test('after kill -9 a second transfer is still a second one, and a first query still the first', async () => {
  const dataDir = await temporaryFolder()
  const first = await startProcess('bank', '--data', dataDir)
  await call('POST', `${first.url}/transfers`, transfer('LP1'))
  const asked = await call('GET', `${first.url}/transfers/LP2`)
  await first.stop('SIGKILL')
  await appendFile(join(dataDir, 'bank.jsonl'), '{"type":"booked","order":{"refer')

  const second = await startProcess('bank', '--data', dataDir)
  expect((await call('POST', `${second.url}/transfers`, transfer('LP1'))).status).toBe(202)
  expect((await call('GET', `${second.url}/transfers/LP2`)).body.settlesAt).toBe(asked.body.settlesAt)
  expect((await call<BankBook>('GET', `${second.url}/book`)).body).toMatchObject({ transfers: [{}], duplicateSends: 1 })
})

const message = { reference: 'n1', channel: 'app', to: 'u1', template: 'guidance', language: 'en', body: 'Hello.' }

test.each([
  ['messages', '/messages', message, 'message.delivered'],
  ['bank', '/transfers', transfer('LP1'), 'transfer.settled'],
])('%s: a receipt nobody took is offered again after kill -9', async (kind, path, body, type) => {
  const dataDir = await temporaryFolder()
  const closed = await startReceiver(() => 503)
  const first = await startProcess(kind, '--data', dataDir, ...receiptsTo(closed.url))
  await call('POST', `${first.url}${path}`, body)
  await until('two attempts', () => closed.calls() >= 2)
  await first.stop('SIGKILL')

  const open = await startReceiver()
  await startProcess(kind, '--data', dataDir, ...receiptsTo(open.url))
  expect(await until('the receipt', () => open.receipts[0])).toMatchObject({ type, reference: body.reference })
})

test('a restart is healthy again', async () => {
  const dataDir = await temporaryFolder()
  const first = await startProcess('bank', '--data', dataDir, '--settling-ms', '5000')
  await call('PUT', `${first.url}/faults`, { down: true })
  expect(await first.stop('SIGTERM')).toEqual([0, null])

  const second = await startProcess('bank', '--data', dataDir, '--settling-ms', '5000')
  expect((await call('GET', `${second.url}/faults`)).body).toMatchObject({ down: false, settlingMs: 5_000 })
})

test('nothing is told before it is on disk', async () => {
  const dataDir = await temporaryFolder()
  const { url } = await startProcess('bank', '--data', dataDir)
  await call('POST', `${url}/transfers`, transfer('LP1'))
  expect(await readFile(join(dataDir, 'bank.jsonl'), 'utf8')).toContain('"reference":"LP1"')
})

test.each([
  [['mint', '--data', '/tmp/x'], 'no such simulator: mint'],
  [['bank'], '--data is missing'],
  [['bank', '--data', '/tmp/x', '--port', 'many'], '--port takes a whole number'],
  [['bank', '--data', '/tmp/x', '--prot', '1'], "Unknown option '--prot'"],
])('%j is explained and ends with 1', async (args, reason) => {
  await expect(startProcess(...args)).rejects.toThrow(reason)
})
