import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client'
import type { FastifyInstance } from 'fastify'
import fastify from 'fastify'

import { commandTable } from '../../../domain/claim/command-table.ts'
import type { TwinFiling, TwinMessage, TwinReceipt } from './twin-contract.ts'
import { claimOfPayment, parseNoticeReference } from './twin-contract.ts'

/** What is behind the door of a twin. */
export interface TwinDesk {
  readonly start: (filed: TwinFiling) => Promise<void>
  readonly message: (claimId: string, message: TwinMessage) => Promise<{ code: 200 | 202; body: object }>
  readonly read: (claimId: string) => Promise<object | null>
  readonly tell: (claimId: string, receipt: TwinReceipt) => Promise<void>
}

/** A plain HTTP front: no authentication, no signatures, no documents. Listens until SIGTERM. */
export async function serveTwin(port: number, desk: TwinDesk): Promise<void> {
  const app = fastify()
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) =>
    reply.code(codeOf(error)).send({ detail: error.message }),
  )
  claimRoutes(app, desk)
  callbackRoutes(app, desk)
  process.once('SIGTERM', () => void app.close().then(() => process.exit()))
  await app.listen({ host: '127.0.0.1', port })
}

function codeOf(error: Error & { statusCode?: number }): number {
  if (error instanceof WorkflowNotFoundError) return 404
  if (error instanceof WorkflowExecutionAlreadyStartedError) return 409
  return error.statusCode ?? 500
}

interface OfClaim {
  readonly Params: { readonly claimId: string }
}

function claimRoutes(app: FastifyInstance, desk: TwinDesk): void {
  app.get('/healthz', () => ({ ok: true }))
  app.post<{ Body: TwinFiling }>('/claims', { schema: { body: filing } }, async ({ body }, reply) => {
    await desk.start(body)
    return reply.code(201).send({ claimId: body.claimId })
  })
  app.post<OfClaim & { Body: TwinMessage }>(
    '/claims/:claimId/messages',
    { schema: { body: message } },
    async ({ params, body }, reply) => {
      const answer = await desk.message(params.claimId, body)
      return reply.code(answer.code).send(answer.body)
    },
  )
  app.get<OfClaim>('/claims/:claimId', async ({ params }, reply) => {
    const view = await desk.read(params.claimId)
    return view ?? reply.code(404).send({ detail: 'no such claim' })
  })
}

/** Whoever calls back is never told that nobody listens any more: it would call for ever. */
function callbackRoutes(app: FastifyInstance, desk: TwinDesk): void {
  async function tell(claimId: string, receipt: TwinReceipt): Promise<object> {
    await desk.tell(claimId, receipt).catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error
    })
    return { received: true }
  }
  app.post<Callback>('/callbacks/messages', ({ body }) => {
    const { claimId, n } = parseNoticeReference(body.reference)
    return tell(claimId, { type: 'delivered', n })
  })
  app.post<Callback>('/callbacks/bank', ({ body }) => tell(claimOfPayment(body.reference), { type: 'settled' }))
}

interface Callback {
  readonly Body: { readonly reference: string }
}

const claimId = { type: 'string', pattern: '^[A-Za-z0-9]{1,28}$' }
const filing = { type: 'object', required: ['claimId', 'filing'], properties: { claimId, filing: {} } }
const message = { type: 'object', required: ['type'], properties: { type: { enum: Object.keys(commandTable) } } }
