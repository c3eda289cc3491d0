import { createHash } from 'node:crypto'

import canonicalizeModule from 'canonicalize'
import type { FastifyRequest } from 'fastify'

import { identityOf } from './access.ts'
import { fieldProblem } from './problems.ts'

/** What makes a request safe to repeat: the same intent has the same id, the same content the same hash. */
export interface Idempotency {
  /** sha256 hex over client, route with its path parameters, and Idempotency-Key. */
  readonly commandId: string
  /** sha256 hex over the body as it came, in canonical JSON (RFC 8785). */
  readonly bodyHash: string
}

/** The package is CommonJS and its types describe an ES module. */
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined

const bodies = new WeakMap<FastifyRequest, unknown>()

/** Keeps the body as the client wrote it, before defaults and normal forms: they may differ in the next release. */
export function keepSentBody(request: FastifyRequest): void {
  bodies.set(request, request.body)
}

/** The body as it came, for whoever describes its faults. */
export function sentBodyOf(request: FastifyRequest): unknown {
  return bodies.get(request)
}

/** Both ids of the request. Only for routes behind a token whose body has passed its schema. */
export function idempotencyOf(request: FastifyRequest): Idempotency {
  return {
    commandId: hashIntent(request, identityOf(request).clientId, keyOf(request)),
    bodyHash: hashOf(bodies.get(request) ?? null),
  }
}

/** Both ids of one row of a request that asks several things: the same row of the same request is the same intent. */
export function idempotencyOfRow({ commandId }: Idempotency, index: number, row: unknown): Idempotency {
  return { commandId: hashOf([commandId, index]), bodyHash: hashOf(row) }
}

/** The same command id for a caller who is not let in; null without a key that is one. */
export function commandIdOf(request: FastifyRequest, clientId: string): string | null {
  const key = readKey(request.headers['idempotency-key'])
  return key === null ? null : hashIntent(request, clientId, key)
}

function hashIntent(request: FastifyRequest, clientId: string, key: string): string {
  return hashOf([clientId, `${request.method} ${request.routeOptions.url ?? ''}`, request.params, key])
}

function keyOf(request: FastifyRequest): string {
  const pointer = 'header:idempotency-key'
  const header = request.headers['idempotency-key']
  if (header === undefined || header === '') {
    const detail = 'send an Idempotency-Key with every request that changes something'
    throw fieldProblem('IDEMPOTENCY_KEY_MISSING', { pointer, detail, code: 'required' })
  }
  const key = readKey(header)
  if (key !== null) return key
  const detail = 'expected 1 to 255 visible ASCII characters, bare or in double quotes'
  throw fieldProblem('IDEMPOTENCY_KEY_MALFORMED', { pointer, detail, code: 'format' })
}

/** The key bare or quoted, as a structured field has it: both spell the same key. Null for what is none. */
function readKey(header: string | readonly string[] | undefined): string | null {
  const key = typeof header === 'string' ? (/^"(.*)"$/.exec(header)?.[1] ?? header) : ''
  return /^[\x21-\x7e]{1,255}$/.test(key) ? key : null
}

function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex')
}
