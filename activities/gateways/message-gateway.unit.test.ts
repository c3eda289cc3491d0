import { expect, test } from 'vitest'
import { startMessageSimulator } from '../../simulators/message-provider.ts'
import { call, closing, startStub, temporaryFolder } from '../../simulators/trial.ts'
import { createHttpMessageGateway, type Message } from './message-gateway.ts'

const message: Message = {
  reference: 'clm_1/notice/1',
  channel: 'sms',
  to: '13800000001',
  template: 'acceptance',
  language: 'zh',
  body: '张三，您的理赔申请已受理。',
}

async function start({ timeoutMs = 5_000 } = {}) {
  const { url } = closing(await startMessageSimulator({ port: 0, dataDir: await temporaryFolder() }))
  const gateway = createHttpMessageGateway({ baseUrl: url, timeoutMs })
  return {
    ...gateway,
    faults: (faults: object) => call('PUT', `${url}/faults`, faults),
    book: async () => (await call<{ messages: object[]; duplicates: number }>('GET', `${url}/messages`)).body,
  }
}

test('a message sent twice is one message', async () => {
  const provider = await start()
  const { messageId } = await provider.send(message)
  expect(messageId).toMatch(/^msg_/)
  expect(await provider.send(message)).toEqual({ messageId })
  expect(await provider.book()).toMatchObject({ messages: [message], duplicates: 1 })
})

test('after a lost answer it is safe to send again', async () => {
  const provider = await start()
  await provider.faults({ loseAnswers: 1 })
  await expect(provider.send(message)).rejects.toMatchObject({ name: 'GatewayUnavailable' })
  await provider.send(message)
  expect(await provider.book()).toMatchObject({ messages: [{}], duplicates: 1 })
})

test('slow and down are unavailable', async () => {
  const provider = await start({ timeoutMs: 100 })
  for (const faults of [{ delayMs: 5_000 }, { down: true }]) {
    await provider.faults(faults)
    await expect(provider.send(message)).rejects.toMatchObject({ name: 'GatewayUnavailable' })
  }
})

test('a message the provider refuses says so without saying what stood in it', async () => {
  const provider = await start()
  const error: unknown = await provider.send({ ...message, body: '' }).catch((error: unknown) => error)
  expect(error).toMatchObject({ name: 'GatewayRefused', code: 'INVALID' })
  expect(String((error as Error).stack)).not.toMatch(/张三|13800000001/)
})

test.each([
  ['the receipt of another message', { messageId: 'msg_1', reference: 'other', state: 'accepted' }],
  ['no id', { reference: message.reference, state: 'accepted' }],
  ['another state', { messageId: 'msg_1', reference: message.reference, state: 'delivered' }],
])('%s is junk', async (_what, answer) => {
  const { url } = await startStub(202, JSON.stringify(answer))
  const provider = createHttpMessageGateway({ baseUrl: url, timeoutMs: 2_000 })
  await expect(provider.send(message)).rejects.toMatchObject({ name: 'GatewayJunk' })
})
