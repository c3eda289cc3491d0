import { expect, test } from 'vitest'
import { told } from '../test/emergency-claims.ts'
import { received } from '../test/example-claims.ts'
import { GatewayRefused, GatewayUnavailable } from './gateways/http-call.ts'
import type { Message } from './gateways/message-gateway.ts'
import type { NoticeDesk } from './send-notice.ts'
import { sendNotices } from './send-notices.ts'

const struck = received().learns(told())
const { claimId, report } = struck.standing()
/** What a claim tells when it hears of an event: the customer and a colleague. */
const orders = struck.latest
  .flatMap(({ notices = [] }) => notices)
  .map((notice) => ({ claimId, branch: report.branch, notice }))
const numbers = orders.map(({ notice }) => notice.n)

test('notices of one claim leave side by side, from one reading of its log', async () => {
  const desk = createDesk()
  expect(numbers.length).toBeGreaterThan(1)
  const outcomes = await sendNotices(orders, desk)
  expect(outcomes.map(({ n }) => n)).toEqual(numbers)
  expect(outcomes.every((outcome) => 'sent' in outcome)).toBe(true)
  expect(desk.sent.map(({ reference }) => reference)).toEqual(numbers.map((n) => `${claimId}-${n}`))
  expect(desk.readings).toBe(1)
})

test('one that can never leave by its channel says why, and the others leave', async () => {
  const desk = createDesk()
  desk.contactOf = async () => null
  const outcomes = await sendNotices(orders, desk)
  const ofCustomer = orders.filter(({ notice }) => notice.audience === 'claimant').map(({ notice }) => notice.n)
  expect(outcomes.flatMap((outcome) => ('unsendable' in outcome ? [outcome] : []))).toEqual(
    ofCustomer.map((n) => ({ n, unsendable: 'NO_CONTACT' })),
  )
  expect(outcomes).toHaveLength(orders.length)
})

test('one that the provider refuses is told apart from one it does not take this time, which is left out', async () => {
  const [refused, late, ...others] = numbers
  const desk = createDesk((message) => {
    if (message.reference === `${claimId}-${refused}`) throw new GatewayRefused('message provider', 422)
    if (message.reference === `${claimId}-${late}`) throw new GatewayUnavailable('message provider', 'no answer')
  })
  const outcomes = await sendNotices(orders, desk)
  expect(outcomes[0]).toEqual({ n: refused, unsendable: 'NOTICE_REFUSED' })
  expect(outcomes.map(({ n }) => n)).toEqual([refused, ...others])
})

test('while the provider is away all are tried again later', async () => {
  const desk = createDesk(() => {
    throw new GatewayUnavailable('message provider', 'no answer')
  })
  await expect(sendNotices(orders, desk)).rejects.toThrow(GatewayUnavailable)
})

function createDesk(trouble: (message: Message) => void = () => undefined) {
  const desk: NoticeDesk & { readonly sent: Message[]; readings: number } = {
    sent: [],
    readings: 0,
    messages: {
      async send(message) {
        trouble(message)
        return { messageId: `msg_${desk.sent.push(message)}` }
      },
    },
    async readEvents() {
      desk.readings += 1
      return struck.past
    },
    rostersFor: async () => [],
    contactOf: async () => ({ to: '13800000000', language: 'zh' }),
    readText: async (_claimId, textId) => `words of ${textId}`,
  }
  // Members of the interface are read-only; a test sets one.
  return desk as { -readonly [K in keyof typeof desk]: (typeof desk)[K] }
}
