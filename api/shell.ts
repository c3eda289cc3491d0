import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import fastify, { LogController } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'

import type { AccessPorts } from './access.ts'
import { guardRoutes } from './access.ts'
import type { ApiDependencies, ApiServer } from './dependencies.ts'
import { describeApi } from './documentation.ts'
import { keepSentBody } from './idempotency.ts'
import { logAnswers, loggerOptions, newRequestId } from './logging.ts'
import { answerProblems, answerSocketProblem, sendFrameworkProblem } from './problem-answers.ts'
import { problemAnswers } from './wire/problem-body.ts'

const bodyLimitBytes = 256 * 1024

type ShellOptions = Pick<ApiDependencies, 'logLevel' | 'logTo'>

/** The server without its routes: what it accepts, whom it lets in, how it says no. */
export function createShell({ logLevel, logTo }: ShellOptions, access: AccessPorts): ApiServer {
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 100 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // While closing, what already arrived is still served.
    return503OnClosing: false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: newRequestId,
    logger: { ...loggerOptions(logLevel), ...(logTo && { stream: logTo }) },
    frameworkErrors: sendFrameworkProblem,
    clientErrorHandler: answerSocketProblem,
  }).withTypeProvider<ZodTypeProvider>()

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  acceptJsonOnly(app)
  completeSchemas(app)
  answerProblems(app)
  logAnswers(app)
  guardRoutes(app, access)
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id))
  app.addHook('preValidation', async (request) => keepSentBody(request))
  endConnectionsOnClosing(app)
  app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } })
  describeApi(app)
  return app
}

/** One parser for one media type, matched whole: odd headers have smuggled bodies past schemas before. */
function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser(/^application\/json(?:;\s*charset="?utf-8"?)?$/i, { parseAs: 'string' }, parse)
}

/** A connection its client keeps alive would hold the end of the process up until nobody has used it for a minute. */
function endConnectionsOnClosing(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => void (isClosing = true))
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
}

const noQuery = z.strictObject({})

/** A route that declares no query accepts none, and every route documents its problems. */
function completeSchemas(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/v1/')) return
    const { response, ...schema } = route.schema ?? {}
    route.schema = { querystring: noQuery, ...schema, response: { ...problemAnswers, ...(response as object) } }
  })
}
