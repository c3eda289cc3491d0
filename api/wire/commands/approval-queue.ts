import { z } from 'zod'

import type { ListedClaim } from '../../../db/claim-summary.ts'
import type { Proposal } from '../../../domain/claim/state.ts'
import { answerBody, linksOf } from '../answer.ts'
import { pageBody } from '../claim-list.ts'
import { onWire } from '../on-wire.ts'

export const queueQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(500).optional(),
})

const queuedApproval = z.object({
  claimId: z.string(),
  /** Send it in If-Match when deciding. */
  decisionVersion: z.int(),
  line: z.string(),
  lane: z.string().nullable(),
  branch: z.string(),
  kind: z.string(),
  payFen: z.string(),
  refuseFen: z.string(),
  ground: z.string().nullable(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  requiredLevel: z.int(),
  /** Refusal codes an approval would meet now. */
  blockedBy: z.array(z.string()),
  nextDeadline: z.object({ at: z.string(), summary: z.string() }).nullable(),
  /** Negative when it is past due. */
  secondsLeft: z.int().nullable(),
  escalated: z.boolean(),
  /** The claim's own now: from here time left is counted. */
  asOf: z.string(),
  links: answerBody.shape.links,
})

export const queueAnswer = z.object({ data: z.array(queuedApproval), page: pageBody })

/** A claim that waits for a decision, with what is to be decided. */
export interface WaitingClaim {
  readonly listed: ListedClaim
  readonly proposal: Proposal
  readonly blockedBy: readonly string[]
}

export function queuedOnWire({ listed, proposal, blockedBy }: WaitingClaim): z.output<typeof queuedApproval> {
  const { claimId, decisionVersion, line, lane, branch, nextDeadline, escalated, asOf } = listed
  const { kind, payFen, refuseFen, ground = null, proposedBy, proposedAt, requiredLevel } = proposal
  const secondsLeft = nextDeadline === null ? null : Math.floor((nextDeadline.at - asOf) / 1_000)
  const proposed = { kind, payFen, refuseFen, ground, proposedBy, proposedAt, requiredLevel }
  const standing = { claimId, decisionVersion, line, lane, branch, nextDeadline, escalated, asOf, secondsLeft }
  return { ...onWire({ ...standing, ...proposed, blockedBy: [...blockedBy] }), links: linksOf(claimId) }
}
