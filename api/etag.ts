import type { FastifyReply, FastifyRequest } from 'fastify'

import { fieldProblem } from './problems.ts'

/** The strong ETag of a claim: its decision version, raised only by what a decision binds. */
function etagOf(decisionVersion: number): string {
  return `"${decisionVersion}"`
}

export function setEtag(reply: FastifyReply, decisionVersion: number): void {
  reply.header('etag', etagOf(decisionVersion))
}

/** The decision version the caller has seen. A decision without one would be taken blind: 428. */
export function requireIfMatch(request: FastifyRequest): number {
  const header = request.headers['if-match']
  const pointer = 'header:if-match'
  if (header === undefined) {
    const detail = 'send the ETag of the claim in If-Match'
    throw fieldProblem('PRECONDITION_REQUIRED', { pointer, detail, code: 'required' })
  }
  // `*` and lists would approve whatever the claim has become, a weak tag something similar to it.
  const version = /^"(0|[1-9]\d{0,8})"$/.exec(header)?.[1]
  if (version !== undefined) return Number(version)
  throw fieldProblem('IF_MATCH_MALFORMED', { pointer, detail: 'expected one strong ETag such as "3"', code: 'format' })
}
