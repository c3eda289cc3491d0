import { z } from 'zod'

import type { ListedClaim } from '../../../db/claim-summary.ts'
import type { WaitingProposal } from '../../commands/weigh-approval.ts'
import { answerBody, linksOf } from '../answer.ts'
import { pageBody } from '../claim-list.ts'
import { onWire } from '../on-wire.ts'
import { castVotes } from '../votes.ts'

export const queueQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(500).optional(),
  /** Also what the caller may not decide, with what is in the way. */
  all: z.enum(['true', 'false']).default('false'),
})

/** Somebody a decision may wait for: the first of a list is for whom it does. */
export const actingApprover = z.object({
  level: z.int(),
  role: z.string(),
  /** Null: whoever has the role, for the duty roster names nobody. */
  personId: z.string().nullable(),
  /** Who is away and lent it. */
  onBehalfOf: z.string().optional(),
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
  /** The lowest step that suffices by the limits of today. */
  requiredLevel: z.int(),
  whoMay: z.array(actingApprover),
  /** Of the committee so far. */
  votes: castVotes,
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
export interface WaitingClaim extends WaitingProposal {
  readonly listed: ListedClaim
  readonly blockedBy: readonly string[]
}

export function queuedOnWire({
  listed,
  proposal,
  blockedBy,
  ...waiting
}: WaitingClaim): z.output<typeof queuedApproval> {
  const { claimId, decisionVersion, line, lane, branch, nextDeadline, escalated, asOf } = listed
  const { kind, payFen, refuseFen, ground = null, proposedBy, proposedAt } = proposal
  const secondsLeft = nextDeadline === null ? null : Math.floor((nextDeadline.at - asOf) / 1_000)
  const proposed = { kind, payFen, refuseFen, ground, proposedBy, proposedAt, requiredLevel: waiting.level }
  const standing = { claimId, decisionVersion, line, lane, branch, nextDeadline, escalated, asOf, secondsLeft }
  return {
    ...onWire({ ...standing, ...proposed, blockedBy: [...blockedBy] }),
    whoMay: [...waiting.whoMay],
    votes: onWire(waiting.votes),
    links: linksOf(claimId),
  }
}
