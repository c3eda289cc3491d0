import { z } from 'zod'

import type { ListedClaim } from '../../../db/claim-summary.ts'
import type { DecisionSubject, WaitingDecision } from '../../../domain/claim/waiting-decisions.ts'
import { decisionSubjects } from '../../../domain/claim/waiting-decisions.ts'
import type { WaitingFor } from '../../commands/weigh-approval.ts'
import { answerBody, linksOf } from '../answer.ts'
import { pageBody } from '../claim-list.ts'
import type { fallenOf } from '../fallen-approval.ts'
import { fallenApproval } from '../fallen-approval.ts'
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
  /** Null: a second person is asked for, whatever his step. */
  level: z.int().nullable(),
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
  /** What is to be decided; with a number where the claim may have several of it. */
  subject: z.enum(decisionSubjects),
  n: z.int().nullable(),
  /** Where: below the claim's own address. */
  decideAt: z.string(),
  /** What a yes does. */
  kind: z.string(),
  payFen: z.string(),
  refuseFen: z.string(),
  ground: z.string().nullable(),
  /** Null where rules or the law ask. */
  proposedBy: z.string().nullable(),
  proposedAt: z.string().nullable(),
  /** The lowest step that suffices by the limits of today; null where a second person is enough. */
  requiredLevel: z.int().nullable(),
  whoMay: z.array(actingApprover),
  /** Of the committee so far. */
  votes: castVotes,
  /** Approvals of it that fell before because what they bound was changed, and whose they were. */
  fellBefore: z.array(fallenApproval),
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
export interface WaitingClaim extends WaitingFor {
  readonly listed: ListedClaim
  readonly blockedBy: readonly string[]
  readonly fellBefore: ReturnType<typeof fallenOf>
}

export function queuedOnWire({
  listed,
  blockedBy,
  fellBefore,
  what,
  ...waiting
}: WaitingClaim): z.output<typeof queuedApproval> {
  const { claimId, decisionVersion, line, lane, branch, nextDeadline, escalated, asOf } = listed
  const { kind, payFen, refuseFen, ground, proposedBy, proposedAt, level: requiredLevel } = waiting
  const secondsLeft = nextDeadline === null ? null : Math.floor((nextDeadline.at - asOf) / 1_000)
  const proposed = { kind, payFen, refuseFen, ground, proposedBy, proposedAt, requiredLevel }
  const standing = { claimId, decisionVersion, line, lane, branch, nextDeadline, escalated, asOf, secondsLeft }
  return {
    ...onWire({ ...standing, ...proposed, blockedBy: [...blockedBy], fellBefore }),
    ...placeOf(what, requiredLevel),
    whoMay: [...waiting.whoMay],
    votes: onWire([...waiting.votes]),
    links: linksOf(claimId),
  }
}

/** Where it is decided: what the committee decides, by a vote. */
function placeOf(what: WaitingDecision, level: number | null) {
  const { subject } = what
  const n = 'n' in what ? what.n : null
  const isVoted = level === 5 && subject !== 'ruling'
  return { subject, n, decideAt: isVoted ? '/approvals' : places[subject].replace('{n}', String(n)) }
}

const places: Readonly<Record<DecisionSubject, string>> = {
  proposal: '/approvals',
  advance: '/prepayments/{n}/approval',
  compensation: '/compensations/{n}/approval',
  reserve: '/approvals',
  'write-off': '/approvals',
  dispute: '/disputes/decision',
  ruling: '/disputes/adjudication',
  payment: '/payments/{n}/check',
}
