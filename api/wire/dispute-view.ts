import { z } from 'zod'

import type { Claim } from '../../domain/claim/state.ts'

/** A dispute as both sides see it: what was said, where it stands, and how it ended. */
export const disputeBody = z.object({
  n: z.int(),
  state: z.string(),
  how: z.string(),
  /** Raised within thirty days of the answer: looked into first. */
  fast: z.boolean(),
  raisedAt: z.string(),
  reasonTextId: z.string(),
  claimedFen: z.string().optional(),
  appraisals: z.array(
    z.object({
      appointedBy: z.string(),
      assessorId: z.string(),
      from: z.string(),
      to: z.string().optional(),
      assessedFen: z.string().optional(),
      textId: z.string().optional(),
    }),
  ),
  mediation: z.object({ mediatorId: z.string(), from: z.string(), to: z.string().optional() }).optional(),
  litigation: z
    .object({
      forum: z.string(),
      filedAt: z.string(),
      caseTextId: z.string(),
      dates: z.array(z.object({ on: z.string(), what: z.string() })),
    })
    .optional(),
  outcome: z.string().optional(),
  endedAt: z.string().optional(),
})

/** How it is being handled: staff only. */
export const disputeDeskBody = z.object({
  handlerId: z.string().nullable(),
  about: z.object({
    decidedBy: z.string(),
    /** Who had lent the step it was decided by. */
    onBehalfOf: z.string().optional(),
    decidedAt: z.string(),
    level: z.int(),
  }),
  /** Of the committee, on the final ruling. */
  votes: z.int(),
  /** Of the committee, on what is proposed. */
  proposalVotes: z.int(),
  proposal: z
    .object({
      outcome: z.string(),
      payFen: z.string(),
      reasonTextId: z.string().optional(),
      proposedBy: z.string(),
      proposedAt: z.string(),
      requiredLevel: z.int(),
      /** Of what takes back a refusal for fraud: who of compliance has signed it. */
      countersignedBy: z.string().optional(),
      payBy: z.string().optional(),
    })
    .nullable(),
})

/** The two sides of a dispute; nothing where there was none. What waits for a decision is the desk's alone. */
export function disputeParts({ dispute }: Pick<Claim, 'dispute'>) {
  if (dispute === undefined) return { shown: {}, desk: {} }
  const { handlerId = null, about, votes, proposal = null, proposalVotes, ...shown } = dispute
  const counted = { votes: votes.length, proposalVotes: proposalVotes.length }
  return {
    shown: { dispute: shown },
    desk: { dispute: { handlerId, about, ...counted, proposal } },
  }
}
