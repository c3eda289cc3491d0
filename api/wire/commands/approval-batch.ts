import { z } from 'zod'

import type { RowOutcome } from '../../commands/approval-batch.ts'
import { answerBody, answerOnWire } from '../answer.ts'
import { problemBody } from '../problem-body.ts'
import { prepaymentApproval } from './advance.ts'
import { approval } from './decision.ts'
import { resolution } from './dispute.ts'
import { compensation, paymentCheck } from './settlement.ts'

const row = {
  claimId: z.string().max(64),
  /** The ETag of the claim, as its own address takes it in If-Match. */
  decisionVersion: z.int().min(0),
} as const
const n = z.int().min(1).max(100_000)

/** Each subject of the queue with the body of its own address; without a subject a proposal, or a vote. */
const batchRow = z.discriminatedUnion('subject', [
  z.strictObject({ ...row, subject: z.literal('proposal').optional(), decision: approval }),
  z.strictObject({ ...row, subject: z.literal('advance'), n, decision: prepaymentApproval }),
  z.strictObject({ ...row, subject: z.literal('compensation'), n, decision: compensation }),
  z.strictObject({ ...row, subject: z.literal('dispute'), decision: resolution }),
  z.strictObject({ ...row, subject: z.literal('payment'), n, decision: paymentCheck }),
])

export type BatchRow = z.output<typeof batchRow>

/** A vote names what it is on; what a row decides else, its subject and its number say. */
function nameOf(one: BatchRow): string {
  const on = 'action' in one.decision && one.decision.action === 'vote' ? one.decision.on : undefined
  return JSON.stringify([one.claimId, on ?? ['proposal', one.subject ?? 'proposal', 'n' in one ? one.n : 0]])
}

export const batchBody = z
  .strictObject({
    rows: z
      .array(batchRow)
      .min(1)
      .max(50)
      .refine((rows) => new Set(rows.map(nameOf)).size === rows.length, 'names a decision twice'),
  })
  .meta({
    examples: [
      {
        rows: [
          {
            claimId: 'clm_019cabcd-0000-7000-8000-000000000001',
            decisionVersion: 9,
            decision: { action: 'approve' },
          },
          {
            claimId: 'clm_019cabcd-0000-7000-8000-000000000002',
            decisionVersion: 14,
            subject: 'payment',
            n: 1,
            decision: { verdict: 'approve' },
          },
        ],
      },
    ],
  })

export const batchAnswer = z.object({
  done: z.int(),
  refused: z.int(),
  /** One for each row, in order: an answer or a problem, as the claim's own address gives it. */
  rows: z.array(z.object({ claimId: z.string(), answer: answerBody.optional(), problem: problemBody.optional() })),
})

export function batchOnWire(outcomes: readonly RowOutcome[]) {
  const rows = outcomes.map((outcome) =>
    'answer' in outcome ? { claimId: outcome.claimId, answer: answerOnWire(outcome.answer) } : withLists(outcome),
  )
  const done = outcomes.filter((outcome) => 'answer' in outcome).length
  return { done, refused: outcomes.length - done, rows }
}

/** A problem's lists are its own to keep. */
function withLists({ claimId, problem }: Extract<RowOutcome, { problem: unknown }>) {
  const { errors, possible, whoMay, ...rest } = problem
  return {
    claimId,
    problem: {
      ...rest,
      ...(errors && { errors: [...errors] }),
      ...(possible && { possible: [...possible] }),
      ...(whoMay && { whoMay: [...whoMay] }),
    },
  }
}
