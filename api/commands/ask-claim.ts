import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'

import { startClaim } from '../../activities/delivery/start-claim.ts'
import { findSummary } from '../../db/claim-list.ts'
import { findAnswer, readEvents } from '../../db/event-log.ts'
import { storeRefusal } from '../../db/refusals.ts'
import type { ClaimCommandType } from '../../domain/claim/commands.ts'
import { commandTable } from '../../domain/claim/command-table.ts'
import type { Refusal } from '../../domain/claim/decision.ts'
import type { ClaimStatus } from '../../domain/claim/state.ts'
import type { ClaimSummary } from '../../domain/claim/summary.ts'
import type { ClaimAnswer, ClaimRequest } from '../../workflows/claim-contract.ts'
import { askClaim as askUpdate, claimWorkflowId } from '../../workflows/claim-contract.ts'
import type { ApiDependencies } from '../dependencies.ts'
import { Problem } from '../problems.ts'
import { keepPersonalData } from './keep-personal-data.ts'
import type { PersonalData } from './set-aside.ts'

export type AskDependencies = Pick<ApiDependencies, 'db' | 'vault' | 'temporal' | 'servicePolicy' | 'calendar'>

/** The answer, and whether it was given before: to this very request, which has now come again. */
export interface GivenAnswer extends ClaimAnswer {
  readonly replayed: boolean
}

/**
 * Asks a claim to do something, and answers only when that is recorded. A command the claim knows gets its first answer
 * again, whatever became of the claim since; only then is looked whether it is finished, and only then the rules. Safe
 * to repeat after any failure. The personal data of the body are sealed before the command leaves.
 *
 * @throws {Problem} CLAIM_NOT_FOUND, CLAIM_CLOSED, COMMAND_REUSED, NOT_STARTED; and what the client of Temporal throws
 * when the server or every worker is away, or a rule refuses.
 */
export async function askClaim(
  deps: AskDependencies,
  claimId: string,
  request: ClaimRequest,
  personal: PersonalData = nothing,
): Promise<GivenAnswer> {
  const known = await findAnswer(deps.db, claimId, request.commandId)
  if (known !== null) return { claimId, ...sameBody(known, request), replayed: true }

  const summary = await findSummary(deps.db, claimId)
  if (summary === null) throw new Problem('CLAIM_NOT_FOUND')
  if (summary.restedAt !== null && !mayLeaveAnEnd(summary.status, request.command.type)) throw closed(summary)

  await keepPersonalData(deps, claimId, personal)
  if (summary.restedAt !== null) await startRun(deps, claimId, 'again')
  return { ...sameBody(await ask(deps, claimId, request), request), replayed: false }
}

const nothing: PersonalData = { texts: [], payees: [] }

/** How long a caller waits for the claim; after it the same key finds the answer, or asks anew. */
const answerTimeoutMs = 5_000

async function ask(deps: AskDependencies, claimId: string, request: ClaimRequest): Promise<ClaimAnswer> {
  try {
    return await update(deps, claimId, request)
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return askOnceStarted(deps, claimId, request)
    await keepIfRefused(deps, claimId, request, error)
    throw error
  }
}

/** A claim is recorded before its workflow is started: whoever comes in between starts it. */
async function askOnceStarted(deps: AskDependencies, claimId: string, request: ClaimRequest): Promise<ClaimAnswer> {
  // It may instead have come to its end since its row was read.
  const summary = await findSummary(deps.db, claimId)
  if (summary !== null && summary.restedAt !== null) throw closed(summary)
  await startRun(deps, claimId, 'first')
  try {
    return await update(deps, claimId, request)
  } catch (error) {
    await keepIfRefused(deps, claimId, request, error)
    throw error
  }
}

function update({ temporal }: AskDependencies, claimId: string, request: ClaimRequest): Promise<ClaimAnswer> {
  const handle = temporal.workflow.getHandle(claimWorkflowId(claimId))
  return temporal.withDeadline(Date.now() + answerTimeoutMs, () =>
    handle.executeUpdate(askUpdate, { args: [request], updateId: request.commandId }),
  )
}

async function startRun(deps: AskDependencies, claimId: string, how: 'first' | 'again'): Promise<void> {
  const { db, temporal, servicePolicy: policy, calendar } = deps
  await startClaim(temporal, { claimId, events: await readEvents(db, claimId), policy, calendar }, how)
}

/** A key names one intent. Temporal, too, answers an id it knows by the first result, whatever came with it. */
function sameBody<A extends { readonly bodyHash: string }>(answer: A, { bodyHash }: ClaimRequest): A {
  if (answer.bodyHash !== bodyHash) throw new Problem('COMMAND_REUSED')
  return answer
}

const leavingAnEnd: readonly ClaimCommandType[] = ['ReopenClaim', 'FileClaim', 'ReviveClaim']

/** Of what the table allows at an end, new addresses and late receipts do not wake a finished claim. */
function mayLeaveAnEnd(status: ClaimStatus, command: ClaimCommandType): boolean {
  return leavingAnEnd.includes(command) && commandTable[command].statuses.includes(status)
}

function closed({ status }: ClaimSummary): Problem {
  return new Problem('CLAIM_CLOSED', {
    claimStatus: status,
    possible: leavingAnEnd.filter((command) => mayLeaveAnEnd(status, command)),
  })
}

/** Decisions and money: who was refused what is kept for ever. */
const keptWhenRefused: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'ProposeDenial',
  'ProposeRefusal',
  'ApproveProposal',
  'ReturnProposal',
  'FreezePayees',
  'SubmitPayments',
  'CheckPayment',
])

async function keepIfRefused(
  { db }: AskDependencies,
  claimId: string,
  { commandId, actor, command }: ClaimRequest,
  error: unknown,
): Promise<void> {
  const refusal = keptWhenRefused.has(command.type) ? refusalIn(error) : undefined
  if (refusal === undefined) return
  const { code, status } = refusal
  await storeRefusal(db, { claimId, commandId, commandType: command.type, code, claimStatus: status, actor })
}

function refusalIn(error: unknown): Refusal | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined
  if (!(cause instanceof ApplicationFailure)) return undefined
  const [refusal] = (cause.details ?? []) as readonly (Refusal | undefined)[]
  return refusal
}
