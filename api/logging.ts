import { randomBytes } from 'node:crypto'

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { LoggerOptions } from 'pino'

import { knownRolesOf } from './access.ts'

/** Ids that join an answer, its log line and the caller's trace. */
export interface RequestIds {
  readonly requestId: string
  readonly traceId: string
}

/** pino with serialisers that let nothing of a request through: what may be logged is named where it is logged. */
export function loggerOptions(level: string): LoggerOptions {
  return {
    level,
    base: { service: 'lipei-api' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: { req: () => undefined, res: () => undefined, err: safeError },
  }
}

/** One line per answer: route pattern instead of address, since a query may carry personal data. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      traceId: idsOf(request).traceId,
      roles: knownRolesOf(request),
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
  })
}

/** Name, codes and places of an error and its causes. Messages stay out: drivers and parsers quote what they read. */
export function safeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    name: error.name,
    ...('code' in error && { code: String(error.code).slice(0, 64) }),
    ...('constraint' in error && { constraint: String(error.constraint).slice(0, 64) }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: safeError(error.cause) }),
  }
}

export function newRequestId(): string {
  return `req_${randomBytes(12).toString('hex')}`
}

const traces = new WeakMap<FastifyRequest, string>()

/** The caller's trace id (W3C Trace Context) or one of our own. */
export function idsOf(request: FastifyRequest): RequestIds {
  const known = traces.get(request)
  if (known !== undefined) return { requestId: request.id, traceId: known }
  const given = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(String(request.headers['traceparent']))?.[1]
  const traceId = given ?? randomBytes(16).toString('hex')
  traces.set(request, traceId)
  return { requestId: request.id, traceId }
}
