import type { FastifyReply } from 'fastify'
import { z } from 'zod'

import type { ClaimAnswer } from '../../workflows/claim-contract.ts'
import { setEtag } from '../etag.ts'

/** What every command is answered with: where the claim stands after it, and where to read on. */
export const answerBody = z
  .object({
    claimId: z.string(),
    status: z.string(),
    /** Events so far. */
    version: z.int(),
    /** The claim's ETag without its quotes. */
    decisionVersion: z.int(),
    links: z.object({ self: z.string(), events: z.string(), clocks: z.string(), nextActions: z.string() }),
  })
  .meta({ id: 'Answer' })

/** Answers a command that is done and recorded: 200, with the claim's new ETag. */
export function sendAnswer(reply: FastifyReply, answer: ClaimAnswer): FastifyReply {
  setEtag(reply, answer.decisionVersion)
  return reply.code(200).send(answerOnWire(answer))
}

export function answerOnWire({
  claimId,
  status,
  version,
  decisionVersion,
}: Omit<ClaimAnswer, 'commandId' | 'bodyHash'>) {
  return { claimId, status, version, decisionVersion, links: linksOf(claimId) }
}

export function linksOf(claimId: string) {
  const self = `/v1/claims/${claimId}`
  return { self, events: `${self}/events`, clocks: `${self}/clocks`, nextActions: `${self}/next-actions` }
}
