import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'

import { problemCatalogue } from './problem-catalogue.ts'

/** The pages load nothing from elsewhere. */
const pagesPolicy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'"

/** OpenAPI 3.1 from the routes' own schemas at /openapi.json, readable at /docs. */
export function describeApi(app: FastifyInstance): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lipei',
        version: '1',
        description:
          'Insurance claims as durable workflows. Every error is problem+json with a stable code; every POST and PUT may be ' +
          'repeated: those that change something of a claim take an Idempotency-Key, the others (previews, search, ' +
          'work items, duty rosters, calendars, limits and delegations of authority, response plans, searches, lists of people affected, callbacks, ' +
          'fast-forward) repeat safely without; ' +
          'decisions take If-Match; money is a string of fen.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      security: [{ bearer: [] }],
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    transform: withHeaders,
    transformObject: jsonSchemaTransformObject,
  })
  app.register(swaggerUi, { routePrefix: '/docs', staticCSP: pagesPolicy })
}

/** Calls that change nothing, or that repeat safely by themselves, take no key. */
const keyless =
  /^\/v1\/(callbacks\/|calendars\/|claims\/search$|.*\/preview$|.*\/fast-forward$|.*\/done$|emergencies\/[^/]+\/(?:searches|lists)$)/

/** The headers that make a change safe, as parameters: whoever tries a call at /docs must be able to send them. */
function withHeaders(...[asked]: Parameters<typeof jsonSchemaTransform>): ReturnType<typeof jsonSchemaTransform> {
  const answered = withExamples(asked.schema, jsonSchemaTransform(asked))
  const { method } = asked.route
  const changes = (method === 'POST' || method === 'PUT') && !keyless.test(asked.url)
  if (!changes || answered.schema.hide === true) return answered
  const headers = wholesale.test(asked.url) ? ofDocument : asked.url === '/v1/claims' ? ofIntake : ofCommand
  return { ...answered, schema: { ...answered.schema, headers } }
}

/** The examples of a body, which the conversion of its schema leaves out. */
function withExamples(
  { body }: Parameters<typeof jsonSchemaTransform>[0]['schema'],
  answered: ReturnType<typeof jsonSchemaTransform>,
): ReturnType<typeof jsonSchemaTransform> {
  const { examples } = (body instanceof z.ZodType ? body.meta() : undefined) ?? {}
  const converted = answered.schema['body']
  if (examples === undefined || typeof converted !== 'object') return answered
  return { ...answered, schema: { ...answered.schema, body: { ...converted, examples } } }
}

/** A document that is put whole: the same again changes nothing. */
const wholesale = /^\/v1\/(?:duty-rosters\/|authority-limits$|delegations$|response-plans\/)/

const ofDocument = {
  type: 'object',
  properties: { 'If-Match': { type: 'string', description: 'The ETag of the version you saw: put over no other.' } },
}

const ofCommand = {
  type: 'object',
  required: ['Idempotency-Key'],
  properties: {
    'Idempotency-Key': { type: 'string', description: 'One key for one intent: repeating it repeats the answer.' },
    'If-Match': { type: 'string', description: 'The ETag of the claim you decide on; decisions and money need it.' },
  },
}

const ofIntake = {
  ...ofCommand,
  properties: {
    ...ofCommand.properties,
    Prefer: {
      type: 'string',
      description: '`wait=n`: be answered when the claim has moved on, after n seconds at most.',
    },
  },
}

/** One row per code, as docs/problems.md has it. */
export function problemsPage(): string {
  const rows = Object.entries(problemCatalogue).map(
    ([code, { status, title, remedy, retryable }]) =>
      `| <a id="${code}"></a>\`${code}\` | ${status} | ${retryable ? 'yes' : 'no'} | ${title} | ${remedy} |`,
  )
  return [
    '# Problems',
    '',
    'Every answer that is no success is `application/problem+json` (RFC 9457). `code` is stable: decide by it, show',
    '`title` and `detail` to people. `errors` names the fields at fault, `instance` is the request id to quote to us.',
    '',
    '| code | status | same request may succeed later | title | what to do |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

/** The page every problem's `type` leads to. The catalogue is ours alone: nothing in it needs escaping. */
export function problemsHtml(): string {
  const rows = Object.entries(problemCatalogue).map(
    ([code, { status, title, remedy }]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td><td>${remedy}</td></tr>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Problems of the Lipei API</title>
<h1>Problems</h1><table><tr><th>code</th><th>status</th><th>title</th><th>what to do</th></tr>
${rows.join('\n')}</table></html>`
}
