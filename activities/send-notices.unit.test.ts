import { expect, test } from 'vitest'
import { branch, claimId, createDesk, orderOf } from '../test/notice-desk.ts'
import { GatewayRefused, GatewayUnavailable } from './gateways/http-call.ts'
import { sendNotice } from './send-notice.ts'
import { sendNotices } from './send-notices.ts'

const provider = { partner: 'message provider', intent: 'send a message' }

test('notices that are sent together say what each says alone', async () => {
  const alone = createDesk()
  const sent = []
  for (const kind of kinds) sent.push(await sendNotice(orderOf(alone, kind), alone))
  const desk = createDesk()
  const tried = await sendNotices(ordersOf(desk), desk)
  expect(tried).toEqual(sent.map((each, index) => ({ n: numbers[index], outcome: 'sent', sent: each })))
  expect(desk.sent).toEqual(alone.sent)
})

test('the log is read once for all of them', async () => {
  const desk = createDesk()
  let readings = 0
  const { readEvents } = desk
  desk.readEvents = (id) => {
    readings += 1
    return readEvents(id)
  }
  await sendNotices(ordersOf(desk), desk)
  expect(readings).toBe(1)
})

test('one that cannot be sent now keeps none of the others, and is left to be sent by itself', async () => {
  const desk = createDesk()
  const { send } = desk.messages
  desk.messages = {
    send: (message) =>
      message.template === 'correction' ? Promise.reject(new GatewayUnavailable(provider, 'no answer')) : send(message),
  }
  expect(await sendNotices(ordersOf(desk), desk)).toMatchObject([
    { n: numbers[0], outcome: 'sent' },
    { n: numbers[1], outcome: 'later' },
  ])
  expect(desk.sent.map(({ template }) => template)).toEqual(['guidance'])
})

test('one that will never be sent by its channel says why, so that the next channel is tried', async () => {
  const desk = createDesk()
  desk.messages = { send: () => Promise.reject(new GatewayRefused(provider, 400, 'INVALID')) }
  expect(await sendNotices(ordersOf(desk), desk)).toEqual(
    numbers.map((n) => ({ n, outcome: 'never', cause: 'NOTICE_REFUSED' })),
  )
  desk.contactOf = async () => null
  expect(await sendNotices(ordersOf(desk), desk)).toEqual(
    numbers.map((n) => ({ n, outcome: 'never', cause: 'NO_CONTACT' })),
  )
})

test('while the log cannot be read nothing is sent, and all of it is left for later', async () => {
  const desk = createDesk()
  const orders = ordersOf(desk)
  desk.readEvents = () => Promise.reject(new Error('the database is away'))
  expect(await sendNotices(orders, desk)).toEqual(numbers.map((n) => ({ n, outcome: 'later' })))
  expect(desk.sent).toEqual([])
})

const kinds = ['guidance', 'correction'] as const
const numbers = kinds.map((kind) => orderOf(createDesk(), kind).notice.n)

const ordersOf = (desk: ReturnType<typeof createDesk>) => ({
  claimId,
  branch,
  notices: kinds.map((kind) => orderOf(desk, kind).notice),
})
