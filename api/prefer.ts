import type { FastifyRequest } from 'fastify'

import { fieldProblem } from './problems.ts'

/** However long somebody prefers to wait. */
const longestWaitSeconds = 10

/**
 * How long the caller prefers to wait for the outcome, in milliseconds (RFC 7240, `Prefer: wait=n`, n in seconds, 10 at most); null
 * where nothing is said. Other preferences are ignored, and of several waits the first counts, as the RFC has it.
 *
 * @throws {Problem} REQUEST_MALFORMED: a wait that is no number of seconds.
 */
export function preferredWaitMs(request: FastifyRequest): number | null {
  const header = [request.headers['prefer'] ?? []].flat().join(',')
  // Items are separated by commas, which may also stand in quotes.
  const items = (header.match(/(?:[^",]|"(?:[^"\\]|\\.)*")+/g) ?? []).map((item) => item.trim())
  const wait = items.find((item) => /^wait\s*(?:[=;]|$)/i.test(item))
  if (wait === undefined) return null
  const seconds = /^wait\s*=\s*("?)(\d{1,9})\1\s*(?:;|$)/i.exec(wait)?.[2]
  if (seconds !== undefined) return Math.min(Number(seconds), longestWaitSeconds) * 1_000
  const detail = 'expected wait=n, n whole seconds, such as wait=5'
  throw fieldProblem('REQUEST_MALFORMED', { pointer: 'header:prefer', detail, code: 'format' })
}
