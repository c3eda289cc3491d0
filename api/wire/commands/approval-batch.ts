import { z } from 'zod'

import type { RowOutcome } from '../../commands/approval-batch.ts'
import { answerBody, answerOnWire } from '../answer.ts'
import { problemBody } from '../problem-body.ts'
import { approval } from './decision.ts'

const batchRow = z.strictObject({
  claimId: z.string().max(64),
  /** The ETag of the claim, as its own address takes it in If-Match. */
  decisionVersion: z.int().min(0),
  decision: approval,
})

export type BatchRow = z.output<typeof batchRow>

export const batchBody = z
  .strictObject({
    rows: z
      .array(batchRow)
      .min(1)
      .max(50)
      .refine((rows) => new Set(rows.map(({ claimId }) => claimId)).size === rows.length, 'names a claim twice'),
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
