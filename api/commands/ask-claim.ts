import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'

import { startClaim } from '../../activities/delivery/start-claim.ts'
import { readSummary } from '../../db/claim-summary.ts'
import { findAnswer, readEvents } from '../../db/event-log.ts'
import { listStarted, toldAtStart } from '../../db/told-at-start.ts'
import type { RefusedCommand } from '../../db/refusals.ts'
import { storeRefusal } from '../../db/refusals.ts'
import { startAgain } from '../../db/starts.ts'
import type { ClaimCommandType } from '../../domain/claim/commands.ts'
import { commandTable } from '../../domain/claim/command-table.ts'
import type { Refusal } from '../../domain/claim/decision.ts'
import type { ClaimStatus } from '../../domain/claim/state.ts'
import type { ClaimSummary } from '../../domain/claim/summary.ts'
import type { ClaimAnswer, ClaimInput, ClaimRequest } from '../../workflows/claim-contract.ts'
import { askClaim as askUpdate, claimWorkflowId } from '../../workflows/claim-contract.ts'
import type { ApiDependencies } from '../dependencies.ts'
import type { Idempotency } from '../idempotency.ts'
import { keptWhenRefused } from '../kept-refusals.ts'
import { rolesThatMay } from '../permission-matrix.ts'
import { Problem } from '../problems.ts'
import { askAgain } from './ask-again.ts'
import { dropInvoices } from './hold-invoices.ts'
import { keepPersonalData } from './keep-personal-data.ts'
import type { PersonalData } from './set-aside.ts'

export type AskDependencies = Pick<
  ApiDependencies,
  'db' | 'vault' | 'temporal' | 'servicePolicy' | 'calendars' | 'beneficiaryNames'
>

/** The answer, and whether it was given before: to this very request, which has now come again. */
export interface GivenAnswer extends ClaimAnswer {
  readonly replayed: boolean
}

/**
 * Asks a claim to do something it has no answer for yet, and answers only when that is recorded. First is looked whether
 * the claim is finished, by the row it was admitted on; only then the rules. Safe to repeat after any failure. The
 * personal data of the body are sealed before the command leaves.
 *
 * @throws {Problem} CLAIM_CLOSED, COMMAND_REUSED, INVOICE_ALREADY_USED, NOT_STARTED; and what the client of Temporal throws
 * when the server or every worker is away, or a rule refuses.
 */
export async function askClaim(
  deps: AskDependencies,
  claim: AskedClaim,
  request: ClaimRequest,
  personal: PersonalData = nothing,
): Promise<GivenAnswer> {
  const { claimId, status, restedAt, version: logLength } = claim
  const asking = { deps, claimId, request: { ...request, logLength }, isFinished: restedAt !== null }
  try {
    if (asking.isFinished && !mayWake(status, request.command.type)) throw closed(claim)
    await keepPersonalData(deps, claimId, personal)
    return { ...sameBody(await send(asking), request), replayed: false }
  } catch (error) {
    await keepIfRefused(asking, error)
    if (error instanceof WorkflowUpdateFailedError) await dropInvoices(deps, claimId, personal.invoices)
    // It may have happened all the same, and be recorded where only the log knows it.
    if (!isVerdict(error)) await startAgain(deps.db, claimId).catch(() => undefined)
    throw error
  }
}

/** What is known of a claim before it is asked. */
export type AskedClaim = Pick<ClaimSummary, 'claimId' | 'status' | 'version' | 'restedAt'>

/**
 * The first answer of a command the claim knows, whatever else the request lacks now; null for one it does not know. Who
 * repeats a command may not have heard of it because the claim's workflow did not live to say so: the starter looks.
 *
 * @throws {Problem} COMMAND_REUSED: the key came with another body.
 */
export async function knownAnswer(
  { db }: Pick<AskDependencies, 'db'>,
  claimId: string,
  idempotency: Idempotency,
): Promise<GivenAnswer | null> {
  const known = await findAnswer(db, claimId, idempotency.commandId)
  if (known === null) return null
  const answer = { claimId, ...sameBody(known, idempotency), replayed: true }
  await startAgain(db, claimId)
  return answer
}

const nothing: PersonalData = { texts: [], parties: [] }

/** How long a caller waits for the claim; after it the same key finds the answer, or asks anew. */
const answerTimeoutMs = 5_000

interface Asking {
  readonly deps: AskDependencies
  readonly claimId: string
  readonly request: ClaimRequest
  readonly isFinished: boolean
}

async function send({ deps, claimId, request, isFinished }: Asking): Promise<ClaimAnswer> {
  const { temporal } = deps
  const handle = temporal.workflow.getHandle(claimWorkflowId(claimId))
  const update = () => handle.executeUpdate(askUpdate, { args: [request], updateId: request.commandId })
  const bounded = (call: () => Promise<ClaimAnswer>) => temporal.withDeadline(Date.now() + answerTimeoutMs, call)
  const again = async () => {
    const input = await inputOf(deps, claimId)
    // What it missed of emergencies while it was at rest is listed by the starter too, should this process die behind the answer.
    await startAgain(deps.db, claimId)
    const answer = await bounded(() => askAgain(temporal, input, request))
    await listStarted(deps.db, { ...input, outcome: 'already-started' })
    return answer
  }
  if (isFinished) return again()
  try {
    return await bounded(update)
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error
    // It may have come to its end since its row was read.
    const summary = await readSummary(deps.db, claimId)
    if (summary !== null && summary.restedAt !== null) {
      if (!mayWake(summary.status, request.command.type)) throw closed(summary)
      return again()
    }
    const input = await inputOf(deps, claimId)
    const outcome = await startClaim(temporal, input)
    await listStarted(deps.db, { ...input, outcome })
    return bounded(update)
  }
}

async function inputOf({ db, servicePolicy, calendars }: AskDependencies, claimId: string): Promise<ClaimInput> {
  const [events, calendar] = await Promise.all([readEvents(db, claimId), calendars.current()])
  return { claimId, events, policy: servicePolicy, calendar, ...(await toldAtStart(db, events)) }
}

/** A key names one intent. Temporal, too, answers an id it knows by the first result, whatever came with it. */
function sameBody<A extends { readonly bodyHash: string }>(answer: A, { bodyHash }: Idempotency): A {
  if (answer.bodyHash !== bodyHash) throw new Problem('COMMAND_REUSED')
  return answer
}

const leavingAnEnd: readonly ClaimCommandType[] = [
  'ReopenClaim',
  'FileClaim',
  'ReviveClaim',
  'OpenRecovery',
  'RaiseDispute',
  'FileLitigation',
]

/** Of what the table allows at an end, new addresses and late receipts do not wake a finished claim. */
function mayLeaveAnEnd(status: ClaimStatus, command: ClaimCommandType): boolean {
  return leavingAnEnd.includes(command) && commandTable[command].statuses.includes(status)
}

/** Whether a run is begun for it. A breach may be acknowledged however late: the run says so in the log and ends again. */
const mayWake = (status: ClaimStatus, command: ClaimCommandType): boolean =>
  mayLeaveAnEnd(status, command) || command === 'AcknowledgeEscalation'

/** The claim is finished, and what would make it go on. */
export function closed({ status }: Pick<ClaimSummary, 'status'>): Problem {
  const possible = leavingAnEnd.filter((command) => mayLeaveAnEnd(status, command))
  return new Problem('CLAIM_CLOSED', { claimStatus: status, possible, whoMay: rolesThatMay(possible) })
}

/** The claim, or we for it, said no: nothing is recorded. */
const isVerdict = (error: unknown): boolean => error instanceof Problem || error instanceof WorkflowUpdateFailedError

async function keepIfRefused({ deps, claimId, request }: Asking, error: unknown): Promise<void> {
  const { commandId, actor, command } = request
  const refusal = keptWhenRefused.has(command.type) ? refusalIn(error) : undefined
  if (refusal === undefined) return
  await storeRefusal(deps.db, { claimId, commandId, commandType: command.type, ...refusal, actor })
}

function refusalIn(error: unknown): Pick<RefusedCommand, 'code' | 'claimStatus'> | undefined {
  if (error instanceof Problem && error.code === 'CLAIM_CLOSED') {
    return { code: error.code, claimStatus: error.facts.claimStatus ?? '' }
  }
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined
  if (!(cause instanceof ApplicationFailure)) return undefined
  const [refusal] = (cause.details ?? []) as readonly (Refusal | undefined)[]
  return refusal && { code: refusal.code, claimStatus: refusal.status }
}
