import { z } from 'zod'

import { fold } from '../../../domain/claim/evolve.ts'
import { nextActions } from '../../../domain/claim/next-actions.ts'
import type { WeighedApproval } from '../../commands/weigh-approval.ts'
import { onWire } from '../on-wire.ts'
import { castVotes } from '../votes.ts'
import { actingApprover } from './approval-queue.ts'

export const approvalPreview = z.object({
  claimId: z.string(),
  /** Send it in If-Match when deciding. */
  decisionVersion: z.int(),
  status: z.string(),
  /** Whether the caller may decide so, now. */
  may: z.boolean(),
  /** Why not. */
  refusal: z
    .object({
      code: z.string(),
      detail: z.string(),
      field: z.string().optional(),
      whoMay: z.array(z.string()).optional(),
    })
    .optional(),
  /** Where the claim would stand, and what would happen on the way. */
  becomes: z.string().optional(),
  events: z.array(z.string()),
  /** Notices that would be ordered: to whom, what, and by which channel. */
  notices: z.array(z.object({ kind: z.string(), audience: z.string(), channel: z.string() })),
  /** What is missing for the next step of the claim as it stands. */
  missing: z.array(z.string()),
  /** What the decision takes; absent where nothing waits for one. */
  takes: z
    .object({
      /** The whole case: paid, advanced, pending and this; of an advance all advances, of a reserve what is set aside. */
      payFen: z.string().nullable(),
      refuseFen: z.string().nullable(),
      requiredLevel: z.int().nullable(),
      whoMay: z.array(actingApprover),
      votes: castVotes,
    })
    .optional(),
  asOf: z.string(),
})

export function previewedOnWire({
  listed,
  claim,
  decision,
  waiting,
}: WeighedApproval): z.output<typeof approvalPreview> {
  const { claimId, decisionVersion, asOf } = listed
  const standing = { claimId, decisionVersion, status: claim.stage.status, missing: [...nextActions(claim).missing] }
  const takes = waiting === null ? {} : { takes: takenBy(waiting) }
  return { ...onWire({ asOf }), ...standing, ...outcomeOf({ claim, decision }), ...takes }
}

function outcomeOf({ claim, decision }: Pick<WeighedApproval, 'claim' | 'decision'>) {
  if ('refusal' in decision) {
    const { code, message: detail, field, whoMay } = decision.refusal
    const more = { ...(field !== undefined && { field }), ...(whoMay && { whoMay: [...whoMay] }) }
    return { may: false, refusal: { code, detail, ...more }, events: [], notices: [] }
  }
  const { events } = decision
  const notices = events.flatMap(({ notices: ordered = [] }) =>
    ordered.map(({ kind, audience, channel }) => ({ kind, audience, channel })),
  )
  const becomes = fold(claim, events).stage.status
  return { may: true, becomes, events: events.map(({ type }) => type), notices }
}

function takenBy({ need, level, whoMay, votes }: NonNullable<WeighedApproval['waiting']>) {
  const { payFen = null, refuseFen = null, prepayFen = null, reserveFen = null } = need ?? {}
  return {
    ...onWire({ payFen: payFen ?? prepayFen ?? reserveFen, refuseFen, requiredLevel: level, votes: [...votes] }),
    whoMay: [...whoMay],
  }
}
