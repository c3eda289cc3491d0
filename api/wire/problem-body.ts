import { z } from 'zod'

/** The body of every answer that is no success (RFC 9457). */
export const problemBody = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    remedy: z.string(),
    instance: z.string(),
    code: z.string(),
    traceId: z.string(),
    retryable: z.boolean(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string(), code: z.string() })).optional(),
    claimStatus: z.string().optional(),
    possible: z.array(z.string()).optional(),
    whoMay: z.array(z.string()).optional(),
    otherClaimId: z.string().optional(),
    resolvedBy: z.string().optional(),
  })
  .meta({ id: 'Problem' })

const asProblem = { content: { 'application/problem+json': { schema: problemBody } } }

/** Every route's answers besides its own: spread into `response`. */
export const problemAnswers = {
  '4xx': { description: 'The request cannot be served as it stands', ...asProblem },
  '5xx': { description: 'Not now: safe to repeat with the same Idempotency-Key', ...asProblem },
}
