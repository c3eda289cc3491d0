import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { createAgenda } from './agenda.ts'
import { callbackFaults, createCallbackSender, type CallbackTarget, type Receipt } from './callbacks.ts'
import { openJournal, type Journal } from './journal.ts'
import { createMessageBook, type MessageBook, type MessageEntry } from './message-book.ts'
import {
  commonFaults,
  createServer,
  parseInput,
  type Simulator,
  type SimulatorOptions,
  type SimulatorServer,
} from './server.ts'

const channel = z.enum(['app', 'sms', 'email', 'phone', 'wechat', 'post', 'staff'])
const reference = z.string().regex(/^[A-Za-z0-9._:/-]{1,128}$/)

const order = z.strictObject({
  reference,
  channel,
  to: z.string().min(1).max(200),
  template: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/),
  language: z.enum(['zh', 'en']),
  body: z.string().min(1).max(10_000),
})

const bookQuery = z.strictObject({ reference: reference.optional() })

const faultShape = (deliverAfterMs: number) =>
  z.strictObject({
    ...commonFaults,
    ...callbackFaults,
    /** Time from acceptance to the receipt. */
    deliverAfterMs: z.int().min(0).max(604_800_000).default(deliverAfterMs),
    /** The same for a registered letter: its slip comes back after days. */
    letterAfterMs: z
      .int()
      .min(0)
      .max(604_800_000)
      .default(3 * 86_400_000),
    /** Messages accepted on these channels from now on fail instead of arriving. */
    failDelivery: z.array(channel).max(7).default([]),
  })

type Accepted = Extract<MessageEntry, { type: 'accepted' }>
type MessageFaults = z.infer<ReturnType<typeof faultShape>>
type Provider = { book: MessageBook; journal: Journal<MessageEntry>; server: SimulatorServer<MessageFaults> }

/** The provider of messages (消息服务商): takes a notice, carries it, and reports by a signed receipt how it went. */
export async function startMessageSimulator(
  options: SimulatorOptions & CallbackTarget & { deliverAfterMs?: number | undefined },
): Promise<Simulator> {
  const book = createMessageBook()
  const journal = await openJournal<MessageEntry>(join(options.dataDir, 'message-provider.jsonl'), book.apply)
  const server = createServer(faultShape(options.deliverAfterMs ?? 200), journal.settled)
  const agenda = createAgenda()
  const callbacks = createCallbackSender({
    target: options,
    faults: server.faults,
    settled: journal.settled,
    onDone: (eventId) => journal.record({ type: 'reported', eventId }),
  })

  function carry(message: Accepted): void {
    agenda.at(message.plan.at, () => {
      const receipt = receiptOf(message)
      journal.record({ type: 'carried', reference: message.reference, outcome: message.plan.outcome, receipt })
      callbacks.send(receipt)
    })
  }

  const provider = { book, journal, server }
  server.app.post(
    '/messages',
    { preHandler: server.troubled, onSend: server.losing('loseAnswers') },
    (request, reply) => {
      const message = takeMessage(provider, carry, parseInput(order, request.body))
      return reply.code(202).send(message)
    },
  )
  server.app.get('/messages', (request) => book.read(parseInput(bookQuery, request.query).reference))

  book.underWay().forEach(carry)
  book.unreported().forEach(callbacks.send)
  return {
    url: await server.listen(options),
    async close() {
      agenda.close()
      callbacks.close()
      await server.close()
      await journal.close()
    },
  }
}

function takeMessage(
  { book, journal, server }: Provider,
  carry: (message: Accepted) => void,
  asked: z.infer<typeof order>,
): object {
  const { reference } = asked
  if (book.find(reference)) {
    journal.record({ type: 'repeated', reference })
  } else {
    const { deliverAfterMs, letterAfterMs, failDelivery } = server.faults.current()
    const at = Date.now()
    const outcome = failDelivery.includes(asked.channel) ? 'failed' : 'delivered'
    const plan = { at: at + (asked.channel === 'post' ? letterAfterMs : deliverAfterMs), outcome } as const
    const accepted: Accepted = { type: 'accepted', ...asked, messageId: `msg_${randomUUID()}`, at, plan }
    journal.record(accepted)
    carry(accepted)
  }
  return { messageId: book.get(reference).messageId, reference, state: 'accepted' }
}

function receiptOf({ messageId, reference, plan }: Accepted): Receipt {
  return {
    type: `message.${plan.outcome}`,
    eventId: `evt_${randomUUID()}`,
    messageId,
    reference,
    occurredAt: new Date().toISOString(),
    ...(plan.outcome === 'failed' ? { reason: 'undeliverable' } : {}),
  }
}
