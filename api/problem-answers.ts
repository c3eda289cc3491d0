import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { problemOf } from './failures.ts'
import { idsOf, newRequestId, safeError } from './logging.ts'
import type { ProblemCode } from './problem-catalogue.ts'
import { Problem } from './problems.ts'

const mediaType = 'application/problem+json'

/** Answers every failure with problem+json: what a route threw, an unknown address, a wrong method. */
export function answerProblems(app: FastifyInstance): void {
  const routes: RoutePattern[] = []
  app.addHook('onRoute', ({ method, url }) => {
    routes.push({ methods: [method].flat(), steps: url.split('/') })
  })
  app.setErrorHandler((error, request, reply) => sendProblem(problemOf(error, request), request, reply))
  app.setNotFoundHandler((request, reply) => {
    const allow = methodsOf(routes, request.url)
    const problem = allow.length > 0 ? new Problem('METHOD_NOT_ALLOWED', { allow }) : new Problem('ROUTE_NOT_FOUND')
    return sendProblem(problem, request, reply)
  })
}

/** Fastify's own errors before routing, such as an address that cannot be decoded. */
export function sendFrameworkProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(problemOf(error, request), request, reply)
}

/** What arrives is not HTTP, too long or too slow: there is no request yet, the answer goes straight to the socket. */
export function answerSocketProblem(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const problem = new Problem(socketCodes[error.code ?? ''] ?? 'HTTP_MALFORMED')
  const body = JSON.stringify(problem.toBody({ requestId: newRequestId(), traceId: '0'.repeat(32) }))
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `Content-Type: ${mediaType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const socketCodes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
}

function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { allow, retryAfterSeconds = problem.status === 503 ? 2 : undefined } = problem.facts
  const ids = idsOf(request)
  if (problem.status >= 500) {
    request.log.error({ traceId: ids.traceId, code: problem.code, error: safeError(problem.facts.cause) })
  }
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
  if (allow !== undefined) reply.header('allow', allow.join(', '))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).type(mediaType).serializer(JSON.stringify).send(problem.toBody(ids))
}

interface RoutePattern {
  readonly methods: readonly string[]
  readonly steps: readonly string[]
}

/** Methods another route of this address has. */
function methodsOf(routes: readonly RoutePattern[], url: string): string[] {
  const steps = (url.split('?')[0] ?? '').split('/')
  const matching = routes.filter(
    (route) =>
      route.steps.length === steps.length &&
      route.steps.every((step, index) => step.startsWith(':') || step === steps[index]),
  )
  return [...new Set(matching.flatMap(({ methods }) => methods))]
}
