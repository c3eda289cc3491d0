import { expect, test } from 'vitest'
import { startMessageSimulator } from './message-provider.ts'
import { call, closing, secret, startReceiver, temporaryFolder, until } from './trial.ts'

type Book = { messages: { reference: string; state: string; duplicates: number; body: string }[]; duplicates: number }

const message = {
  reference: 'clm_1/notice/1',
  channel: 'sms',
  to: '13800000001',
  template: 'acceptance',
  language: 'zh',
  body: '您的理赔申请已受理。',
}

async function start(callbackUrl?: string) {
  const dataDir = await temporaryFolder()
  const options = { port: 0, dataDir, callbackUrl, callbackSecret: secret, deliverAfterMs: 0 }
  const provider = closing(await startMessageSimulator(options))
  return {
    ...provider,
    send: (change: object = {}) => call('POST', `${provider.url}/messages`, { ...message, ...change }),
    book: async (query = '') => (await call<Book>('GET', `${provider.url}/messages${query}`)).body,
    faults: (faults: object) => call('PUT', `${provider.url}/faults`, { deliverAfterMs: 0, ...faults }),
  }
}

test('a message is accepted, carried, and its delivery reported signed', async () => {
  const receiver = await startReceiver()
  const provider = await start(receiver.url)
  const { status, body } = await provider.send()
  expect({ status, body }).toEqual({
    status: 202,
    body: { messageId: expect.stringMatching(/^msg_/), reference: 'clm_1/notice/1', state: 'accepted' },
  })
  expect(await until('the receipt', () => receiver.receipts[0])).toEqual({
    type: 'message.delivered',
    eventId: expect.stringMatching(/^evt_/),
    messageId: body.messageId,
    reference: 'clm_1/notice/1',
    occurredAt: expect.stringMatching(/^\d{4}-.*Z$/),
  })
})

test('the same reference again is the same message, sent once', async () => {
  const receiver = await startReceiver()
  const provider = await start(receiver.url)
  const [first, ...others] = await Promise.all(Array.from({ length: 10 }, () => provider.send()))
  for (const other of others) expect(other).toEqual(first)
  await provider.send({ reference: 'clm_1/notice/2' })
  await until('both receipts', () => receiver.receipts.length === 2)
  expect(receiver.calls()).toBe(2)

  const book = await provider.book()
  expect([book.messages.length, book.duplicates]).toEqual([2, 9])
  expect((await provider.book('?reference=clm_1/notice/2')).messages).toMatchObject([{ duplicates: 0 }])
})

test('a registered letter is not proven while other messages are', async () => {
  const receiver = await startReceiver()
  const provider = await start(receiver.url)
  await provider.send({ reference: 'clm_1/notice/1', channel: 'post', to: '上海市示例区虚构路1号' })
  await provider.send({ reference: 'clm_1/notice/2' })
  await until('the receipt', () => receiver.receipts[0])
  expect((await provider.book()).messages.map(({ state }) => state)).toEqual(['accepted', 'delivered'])

  await provider.faults({ letterAfterMs: 0 })
  await provider.send({ reference: 'clm_1/notice/3', channel: 'post', to: '上海市示例区虚构路1号' })
  expect(await until('the slip', () => receiver.receipts[1])).toMatchObject({ reference: 'clm_1/notice/3' })
})

test('a channel told to fail fails, with a reason, and others do not', async () => {
  const receiver = await startReceiver()
  const provider = await start(receiver.url)
  await provider.faults({ failDelivery: ['sms', 'email'] })
  await provider.send()
  await provider.send({ reference: 'clm_1/notice/2', channel: 'app' })
  await until('both receipts', () => receiver.receipts.length === 2)
  const byReference = receiver.receipts.toSorted((a, b) => String(a['reference']).localeCompare(String(b['reference'])))
  expect(byReference).toMatchObject([
    { type: 'message.failed', reason: 'undeliverable' },
    { type: 'message.delivered' },
  ])
})

test('a receipt is repeated, under the same event id, until somebody takes it', async () => {
  const receiver = await startReceiver((nth) => (nth < 3 ? 503 : 200))
  const provider = await start(receiver.url)
  await provider.send()
  await until('the receipt', () => receiver.receipts[0])
  expect(receiver.calls()).toBe(3)
})

test('a receipt can come many times', async () => {
  const receiver = await startReceiver()
  const provider = await start(receiver.url)
  await provider.faults({ duplicateCallbacks: 4 })
  await provider.send()
  await until('five receipts', () => receiver.receipts.length === 5)
  expect(new Set(receiver.receipts.map(({ eventId }) => eventId)).size).toBe(1)
})

test('receipts can come in another order, and one that has none behind it comes all the same', async () => {
  const receiver = await startReceiver()
  const provider = await start(receiver.url)
  await provider.faults({ swapCallbacks: 3 })
  for (const n of [1, 2, 3]) {
    await provider.send({ reference: `clm_1/notice/${n}` })
    await until('delivery', async () => (await provider.book()).messages[n - 1]?.state === 'delivered')
  }
  await until('three receipts', () => receiver.receipts.length === 3)
  expect(receiver.receipts.map(({ reference }) => String(reference).at(-1))).toEqual(['2', '1', '3'])
})

test('silent, it carries messages and never says so', async () => {
  const receiver = await startReceiver()
  const provider = await start(receiver.url)
  await provider.faults({ silent: true })
  await provider.send()
  await until('delivery', async () => (await provider.book()).messages[0]?.state === 'delivered')
  await provider.faults({ dropCallbacks: 1 })
  await provider.send({ reference: 'clm_1/notice/2' })
  await until('delivery', async () => (await provider.book()).messages[1]?.state === 'delivered')
  await provider.faults({})
  await provider.send({ reference: 'clm_1/notice/3' })
  await until('the third receipt', () => receiver.receipts[0])
  expect(receiver.receipts).toMatchObject([{ reference: 'clm_1/notice/3' }])
})

test('the answer is lost, the message is not', async () => {
  const provider = await start()
  await provider.faults({ loseAnswers: 1 })
  await expect(provider.send()).rejects.toThrow('fetch failed')
  expect((await provider.send()).status).toBe(202)
  expect(await provider.book()).toMatchObject({ messages: [{ duplicates: 1 }], duplicates: 1 })
})

test.each([{ channel: 'pigeon' }, { language: 'fr' }, { to: '' }, { reference: 'with space' }, { cc: 'x' }])(
  '%o is no message',
  async (change) => {
    const provider = await start()
    expect(await provider.send(change)).toMatchObject({ status: 400, body: { code: 'INVALID' } })
    expect((await provider.book()).messages).toEqual([])
  },
)
