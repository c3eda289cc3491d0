import type { FastifyRequest } from 'fastify'

import { readSummary } from '../../db/claim-summary.ts'
import { maySee } from '../access.ts'
import { problemOf } from '../failures.ts'
import type { Idempotency } from '../idempotency.ts'
import { idempotencyOf, idempotencyOfRow } from '../idempotency.ts'
import { idsOf } from '../logging.ts'
import type { ProblemBody } from '../problems.ts'
import { Problem } from '../problems.ts'
import type { BatchRow } from '../wire/commands/approval-batch.ts'
import { obeyDoor } from './answer-command.ts'
import type { AskDependencies, GivenAnswer } from './ask-claim.ts'
import { prepaymentApproval } from './advance-doors.ts'
import type { CommandDoor } from './command-door.ts'
import { approval } from './decision-doors.ts'
import { resolution } from './dispute-doors.ts'
import { compensation, paymentCheck } from './settlement-doors.ts'

/** What came of one row: an answer as its own address gives it, or the problem. */
export type RowOutcome =
  | { readonly claimId: string; readonly answer: GivenAnswer }
  | { readonly claimId: string; readonly problem: ProblemBody }

/**
 * Decides row by row, in order, each as at its own address: bound to the version its row names, refused by the same rules.
 * What is wrong with one row does not stop the others. Repeating the request under its key repeats the answers.
 */
export async function decideBatch(
  deps: AskDependencies,
  request: FastifyRequest,
  rows: readonly BatchRow[],
): Promise<readonly RowOutcome[]> {
  const whole = idempotencyOf(request)
  const outcomes: RowOutcome[] = []
  for (const [index, row] of rows.entries()) {
    const { claimId } = row
    try {
      outcomes.push({ claimId, answer: await decideRow(deps, request, row, idempotencyOfRow(whole, index, row)) })
    } catch (error) {
      outcomes.push({ claimId, problem: problemOf(error, request).toBody(idsOf(request)) })
    }
  }
  return outcomes
}

async function decideRow(
  deps: AskDependencies,
  request: FastifyRequest,
  row: BatchRow,
  idempotency: Idempotency,
): Promise<GivenAnswer> {
  const claim = await readSummary(deps.db, row.claimId)
  if (claim === null || !maySee(request, claim)) throw new Problem('CLAIM_NOT_FOUND')
  const version = (): number => row.decisionVersion
  const { decision: body, subject = 'proposal' } = row
  const n = 'n' in row ? row.n : 0
  return obeyDoor(deps, doors[subject], { request, claim, idempotency, body, n, version })
}

/** The address each subject has of its own. */
const doors: Readonly<Record<NonNullable<BatchRow['subject']>, CommandDoor>> = {
  proposal: approval,
  advance: prepaymentApproval,
  compensation,
  dispute: resolution,
  payment: paymentCheck,
}
