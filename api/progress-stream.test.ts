import { afterAll, beforeAll, expect, test } from 'vitest'

import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import { listByHand } from '../db/emergency-tellings.ts'
import { exampleRecording } from '../db/example-recording.ts'
import { recordEvents } from '../db/recording.ts'
import type { Role } from '../domain/claim/codes.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import { eventIdOf, recordStorm } from '../test/recorded-storm.ts'

const eventId = eventIdOf('5')
let api: ApiUnderTest
let worker: Database
let url: string

beforeAll(async () => {
  api = await createApiUnderTest()
  worker = openDatabase(api.database.workerUrl, { max: 2, applicationName: 'stream-test' })
  await recordStorm(api.database, eventId)
  url = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await worker.close()
  await api.close()
})

async function ask(id: string, as: Role = 'customer-support') {
  const authorization = `Bearer ${await api.tokenOf(as, { branch: '000000' })}`
  return fetch(`${url}/v1/emergencies/${id}/progress`, { headers: { authorization, accept: 'text/event-stream' } })
}

/** The messages of a stream of server-sent events, one by one; null at its end. */
function messagesOf({ body }: Response) {
  const chunks = body?.getReader()
  if (chunks === undefined) throw new Error('the answer has no body')
  const decoder = new TextDecoder()
  let unread = ''
  const next = async (): Promise<string | null> => {
    for (;;) {
      const end = unread.indexOf('\n\n')
      if (end >= 0) {
        const message = unread.slice(0, end)
        unread = unread.slice(end + 2)
        return message
      }
      const { done, value } = await chunks.read()
      if (done) return null
      unread += decoder.decode(value, { stream: true })
    }
  }
  return { next, leave: () => chunks.cancel() }
}
type Messages = ReturnType<typeof messagesOf>

/** The next message that tells a change. */
async function nextChange({ next }: Messages): Promise<object | null> {
  for (;;) {
    const message = await next()
    if (message === null) return null
    const [, data] = /^event: progress\ndata: (.*)$/.exec(message) ?? []
    if (data !== undefined) return JSON.parse(data) as object
    expect(message).toBe(': nothing new')
  }
}

async function join(claimId: string): Promise<void> {
  await recordEvents(api.db, exampleRecording(claimId))
  await listByHand(worker, { eventId, claimId, version: 1 })
}

test('the stream tells the state at once, and again when a count has changed, and else only that it lives', async () => {
  const answer = await ask(eventId)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  const messages = messagesOf(answer)
  expect(await nextChange(messages)).toMatchObject({ eventId, claims: 0, pending: 0 })
  expect(await messages.next()).toBe(': nothing new')
  await join('clm_streamed')
  expect(await nextChange(messages)).toMatchObject({ claims: 1, pending: 1, told: 0 })
  await messages.leave()
})

test('whoever comes again after leaving is told the state as it is then', async () => {
  const left = messagesOf(await ask(eventId))
  await nextChange(left)
  await left.leave()
  await join('clm_meanwhile')
  const back = messagesOf(await ask(eventId))
  expect(await nextChange(back)).toMatchObject({ claims: 2 })
  await back.leave()
})

test('what cannot be streamed is a problem like any other', async () => {
  const unknown = await ask(eventIdOf('6'))
  expect([unknown.status, await unknown.json()]).toMatchObject([404, { code: 'EMERGENCY_NOT_FOUND' }])
  expect((await ask(eventId, 'claimant')).status).toBe(403)
})

test('a server that closes ends its streams, whose connections nobody keeps alive', async () => {
  const answer = await ask(eventId)
  expect(answer.headers.get('connection')).toBe('close')
  const messages = messagesOf(answer)
  expect(await nextChange(messages)).toMatchObject({ eventId })
  const [end] = await Promise.all([nextChange(messages), api.app.close()])
  expect(end).toBeNull()
})
